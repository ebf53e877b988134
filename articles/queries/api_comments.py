"""Readers' comments and corrections as the API reads them: only what stands on public pages."""

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from articles.models import Comment, Correction, User
from articles.queries.api_articles import readable, with_article
from articles.queries.comments import shown as standing


def comments(user: User | AnonymousUser) -> QuerySet[Comment]:
    """Comments that everybody sees, on the articles that `user` may read."""
    return standing().filter(article__in=readable(user))


def corrections(user: User | AnonymousUser) -> QuerySet[Correction]:
    """Corrections of the articles that `user` may read."""
    return Correction.objects.filter(article__in=readable(user))


def comments_with_parts(
    queryset: QuerySet[Comment], *, article: Collection[str] = ()
) -> QuerySet[Comment]:
    """Load of the article the published fields named."""
    return with_article(queryset, shown=article)


def corrections_with_parts(
    queryset: QuerySet[Correction], *, article: Collection[str] = ()
) -> QuerySet[Correction]:
    """Load the number of the revision, and of the article the published fields named."""
    revised = queryset.select_related("revision").defer("revision__snapshot")
    return with_article(revised, shown=article)
