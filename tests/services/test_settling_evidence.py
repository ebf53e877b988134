"""Settling by words: selected, linked to a citation, found again, dropped."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, Citation, User
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.settling import Act, apply_act, undo
from tests import factories
from tests.services.state import nothing_changes
from tests.services.test_settling import BODY, act, again, rows, suggested

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return factories.article("عنوان", body=BODY, footer="المصدر: موقع DFNC.RU")


def test_words_are_selected_and_become_a_citation(article: Article, editor: User) -> None:
    above = suggested(article)
    step = apply_act(by=editor, article_id=article.pk, act=Act("add", values={
        "target": "body", "start": 21, "end": 31, "role": "spoken", "name": "الوزير",
        "via_id": above.pk, "exact": "قال الوزير",
    }))  # fmt: skip
    added = Citation.objects.latest("pk")
    assert (added.exact, added.start, added.role, added.via, added.state, added.position) == (
        "قال الوزير", 21, "spoken", above, "confirmed", 1,
    )  # fmt: skip
    assert (added.asserted_by, added.asserted_how) == (editor, "editor")
    assert (step.before, list(step.after)) == ({}, [str(added.pk)])
    undo(by=editor, article_id=article.pk)
    assert list(article.citations.all()) == [above]


def test_selected_words_are_found_where_the_text_has_moved(article: Article, editor: User) -> None:
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, body=f"<p>أمس.</p>{BODY}")
    span = {"target": "body", "start": 21, "end": 31, "exact": "قال الوزير"}
    apply_act(by=editor, article_id=article.pk,
              act=Act("add", values={**span, "role": "spoken", "name": "الوزير"}))  # fmt: skip
    assert Citation.objects.get().start == 27
    with nothing_changes(), pytest.raises(ValidationError) as refused:
        act(editor, Citation.objects.get(), "evidence", **{**span, "exact": "قال الأمير"})
    assert list(refused.value.message_dict) == ["exact"]


def test_evidence_is_linked_to_other_words_or_dropped(article: Article, editor: User) -> None:
    citation = suggested(article, exact="لمجلة")
    before = rows(article)
    act(editor, citation, "evidence", target="footer", start=8, end=20)
    assert (again(citation).target, again(citation).exact) == ("footer", "موقع DFNC.RU")
    act(editor, citation, "evidence", clear=True)
    assert (again(citation).evidence_state, again(citation).exact) == ("none", "")
    undo(by=editor, article_id=article.pk)
    undo(by=editor, article_id=article.pk)
    assert rows(article) == before


def test_stale_evidence_is_linked_to_what_stands_there_now(article: Article, editor: User) -> None:
    citation = suggested(article, exact="السفير لمجلة")
    edit_article(
        by=COMMAND, article_id=article.pk, base_version=2, body=BODY.replace("السفير", "المندوب")
    )
    assert again(citation).evidence_state == "missing"
    act(editor, citation, "evidence", refind=True)
    found = again(citation)
    assert (found.exact, found.start, found.evidence_state) == ("المندوب لمجلة", 4, "found")
    undo(by=editor, article_id=article.pk)
    assert (again(citation).exact, again(citation).evidence_state) == ("السفير لمجلة", "missing")
    edit_article(by=COMMAND, article_id=article.pk, base_version=3, body="<p>شيء آخر.</p>")
    with nothing_changes(), pytest.raises(ValidationError):
        act(editor, citation, "evidence", refind=True)


def test_moved_words_are_no_change_of_the_citation(article: Article, editor: User) -> None:
    citation = suggested(article, exact="لمجلة")
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, body=f"<p>أمس.</p>{BODY}")
    assert (again(citation).start, again(citation).version) == (17, citation.version)
    apply_act(by=editor, article_id=article.pk, act=Act("confirm", citation.pk, citation.version))
    edit_article(by=COMMAND, article_id=article.pk, base_version=3, body="<p>غيره.</p>")
    assert (again(citation).evidence_state, again(citation).version) == ("missing", 3)
