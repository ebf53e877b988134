"""How many articles rest on no source, on one origin, on more: counted of what readers see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from articles.queries import honesty
from articles.queries.honesty import Choice, Counted
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.publishing import publish, schedule, withdraw
from tests import factories

pytestmark = pytest.mark.django_db


def resting(origins: int, **fields: object) -> Article:
    """A published article with so many origins, all behind one relaying source."""
    article = factories.article(**fields)  # type: ignore[arg-type]
    if origins:
        near = factories.citation(article, factories.source())
        for _ in range(origins):
            factories.citation(article, factories.source(), via=near)
    return article


def test_by_year_and_by_section() -> None:
    sport, world = factories.section("الرياضة"), factories.section("العالم")
    empty = factories.section("بلا مواد")
    for origins in (0, 1, 1, 2):
        resting(origins, dated="2019-06", section=sport)
    resting(3, dated="2021", section=world)
    resting(1, date_unknown=True)
    counted = honesty.honesty([sport, empty, world])
    assert counted.all == Counted(1, 3, 2) and counted.all.articles == 6
    assert [(year.year, year.counted) for year in counted.years] == [
        (2021, Counted(0, 0, 1)), (2019, Counted(1, 2, 1)), (None, Counted(0, 1, 0)),
    ]  # fmt: skip
    assert counted.sections == [
        (sport, Counted(1, 2, 1)), (world, Counted(0, 0, 1)), (None, Counted(0, 1, 0)),
    ]  # fmt: skip
    of_sport = honesty.honesty([sport, world], Choice(section=sport))
    assert (of_sport.all, of_sport.sections) == (Counted(1, 2, 1), counted.sections)
    assert honesty.honesty([sport, world], Choice(unfiled=True)).all == Counted(0, 1, 0)


def test_each_number_is_that_of_its_list() -> None:
    sport = factories.section("الرياضة")
    made = [resting(origins, dated="2019", section=sport) for origins in (0, 1, 2)]
    undated = resting(1, date_unknown=True)

    def listed(rests: str, **choice: object) -> list[int]:
        found = honesty.articles_of(rests, Choice(**choice), None)  # type: ignore[arg-type]
        return sorted(article.pk for article in found.items)

    assert listed("none") == [made[0].pk]
    assert listed("one") == [made[1].pk, undated.pk]
    assert listed("one", section=sport) == [made[1].pk]
    assert listed("one", unfiled=True) == listed("one", undated=True) == [undated.pk]
    assert listed("more", year=2019) == [made[2].pk]
    assert listed("more", year=2020) == []


def test_what_readers_may_not_see_never_counts() -> None:
    later = timezone.now() + timedelta(days=1)
    resting(1)
    draft, scheduled, embargoed = (factories.draft() for _ in range(3))
    for article in (draft, scheduled, embargoed):
        factories.citation(article, factories.source())
    schedule(by=COMMAND, article_id=scheduled.pk, publish_at=later)
    edit_article(by=COMMAND, article_id=embargoed.pk, base_version=1, embargo_until=later)
    publish(by=COMMAND, article_id=embargoed.pk)
    withdraw(by=COMMAND, article_id=resting(2).pk, code="error", reason="خطأ")
    proposed = factories.article()
    for state in ("suggested", "rejected"):
        factories.citation(proposed, factories.source(), state=state)
    assert honesty.honesty([]).all == Counted(1, 1, 0)
    assert len(honesty.articles_of("one", Choice(), None).items) == 1
    assert len(honesty.articles_of("more", Choice(), None).items) == 0


def test_one_query_for_any_number() -> None:
    for number in (1, 20):
        for year in range(2000, 2000 + number):
            resting(1, dated=str(year))
        with CaptureQueriesContext(connection) as captured:
            honesty.honesty([])
        assert len(captured) == 1
