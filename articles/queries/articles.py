"""Lists of articles: what a list shows of each, for a number of queries that never grows."""

from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from articles.models import Article, Person, Section, Shape, Source, Topic
from articles.queries.chain import links
from articles.queries.keyset import NEWEST, KeysetPage, page
from articles.queries.pictures import renditions

PAGE_SIZE = 20
# Never the text itself: a list of 20 would drag some 100 KB of it out of the database.
FIELDS = (
    "id", "title", "slug", "standfirst", "dated", "date_unknown", "dated_from", "dated_precision",
    "status", "first_published_at", "published_at", "publish_at", "modified_at", "sort_at",
    "section__id", "section__name", "section__slug",
)  # fmt: skip


def cards(queryset: QuerySet[Article]) -> QuerySet[Article]:
    """`queryset` with what a list shows: two queries for any number of articles.

    Each article has its section, as `links` what `articles.queries.chain.hops` takes, and the
    `renditions` of its picture as a card.
    """
    shown = queryset.select_related("section").only(*FIELDS)
    return shown.annotate(renditions=renditions(Shape.CARD)).prefetch_related(links())


def listing(
    queryset: QuerySet[Article], cursor: str | None, *, size: int = PAGE_SIZE
) -> KeysetPage[Article]:
    """A page of cards, newest first. Raises ValueError for a bad cursor."""
    return page(cards(queryset), keys=NEWEST, cursor=cursor, size=size)


def of_section(section: Section, cursor: str | None) -> KeysetPage[Article]:
    return listing(Article.objects.public().filter(section=section), cursor)


def of_topic(topic: Topic, cursor: str | None) -> KeysetPage[Article]:
    return listing(Article.objects.public().filter(topics=topic), cursor)


def of_person(person: Person, cursor: str | None) -> KeysetPage[Article]:
    return listing(Article.objects.public().filter(bylines__person=person), cursor)


def of_source(source: Source, cursor: str | None, *, role: str = "") -> KeysetPage[Article]:
    """Articles that rest on `source`, in that role where one is given."""
    once: dict[str, Any] = {"once_in_role": True, "role": role} if role else {"once": True}
    links = {f"chain_links__{name}": value for name, value in {"source": source, **once}.items()}
    cited = Article.objects.public().annotate(
        link=FilteredRelation("chain_links", condition=Q(**links))
    )
    return through(cited.filter(link__isnull=False), "link", cursor)


def through(queryset: QuerySet[Article], kept: str, cursor: str | None) -> KeysetPage[Article]:
    """A page of cards, newest first, in the order of the rows `kept` of chains that `queryset`
    is joined with, one for each article: their index is in that order. Raises ValueError."""
    joined = cards(queryset).annotate(at=F(f"{kept}__sort_at"), number=F(f"{kept}__article"))
    return page(joined, keys=("-at", "-number"), cursor=cursor, size=PAGE_SIZE)
