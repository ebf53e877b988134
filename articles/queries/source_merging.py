"""Mergers of sources: who may be the same, what became of a merged one, what was merged."""

from django.db.models import Count, Q, QuerySet

from articles.models import CitationState, Source, SourceMerge

MOST = 20


def heir(source: Source) -> Source:
    """What a source was merged into in the end, itself if it was not (a query for each step)."""
    while source.merged_into is not None:
        source = source.merged_into
    return source


def heirs_of(ids: set[int]) -> dict[int, int]:
    """Merged sources among `ids`, and what they became in the end (a query for each step)."""
    became: dict[int, int] = {}
    ask = ids
    while ask:
        rows = Source.objects.filter(pk__in=ask, merged_into__isnull=False)
        step = dict(rows.values_list("pk", "merged_into_id"))
        became |= step
        ask = set(step.values()) - became.keys()

    def last(pk: int) -> int:
        seen: set[int] = set()
        while pk in became and pk not in seen:
            seen.add(pk)
            pk = became[pk]
        return pk

    return {pk: last(pk) for pk in became}


def counted(sources: QuerySet[Source]) -> QuerySet[Source]:
    """Sources, each with the number of its confirmed citations as `confirmed`."""
    confirmed = Q(citations__state=CitationState.CONFIRMED)
    return sources.annotate(confirmed=Count("citations", filter=confirmed, distinct=True))


def namesakes(source: Source) -> list[Source]:
    """Other sources that share a name, folded, with `source`: it may be one of them (one query)."""
    folded = source.names.values("folded")
    same = Source.objects.standing().filter(names__folded__in=folded).exclude(pk=source.pk)
    return list(counted(same).order_by("sort_key", "pk")[:MOST])


def mergers(source: Source) -> list[SourceMerge]:
    """The mergers of `source`, and into it, that hold, newest first (one query)."""
    held = SourceMerge.objects.filter(undone_at=None).filter(Q(source=source) | Q(into=source))
    return list(held.select_related("source", "into", "by").order_by("-pk"))
