"""The worker's loop and its duties."""

from datetime import timedelta
from threading import Event

import pytest
from django.db import OperationalError
from django.utils import timezone

from articles.management.duties import DUTIES, Duty
from articles.management.rounds import work
from articles.models import Article, ArticleStatus, Change
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.publishing import schedule
from tests import factories


def test_a_failing_duty_does_not_keep_the_others_from_their_work() -> None:
    stop = Event()
    calls: list[str] = []

    def fail() -> None:
        calls.append("fail")
        raise RuntimeError("a bug")

    def succeed() -> None:
        calls.append("succeed")
        if calls.count("succeed") == 2:
            stop.set()

    work([Duty("one", 60, fail), Duty("two", 0, succeed)], stop)
    assert calls == ["fail", "succeed", "succeed"]


def test_a_duty_stays_due_while_the_database_is_away() -> None:
    stop = Event()
    attempts: list[int] = []

    def away() -> None:
        attempts.append(1)
        if len(attempts) < 3:
            raise OperationalError("server closed the connection")
        stop.set()

    work([Duty("one", 3600, away)], stop)
    assert len(attempts) == 3


def test_the_first_round_publishes_what_is_due(db: None, editor: object) -> None:
    article = factories.draft()
    schedule(by=COMMAND, article_id=article.pk, publish_at=timezone.now() + timedelta(hours=1))
    waiting = factories.draft()
    schedule(by=COMMAND, article_id=waiting.pk, publish_at=timezone.now() + timedelta(hours=9))
    past = timezone.now() - timedelta(seconds=5)
    Article.objects.filter(pk=article.pk).update(publish_at=past)
    stop = Event()
    work([*DUTIES, Duty("end", 60, stop.set)], stop)
    article.refresh_from_db()
    assert article.status == ArticleStatus.PUBLISHED
    assert article.first_published_at == past
    assert Article.objects.get(pk=waiting.pk).status == ArticleStatus.SCHEDULED
    assert list(Change.objects.values_list("article_id", "op")) == [(article.pk, "published")]


@pytest.mark.parametrize("rounds", [1, 2])
def test_the_end_of_an_embargo_is_told_once(db: None, rounds: int) -> None:
    article = factories.article()
    edit_article(
        by=COMMAND,
        article_id=article.pk,
        base_version=Article.objects.get(pk=article.pk).version,
        embargo_until=timezone.now() + timedelta(hours=1),
    )
    Article.objects.filter(pk=article.pk).update(
        embargo_until=timezone.now() - timedelta(seconds=1)
    )
    for _round in range(rounds):
        stop = Event()
        work([DUTIES[0], Duty("end", 60, stop.set)], stop)
    ops = Change.objects.filter(article_id=article.pk).order_by("seq").values_list("op", flat=True)
    assert list(ops) == ["published", "withdrawn", "published"]
