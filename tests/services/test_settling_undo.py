"""Taking steps back and doing them again, alone and beside others."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.models import Article, Citation, CitationStep, Source, User
from articles.services.actors import COMMAND
from articles.services.citations import change_citation, remove_citation
from articles.services.drafting import edit_article
from articles.services.settling import Act, Stale, apply_act, last_redoable, last_undoable, undo
from tests import factories
from tests.services.state import Since, nothing_changes
from tests.services.test_settling import BODY, act, again, rows, suggested

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return factories.article("عنوان", body=BODY, footer="المصدر: موقع DFNC.RU")


def test_acts_are_taken_back_one_after_another_and_done_again(
    article: Article, editor: User
) -> None:
    citation = suggested(article)
    states = [rows(article)]
    for kind, values in (("role", {"role": "quoted"}), ("confirm", {}), ("reject", {})):
        act(editor, citation, kind, **values)
        states.append(rows(article))
    for expected in states[-2::-1]:
        undo(by=editor, article_id=article.pk)
        assert rows(article) == expected
    with nothing_changes(), pytest.raises(ValidationError):
        undo(by=editor, article_id=article.pk)
    for expected in states[1:]:
        step = last_redoable(editor, article)
        assert step is not None
        done = undo(by=editor, article_id=article.pk, step_id=step.pk)
        assert (done.action, done.undoes, rows(article)) == ("redo", step, expected)
    assert last_redoable(editor, article) is None
    for expected in states[-2::-1]:
        undo(by=editor, article_id=article.pk)
        assert rows(article) == expected


def test_after_a_new_act_nothing_is_done_again(article: Article, editor: User) -> None:
    citation = suggested(article)
    act(editor, citation, "confirm")
    undo(by=editor, article_id=article.pk)
    assert last_redoable(editor, article) is not None
    act(editor, citation, "role", role="quoted")
    assert last_redoable(editor, article) is None


def test_everybody_takes_back_what_is_theirs(article: Article, editor: User) -> None:
    one, two, other = suggested(article, "أ"), suggested(article, "ب"), factories.user("editor")
    mine, theirs = act(editor, one, "confirm"), act(other, two, "reject")
    assert (last_undoable(editor, article), last_undoable(other, article)) == (mine, theirs)
    with nothing_changes(), pytest.raises(PermissionDenied):
        undo(by=editor, article_id=article.pk, step_id=theirs.pk)
    undo(by=editor, article_id=article.pk)
    assert (again(one).state, again(two).state) == ("suggested", "rejected")


def test_what_somebody_went_on_with_is_left(article: Article, editor: User) -> None:
    citation, other = suggested(article), factories.user("editor")
    step = act(editor, citation, "role", role="quoted")
    act(other, citation, "confirm")
    with nothing_changes(), pytest.raises(Stale) as refused:
        undo(by=editor, article_id=article.pk)
    told = refused.value
    assert (told.wanted, told.actor, [row.state for row in told.rows]) == (
        step, other.username, ["confirmed"],
    )  # fmt: skip


def test_a_step_is_taken_back_once(article: Article, editor: User) -> None:
    step = act(editor, suggested(article), "confirm")
    undo(by=editor, article_id=article.pk, step_id=step.pk)
    with nothing_changes(), pytest.raises(ValidationError):
        undo(by=editor, article_id=article.pk, step_id=step.pk)
    elsewhere = act(editor, suggested(factories.article()), "confirm")
    with nothing_changes(), pytest.raises(ValidationError):
        undo(by=editor, article_id=article.pk, step_id=elsewhere.pk)


def test_readers_and_the_audit_are_told(article: Article, editor: User) -> None:
    citation = suggested(article)
    step = act(editor, citation, "confirm")
    since = Since()
    undo(by=editor, article_id=article.pk)
    assert since.changes() == [(article.pk, "updated", "", 2)]
    assert since.audited() == [(editor.username, "undo", "article")]
    assert CitationStep.objects.get(undoes=step).by == editor


def test_evidence_that_moved_meanwhile_stays_where_the_words_are(
    article: Article, editor: User
) -> None:
    citation = suggested(article, exact="لمجلة")
    act(editor, citation, "confirm")
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, body=f"<p>أمس.</p>{BODY}")
    undo(by=editor, article_id=article.pk)
    found = again(citation)
    assert (found.state, found.start, found.exact) == ("suggested", 17, "لمجلة")


@pytest.mark.parametrize(
    ("body", "start", "state"),
    [
        (f"<p>أمس.</p>{BODY}", 17, "found"),
        ("<p>قال الوزير لوكالة.</p>", 11, "missing"),
        ("<p>لمجلة</p><p>لمجلة</p>", 11, "ambiguous"),
    ],
)
@pytest.mark.parametrize("kind", ["remove", "evidence"])
def test_evidence_that_comes_back_is_looked_for_in_the_text_of_now(
    article: Article, editor: User, kind: str, body: str, start: int, state: str
) -> None:
    citation = suggested(article, exact="لمجلة")
    act(editor, citation, kind, **({"clear": True} if kind == "evidence" else {}))
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, body=body)
    undo(by=editor, article_id=article.pk)
    found = again(citation)
    assert (found.exact, found.start, found.evidence_state) == ("لمجلة", start, state)


def test_a_link_that_others_lead_through_by_now_is_not_taken_away(
    article: Article, editor: User
) -> None:
    first = suggested(article)
    added = act_add(editor, article)
    change_citation(by=COMMAND, citation_id=first.pk, via=added)
    with nothing_changes(), pytest.raises(Stale) as refused:
        undo(by=editor, article_id=article.pk)
    assert [row.pk for row in refused.value.rows] == [first.pk]


def act_add(by: User, article: Article, **values: Any) -> Citation:
    values = {"role": "spoken", "name": "الوزير", **values}
    apply_act(by=by, article_id=article.pk, act=Act("add", values=values))
    return Citation.objects.latest("pk")


def test_no_undoing_closes_a_circle_or_leads_nowhere(article: Article, editor: User) -> None:
    one, two, three = (suggested(article, name) for name in "أبج")
    change_citation(by=COMMAND, citation_id=one.pk, via=two)
    act(editor, one, "via", via_id=None)
    change_citation(by=COMMAND, citation_id=two.pk, via=one)
    with nothing_changes(), pytest.raises(ValidationError) as refused:
        undo(by=editor, article_id=article.pk)
    assert list(refused.value.message_dict) == ["via"]
    act(editor, three, "via", via_id=two.pk)
    act(editor, three, "via", via_id=None)
    remove_citation(by=COMMAND, citation_id=two.pk)
    with nothing_changes(), pytest.raises(ValidationError):
        undo(by=editor, article_id=article.pk)


def test_a_source_that_was_merged_comes_back_as_what_it_became(
    article: Article, editor: User
) -> None:
    old, new, citation = factories.source(), factories.source(), suggested(article)
    change_citation(by=COMMAND, citation_id=citation.pk, source=old)
    act(editor, citation, "remove")
    Source.objects.filter(pk=old.pk).update(merged_into=new)
    undo(by=editor, article_id=article.pk)
    assert again(citation).source == new


def test_a_source_that_is_gone_is_said(article: Article, editor: User) -> None:
    old, citation = factories.source(), suggested(article)
    change_citation(by=COMMAND, citation_id=citation.pk, source=old)
    act(editor, citation, "remove")
    old.delete()
    with nothing_changes(), pytest.raises(ValidationError) as refused:
        undo(by=editor, article_id=article.pk)
    assert list(refused.value.message_dict) == ["source"]
