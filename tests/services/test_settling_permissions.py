"""Who may do which act: what is denied changes nothing, for every kind of act."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from articles.models import Citation, User
from articles.services.actors import COMMAND
from articles.services.publishing import publish
from articles.services.settling import Act, apply_act, confirm_all, undo
from tests import factories
from tests.services.state import nothing_changes
from tests.services.test_settling import BODY, suggested

pytestmark = pytest.mark.django_db

ACTS: list[tuple[str, dict[str, Any]]] = [
    ("confirm", {}),
    ("reject", {}),
    ("reopen", {}),
    ("role", {"role": "quoted"}),
    ("source", {"new": {"name": "Kommersant"}}),
    ("via", {"via_id": None}),
    ("consulted", {"consulted": True}),
    ("add", {"role": "spoken", "name": "الوزير", "target": "body", "start": 0, "end": 3}),
    ("remove", {}),
    ("evidence", {"clear": True}),
    ("move", {"position": 0}),
]


def wanted(kind: str, citation: Citation, values: dict[str, Any]) -> Act:
    return Act(kind, None if kind == "add" else citation.pk, None, values)


def test_a_denied_act_of_any_kind_changes_nothing(contributor: User) -> None:
    article = factories.article(body=BODY)
    citation = suggested(article, exact="لمجلة")
    elsewhere = factories.user("editor", sections=[factories.section()])
    closed = factories.user("editor", is_active=False)
    roles = [factories.user(role) for role in ("", "moderator", "administrator")]
    with nothing_changes():
        for user in (contributor, elsewhere, closed, *roles):
            for kind, values in ACTS:
                with pytest.raises(PermissionDenied):
                    apply_act(by=user, article_id=article.pk, act=wanted(kind, citation, values))


@pytest.mark.parametrize(("kind", "values"), ACTS)
def test_a_contributor_settles_an_own_draft(
    kind: str, values: dict[str, Any], contributor: User
) -> None:
    draft = factories.draft(by=contributor, body=BODY)
    suggested(draft, "أ")
    citation = suggested(draft, exact="لمجلة")
    apply_act(by=contributor, article_id=draft.pk, act=wanted(kind, citation, values))
    publish(by=COMMAND, article_id=draft.pk)
    with nothing_changes(), pytest.raises(PermissionDenied):
        apply_act(by=contributor, article_id=draft.pk, act=wanted(kind, citation, values))


def test_undoing_and_accepting_need_the_right_too(contributor: User) -> None:
    draft = factories.draft(by=contributor, body=BODY)
    citation = suggested(draft)
    step = apply_act(by=contributor, article_id=draft.pk, act=Act("confirm", citation.pk))
    publish(by=COMMAND, article_id=draft.pk)
    other = suggested(draft, "ب")
    with nothing_changes():
        with pytest.raises(PermissionDenied):
            undo(by=contributor, article_id=draft.pk)
        with pytest.raises(PermissionDenied):
            undo(by=contributor, article_id=draft.pk, step_id=step.pk)
        with pytest.raises(PermissionDenied):
            confirm_all(by=contributor, article_id=draft.pk, base_versions={other.pk: 1})
