"""What happened to an article's citations since somebody opened its desk."""

from typing import Any

from django.db.models import Count, Max, OuterRef, Subquery

from articles.models import Article, CitationStep, User
from articles.queries.desk_article import DeskArticle

MOST = 5
"""Steps that are told one by one."""


def state_of(desk: DeskArticle) -> str:
    """The state that a desk shows, as `news` names it."""
    citations = [entry.citation for entry in desk.entries]
    newest = max((one.modified_at for one in citations), default=None)
    step = desk.steps[0].pk if desk.steps else 0
    return _state(step, desk.article.version, len(citations), newest)


def state_now(article_id: int, user: User) -> tuple[str, int] | None:
    """The state and the version of the text now; None where `user` may not see the article (one
    query)."""
    steps = CitationStep.objects.filter(article=OuterRef("pk")).order_by("-pk")
    rows: Any = Article.objects.visible_to(user).order_by().filter(pk=article_id)
    found = (
        rows.annotate(
            step=Subquery(steps.values("pk")[:1]),
            number=Count("citations"),
            newest=Max("citations__modified_at"),
        )
        .values("step", "version", "number", "newest")
        .first()
    )
    if found is None:
        return None
    state = _state(found["step"] or 0, found["version"], found["number"], found["newest"])
    return state, found["version"]


def others_since(article_id: int, user: User, step: int) -> list[CitationStep]:
    """What others did to the article's citations after the step, newest first (one query)."""
    rows = CitationStep.objects.filter(article_id=article_id, pk__gt=step).exclude(by=user)
    return list(rows.select_related("by").defer("before", "after")[:MOST])


def _state(step: int, version: int, number: int, newest: Any) -> str:
    at = int(newest.timestamp() * 1_000_000) if newest is not None else 0
    return f"{step}-{version}-{number}-{at}"
