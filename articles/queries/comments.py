"""Comments as readers see them: approved ones, with the replies under what they answer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.models import Comment, CommentState
from articles.queries.keyset import KeysetPage, page

FIELDS = ("id", "article_id", "parent_id", "name", "text", "state", "from_newsroom", "created_at")
UNDER_ARTICLE = 100  # comments, replies included; the comments' own page has all of them
PAGE_SIZE = 50  # threads


@dataclass(slots=True)
class Thread:
    """A comment and the replies to it, oldest first."""

    comment: Comment
    replies: list[Comment] = field(default_factory=list)


def shown() -> QuerySet[Comment]:
    """What everybody sees: approved, and not a reply to something that is not."""
    return Comment.objects.approved().filter(
        Q(parent=None) | Q(parent__state=CommentState.APPROVED)
    )


def number_shown() -> Any:
    """Annotation of articles: how many comments readers see."""
    of_article = shown().filter(article=OuterRef("pk")).order_by().values("article")
    counted = of_article.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def under_article(article_id: int) -> list[Thread]:
    """The first threads of an article, at most `UNDER_ARTICLE` comments in all (one query)."""
    comments = (
        shown()
        .filter(article=article_id)
        .alias(
            began=Coalesce("parent__created_at", "created_at"),
            thread=Coalesce("parent_id", "pk"),
        )
        .order_by("began", "thread", "created_at", "pk")
        .only(*FIELDS)
    )
    return threads(comments[:UNDER_ARTICLE])


def threads(comments: Iterable[Comment]) -> list[Thread]:
    """`comments` by thread; replies whose parent is not among them are left out."""
    found: dict[int, Thread] = {}
    comments = list(comments)
    for comment in comments:
        if comment.parent_id is None:
            found[comment.pk] = Thread(comment)
    for comment in comments:
        if comment.parent_id in found:
            found[comment.parent_id].replies.append(comment)
    return list(found.values())


def all_of_article(article_id: int, cursor: str | None) -> tuple[list[Thread], KeysetPage[Comment]]:
    """A page of threads, oldest first, with all their replies (two queries).

    Raises ValueError for a bad cursor.
    """
    tops = Comment.objects.approved().filter(article=article_id, parent=None).only(*FIELDS)
    found = page(tops, keys=("created_at", "id"), cursor=cursor, size=PAGE_SIZE)
    replies = Comment.objects.approved().filter(parent__in=[top.pk for top in found.items])
    ordered = replies.order_by("created_at", "pk").only(*FIELDS)
    return threads([*found.items, *ordered]), found


def waiting(article_id: int, ids: Collection[int]) -> list[Comment]:
    """Those of `ids` that wait for a moderator, for the person who wrote them."""
    if not ids:
        return []
    pending = Comment.objects.filter(
        article=article_id, pk__in=ids, state__in=[CommentState.PENDING, CommentState.SPAM]
    )
    return list(pending.order_by("created_at", "pk").only(*FIELDS))


def answerable(article_id: int, comment_id: int) -> Comment | None:
    """The approved comment that a reader wants to answer, or the one that it answers itself."""
    found = shown().filter(article=article_id, pk=comment_id).select_related("parent").first()
    return found.parent or found if found else None
