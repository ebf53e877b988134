"""A name settled in many articles: who is touched, the preview, and the batch taken back."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Change, Citation, CitationStep, Source, User
from articles.services.actors import WORKER
from articles.services.settling import Decision, Stale, settle_name, undo, undo_batch
from articles.services.suggesting import suggest
from tests import factories
from tests.services.state import Since, nothing_changes
from tests.services.test_settling import act, again, rows, suggested

pytestmark = pytest.mark.django_db


def cited(name: str = "كوميرسانت", **fields: object) -> Citation:
    return suggested(factories.article(**fields), name)


def test_one_decision_for_every_spelling_of_the_name(editor: User) -> None:
    source = factories.source()
    same = [cited("كوميرسانت"), cited("كُوميرسانت"), cited(" «كوميرسانت» ")]
    confirmed = factories.citation(factories.article(), name="كوميرسانت")
    rejected = cited()
    act(editor, rejected, "reject")
    settled_before = factories.citation(factories.article(), factories.source(), name="كوميرسانت")
    other = cited("صحيفة كوميرسانت")
    since = Since()
    done = settle_name(by=editor, name="كوميرسانت", decision=Decision(source_id=source.pk))
    changed = [*same, confirmed]
    assert [row.pk for row in done.citations] == [row.pk for row in changed]
    assert {again(row).source for row in changed} == {source}
    assert [again(row).state for row in changed] == ["suggested"] * 3 + ["confirmed"]
    assert (again(rejected).source, again(other).source) == (None, None)
    assert again(settled_before).source != source
    assert [change[0] for change in since.changes()] == [row.article_id for row in changed]
    steps = CitationStep.objects.filter(batch=done.batch).order_by("article_id")
    assert [step.article_id for step in steps] == [row.article_id for row in changed]
    assert {step.action for step in steps} == {"settle_name"}
    assert [row.version for row in done.citations] == [again(row).version for row in changed]


def test_the_preview_changes_nothing(editor: User) -> None:
    one, two = cited(), cited()
    with nothing_changes():
        found = settle_name(
            by=editor, name="كوميرسانت", decision=Decision(new={"name": "Kommersant"}), preview=True
        )
    assert [row.pk for row in found.citations] == [one.pk, two.pk]
    assert [article.pk for article in found.articles] == [one.article_id, two.article_id]
    assert (found.batch, found.source, found.left) == (None, None, 0)


def test_a_new_source_is_made_once(editor: User) -> None:
    citations = [cited(), cited()]
    new = {"name": "Kommersant", "label": "كوميرسانت", "kind": "newspaper"}
    done = settle_name(by=editor, name="كوميرسانت", decision=Decision(new=new, confirm=True))
    assert [again(one).source for one in citations] == [done.source] * 2
    assert {(again(one).state, again(one).asserted_by) for one in citations} == {
        ("confirmed", editor)
    }
    assert Source.objects.count() == 1


def test_rejecting_leaves_what_was_confirmed(editor: User) -> None:
    confirmed = factories.citation(factories.article(), name="كوميرسانت")
    open_ = cited()
    settle_name(by=editor, name="كوميرسانت", decision=Decision(reject=True))
    assert (again(confirmed).state, again(open_).state) == ("confirmed", "rejected")


def test_only_the_articles_that_are_wanted_and_allowed(editor: User) -> None:
    mine = factories.section()
    bounded = factories.user("editor", sections=[mine])
    here, wanted, there = cited(section=mine), cited(section=mine), cited()
    done = settle_name(by=bounded, name="كوميرسانت", decision=Decision(reject=True),
                       article_ids=[wanted.article_id, there.article_id])  # fmt: skip
    assert [row.pk for row in done.citations] == [wanted.pk]
    assert done.left == 1
    assert [again(row).state for row in (here, wanted, there)] == [
        "suggested", "rejected", "suggested",
    ]  # fmt: skip


@pytest.mark.parametrize("role", ["", "contributor", "moderator", "administrator"])
def test_who_may_not_settle_changes_nothing(role: str) -> None:
    cited()
    user = factories.user(role)
    with nothing_changes(), pytest.raises(PermissionDenied):
        settle_name(by=user, name="كوميرسانت", decision=Decision(reject=True))


@pytest.mark.parametrize(
    ("name", "decision", "field"),
    [
        ("!", Decision(reject=True), "name"),
        ("كوميرسانت", Decision(), "source"),
        ("كوميرسانت", Decision(source_id=10**9), "source"),
        ("كوميرسانت", Decision(new={"name": "!"}), "name"),
    ],
)
def test_what_is_refused(editor: User, name: str, decision: Decision, field: str) -> None:
    cited()
    with nothing_changes(), pytest.raises(ValidationError) as refused:
        settle_name(by=editor, name=name, decision=decision)
    assert list(refused.value.message_dict) == [field]


def test_the_program_does_not_take_the_decision_back(editor: User) -> None:
    article = factories.article(body="<p>نقلت صحيفة كوميرسانت عن الوزير قوله ذلك أمس.</p>")
    suggest(article.pk, by=WORKER)
    citation = article.citations.get(name="كوميرسانت")
    source = factories.source("Another")
    settle_name(by=editor, name=citation.name, decision=Decision(source_id=source.pk))
    with nothing_changes():
        suggest(article.pk, by=WORKER)
    assert again(citation).source == source


def test_a_batch_is_taken_back_where_nobody_went_on(editor: User) -> None:
    citations = [cited(), cited(), cited()]
    articles = [citation.article for citation in citations]
    before = [rows(article) for article in articles]
    done = settle_name(by=editor, name="كوميرسانت", decision=Decision(reject=True))
    other = factories.user("editor")
    act(other, citations[1], "reopen")
    assert done.batch is not None
    with nothing_changes(), pytest.raises(PermissionDenied):
        undo_batch(by=other, batch=done.batch)
    since = Since()
    undone = undo_batch(by=editor, batch=done.batch)
    assert [step.article_id for step in undone.steps] == [articles[0].pk, articles[2].pk]
    assert list(undone.refused) == [articles[1].pk]
    assert isinstance(undone.refused[articles[1].pk], Stale)
    assert [rows(articles[0]), rows(articles[2])] == [before[0], before[2]]
    assert again(citations[1]).state == "suggested"
    assert [change[0] for change in since.changes()] == [articles[0].pk, articles[2].pk]
    with nothing_changes():
        assert undo_batch(by=editor, batch=done.batch).steps == []


def test_a_batch_is_taken_back_in_one_article_alone(editor: User) -> None:
    one, two = cited(), cited()
    settle_name(by=editor, name="كوميرسانت", decision=Decision(reject=True))
    undo(by=editor, article_id=one.article_id)
    assert (again(one).state, again(two).state) == ("suggested", "rejected")


def test_a_batch_that_is_not_there(editor: User) -> None:
    with nothing_changes(), pytest.raises(CitationStep.DoesNotExist):
        undo_batch(by=editor, batch=uuid4())


def test_twenty_articles_need_no_more_queries_than_one(editor: User) -> None:
    def queries(name: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            settle_name(by=editor, name=name, decision=Decision(reject=True))
        return len(captured)

    cited("الأولى")
    settle_name(by=editor, name="الأولى", decision=Decision(reject=True), preview=True)
    for _ in range(20):
        cited("الثانية")
    assert queries("الأولى") == queries("الثانية")
    assert Change.objects.count() >= Article.objects.count()
