"""Citations as the API reads them: which a person may see, and where each one's chain leads."""

from collections.abc import Collection, Iterable, Mapping

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from articles.models import Citation, CitationState, User
from articles.queries.api_articles import readable as readable_articles
from articles.queries.api_articles import with_article, with_reports

# Citation id -> the id it leads through, and whether the citation is confirmed.
Links = Mapping[int, tuple[int | None, bool]]


def sees_all_states(user: User | AnonymousUser) -> bool:
    """Whether `user` may settle citations, and so sees suggested and rejected ones too."""
    return user.has_perm("articles.settle_citation")


def readable(user: User | AnonymousUser) -> QuerySet[Citation]:
    """The citations that `user` may read, of the articles that `user` may read."""
    found = Citation.objects.filter(article__in=readable_articles(user))
    return found if sees_all_states(user) else found.confirmed()


def with_parts(
    queryset: QuerySet[Citation], user: User | AnonymousUser, *, article: Collection[str] = ()
) -> QuerySet[Citation]:
    """Load the source with its names, the id of the report if `user` may read it, and of the
    article the published fields named."""
    queryset = with_reports(queryset.select_related("source"), user)
    return with_article(queryset, shown=article).prefetch_related("source__names")


def narrow(
    queryset: QuerySet[Citation],
    *,
    article: int | None = None,
    source: int | None = None,
    source_role: str = "",
    state: str = "",
) -> QuerySet[Citation]:
    """The citations of `queryset` that meet all conditions given."""
    if article is not None:
        queryset = queryset.filter(article=article)
    if source is not None:
        queryset = queryset.filter(source=source)
    if source_role:
        queryset = queryset.filter(role=source_role)
    if state:
        queryset = queryset.filter(state=state)
    return queryset


def links_of(citations: Iterable[Citation]) -> Links:
    """How the citations given lead into one another; no query."""
    return {
        citation.pk: (citation.via_id, citation.state == CitationState.CONFIRMED)
        for citation in citations
    }


def links_in(article_ids: Iterable[int]) -> Links:
    """How all citations of these articles lead into one another; one query."""
    rows = Citation.objects.filter(article__in=set(article_ids)).values_list("pk", "via", "state")
    return {pk: (via, state == CitationState.CONFIRMED) for pk, via, state in rows}


def confirmed_via(via: int | None, links: Links) -> int | None:
    """The next confirmed link of the chain from `via` on, past those that readers do not see."""
    seen: set[int] = set()
    while via is not None and via not in seen:
        seen.add(via)
        further, confirmed = links.get(via, (None, False))
        if confirmed:
            return via
        via = further
    return None
