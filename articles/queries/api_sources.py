"""Sources as the API reads them, found by any of their names in any script."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import NameKind, Source, SourceName
from articles.text.fold import fold_name

# Which of several names in one language stands for the source: the smaller the earlier.
_RANK = {
    NameKind.CANONICAL: 0,
    NameKind.ALIAS: 1,
    NameKind.TRANSLITERATION: 2,
    NameKind.ABBREVIATION: 3,
    NameKind.FORMER: 4,
}


def every() -> QuerySet[Source]:
    """All sources, those merged into another too, so that an old id still says where it went."""
    return Source.objects.select_related("owner", "parent", "merged_into").prefetch_related(
        "names", "domains"
    )


def narrow(
    queryset: QuerySet[Source], *, q: str = "", kind: str = "", country: str = ""
) -> QuerySet[Source]:
    """The sources of `queryset` that meet all conditions given.

    `q` is met by a name, folded, that begins with it or holds it from the beginning of a word.
    """
    if q:
        folded = fold_name(q)
        if not folded:  # signs only: no name holds them
            return queryset.none()
        begins = Q(folded__startswith=folded) | Q(folded__contains=f" {folded}")
        queryset = queryset.filter(Exists(SourceName.objects.filter(begins, source=OuterRef("pk"))))
    if kind:
        queryset = queryset.filter(kind=kind)
    if country:
        queryset = queryset.filter(country=country)
    return queryset


def name_in(language: str, names: Iterable[SourceName]) -> str | None:
    """The name that stands for the source in `language` (such as ar), None if it has none."""
    candidates = [name for name in names if name.language == language]
    if not candidates:
        return None
    best = min(candidates, key=lambda name: (_RANK.get(NameKind(name.kind), 9), name.pk))
    return best.name
