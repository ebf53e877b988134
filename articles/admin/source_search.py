"""Sources found by any of their names in any script, or by domain."""

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Source, SourceDomain, SourceName
from articles.queries.source_merging import counted, namesakes
from articles.text.fold import fold_name

MOST = 20


def named_like(queryset: QuerySet[Source], term: str) -> QuerySet[Source]:
    """Sources of which one name, folded, holds each word of `term`, or one domain holds it."""
    words = fold_name(term).split()
    if not words:
        return queryset.none() if term.strip() else queryset
    names = SourceName.objects.filter(source=OuterRef("pk"))
    for word in words:
        names = names.filter(folded__contains=word)
    domains = SourceDomain.objects.filter(
        source=OuterRef("pk"), domain__contains=term.strip().lower()
    )
    return queryset.filter(Exists(names) | Exists(domains))


def others(source: Source, term: str) -> list[Source]:
    """Sources besides `source` that `term` finds; without it those that share a name."""
    if not term.strip():
        return namesakes(source)
    found = named_like(Source.objects.standing().exclude(pk=source.pk), term)
    return list(counted(found).order_by("sort_key", "pk")[:MOST])
