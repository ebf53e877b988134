"""Reports taken back: what is told of dependents, notices written, dismissed and taken back."""

import json
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from articles.models import (
    Alert,
    Article,
    AuditEntry,
    Change,
    Citation,
    Notice,
    Retraction,
    Revision,
    User,
)
from articles.queries.dependents import dependents_of
from articles.services.actors import COMMAND
from articles.services.near_copies import remember_signatures
from articles.services.publishing import correct, publish, withdraw
from articles.services.retractions import (
    dismiss_notice,
    retract,
    undo_retraction,
    write_notice,
    write_notices,
)
from articles.templatetags.addresses import article_path
from tests import factories
from tests.web.reading import strict, text, texts

pytestmark = pytest.mark.django_db
ADDRESS = "https://tass.example/news/1"
LONG = " ".join(f"كلمة{n} في نص طويل يروي ما جرى" for n in range(60))


def resting(on: Article | None = None, **fields: object) -> Article:
    """A published article with one citation that rests on `on`."""
    article = factories.article()
    citation = factories.citation(article, name="وكالة")
    Citation.objects.filter(pk=citation.pk).update(rests_on=on, **fields)
    return article


def open_alerts() -> set[int]:
    return set(
        Alert.objects.filter(state="open", kind="withdrawn").values_list("article", flat=True)
    )


def everything() -> list[object]:
    """What a denied request must not change."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Retraction, Notice, Alert, Change, Revision, AuditEntry)
    ]


def test_withdrawing_an_article_tells_of_all_that_rests_on_it() -> None:
    first = factories.article()
    second = resting(first)
    third = resting(second)
    rejected = resting(first, state="rejected")
    factories.article()
    withdraw(by=COMMAND, article_id=first.pk, code="error", reason="تبيّن أنه مفبرك.")
    retraction = Retraction.objects.get(article=first)
    assert retraction.reason == "تبيّن أنه مفبرك."
    found = dependents_of(retraction, everything=True)
    assert [(one.article.pk, one.steps) for one in found] == [(second.pk, 1), (third.pk, 2)]
    assert found[1].behind is found[0]
    assert open_alerts() == {second.pk, third.pk}
    assert rejected.pk not in open_alerts()


def test_a_report_is_known_by_its_source_and_address(chief: User) -> None:
    tass, other = factories.source("TASS"), factories.source("Interfax")
    cites = factories.article()
    citation = factories.citation(cites, tass)
    Citation.objects.filter(pk=citation.pk).update(report_address="http://tass.example/news/1/")
    for source, address in ((tass, "https://tass.example/news/2"), (other, ADDRESS)):
        row = factories.citation(factories.article(), source)
        Citation.objects.filter(pk=row.pk).update(report_address=address)
    retraction = retract(by=chief, source=tass, address=f" {ADDRESS}#top ", reason="سحبته الوكالة.")
    assert [(one.article.pk, one.steps) for one in dependents_of(retraction, chief)] == [
        (cites.pk, 1)
    ]
    itself = factories.article(origin_url=ADDRESS)
    behind = resting(itself)
    found = dependents_of(retraction, chief)
    assert {one.article.pk: one.is_report for one in found if one.steps == 1} == {
        cites.pk: False, itself.pk: True, behind.pk: False,
    }  # fmt: skip
    with pytest.raises(ValidationError, match="سبق تسجيل هذا"):
        retract(by=chief, source=tass, address=f" {ADDRESS}#top", reason="مرة أخرى.")
    with pytest.raises(ValidationError) as refused:
        retract(by=chief, source=tass, address="tass", reason="سبب")
    assert list(refused.value.error_dict) == ["address"]


def test_a_copy_of_the_text_depends_too() -> None:
    first = factories.article(body=f"<p>{LONG}</p>")
    copy = factories.article(body=f"<p>{LONG}</p>")
    remember_signatures(article_ids=[first.pk, copy.pk])
    withdraw(by=COMMAND, article_id=first.pk, code="error", reason="خطأ.")
    (found,) = dependents_of(Retraction.objects.get(), everything=True)
    assert (found.article.pk, found.share, found.cites) == (copy.pk, 1.0, [])


def test_a_circle_of_articles_ends() -> None:
    first = factories.article()
    second = resting(first)
    row = factories.citation(first, name="وكالة")
    Citation.objects.filter(pk=row.pk).update(rests_on=second)
    retraction = retract(by=COMMAND, article=first, reason="خطأ.")
    found = dependents_of(retraction, everything=True)
    assert [(one.article.pk, one.steps) for one in found] == [(second.pk, 1), (first.pk, 2)]


def test_readers_see_the_notice_in_page_api_and_json_ld(chief: User) -> None:
    first = factories.article()
    second = resting(first)
    withdraw(by=COMMAND, article_id=first.pk, code="error", reason="خطأ.")
    retraction = Retraction.objects.get()
    before = Change.objects.count()
    notice = write_notice(
        by=chief, retraction_id=retraction.pk, article_id=second.pk, text=" سُحب الأصل. "
    )
    second.refresh_from_db()
    assert (second.corrected_at, notice.text, notice.by) == (notice.at, "سُحب الأصل.", chief)
    told = Change.objects.order_by("seq")[before:]
    assert [(row.article_id, row.op, row.version) for row in told] == [
        (second.pk, "updated", second.version)
    ]
    page = strict(Client().get(article_path(second)).content)
    assert texts(page, ".//div[@class='notices']/section/p") == ["سُحب الأصل."]
    article = page.find(".//article[@class='art']")
    assert article is not None
    assert [child.get("class") for child in article][:3] == ["head", "notices", "body"]
    assert [a.get("href") for a in page.findall(".//dl[@class='facts']//a")] == [
        f"#notice-{notice.pk}", "#isnad",
    ]  # fmt: skip
    data = json.loads(text(page.find(".//script[@type='application/ld+json']")))
    assert [one["text"] for one in data["correction"]] == ["سُحب الأصل."]
    given = Client().get(f"/api/v1/articles/{second.pk}/").json()
    assert [(one["id"], one["text"]) for one in given["notices"]] == [(notice.pk, "سُحب الأصل.")]
    assert Client().get(f"/api/v1/articles/{resting().pk}/").json()["notices"] == []
    assert open_alerts() == set()
    before = Change.objects.count()
    again = write_notice(
        by=chief, retraction_id=retraction.pk, article_id=second.pk, text="سُحب الأصل."
    )
    assert (again.pk, Change.objects.count()) == (notice.pk, before)


def test_what_does_not_concern_an_article_shows_nothing(chief: User) -> None:
    first = factories.article()
    second = resting(first)
    withdraw(by=COMMAND, article_id=first.pk, code="error", reason="خطأ.")
    retraction = Retraction.objects.get()
    count, version = Change.objects.count(), second.version
    dismiss_notice(by=chief, retraction_id=retraction.pk, article_id=second.pk)
    second.refresh_from_db()
    assert (Change.objects.count(), second.version, open_alerts()) == (count, version, set())
    assert "notices" not in Client().get(article_path(second)).content.decode()
    write_notice(by=chief, retraction_id=retraction.pk, article_id=second.pk, text="تنبيه.")
    dismiss_notice(by=chief, retraction_id=retraction.pk, article_id=second.pk)
    second.refresh_from_db()
    assert (Change.objects.count(), second.corrected_at) == (count + 2, None)
    assert Client().get(f"/api/v1/articles/{second.pk}/").json()["notices"] == []


def test_undoing_takes_the_notices_back_and_the_audit_keeps_them(chief: User) -> None:
    first = factories.article()
    second, third = resting(first), resting(first)
    withdraw(by=COMMAND, article_id=first.pk, code="error", reason="خطأ.")
    retraction = Retraction.objects.get()
    at = datetime(2020, 1, 1, tzinfo=UTC)
    correct(by=COMMAND, article_id=second.pk, text="صُحّح.", at=at)
    texts_ = {second.pk: "أ", third.pk: "ب"}
    assert len(write_notices(by=chief, retraction_id=retraction.pk, texts=texts_)) == 2
    publish(by=chief, article_id=first.pk)
    assert (Retraction.objects.count(), Notice.objects.count(), Alert.objects.count()) == (0, 0, 0)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.corrected_at, third.corrected_at) == (at, None)
    entry = AuditEntry.objects.get(action="unretract")
    assert [(one["article"], one["text"]) for one in entry.detail["notices"]] == [
        (second.pk, "أ"), (third.pk, "ب"),
    ]  # fmt: skip


@pytest.mark.parametrize("role", ["contributor", "moderator", "administrator", "elsewhere"])
def test_who_may_not_publish_changes_nothing(role: str) -> None:
    if role == "elsewhere":
        person = factories.user("editor", sections=[factories.section()])
    else:
        person = factories.user(role)
    first = factories.article()
    second = resting(first)
    retraction = retract(by=COMMAND, article=first, reason="خطأ.")
    write_notice(by=COMMAND, retraction_id=retraction.pk, article_id=second.pk, text="تنبيه.")
    before = everything()
    pair = {"by": person, "retraction_id": retraction.pk, "article_id": second.pk}
    for call in (
        lambda: retract(by=person, article=second, reason="خطأ."),
        lambda: write_notice(**pair, text="آخر."),
        lambda: dismiss_notice(**pair),
        lambda: undo_retraction(by=person, retraction_id=retraction.pk),
    ):
        with pytest.raises(PermissionDenied):
            call()
    assert everything() == before


def test_an_empty_notice_is_refused(chief: User) -> None:
    first = factories.article()
    second = resting(first)
    retraction = retract(by=chief, article=first, reason="خطأ.")
    before = everything()
    for words in ("  ", "س" * 2001):
        with pytest.raises(ValidationError) as refused:
            write_notice(by=chief, retraction_id=retraction.pk, article_id=second.pk, text=words)
        assert list(refused.value.error_dict) == ["text"]
    assert everything() == before
