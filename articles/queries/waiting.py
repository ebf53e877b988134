"""What waits for the newsroom: the rows that the admin's first page counts and lists."""

from datetime import timedelta

from django.db.models import Exists, Q, QuerySet
from django.utils import timezone

from articles.models import (
    Article,
    ArticleStatus,
    Citation,
    CitationState,
    Comment,
    CommentState,
    ErrorReport,
    ReportState,
    User,
)
from articles.models.article import SEES_ALL

SOON = timedelta(days=2)


def pending_comments() -> QuerySet[Comment]:
    """Comments that wait for a moderator."""
    return Comment.objects.filter(state=CommentState.PENDING)


def open_reports(user: User) -> QuerySet[ErrorReport]:
    """Readers' reports on articles of the person's sections that nobody settled."""
    return ErrorReport.objects.filter(state=ReportState.OPEN, article__in=of_sections(user))


def in_review(user: User) -> QuerySet[Article]:
    """Articles that were sent to the editors of the person's sections."""
    return of_sections(user).filter(status=ArticleStatus.IN_REVIEW)


def own_drafts(user: User) -> QuerySet[Article]:
    """What the person began and has not sent to review."""
    return Article.objects.filter(status=ArticleStatus.DRAFT, created_by=user)


def suggested_citations(user: User) -> QuerySet[Citation]:
    """Citations that nobody confirmed or rejected, in the person's sections."""
    return Citation.objects.filter(state=CitationState.SUGGESTED, article__in=of_sections(user))


def due_soon(user: User) -> QuerySet[Article]:
    """Scheduled articles of the person's sections that come due within SOON, the next first."""
    until = timezone.now() + SOON
    scheduled = of_sections(user).filter(status=ArticleStatus.SCHEDULED, publish_at__lte=until)
    return scheduled.only("title", "publish_at").order_by("publish_at", "pk")


def of_sections(user: User) -> QuerySet[Article]:
    """Articles that `user` works on: of their sections where some are given, else all they see."""
    articles = Article.objects.visible_to(user).order_by()
    if user.is_superuser or not user.has_perm(SEES_ALL):
        return articles
    sections = user.sections.order_by().values("pk")
    return articles.filter(Q(section__in=sections) | ~Exists(sections))
