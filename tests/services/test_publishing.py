"""The states of an article: which step is possible from where, and what each leaves behind."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles.models import Article, Correction, User
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.errors import StaleVersion
from articles.services.publishing import (
    correct,
    publish,
    publish_due,
    return_to_draft,
    schedule,
    submit_for_review,
    withdraw,
)
from tests import factories
from tests.services.state import Since, nothing_changes, revisions

pytestmark = pytest.mark.django_db

LATER = timedelta(days=1)


def again(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def passed(article: Article, **times: datetime) -> None:
    """Let time pass: what lay ahead is now."""
    Article.objects.filter(pk=article.pk).update(**times)


def test_to_review_and_back(contributor: User) -> None:
    article = factories.draft(by=contributor)
    since = Since()
    submit_for_review(by=contributor, article_id=article.pk)
    return_to_draft(by=contributor, article_id=article.pk)
    assert revisions(article) == [
        (1, contributor.username, "draft"),
        (2, contributor.username, "in_review"),
        (3, contributor.username, "draft"),
    ]
    assert (again(article).status, again(article).version, since.changes()) == ("draft", 3, [])


def test_publishing_dates_an_article_written_here(editor: User) -> None:
    article = factories.draft()
    since = Since()
    before = timezone.now()
    publish(by=editor, article_id=article.pk, base_version=1)
    found = again(article)
    assert found.status == "published" and before <= found.published_at <= timezone.now()  # type: ignore[operator]
    assert found.first_published_at == found.published_at
    assert found.dated == timezone.localtime(found.published_at).isoformat("T", "seconds")
    assert found.dated_from == timezone.localtime(found.published_at).date()
    assert found.sort_at == found.published_at.replace(microsecond=0)  # type: ignore[union-attr]
    assert revisions(article) == [(1, "command", "draft"), (2, editor.username, "published")]
    assert since.changes() == [(article.pk, "published", "", 2)]


def test_an_unknown_date_stays_unknown() -> None:
    article = factories.article(date_unknown=True)
    assert (article.dated, article.dated_from, article.dated_precision) == ("", None, "")
    assert article.sort_at == article.first_published_at


def test_published_at_a_time_given() -> None:
    at = datetime(2019, 6, 18, 9, tzinfo=UTC)
    article = factories.article(at=at, dated="2018")
    assert (article.first_published_at, article.published_at) == (at, at)
    assert article.dated == "2018"


def test_published_under_an_embargo_it_is_dated_by_its_end() -> None:
    later = timezone.now() + LATER
    article = factories.draft()
    edit_article(by=COMMAND, article_id=article.pk, base_version=1, embargo_until=later)
    since = Since()
    publish(by=COMMAND, article_id=article.pk)
    assert (again(article).published_at, since.changes()) == (later, [])
    passed(article, embargo_until=timezone.now())
    assert publish_due() == 1
    assert since.changes() == [(article.pk, "published", "", 4)]
    assert again(article).embargo_until is None
    assert publish_due() == 0


def test_withdrawn_with_a_public_reason_and_brought_back(editor: User) -> None:
    article = factories.article()
    since = Since()
    withdraw(by=editor, article_id=article.pk, code="rights", reason=" طلب صاحب الحق. ")
    found = again(article)
    assert (found.status, found.withdrawal_code, found.withdrawal_reason) == (
        "withdrawn", "rights", "طلب صاحب الحق.",
    )  # fmt: skip
    assert found.withdrawn_at is not None and found.version == 3
    publish(by=editor, article_id=article.pk)
    back = again(article)
    assert (back.withdrawn_at, back.withdrawal_code, back.withdrawal_reason) == (None, "", "")
    assert back.first_published_at == article.first_published_at
    assert back.published_at > article.published_at  # type: ignore[operator]
    assert [status for _number, _actor, status in revisions(article)] == [
        "draft", "published", "withdrawn", "published",
    ]  # fmt: skip
    assert since.changes() == [
        (article.pk, "withdrawn", "rights", 3), (article.pk, "published", "", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "reason", "field"),
    [
        ("", "سبب", "code"),
        ("whim", "سبب", "code"),
        ("erased", "سبب", "code"),
        ("error", " ", "reason"),
    ],
)
def test_a_withdrawal_needs_code_and_reason(code: str, reason: str, field: str) -> None:
    article = factories.article()
    with nothing_changes(), pytest.raises(ValidationError) as refused:
        withdraw(by=COMMAND, article_id=article.pk, code=code, reason=reason)
    assert list(refused.value.message_dict) == [field]


def test_a_correction_is_public_and_dated(editor: User) -> None:
    article = factories.article()
    since = Since()
    correct(by=editor, article_id=article.pk, text=" الصواب 2019. ")
    correction, found = Correction.objects.get(), again(article)
    assert (correction.text, correction.by, correction.at) == (
        "الصواب 2019.", editor, found.corrected_at,
    )  # fmt: skip
    assert correction.revision is not None and correction.revision.number == found.version == 3
    assert since.changes() == [(article.pk, "updated", "", 3)]
    with nothing_changes(), pytest.raises(ValidationError) as refused:
        correct(by=editor, article_id=article.pk, text=" \n")
    assert list(refused.value.message_dict) == ["text"]


def test_scheduled_it_appears_by_itself_once(editor: User) -> None:
    article = factories.draft()
    at = timezone.now() + LATER
    since = Since()
    schedule(by=editor, article_id=article.pk, publish_at=at)
    assert (again(article).status, again(article).publish_at) == ("scheduled", at)
    assert (publish_due(), since.changes()) == (0, [])
    due = timezone.now()
    passed(article, publish_at=due)
    assert (publish_due(), publish_due()) == (1, 0)
    found = again(article)
    assert (found.status, found.publish_at, found.published_at, found.version) == (
        "published", None, due, 3,
    )  # fmt: skip
    assert revisions(article)[-1] == (3, "worker", "published")
    assert since.changes() == [(article.pk, "published", "", 3)]


def test_scheduled_under_a_longer_embargo() -> None:
    article = factories.draft()
    now = timezone.now()
    edit_article(by=COMMAND, article_id=article.pk, base_version=1, embargo_until=now + 2 * LATER)
    schedule(by=COMMAND, article_id=article.pk, publish_at=now + LATER)
    since = Since()
    passed(article, publish_at=now)
    assert (publish_due(), since.changes()) == (1, [])
    assert again(article).first_published_at == now + 2 * LATER
    # In time the publication, too, lies in the past.
    passed(article, embargo_until=now, first_published_at=now, published_at=now)
    assert publish_due() == 1
    assert since.changes() == [(article.pk, "published", "", 5)]


def test_a_time_that_is_over_is_refused() -> None:
    article = factories.draft()
    with nothing_changes(), pytest.raises(ValidationError) as refused:
        schedule(by=COMMAND, article_id=article.pk, publish_at=timezone.now())
    assert list(refused.value.message_dict) == ["publish_at"]


def test_an_article_without_text_is_not_published() -> None:
    article = factories.draft(body="<p> </p>")
    for step in (
        lambda: publish(by=COMMAND, article_id=article.pk),
        lambda: schedule(by=COMMAND, article_id=article.pk, publish_at=timezone.now() + LATER),
    ):
        with nothing_changes(), pytest.raises(ValidationError) as refused:
            step()
        assert list(refused.value.message_dict) == ["body"]


def test_a_newer_version_is_not_published_unseen(editor: User) -> None:
    article = factories.draft()
    edit_article(by=COMMAND, article_id=article.pk, base_version=1, title="غير ما قرأه المحرر")
    with nothing_changes(), pytest.raises(StaleVersion):
        publish(by=editor, article_id=article.pk, base_version=1)


STEPS: dict[str, Callable[[User, int], object]] = {
    "submit": lambda by, pk: submit_for_review(by=by, article_id=pk),
    "return": lambda by, pk: return_to_draft(by=by, article_id=pk),
    "publish": lambda by, pk: publish(by=by, article_id=pk),
    "schedule": lambda by, pk: schedule(by=by, article_id=pk, publish_at=timezone.now() + LATER),
    "correct": lambda by, pk: correct(by=by, article_id=pk, text="الصواب"),
    "withdraw": lambda by, pk: withdraw(by=by, article_id=pk, code="error", reason="خطأ"),
}
POSSIBLE = {
    "draft": {"submit", "publish", "schedule"},
    "in_review": {"return", "publish", "schedule"},
    "scheduled": {"return", "publish", "schedule"},
    "published": {"correct", "withdraw"},
    "withdrawn": {"publish"},
}


def in_state(status: str) -> Article:
    article = factories.draft()
    if status == "in_review":
        submit_for_review(by=COMMAND, article_id=article.pk)
    elif status == "scheduled":
        schedule(by=COMMAND, article_id=article.pk, publish_at=timezone.now() + LATER)
    elif status != "draft":
        publish(by=COMMAND, article_id=article.pk)
    if status == "withdrawn":
        withdraw(by=COMMAND, article_id=article.pk, code="error", reason="خطأ")
    return article


@pytest.mark.parametrize("status", POSSIBLE)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_from_each_state(status: str, step: str, chief: User) -> None:
    article = in_state(status)
    version = again(article).version
    if step in POSSIBLE[status]:
        STEPS[step](chief, article.pk)
        assert again(article).version == version + 1
        assert revisions(article)[-1][:2] == (version + 1, chief.username)
    else:
        with nothing_changes(), pytest.raises(ValidationError):
            STEPS[step](chief, article.pk)


@pytest.mark.parametrize("step", ["publish", "schedule", "correct", "withdraw"])
@pytest.mark.parametrize("role", ["", "contributor", "moderator", "administrator", "elsewhere"])
def test_who_may_not(step: str, role: str) -> None:
    elsewhere = role == "elsewhere"
    user = factories.user(
        "editor" if elsewhere else role, sections=[factories.section()] if elsewhere else None
    )
    article = in_state("published" if step in POSSIBLE["published"] else "in_review")
    with nothing_changes(), pytest.raises(PermissionDenied):
        STEPS[step](user, article.pk)
