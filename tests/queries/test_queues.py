"""The queues of the newsroom: what is in them, in which order, and at what cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Citation, User
from articles.queries.queues import NEW, READ, suggestions
from articles.queries.queues_stale import stale_page
from articles.queries.unresolved import names_waiting, unresolved_page
from articles.services.actors import COMMAND
from articles.services.citations import settle_citations
from articles.services.drafting import edit_article
from articles.services.folded_names import fold_new_names
from articles.services.publishing import withdraw
from articles.services.reads import add_reads
from tests import factories

pytestmark = pytest.mark.django_db


def suggested(name: str = "كوميرسانت", **fields: object) -> Article:
    article = factories.article(**fields)  # type: ignore[arg-type]
    factories.citation(article, name=name, state="suggested")
    return article


def test_the_most_read_or_the_newest_come_first(chief: object) -> None:
    today = timezone.localdate()
    old, middle, new = suggested(), suggested(), suggested()
    factories.citation(middle, name="تاس")
    factories.article()
    withdraw(by=COMMAND, article_id=suggested().pk, code="error", reason="خطأ.")
    long_ago = today - timedelta(days=30)
    add_reads({(old.pk, today): 2, (old.pk, today - timedelta(days=29)): 3, (new.pk, long_ago): 9,
               (middle.pk, today): 1})  # fmt: skip
    found = suggestions(chief, None, order=READ).items  # type: ignore[arg-type]
    assert [(one.article.pk, one.reads) for one in found] == [
        (old.pk, 5), (middle.pk, 1), (new.pk, 0),
    ]  # fmt: skip
    assert (found[1].suggested, found[1].confirmed, found[1].rejected) == (1, 1, 0)
    newest = suggestions(chief, None, order=NEW).items  # type: ignore[arg-type]
    assert [one.article.pk for one in newest] == [new.pk, middle.pk, old.pk]


@pytest.mark.parametrize("order", [READ, NEW])
def test_pages_of_suggestions_meet_without_gap(
    chief: object, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    monkeypatch.setattr("articles.queries.queues.PAGE_SIZE", 2)
    articles = [suggested() for _n in range(5)]
    add_reads({(articles[1].pk, timezone.localdate()): 1})
    seen: list[int] = []
    cursor: str | None = None
    while True:
        found = suggestions(chief, cursor, order=order)  # type: ignore[arg-type]
        seen += [one.article.pk for one in found.items]
        cursor = found.next_cursor
        if cursor is None:
            break
    expected = [article.pk for article in reversed(articles)]
    if order == READ:
        expected.remove(articles[1].pk)
        expected.insert(0, articles[1].pk)
    assert seen == expected
    back = suggestions(chief, found.previous_cursor, order=order)  # type: ignore[arg-type]
    assert [one.article.pk for one in back.items] == expected[2:4]


def test_queues_hold_what_stands_in_the_persons_sections() -> None:
    section = factories.section()
    person = factories.user("editor", sections=[section])
    mine, other = suggested(section=section), suggested("تاس")
    assert [one.article.pk for one in suggestions(person, None).items] == [mine.pk]
    assert [one.name for one in unresolved_page(person, None).items] == ["كوميرسانت"]
    assert names_waiting(person) == 1
    assert other.pk not in {one.article.pk for one in suggestions(person, None).items}


def test_names_are_counted_by_their_folded_form(chief: object) -> None:
    body = "<p>أول. نقلت «الأهرام» عن مصدر. آخر.</p>"
    for name in ("الأهرام", "الأهرام", "الاهرام", "تاس"):
        factories.citation(factories.article(body=body), name=name, state="suggested")
    rejected = factories.citation(factories.article(), name="تاس")
    settle_citations(by=COMMAND, citation_ids=[rejected.pk], state="rejected")
    known = factories.source("Al-Ahram", "الأهرام")
    factories.citation(factories.article(), known, name="الأهرام")
    assert fold_new_names() == 3
    assert fold_new_names() == 0
    found = unresolved_page(chief, None).items  # type: ignore[arg-type]
    assert [(one.form, one.many, one.names) for one in found] == [
        ("الاهرام", 3, ["الأهرام", "الاهرام"]),
        ("تاس", 1, ["تاس"]),
    ]
    assert found[0].sources == [known]
    assert (found[1].sources, [entry.name for entry in found[1].entries]) == ([], ["TASS"])
    assert names_waiting(chief) == 2  # type: ignore[arg-type]


def test_an_example_is_the_sentence_around_the_words(chief: object) -> None:
    article = factories.article(body="<p>جملة أولى. نقلت الأهرام عن مصدر. آخر.</p>")
    factories.citation(article, name="الأهرام", exact="نقلت الأهرام", state="suggested")
    (found,) = unresolved_page(chief, None).items  # type: ignore[arg-type]
    assert found.passage is not None
    assert (found.passage.before, found.passage.words, found.passage.after) == (
        "", "نقلت الأهرام", " عن مصدر.",
    )  # fmt: skip


def test_pages_of_names_meet_without_gap(chief: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.queries.unresolved.PAGE_SIZE", 2)
    for name, many in (("ألف", 2), ("باء", 2), ("جيم", 1), ("دال", 3), ("هاء", 2)):
        for _n in range(many):
            suggested(name)
    first = unresolved_page(chief, None)  # type: ignore[arg-type]
    second = unresolved_page(chief, first.next_cursor)  # type: ignore[arg-type]
    third = unresolved_page(chief, second.next_cursor)  # type: ignore[arg-type]
    names = [[one.name for one in found.items] for found in (first, second, third)]
    assert names == [["دال", "هاء"], ["باء", "ألف"], ["جيم"]]
    assert third.next_cursor is None
    for bad in ("x", "1", "1:", ":a", "1:\x00", "9999999999999999999:a"):
        with pytest.raises(ValueError):
            unresolved_page(chief, bad)  # type: ignore[arg-type]


def test_stale_evidence_is_shown_beside_what_stands_there_now(chief: object) -> None:
    article = factories.article(body="<p>مقدمة.</p><p>ذكرت تاس أن اللقاء انتهى.</p>")
    gone = factories.citation(article, name="تاس", exact="ذكرت تاس")
    edit_article(
        by=COMMAND, article_id=article.pk, base_version=2,
        body="<p>مقدمة.</p><p>أوردت تاس أن اللقاء انتهى.</p>",
    )  # fmt: skip
    (found,) = stale_page(chief, None).items  # type: ignore[arg-type]
    assert (found.citation.pk, found.times) == (gone.pk, 0)
    assert found.now is not None and found.now.exact == "أوردت تاس"
    (row,) = found.rows
    assert [piece.text for piece in row.left if piece.differs] == ["ذكرت"]
    assert [piece.text for piece in row.right if piece.differs] == ["أوردت"]
    Citation.objects.filter(pk=gone.pk).update(state="rejected")
    assert stale_page(chief, None).items == []  # type: ignore[arg-type]


def test_words_that_stand_twice_now_are_counted(chief: object) -> None:
    article = factories.article(body="<p>ذكرت تاس.</p>")
    factories.citation(article, name="تاس", exact="ذكرت تاس")
    Citation.objects.update(prefix="", suffix="")
    edit_article(
        by=COMMAND, article_id=article.pk, base_version=2, body="<p>ذكرت تاس.</p><p>ذكرت تاس.</p>"
    )
    found = stale_page(chief, None).items  # type: ignore[arg-type]
    assert [(one.citation.evidence_state, one.times) for one in found] == [("ambiguous", 2)]


def test_as_many_queries_for_20_rows_as_for_one(chief: object) -> None:
    def add() -> None:
        article = suggested(f"اسم {Article.objects.count()}", body="<p>ذكرت تاس خبرًا.</p>")
        factories.citation(article, name="تاس", exact="ذكرت تاس")
        edit_article(by=COMMAND, article_id=article.pk, base_version=2, body="<p>نص آخر.</p>")

    def costs() -> list[int]:
        found = []
        for call in (suggestions, unresolved_page, stale_page):
            with CaptureQueriesContext(connection) as captured:
                call(User.objects.get(pk=chief.pk), None)  # type: ignore[operator,attr-defined]
            found.append(len(captured))
        return found

    add()
    one = costs()
    for _n in range(19):
        add()
    assert costs() == one == [6, 7, 4]
