"""Names in a query: which sources and topics operators mean, and how else words may be written."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Case, When

from articles.attribution.table import load_table
from articles.models import NameKind, SourceDomain, SourceName, Topic
from articles.search.engine import Index
from articles.search.nodes import Combined, Node, OneOf
from articles.search.query_language import Part, Query
from articles.text.analyser import Term, analyse_text
from articles.text.fold import fold_name

LONGEST_NAME = 5
"""Words of a name that is looked for without marks around it."""

MOST_WORDS = 24
"""Words of a query among which names are looked for."""

MOST_NAMES = 3
MOST_OTHERS = 8
_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one `source:` or `topic:` means, the parts `first:last` of the query: candidates, as
    (id, name for people); none where no article is found under such a name, so that it is looked
    for as words."""

    part: Part
    first: int
    last: int
    value: str
    candidates: tuple[tuple[int, str], ...]

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(pk for pk, _name in self.candidates)


@dataclass(frozen=True, slots=True)
class Also:
    """Words that are the name of a source, which has these other names."""

    written: str
    source: int
    names: tuple[str, ...]

    def terms(self) -> list[list[Term]]:
        """The other names as terms."""
        return [analyse_text(name) for name in self.names]


@dataclass(frozen=True, slots=True)
class Names:
    """All that is known of the names of a query."""

    meanings: tuple[Meaning, ...] = ()
    also: tuple[Also, ...] = ()

    def understood(self, query: Query) -> Query:
        """The query with the names after operators whole, and as words where nobody has them."""
        by_first = {meaning.first: meaning for meaning in self.meanings}
        taken = {at for m in self.meanings for at in range(m.first + 1, m.last)}
        parts = [
            _understood(query, by_first[at]) if at in by_first else part
            for at, part in enumerate(query.parts)
            if at not in taken
        ]
        return replace(query, parts=tuple(parts))


@dataclass(frozen=True, slots=True)
class _Run:
    """Parts `first:last` of a query as one name."""

    first: int
    last: int
    text: str
    folded: str


Sources = dict[str, dict[int, str]]
"""Folded name -> the sources that have it: id -> name for people."""


def names_of(query: Query, index: Index, conditions: Sequence[Node]) -> Names:
    """What the names in `query` mean (four queries at most, one where there are none).

    A source or topic is known only where a document of `conditions` has it, so that nothing is
    said of what only drafts rest on.
    """
    asked = {at: list(_values(query, at)) for at, p in enumerate(query.parts) if p.kind == "source"}
    runs = _runs(query)
    folded = {form for some in asked.values() for run in some for form in _forms(run.folded)}
    known = _sources(folded | {run.folded for run in runs})
    domains = _domains(run.text for some in asked.values() for run in some)
    for host, found in domains.items():
        known.setdefault(host, {}).update(found)
    seen = _Seen(index, conditions)
    meanings = [_meaning(query.parts[at], some, known, seen) for at, some in asked.items()]
    meanings += _topics(query, seen)
    used = {at for meaning in meanings for at in range(meaning.first, meaning.last)}
    free = [run for run in runs if not used & set(range(run.first, run.last))]
    return Names(tuple(meanings), tuple(_also(free, known, seen)))


class _Seen:
    """Whether any document that may be seen has a value."""

    def __init__(self, index: Index, conditions: Sequence[Node]) -> None:
        self.index, self.conditions = index, tuple(conditions)

    def __call__(self, name: str, value: int) -> bool:
        node = Combined(must=(OneOf(name, (value,)), *self.conditions))
        return self.index.count(node) > 0


def _values(query: Query, at: int) -> Iterable[_Run]:
    """What stands after an operator, the longest first: its value, with the words after it."""
    part = query.parts[at]
    texts, end = [part.text], at + 1
    marked = not query.text[part.start : part.end].endswith(part.text)
    while not marked and end < len(query.parts) and len(texts) < LONGEST_NAME:
        if query.parts[end].kind != "word" or not query.parts[end].wanted:
            break
        texts.append(query.parts[end].text)
        end += 1
    for count in range(len(texts), 0, -1):
        text = " ".join(texts[:count])
        yield _Run(at, at + count, text, fold_name(text))


def _runs(query: Query) -> list[_Run]:
    """Runs of words that stand beside one another, the longest first."""
    words = [at for at, p in enumerate(query.parts) if p.kind == "word" and p.wanted]
    found = []
    for place, first in enumerate(words[:MOST_WORDS]):
        for count in range(1, LONGEST_NAME + 1):
            run = words[place : place + count]
            if len(run) < count or run[-1] != first + count - 1:
                break
            text = " ".join(query.parts[at].text for at in run)
            found.append(_Run(first, first + count, text, fold_name(text)))
    return sorted(found, key=lambda run: (run.first - run.last, run.first))


def _forms(folded: str) -> tuple[str, ...]:
    """A folded name, and with or without its article."""
    return folded, folded[2:] if folded.startswith(_ARTICLE) else _ARTICLE + folded


def _sources(folded: Iterable[str]) -> Sources:
    """The sources of names; one that was merged stands for what it became."""
    found: Sources = defaultdict(dict)
    wanted = {form for form in folded if 1 < len(form) <= 200}
    if wanted:
        rows = SourceName.objects.filter(folded__in=wanted).values_list("folded", *_heirs("source"))
        for form, *heirs in rows:
            pk, name = _heir(heirs)
            found[form][pk] = name
    return found


def _domains(texts: Iterable[str]) -> Sources:
    """The sources of domains among texts, by the folded domain."""
    hosts = {text.lower().strip("/").removeprefix("www.") for text in texts if "." in text}
    found: Sources = defaultdict(dict)
    if hosts:
        rows = SourceDomain.objects.filter(domain__in=hosts)
        for host, *heirs in rows.values_list("domain", *_heirs("source")):
            pk, name = _heir(heirs)
            for text in (host, f"www.{host}"):
                found[fold_name(text)][pk] = name
    return found


def _heirs(path: str) -> list[str]:
    """Columns of a source, what it was merged into, and what that was."""
    steps = [path, f"{path}__merged_into", f"{path}__merged_into__merged_into"]
    return [f"{step}__{column}" for step in steps for column in ("id", "label", "name")]


def _heir(columns: Sequence[object]) -> tuple[int, str]:
    steps = [columns[at : at + 3] for at in range(0, len(columns), 3)]
    pk, label, name = next(step for step in reversed(steps) if step[0] is not None)
    return int(str(pk)), str(label or name)


def _meaning(part: Part, values: Sequence[_Run], known: Sources, seen: _Seen) -> Meaning:
    """The candidates of the longest value that is a name; without an article that it has, or with
    one, only where nothing else is."""
    for forms in (slice(0, 1), slice(1, None)):
        for run in values:
            for form in _forms(run.folded)[forms]:
                found = sorted(known.get(form, {}).items())
                some = tuple(one for one in found if seen("source", one[0]))
                if some:
                    return Meaning(part, run.first, run.last, run.text, some)
    alone = values[-1]
    return Meaning(part, alone.first, alone.last, part.text, ())


def _topics(query: Query, seen: _Seen) -> list[Meaning]:
    """What each `topic:` means (one query where there are any)."""
    parts = [(at, part) for at, part in enumerate(query.parts) if part.kind == "topic"]
    if not parts:
        return []
    known: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for pk, name in Topic.objects.order_by("pk").values_list("pk", "name"):
        known[fold_name(name)].append((pk, name))
    found = []
    for at, part in parts:
        some = next((known[f] for f in _forms(fold_name(part.text)) if f in known), [])
        candidates = tuple(one for one in some if seen("topic", one[0]))
        found.append(Meaning(part, at, at + 1, part.text, candidates))
    return found


def _understood(query: Query, meaning: Meaning) -> Part:
    part, end = meaning.part, query.parts[meaning.last - 1].end
    if meaning.candidates:
        return replace(part, text=meaning.value, end=end)
    written = query.text[part.start : part.end]
    several = " " in part.text and not part.wanted
    return replace(part, kind="phrase" if several else "word", trouble="no name", written=written)


def _also(runs: Iterable[_Run], known: Sources, seen: _Seen) -> list[Also]:
    """Other names for runs that name one source and are no everyday words (one query)."""
    taken: set[int] = set()
    chosen: dict[int, _Run] = {}
    for run in runs:
        places = set(range(run.first, run.last))
        sources = known.get(run.folded, {})
        if len(sources) == 1 and not places & taken and not _everyday(run):
            taken |= places
            chosen.setdefault(next(iter(sources)), run)
    chosen = dict(list(chosen.items())[:MOST_NAMES])
    if not chosen:
        return []
    names: dict[int | None, list[str]] = defaultdict(list)
    rows = SourceName.objects.filter(source__in=chosen) | SourceName.objects.filter(
        source__merged_into__in=chosen
    )
    main = Case(When(kind=NameKind.CANONICAL, then=0), default=1)
    for source, heir, name in rows.order_by(main, "pk").values_list(
        "source_id", "source__merged_into_id", "name"
    ):
        names[heir if heir in chosen else source].append(name)
    return [
        Also(run.text, pk, others)
        for pk, run in chosen.items()
        if (others := _others(run, names[pk], all_of_them=seen("source", pk)))
    ]


def _others(run: _Run, names: Iterable[str], *, all_of_them: bool) -> tuple[str, ...]:
    """The other names, each once; those that come with the program where no document that may be
    seen has the source."""
    table = load_table()
    public = {fold_name(n) for entry in table.called(run.folded) for n in entry.names()}
    found: dict[str, str] = {}
    have = [f" {' '.join(term.stem for term in analyse_text(run.text))} "]
    for name in names:
        form, stems = fold_name(name), " ".join(term.stem for term in analyse_text(name))
        if not stems or _weak(form) or not (all_of_them or form in public):
            continue
        # «صحيفة كوميرسانت» finds nothing that «كوميرسانت» does not.
        if not any(one in f" {stems} " for one in have):
            found[stems] = name
            have.append(f" {stems} ")
    return tuple(list(found.values())[:MOST_OTHERS])


def _everyday(run: _Run) -> bool:
    return _weak(run.folded) or all(term.is_stop for term in analyse_text(run.text))


def _weak(folded: str) -> bool:
    """Whether the name table has the name as an ordinary word, or as that of several sources."""
    node = load_table().root.walk(folded.split(" "))
    forms = node.forms if node else []
    return any(form.weak for form in forms) or len({form.entry.name for form in forms}) > 1
