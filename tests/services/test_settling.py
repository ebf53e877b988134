"""Settling: each kind of act, its step, and its undoing."""

import pytest

from articles.models import Article, Citation, User
from articles.services.actors import COMMAND
from articles.services.citations import add_citation
from articles.services.settling import Act, apply_act, undo
from articles.services.settling_rows import row_of
from tests import factories
from tests.services.state import Since

pytestmark = pytest.mark.django_db

BODY = "<p>قال السفير لمجلة. ثم قال الوزير لوكالة.</p>"


@pytest.fixture
def article() -> Article:
    return factories.article("عنوان", body=BODY, footer="المصدر: موقع DFNC.RU")


def suggested(article: Article, name: str = "مجلة", **fields: object) -> Citation:
    return add_citation(
        by=COMMAND, article_id=article.pk, role="relayed", name=name, state="suggested",
        how="attribution 1", **fields,
    )  # fmt: skip


def again(citation: Citation) -> Citation:
    return Citation.objects.get(pk=citation.pk)


def rows(article: Article) -> list[dict[str, object]]:
    """All that an undone act must bring back."""
    kept = [row_of(row) for row in article.citations.order_by("pk")]
    return [{key: row[key] for key in row if key != "version"} for row in kept]


@pytest.mark.parametrize(
    ("kind", "values", "field", "value"),
    [
        ("confirm", {}, "state", "confirmed"),
        ("reject", {}, "state", "rejected"),
        ("role", {"role": "quoted"}, "role", "quoted"),
        ("consulted", {"consulted": True}, "consulted", True),
    ],
)
def test_an_act_and_its_undoing(
    article: Article, editor: User, kind: str, values: dict[str, object], field: str, value: object
) -> None:
    citation, since = suggested(article), Since()
    before = rows(article)
    step = apply_act(
        by=editor, article_id=article.pk, act=Act(kind, citation.pk, citation.version, values)
    )
    assert getattr(again(citation), field) == value
    assert again(citation).version == 2
    assert (step.action, step.by, step.article_id) == (kind, editor, article.pk)
    key = str(citation.pk)
    assert (step.before[key][field], step.after[key][field]) == (
        getattr(citation, field), value,
    )  # fmt: skip
    assert since.changes() == [(article.pk, "updated", "", 2)]
    assert len(since.audited()) == 1
    undo(by=editor, article_id=article.pk)
    assert rows(article) == before
    assert again(citation).version == 3
