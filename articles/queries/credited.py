"""Whether an article credits another one that it has its text in common with."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from articles.models import (
    Article,
    Citation,
    CitationRole,
    CitationState,
    SourceDomain,
    SourceName,
)
from articles.queries.source_merging import heirs_of
from articles.text.fold import fold_name

COPY = (CitationRole.AGENCY_COPY, CitationRole.CREDIT)
"""Roles that say whose text it is."""

Who = int | str
"""A source, by its id, or a folded name."""


@dataclass(slots=True)
class _Party:
    """Who publishes an article, whom it cites, and whose text it says that it has."""

    original: int | None
    publisher: set[Who] = field(default_factory=set)
    cites: set[Who] = field(default_factory=set)
    copies: set[Who] = field(default_factory=set)


def credited_among(article: Article, others: Sequence[Article]) -> set[int]:
    """The ids of those of `others` to which `article` owes no credit (four queries at most,
    and one for each step in which sources were merged).

    That is so where one of these holds; a rejected citation counts for nothing:
    - both came from the same Original, so that they are one text;
    - both have the same publisher;
    - `article` cites the other's publisher, in whatever role, confirmed or suggested: by the
      source, or by its name while the source is unresolved. The publisher is known by
      `publisher_name` and by the domain of `origin_url`; where a name belongs to several sources,
      each of them will do;
    - the other cites the publisher of `article`: then the other is the copy;
    - both say, by agency byline or closing credit, that they have the text of the same source.
    """
    if not others:
        return set()
    parties = _parties([article, *others])
    own = parties[article.pk]
    return {other.pk for other in others if _credits(own, parties[other.pk])}


def mutual_among(article: Article, others: Sequence[Article]) -> set[int]:
    """The ids of those of `others` that cite the publisher of `article` while it cites theirs: each
    says that it has the report from the other (four queries at most)."""
    if not others:
        return set()
    parties = _parties([article, *others])
    own = parties[article.pk]
    return {other.pk for other in others if _each_other(own, parties[other.pk])}


def _each_other(own: _Party, other: _Party) -> bool:
    return not (own.cites.isdisjoint(other.publisher) or other.cites.isdisjoint(own.publisher))


def _credits(own: _Party, other: _Party) -> bool:
    return (
        (own.original is not None and own.original == other.original)
        or not own.publisher.isdisjoint(other.publisher)
        or not own.cites.isdisjoint(other.publisher)
        or not other.cites.isdisjoint(own.publisher)
        or not own.copies.isdisjoint(other.copies)
    )


def _parties(articles: Sequence[Article]) -> dict[int, _Party]:
    by_name = _sources_named({fold_name(article.publisher_name) for article in articles} - {""})
    by_domain = _sources_at({host for one in articles for host in _hosts(one.origin_url)})
    cited = Citation.objects.filter(article__in=articles).exclude(state=CitationState.REJECTED)
    rows = list(cited.values_list("article", "source", "name", "role"))
    known = {source for _, source, _, _ in rows if source is not None}
    heirs = heirs_of(known.union(*by_name.values(), *by_domain.values()))
    parties: dict[int, _Party] = {}
    for article in articles:
        party = parties[article.pk] = _Party(article.original_id)
        name = fold_name(article.publisher_name)
        if name:
            party.publisher |= {name, *(heirs.get(pk, pk) for pk in by_name[name])}
        for host in _hosts(article.origin_url):
            party.publisher |= {heirs.get(pk, pk) for pk in by_domain[host]}
    for pk, source, name, role in rows:
        # A name whose source is settled says no more than the source.
        who: Who = fold_name(name) if source is None else heirs.get(source, source)
        parties[pk].cites.add(who)
        if role in COPY:
            parties[pk].copies.add(who)
    return parties


def _sources_named(names: Iterable[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    rows = SourceName.objects.filter(folded__in=names)
    for name, pk in rows.values_list("folded", "source"):
        found[name].add(pk)
    return found


def _sources_at(hosts: Iterable[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    rows = SourceDomain.objects.filter(domain__in=hosts)
    for host, pk in rows.values_list("domain", "source"):
        found[host].add(pk)
    return found


def _hosts(url: str) -> list[str]:
    """The host of an address and the domains above it, but no top-level domain."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return []
    labels = host.split(".")
    return [".".join(labels[first:]) for first in range(len(labels) - 1)]
