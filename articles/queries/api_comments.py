"""Readers' comments and corrections as the API reads them: only what stands on public pages."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from articles.models import Article, Comment, Correction, User


def comments(user: User | AnonymousUser) -> QuerySet[Comment]:
    """Approved comments on the articles that `user` may read."""
    return (
        Comment.objects.approved()
        .filter(article__in=Article.objects.visible_to(user))
        .select_related("article", "parent")
        .defer("article__body", "article__body_text", "article__footer_prompt")
    )


def corrections(user: User | AnonymousUser) -> QuerySet[Correction]:
    """Corrections of the articles that `user` may read."""
    return (
        Correction.objects.filter(article__in=Article.objects.visible_to(user))
        .select_related("article", "revision")
        .defer("article__body", "article__body_text", "article__footer_prompt")
        .defer("revision__snapshot")
    )
