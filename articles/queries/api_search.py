"""The search as the API reads it: what was found, with the parts shown and the words marked."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from articles.models import Article, User
from articles.queries.api_articles import readable, with_parts
from articles.queries.search import Hit
from articles.search.highlight import Span


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage of the text of `field` in version `revision`; `marks` lie within it.

    All offsets count code points of the whole `text`.
    """

    field: str
    revision: int
    text: str
    start: int
    end: int
    marks: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Found:
    """An article that was found, and its passages."""

    article: Article
    highlights: Sequence[Highlight]


def found(hits: Sequence[Hit], shown: Collection[str], user: User | AnonymousUser) -> list[Found]:
    """The articles of `hits`, as far as `user` may read them still, with their parts.

    As many queries for any number of hits. What was saved since it was found has no highlights.
    """
    rows = readable(user).filter(pk__in=[hit.article.pk for hit in hits])
    articles = {article.pk: article for article in with_parts(rows, shown, user)}
    made = []
    for hit in hits:
        article = articles.get(hit.article.pk)
        if article is not None:
            made.append(Found(article, tuple(_highlights(hit, article))))
    return made


def _highlights(hit: Hit, article: Article) -> Iterator[Highlight]:
    if hit.article.modified_at != article.modified_at:
        return
    title = article.title
    if hit.title_marks:
        yield Highlight("title", article.version, title, 0, len(title), hit.title_marks)
    for part in hit.passages:
        yield Highlight(hit.field, article.version, hit.text, part.start, part.end, part.marks)
