"""Alerts: found by the worker, closed when their reason is gone, decided on by people."""

import pytest
from django.core.exceptions import PermissionDenied

from articles.attribution.near_copies import SCHEME
from articles.attribution.types import Disagreement
from articles.models import Alert, Article, AuditEntry, Citation, Fingerprint, Job
from articles.queries.alerts import alerts_page, counts
from articles.services.actors import COMMAND
from articles.services.alerts import decide_alerts, remember_footers
from articles.services.alerts_found import (
    JOB,
    ask_for_missing_comparisons,
    look_again,
    look_for_copies,
    remember_signatures_and_compare,
)
from articles.services.publishing import withdraw
from articles.services.suggesting import suggest
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = "<p>" + " ".join(f"كلمة{n} في نص يروي ما جرى" for n in range(60)) + "</p>"


def pair(**fields: object) -> tuple[Article, Article]:
    """Two articles with the same text, of two publishers."""
    return (
        factories.article(body=TEXT, publisher_name="الأهرام", dated="2020-01-01"),
        factories.article(body=TEXT, publisher_name="تشرين", dated="2020-01-02", **fields),  # type: ignore[arg-type]
    )


def compared(*articles: Article) -> list[tuple[str, int, int | None, str]]:
    ids = [article.pk for article in articles]
    remember_signatures_and_compare(article_ids=ids)
    look_for_copies(article_ids=ids)
    return seen()


def seen() -> list[tuple[str, int, int | None, str]]:
    rows = Alert.objects.order_by("pk").values_list("kind", "article", "other", "state")
    return list(rows)


def test_the_later_of_two_copies_owes_the_credit() -> None:
    first, second = pair()
    assert compared(first, second) == [("near_copy", second.pk, first.pk, "open")]
    assert Alert.objects.get().detail == {"share": 1.0}
    assert compared(second) == [("near_copy", second.pk, first.pk, "open")]
    assert Fingerprint.objects.filter(compared=2, scheme=SCHEME).count() == 2
    withdraw(by=COMMAND, article_id=first.pk, code="error", reason="خطأ.")
    Alert.objects.all().delete()
    assert compared(second) == []


def test_of_what_was_withdrawn_nobody_is_warned() -> None:
    first, second = pair()
    compared(first, second)
    remember_footers({second.pk: (Disagreement("footer_alone", "وكالة"),)})
    withdraw(by=COMMAND, article_id=first.pk, code="error", reason="خطأ.")
    look_again()
    assert seen() == [
        ("near_copy", second.pk, first.pk, "settled"),
        ("footer", second.pk, None, "open"),
        ("withdrawn", second.pk, first.pk, "open"),
    ]
    withdraw(by=COMMAND, article_id=second.pk, code="error", reason="خطأ.")
    look_again()
    assert {state for _kind, _article, _other, state in seen()} == {"settled"}


def test_a_credit_closes_the_alert_and_its_end_opens_it_again() -> None:
    first, second = pair()
    compared(first, second)
    credit = factories.citation(second, name="الأهرام")
    look_again()
    assert seen() == [("near_copy", second.pk, first.pk, "settled")]
    credit.delete()
    assert compared(second) == [("near_copy", second.pk, first.pk, "open")]


def test_what_somebody_dismissed_stays_so(chief: object) -> None:
    first, second = pair()
    compared(first, second)
    decide_alerts(by=chief, alert_ids=[Alert.objects.get().pk], state="dismissed")  # type: ignore[arg-type]
    assert compared(first, second) == [("near_copy", second.pk, first.pk, "dismissed")]
    assert AuditEntry.objects.get(action="decide").detail == {
        "article": second.pk, "kind": "near_copy", "state": "dismissed",
    }  # fmt: skip


def test_two_copies_that_credit_each_other_are_a_circle() -> None:
    first, second = pair()
    factories.citation(first, name="تشرين")
    factories.citation(second, name="الأهرام")
    assert compared(first, second) == [("circle", second.pk, first.pk, "open")]


def test_reports_that_rest_on_each_other_are_a_circle() -> None:
    articles = [factories.article() for _n in range(4)]
    for article, other in zip(articles[:3], [articles[1], articles[2], articles[0]], strict=True):
        row = factories.citation(article, name="وكالة")
        Citation.objects.filter(pk=row.pk).update(rests_on=other)
    row = factories.citation(articles[3], name="وكالة")
    Citation.objects.filter(pk=row.pk).update(rests_on=articles[0])
    look_again()
    assert seen() == [("circle", articles[0].pk, articles[1].pk, "open")]
    assert Alert.objects.get().detail["articles"] == [one.pk for one in articles[:3]]
    look_again()
    assert Alert.objects.count() == 1
    Citation.objects.filter(article=articles[2]).delete()
    look_again()
    assert seen() == [("circle", articles[0].pk, articles[1].pk, "settled")]


def test_a_closing_line_against_the_text() -> None:
    article = factories.article()
    said = Disagreement("footer_alone", "وكالة", ("صحيفة",))
    remember_footers({article.pk: (said,)})
    assert seen() == [("footer", article.pk, None, "open")]
    assert Alert.objects.get().detail["found"] == [
        {"code": "footer_alone", "footer": "وكالة", "body": ["صحيفة"]}
    ]
    remember_footers({article.pk: ()})
    assert seen() == [("footer", article.pk, None, "settled")]
    remember_footers({article.pk: (said,)})
    assert seen() == [("footer", article.pk, None, "open")]


def test_suggesting_notes_what_the_closing_line_says() -> None:
    article = factories.article(
        body="<p>نقلت صحيفة «كوميرسانت» عن السفير أن اللقاء انتهى، وذكرت وكالة تاس الخبر.</p>",
        footer="المصدر: وكالة رويترز",
    )
    suggest(article.pk, by=COMMAND)
    (alert,) = Alert.objects.all()
    assert (alert.kind, alert.article_id) == ("footer", article.pk)


def test_a_citation_of_what_was_withdrawn_before() -> None:
    gone, late = factories.article(), factories.article()
    withdraw(by=COMMAND, article_id=gone.pk, code="error", reason="خطأ.")
    row = factories.citation(late, name="وكالة")
    Citation.objects.filter(pk=row.pk).update(rests_on=gone)
    look_again()
    assert seen() == [("withdrawn", late.pk, gone.pk, "open")]


def test_articles_that_were_never_compared_are_asked_for_once() -> None:
    first, second = pair()
    remember_signatures_and_compare(article_ids=[first.pk, second.pk])
    assert list(Job.objects.filter(kind=JOB).values_list("payload", flat=True)) == [
        {"article_ids": [first.pk, second.pk]}
    ]
    assert ask_for_missing_comparisons() == 0
    Job.objects.filter(kind=JOB).delete()
    assert ask_for_missing_comparisons() == 2
    Job.objects.filter(kind=JOB).delete()
    look_for_copies(article_ids=[first.pk, second.pk])
    assert ask_for_missing_comparisons() == 0


@pytest.mark.parametrize("role", ["contributor", "moderator", "administrator", "elsewhere"])
def test_who_may_not_settle_decides_nothing(role: str) -> None:
    section = factories.section()
    if role == "elsewhere":
        person = factories.user("editor", sections=[factories.section()])
    else:
        person = factories.user(role)
    compared(*pair(section=section))
    before = list(Alert.objects.values())
    with pytest.raises(PermissionDenied):
        decide_alerts(by=person, alert_ids=[Alert.objects.get().pk], state="dismissed")
    assert list(Alert.objects.values()) == before
    assert not AuditEntry.objects.filter(action="decide").exists()


def test_a_list_shows_alerts_of_the_persons_sections() -> None:
    section = factories.section()
    person = factories.user("editor", sections=[section])
    compared(*pair(section=section))
    article = factories.article()
    remember_footers({article.pk: (Disagreement("footer_alone", "وكالة"),)})
    assert counts(person) == {"near_copy": 1}
    assert [one.alert.kind for one in alerts_page(person, None).items] == ["near_copy"]
    assert alerts_page(person, None, kind="footer").items == []
