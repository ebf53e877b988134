"""Sources as readers see them: the index in Arabic order, and one source with its names."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from articles.models import Article, Citation, CitationRole, NameKind, Source

INDEX_FIELDS = ("id", "name", "label", "slug", "sort_key", "kind")
# The first sign of a sort key says the script of the name (see articles.text.sortkey).
_NUMBERS, _SIGNS = "0", "9"
NUMBERS, OTHERS = "0–9", "#"
SCRIPTS = ["ar", "ru", "en"]  # the order in which a source's names are given


@dataclass(frozen=True, slots=True)
class Entry:
    """A source of the index and how many articles rest on it."""

    source: Source
    articles: int


@dataclass(frozen=True, slots=True)
class Letter:
    """The sources whose names begin with `sign`: a letter, "0–9" or "#"."""

    sign: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Standing:
    """A source with its main names beside the label (one for each language), other spellings and
    domains; and how many visible articles rest on it: in all, as the origin of what they say, and
    by role (only roles that occur)."""

    source: Source
    names: list[str]
    spellings: list[str]
    domains: list[str]
    articles: int
    as_origin: int
    roles: list[tuple[CitationRole, int]]


def visible_citations() -> QuerySet[Citation]:
    """Confirmed citations of articles that everybody may read."""
    return Citation.objects.confirmed().filter(article__in=Article.objects.public())


def index() -> list[Letter]:
    """All sources in Arabic order, by first letter; merged ones are left out (two queries)."""
    cited = dict(
        visible_citations()
        .filter(source__isnull=False)
        .order_by()
        .values_list("source")
        .annotate(n=Count("article", distinct=True))
    )
    letters: list[Letter] = []
    for source in Source.objects.standing().order_by("sort_key", "id").only(*INDEX_FIELDS):
        sign = _sign(source.sort_key)
        if not letters or letters[-1].sign != sign:
            letters.append(Letter(sign, []))
        letters[-1].entries.append(Entry(source, cited.get(source.pk, 0)))
    return letters


def find(pk: int) -> Source | None:
    """The source, also one that was merged into another (one query)."""
    linked = Source.objects.select_related("owner", "parent", "merged_into")
    return linked.filter(pk=pk).first()


def standing(source: Source) -> Standing:
    """What the page of `source` says about it (three queries)."""
    behind = Citation.objects.confirmed().filter(via=OuterRef("pk"))
    articles = {role: Count("article", distinct=True, filter=Q(role=role)) for role in CitationRole}
    counted = (
        visible_citations()
        .filter(source=source)
        .annotate(root=~Exists(behind))
        .aggregate(
            articles=Count("article", distinct=True),
            as_origin=Count("article", distinct=True, filter=Q(root=True)),
            **{f"role_{role}": count for role, count in articles.items()},
        )
    )
    names, spellings = _names(source)
    return Standing(
        source=source,
        names=names,
        spellings=spellings,
        domains=list(source.domains.values_list("domain", flat=True)),
        articles=counted["articles"],
        as_origin=counted["as_origin"],
        roles=[(role, counted[f"role_{role}"]) for role in articles if counted[f"role_{role}"]],
    )


def most_cited(count: int, year: int) -> list[tuple[Source, int, int]]:
    """The sources on which most articles of `year` rest: (source, articles, of them as origin)."""
    behind = Citation.objects.confirmed().filter(via=OuterRef("pk"))
    of_year = Article.objects.public().filter(dated_from__year=year)
    rows = (
        Citation.objects.confirmed()
        .filter(article__in=of_year, source__isnull=False)
        .annotate(root=~Exists(behind))
        .values("source", "source__name", "source__label", "source__slug")
        .annotate(
            n=Count("article", distinct=True),
            origin=Count("article", distinct=True, filter=Q(root=True)),
        )
        .order_by("-n", "source__sort_key", "source")
    )
    return [
        (
            Source(
                pk=row["source"],
                name=row["source__name"],
                label=row["source__label"],
                slug=row["source__slug"],
            ),
            row["n"],
            row["origin"],
        )
        for row in rows[:count]
    ]


def _names(source: Source) -> tuple[list[str], list[str]]:
    """The main name in each language beside the label, and all other spellings (one query)."""
    rows = sorted(source.names.all(), key=lambda row: (row.kind != NameKind.CANONICAL, row.pk))
    main: dict[str, str] = {}
    for row in rows:
        main.setdefault(row.language, row.name)
    names = [
        main[language] for language in sorted(main, key=_rank) if main[language] != str(source)
    ]
    shown = {str(source), *names}
    return names, list(dict.fromkeys(row.name for row in rows if row.name not in shown))


def _rank(language: str) -> tuple[int, str]:
    return SCRIPTS.index(language) if language in SCRIPTS else len(SCRIPTS), language


def _sign(key: str) -> str:
    if key.startswith(_NUMBERS):
        return NUMBERS
    letter = key[1:2].upper()
    return OTHERS if key.startswith(_SIGNS) or not letter else letter
