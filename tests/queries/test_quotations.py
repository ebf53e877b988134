"""The same quotation across articles: which count, who sees which, and what it costs."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, User
from articles.queries.quotations import MOST, also_quoted, same_quotations
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.erasure import erase_article
from articles.services.publishing import publish, schedule, withdraw
from articles.services.quotations import remember_quotations
from tests import factories

pytestmark = pytest.mark.django_db

SAID = "لن نقبل أن تفرض علينا شروط من الخارج"
ELSE = "ستبقى أبوابنا مفتوحة أمام كل من يريد الحوار"
DAY = datetime(2019, 6, 18, 12, tzinfo=ZoneInfo("Europe/Moscow"))


def body(*said: str, by: str = "سيرغي لافروف") -> str:
    return "".join(f"<p>وقال وزير الخارجية {by}: «{words}».</p>" for words in said)


def told(*said: str, by: str = "سيرغي لافروف", day: int = 0, draft: bool = False) -> Article:
    make = factories.draft if draft else factories.article
    when = {} if draft else {"at": DAY + timedelta(days=day)}
    made: Article = make(body=body(*said, by=by), **when)
    remember_quotations(article_ids=[made.pk])
    return made


def found(
    article: Article, user: User | AnonymousUser | None = None
) -> list[tuple[str, list[int]]]:
    text = article.body_text
    return [
        (text[start:end], [one.article.pk for one in articles])
        for start, end, articles in also_quoted(article, user)
    ]


def test_equal_words_with_their_speaker() -> None:
    article, other = told(SAID, ELSE), told(SAID.replace("أن", "ان") + "...", by="سيرجي لافروف")
    told("كلام آخر تماما لا يشبه ذلك في شيء")
    ((start, end, (one,)),) = also_quoted(article)
    assert article.body_text[start:end] == SAID
    assert (one.article, one.speaker) == (other, "سيرجي لافروف")
    assert found(other) == [(SAID.replace("أن", "ان") + "...", [article.pk])]


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (SAID.replace("الخارج", "الغرب"), True),  # five runs of six
        (f"قلنا لهم إننا {SAID} أيا كان الثمن", True),  # the whole in a longer one
        (f"لن نقبل أن تفرض علينا إملاءات {ELSE}", False),  # three runs
        ("لن نقبل أن تفرض علينا شروط من أحد", True),
        ("لن نقبل أن تفرض عليكم شروط من الخارج", False),  # two at either end
    ],
)
def test_most_of_the_words(words: str, same: bool) -> None:
    article, other = told(SAID), told(words)
    assert found(article) == ([(SAID, [other.pk])] if same else [])
    assert found(other) == ([(words, [article.pk])] if same else [])


def test_a_passage_that_two_long_quotations_share_is_too_little() -> None:
    def long(word: str) -> str:
        return " ".join(f"{word}{letter}" for letter in "ابتثجحخدذر")

    told(f"{SAID} {long('س')}")
    assert found(told(f"{long('ط')} {SAID}")) == []  # six of at least sixteen


def test_the_oldest_come_first_and_no_more_than_a_few() -> None:
    others = [told(SAID, day=-number) for number in range(MOST + 3)]
    assert found(told(SAID)) == [(SAID, [one.pk for one in others[: -MOST - 1 : -1]])]


def test_an_article_is_named_once_and_never_itself() -> None:
    article, other = told(SAID, SAID), told(SAID, f"{SAID} أبدا")
    assert found(article) == [(SAID, [other.pk]), (SAID, [other.pk])]


def test_readers_are_told_of_public_articles_only(editor: User) -> None:
    article = told(SAID)
    draft, planned, early = (told(SAID, draft=True) for _ in range(3))
    later = timezone.now() + timedelta(days=1)
    schedule(by=COMMAND, article_id=planned.pk, publish_at=later)
    publish(by=COMMAND, article_id=early.pk)
    early.refresh_from_db()
    edit_article(by=COMMAND, article_id=early.pk, base_version=early.version, embargo_until=later)
    gone, erased = told(SAID), told(SAID)
    withdraw(by=COMMAND, article_id=gone.pk, code="error", reason="خطأ.")
    erase_article(by=COMMAND, article_id=erased.pk, reason="أمر")
    assert found(article) == found(article, AnonymousUser()) == []
    assert same_quotations(article, AnonymousUser()) == []
    ((_, seen),) = found(article, editor)
    assert set(seen) == {draft.pk, planned.pk, early.pk, gone.pk}


def test_contributors_see_what_is_theirs(contributor: User) -> None:
    article = told(SAID)
    told(SAID, draft=True)
    own = factories.draft(body=body(SAID), by=contributor)
    remember_quotations(article_ids=[own.pk])
    assert found(article, contributor) == [(SAID, [own.pk])]


def test_the_text_counts_as_it_is_now_also_unsaved() -> None:
    article, other = told(SAID), told(SAID, ELSE)
    article.body_text = f"فقرة جديدة.\n\nقال: «{ELSE}»"
    assert found(article) == [(ELSE, [other.pk])]
    assert found(Article(body_text=f"«{SAID}»")) == [(SAID, [article.pk, other.pk])]


def test_the_desk_sees_how_others_word_it(editor: User) -> None:
    words = SAID.replace("الخارج", "الغرب")
    article, other, equal = told(SAID), told(words, day=-1), told(SAID.replace("أن", "ان"))
    ((start, end, (first, second)),) = same_quotations(article, editor)
    assert article.body_text[start:end] == SAID
    assert (first.elsewhere.article, first.same) == (other, False)
    (row,) = first.rows
    assert [piece.text for piece in row.left if piece.differs] == ["الخارج"]
    assert [piece.text for piece in row.right if piece.differs] == ["الغرب"]
    assert (second.elsewhere.article, second.same) == (equal, True)
    assert "".join(piece.text for piece in second.rows[0].right) == SAID.replace("أن", "ان")


def test_no_words_are_cut_from_a_text_that_the_worker_has_not_read(editor: User) -> None:
    article, other = told(SAID), told(SAID)
    edit_article(
        by=COMMAND, article_id=other.pk, base_version=2, body="<p>سطر جديد قبله.</p>" + body(SAID)
    )
    assert same_quotations(article, editor) == []
    remember_quotations(article_ids=[other.pk])
    assert len(same_quotations(article, editor)) == 1
    other.refresh_from_db()
    edit_article(by=COMMAND, article_id=other.pk, base_version=other.version, title="عنوان آخر")
    assert len(same_quotations(article, editor)) == 1  # its text is the same


@pytest.mark.parametrize("question", [also_quoted, same_quotations])
def test_two_queries_for_one_or_twenty(question: object, editor: User) -> None:
    assert callable(question)
    one, many = told(SAID), told(*(f"{ELSE} في اليوم رقم {number}" for number in range(20)))
    told(SAID)
    for _ in range(20):
        told(*(f"{ELSE} في اليوم رقم {number}" for number in range(20)))
    for article, quotations in ((one, 1), (many, 20)):
        editor = User.objects.get(pk=editor.pk)
        editor.has_perm("articles.write_article")  # what it may do is asked once a request
        with CaptureQueriesContext(connection) as captured:
            assert len(question(article, editor)) == quotations
        assert len(captured) == 2
    with CaptureQueriesContext(connection) as captured:
        assert question(factories.article(), AnonymousUser()) == []
    assert len([row for row in captured if "articles_quotation" in row["sql"]]) == 0
