"""The desk of one article: its text cut and marked, its citations, its warnings, its queue."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Alert, Article, Citation, User
from articles.queries.desk_article import DeskArticle, desk, next_open
from articles.services.actors import COMMAND
from articles.services.citations import Evidence, add_citation, change_citation
from articles.services.drafting import edit_article
from articles.services.publishing import withdraw
from articles.services.settling import Act, apply_act, undo
from tests import factories

pytestmark = pytest.mark.django_db

BODY = (
    "<p>نقلت وكالة الأنباء القطرية عن السفير أن الزيارة قائمة.</p>"
    "<p>وكان البلدان قد وقعا اتفاقية للتعاون دخلت حيز التنفيذ لمدة خمس سنوات كاملة.</p>"
)


def article(**fields: Any) -> Article:
    return factories.article("عنوان", body=BODY, **fields)


def suggested(article: Article, name: str, exact: str = "", **fields: Any) -> Citation:
    return add_citation(
        by=COMMAND, article_id=article.pk, role="relayed", name=name, state="suggested",
        evidence=Evidence("body", exact) if exact else None, **fields,
    )  # fmt: skip


def shown(article: Article, user: User) -> DeskArticle:
    found = desk(article.pk, user)
    assert found is not None
    return found


def test_the_text_is_cut_and_marked(editor: User) -> None:
    one = article()
    citation = suggested(one, "وكالة الأنباء القطرية", "وكالة الأنباء القطرية")
    seen = shown(one, editor)
    assert [passage.target for passage in seen.passages] == ["title", "body"]
    first, second = seen.passages[1].paragraphs
    assert [(piece.text, [mark.number for mark in piece.marks]) for piece in first.pieces] == [
        ("نقلت ", []), ("وكالة الأنباء القطرية", [1]), (" عن السفير أن الزيارة قائمة.", []),
    ]  # fmt: skip
    assert [piece.start for piece in first.pieces] == [0, 5, 26]
    mark = first.pieces[1].ends[0]
    assert (mark.citation_id, mark.look, mark.main) == (citation.pk, "suggested", True)
    assert (first.bare, second.bare, seen.bare) == (False, True, 1)
    assert (seen.open, seen.counts) == (1, {"suggested": 1})


def queries(article: Article, user: User) -> int:
    user.has_perm("articles.edit_any_article")  # what a request has asked already
    with CaptureQueriesContext(connection) as captured:
        assert desk(article.pk, user) is not None
    return len(captured)


def test_one_citation_or_twenty_need_the_same_queries(editor: User) -> None:
    source = factories.source("Qatar News Agency", "وكالة الأنباء القطرية")
    one, twenty = article(), article()
    for where, times in ((one, 1), (twenty, 20)):
        for n in range(times):
            made = suggested(where, f"وكالة {n}", "السفير", source=source)
            made.candidates = [{"name": "A", "source": None}, {"name": "B", "source": source.pk}]
            made.save()
    counts = queries(one, editor), queries(twenty, editor)
    assert counts[0] == counts[1] <= 8


def test_the_queue_goes_from_the_newest_to_the_oldest(editor: User) -> None:
    old, middle, new = article(), article(), article()
    for one in (old, middle, new):
        suggested(one, "وكالة")
    article()
    assert next_open(editor) == new.pk
    assert next_open(editor, after=new) == middle.pk
    assert next_open(editor, after=old) is None
    seen = shown(middle, editor)
    assert (seen.previous_id, seen.next_id) == (new.pk, old.pk)


def test_who_may_not_read_it_gets_nothing(contributor: User, editor: User) -> None:
    draft = factories.draft()
    assert desk(draft.pk, contributor) is None
    assert desk(10**9, editor) is None
    assert shown(draft, editor).entries == ()


def test_further_places_of_a_source_are_marked(editor: User) -> None:
    one = factories.article(body=(
        "<p>ذكرت صحيفة كوميرسانت أن الوزير سافر.</p>"
        "<p>وأضافت صحيفة كوميرسانت أن الزيارة ناجحة.</p>"
    ))  # fmt: skip
    change = add_citation(
        by=COMMAND, article_id=one.pk, role="reported", name="كوميرسانت", state="suggested",
        evidence=Evidence("body", "كوميرسانت", start=11, end=20),
    )  # fmt: skip
    body = shown(one, editor).passages[-1]
    marks = [(one.body_text[mark.start : mark.end], mark.start, mark.main)
             for paragraph in body.paragraphs for piece in paragraph.pieces
             for mark in piece.ends if mark.citation_id == change.pk]  # fmt: skip
    assert marks == [("كوميرسانت", 11, True), ("كوميرسانت", 51, False)]


def test_overlapping_marks_cut_the_text_at_each_end(editor: User) -> None:
    one = article()
    suggested(one, "أ", "وكالة الأنباء القطرية عن السفير")
    suggested(one, "ب", "السفير أن")
    pieces = shown(one, editor).passages[1].paragraphs[0].pieces
    assert [(piece.text, [m.number for m in piece.marks], [m.number for m in piece.ends])
            for piece in pieces] == [
        ("نقلت ", [], []), ("وكالة الأنباء القطرية عن ", [1], []), ("السفير", [1, 2], [1]),
        (" أن", [2], [2]), (" الزيارة قائمة.", [], []),
    ]  # fmt: skip


def test_what_a_name_may_mean(editor: User) -> None:
    one, known = article(), factories.source("Kommersant", "كوميرسانت", kind="newspaper")
    for _ in range(2):
        factories.citation(factories.article(), known)
    citation = suggested(one, "كوميرسانت")
    citation.candidates = [
        {"name": "Kommersant FM", "source": None}, {"name": "Kommersant", "source": known.pk},
    ]  # fmt: skip
    citation.reasons = ["verb", "head_noun", "a code of tomorrow"]
    citation.save()
    settled = suggested(one, "غيره", source=known)
    first, second = shown(one, editor).entries
    assert (first.look, first.number, first.open) == ("ambiguous", 1, True)
    assert [(c.name, c.source, c.articles, c.label) for c in first.candidates] == [
        ("Kommersant FM", None, 0, "Kommersant FM"), ("Kommersant", known, 2, "كوميرسانت"),
    ]  # fmt: skip
    assert len(first.reasons) == 2
    assert (second.citation, second.look, second.articles) == (settled, "suggested", 2)
    seen = shown(one, editor)
    assert seen.counts == {"ambiguous": 1, "suggested": 1}
    assert (seen.open, seen.acceptable) == (2, {settled.pk: 1})


def test_a_merged_candidate_is_what_it_became(editor: User) -> None:
    one, old, new = article(), factories.source("Old"), factories.source("New")
    old.merged_into = new
    old.save()
    citation = suggested(one, "اسم")
    citation.candidates = [{"name": "Old", "source": old.pk}, {"name": "New", "source": new.pk}]
    citation.save()
    (entry,) = shown(one, editor).entries
    assert [(c.name, c.source) for c in entry.candidates] == [("Old", new)]


def test_the_chain_now_and_once_all_is_confirmed(editor: User) -> None:
    one = article()
    first, second = suggested(one, "أ"), suggested(one, "ب")
    change_citation(by=COMMAND, citation_id=second.pk, via=first)
    apply_act(by=editor, article_id=one.pk, act=Act("confirm", second.pk))
    seen = shown(one, editor)
    assert [entry.via for entry in seen.entries] == [None, 1]
    assert [hop.citation.pk for hop in seen.chain] == [second.pk]
    assert [(hop.citation.pk, hop.depth) for hop in seen.expected] == [
        (first.pk, 0), (second.pk, 1),
    ]  # fmt: skip
    assert Citation.objects.get(pk=first.pk).state == "suggested"


def test_old_evidence_beside_what_stands_there_now(editor: User) -> None:
    one = article()
    suggested(one, "وكالة", "وكالة الأنباء القطرية")
    edit_article(by=COMMAND, article_id=one.pk, base_version=2,
                 body=BODY.replace("الأنباء القطرية", "الأنباء الرسمية"))  # fmt: skip
    seen = shown(one, editor)
    old = seen.entries[0].old
    assert old is not None
    assert [(piece.text, piece.differs) for piece in old.old if piece.text.strip()] == [
        ("وكالة الأنباء ", False), ("القطرية", True),
    ]  # fmt: skip
    assert [piece.text for piece in old.new if piece.differs] == ["الرسمية"]
    assert (old.start, old.end) == (5, 26)
    assert [(alert.code, alert.number) for alert in seen.alerts] == [("stale_evidence", 1)]
    assert seen.acceptable == {}
    assert seen.passages[1].paragraphs[0].pieces[0].marks == ()


def test_warnings_with_the_gravest_first(editor: User) -> None:
    one, other, report = article(), article(), article()
    one = factories.article(body="<p>ذكرت رويترز أن الزيارة قائمة.</p>",
                            footer="المصدر: صحيفة الأهرام")  # fmt: skip
    citation = suggested(one, "رويترز")
    Citation.objects.filter(pk=citation.pk).update(rests_on=report)
    withdraw(by=COMMAND, article_id=report.pk, code="error", reason="خطأ")
    for made, kind, state in ((other, "near_copy", "open"), (report, "near_copy", "dismissed")):
        Alert.objects.create(kind=kind, article=one, other=made, detail={"share": 0.456},
                             state=state, at=one.modified_at)  # fmt: skip
    found = shown(one, editor).alerts
    assert [(alert.code, alert.article, alert.number) for alert in found] == [
        ("withdrawn", report, 1), ("near_copy", other, None), ("footer", None, None),
    ]  # fmt: skip
    assert "46" in found[1].text
    Alert.objects.create(kind="footer", article=one, state="dismissed", by=editor,
                         at=one.modified_at)  # fmt: skip
    assert [alert.code for alert in shown(one, editor).alerts] == ["withdrawn", "near_copy"]


def test_steps_to_take_back_and_to_do_again(editor: User, chief: User) -> None:
    one = article()
    citation = suggested(one, "أ")
    step = apply_act(by=editor, article_id=one.pk, act=Act("confirm", citation.pk))
    assert (shown(one, editor).undoable, shown(one, editor).redoable) == (step, None)
    assert shown(one, chief).undoable is None
    assert shown(one, chief).steps == [step]
    back = undo(by=editor, article_id=one.pk)
    assert (shown(one, editor).undoable, shown(one, editor).redoable) == (None, back)


def test_a_contributor_goes_through_own_drafts(contributor: User) -> None:
    own, foreign, published = (
        factories.draft(by=contributor), factories.draft(), article(),
    )  # fmt: skip
    for one in (own, foreign, published):
        suggested(one, "وكالة")
    assert next_open(contributor) == own.pk
    assert shown(own, contributor).next_id is None
