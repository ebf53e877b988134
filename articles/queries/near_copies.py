"""Articles whose texts are near-copies of another's, and which of them it does not credit."""

from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet

from articles.attribution.near_copies import (
    LEAST_SHARE,
    SCHEME,
    bands,
    resemblance,
    share,
    signature,
    unpacked,
)
from articles.models import Article, User
from articles.queries.credited import credited_among

MOST = 200
"""Articles that are compared, those with most bands in common first."""

_FIELDS = (
    "id", "title", "slug", "status", "language", "publisher_name", "origin_url", "original_id",
    "dated", "dated_from", "dated_to", "dated_precision", "sort_at", "version",
)  # fmt: skip


class NearCopy(NamedTuple):
    """An article and what its text has in common with another's, each from 0 to 1.

    `share` is the part of the shorter text that the longer one has, `similarity` the part that
    both have of all that stands in either. Both are estimates.
    """

    article: Article
    similarity: float
    share: float


def near_copies_of(
    article: Article,
    user: User | AnonymousUser | None,
    *,
    least: float = LEAST_SHARE,
    among: QuerySet[Article] | None = None,
) -> list[NearCopy]:
    """The articles visible to `user`, or `among` those given, that share at least `least` with the
    text of `article`.

    The nearest come first. One query; the text is taken as `article` has it, saved or not.
    Other articles count as they were when the worker last wrote their fingerprint.
    """
    own = signature(article.body_text)
    keys = bands(own)
    if not keys:
        return []
    candidates = (
        (Article.objects.visible_to(user) if among is None else among)
        .filter(fingerprint__scheme=SCHEME, fingerprint__bands__band__in=keys, erased_at=None)
        .exclude(pk=article.pk)
        .annotate(common=Count("fingerprint__bands__band"))
        .select_related("fingerprint")
        .only(*_FIELDS, "fingerprint__shingles", "fingerprint__signature")
        .order_by("-common", "pk")[:MOST]
    )
    found = []
    for one in candidates:
        row: Any = one
        other = unpacked(row.fingerprint.shingles, bytes(row.fingerprint.signature))
        part = share(own, other)
        if part >= least:
            found.append(NearCopy(one, resemblance(own, other), part))
    return sorted(found, key=lambda copy: (-copy.share, -copy.similarity, copy.article.pk))


def uncredited_copies_of(
    article: Article, user: User | AnonymousUser | None, *, least: float = LEAST_SHARE
) -> list[NearCopy]:
    """Those of `near_copies_of` that `article` owes a credit and does not give one.

    What counts as credited says `articles.queries.credited`. Five queries at most, one where
    nothing is near. Citations count that readers do not see, so this is for the newsroom only.
    """
    copies = near_copies_of(article, user, least=least)
    credited = credited_among(article, [copy.article for copy in copies])
    return [copy for copy in copies if copy.article.pk not in credited]
