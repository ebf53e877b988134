"""What waits for the person who opens the admin, as links to the lists that show it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, Citation, Comment, ErrorReport
from articles.queries import waiting
from articles.queries.alerts import open_alerts
from articles.queries.queues import stale, with_suggestions
from articles.queries.unresolved import names_waiting
from articles.services.permissions import may

MOST = 10  # rows of the list of what comes due


@dataclass(frozen=True, slots=True)
class Waits:
    """One line: how many of what, and where they are; no address where there is no page."""

    label: str
    count: int
    url: str


def desk(request: HttpRequest) -> dict[str, Any]:
    """What the first page shows besides the list of entities (at most eleven queries)."""
    user: Any = request.user
    lines = []
    if may(user, "moderate_comment"):
        where = _list(Comment, state__exact="pending")
        lines.append(Waits(_("Comments to decide on"), waiting.pending_comments().count(), where))
    if may(user, "change_errorreport"):
        where = _list(ErrorReport, state__exact="open")
        lines.append(
            Waits(_("Error reports of readers"), waiting.open_reports(user).count(), where)
        )
    if may(user, "edit_any_article"):
        where = _list(Article, status__exact="in_review")
        lines.append(Waits(_("Articles in review"), waiting.in_review(user).count(), where))
        where = _list(Citation, state__exact="suggested")
        count = waiting.suggested_citations(user).count()
        lines.append(Waits(_("Sources suggested and not settled"), count, where))
    if may(user, "settle_citation"):
        lines += _queues(user)
    if may(user, "write_article"):
        where = _list(Article, status__exact="draft", created_by__id__exact=user.pk)
        lines.append(Waits(_("Your drafts"), waiting.own_drafts(user).count(), where))
    due = list(waiting.due_soon(user)[:MOST]) if may(user, "publish_article") else []
    return {"waiting": lines, "due": [(article, _page(article)) for article in due]}


def _queues(user: Any) -> list[Waits]:
    """The queues of sources (at most five queries)."""
    counted = (
        (_("Articles with open suggestions"), with_suggestions(user).count(), "suggestions"),
        (_("Names without a source"), names_waiting(user), "names"),
        (_("Evidence that an edit made stale"), stale(user).count(), "stale"),
        (_("Alerts"), open_alerts(user).count(), "alerts"),
    )
    return [Waits(label, many, reverse(f"admin:queues_{name}")) for label, many, name in counted]


def _list(model: type[Model], **filters: Any) -> str:
    if not admin.site.is_registered(model):
        return ""
    return f"{reverse(f'admin:articles_{model._meta.model_name}_changelist')}?{urlencode(filters)}"


def _page(article: Article) -> str:
    if not admin.site.is_registered(Article):
        return ""
    return reverse("admin:articles_article_change", args=[article.pk])
