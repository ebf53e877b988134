"""What attribution finds in an article: mentions of sources, speakers, and their chain."""

from dataclasses import dataclass, field

# The roles of a citation, as the project's conventions list them.
RELAYED = "relayed"
REPORTED = "reported"
INTERVIEW = "interview"
QUOTED = "quoted"
AGENCY_COPY = "agency_copy"
CREDIT = "credit"
SPOKEN = "spoken"
STATEMENT = "statement"

TARGETS = ("title", "standfirst", "byline", "body", "footer")


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one article, paragraphs of `body` separated by blank lines, and who
    published it (a name as people write it; '' where unknown). All offsets that attribution
    gives count Unicode code points of one of these texts."""

    title: str = ""
    body: str = ""
    standfirst: str = ""
    byline: str = ""
    footer: str = ""
    publisher: str = ""

    def target(self, name: str) -> str:
        """The text called `name`, one of `TARGETS`. Raises KeyError for another."""
        if name not in TARGETS:
            raise KeyError(name)
        return str(getattr(self, name))


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an article attributes something to a media source.

    `exact` is `target[start:end]`, the name without head noun, quotation marks and proclitics.
    `candidates` are canonical English names, best first: none for an outlet that the table does
    not know, several where the name belongs to several. `cue` stands at `cue_start:cue_end`.
    `confidence` lies between 0 and 1 and `reasons` are codes of what spoke for and against it.
    `own` says that the outlet is the article's publisher.
    """

    target: str
    start: int
    end: int
    exact: str
    role: str
    cue: str = ""
    cue_start: int = 0
    cue_end: int = 0
    candidates: tuple[str, ...] = ()
    confidence: float = 0.5
    reasons: tuple[str, ...] = ()
    own: bool = False

    @property
    def source(self) -> str | None:
        """The canonical name, where there is one candidate only."""
        return self.candidates[0] if len(self.candidates) == 1 else None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a speaker: `start:end` in code points of the body, marks left out when `direct`,
    the reported clause without its «إن» otherwise."""

    start: int
    end: int
    direct: bool


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or an institution whose words the article gives.

    `name` is the fullest form in the text, `title` what the text calls them («سفير قطر لدى
    روسيا»), `kind` is `person` or `institution`; `start:end` is the first place in `target` and
    `places` are all, as (start, end). `role` is `spoken`, or `statement` for a written one.
    """

    target: str
    start: int
    end: int
    exact: str
    name: str
    title: str
    kind: str
    role: str
    cue: str = ""
    cue_start: int = 0
    cue_end: int = 0
    anonymous: bool = False
    confidence: float = 0.5
    places: tuple[tuple[int, int], ...] = ()
    quotations: tuple[Quotation, ...] = ()
    acts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the proposed chain: the node, and the link through which the article has it.

    `kind` is `mention` or `speaker`, `index` counts in `Analysis.mentions` or
    `Analysis.speakers`, `via` counts in `Analysis.links`; None hangs on the article itself.
    """

    kind: str
    index: int
    via: int | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The footer credits `footer` (a name), which the body never names, while the body rests on
    `body`; `code` says how they differ."""

    code: str
    footer: str
    body: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that attribution proposes for one article.

    `origins` is the proposed number of independent origins, `named_sources` that of different
    named ones, `uncredited` are the paragraphs of the body, as (start, end) in code points, that
    credit nobody.
    """

    mentions: tuple[Mention, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    links: tuple[Link, ...] = ()
    origins: int = 0
    named_sources: int = 0
    uncredited: tuple[tuple[int, int], ...] = ()
    disagreements: tuple[Disagreement, ...] = field(default=())
