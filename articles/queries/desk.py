"""What people of the newsroom have on their desk: articles to work on, and their history."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Article, Citation, CitationState, Revision, User
from articles.models.article import SEES_ALL


def desk(user: User | AnonymousUser) -> QuerySet[Article]:
    """The articles that `user` works on: editors have those of their sections and their own,
    contributors their own, everybody else with an account what all may read."""
    seen = Article.objects.visible_to(user)
    if isinstance(user, AnonymousUser):
        return seen
    if user.has_perm(SEES_ALL):
        sections = set() if user.is_superuser else set(user.sections.values_list("pk", flat=True))
        return seen.filter(Q(section__in=sections) | Q(created_by=user)) if sections else seen
    if user.has_perm("articles.write_article"):
        return seen.filter(created_by=user)
    return seen


def with_open_suggestions() -> Exists:
    """Condition: citations of the article wait for a decision."""
    return Exists(Citation.objects.filter(article=OuterRef("pk"), state=CitationState.SUGGESTED))


def history(article: Article) -> QuerySet[Revision]:
    """The revisions, newest first, without what they hold (one query)."""
    revisions = article.revisions.select_related("by").order_by("-number")
    return revisions.defer("snapshot")


def revision(article: Article, number: int) -> Revision | None:
    return article.revisions.select_related("by").filter(number=number).first()
