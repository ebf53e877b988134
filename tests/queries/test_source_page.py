"""What the page of a source counts: articles by year and role, single origins, neighbours."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Source
from articles.queries import articles, source_page
from articles.queries.source_parts import Year
from articles.services.actors import COMMAND
from articles.services.publishing import schedule, withdraw
from tests import factories

pytestmark = pytest.mark.django_db


def standing(source: Source) -> source_page.Standing:
    found = source_page.find(source.pk)
    assert found is not None
    return source_page.standing(found)


def test_years_roles_and_single_origins() -> None:
    source, other = factories.source("Paper"), factories.source("Speaker")
    both = factories.article(dated="2019-06")
    link = factories.citation(both, source, role="quoted")
    factories.citation(both, source, role="interview")
    factories.citation(both, other, via=link, role="spoken")
    factories.citation(factories.article(dated="2019"), source, role="quoted")
    relaying = factories.article(date_unknown=True)
    factories.citation(relaying, other, via=factories.citation(relaying, source, role="credit"))
    found = standing(source)
    assert found.years == [
        Year(2019, origin=2, relayed=0, single=1, roles={"interview": 1, "quoted": 2}),
        Year(None, origin=0, relayed=1, single=1, roles={"credit": 1}),
    ]
    assert (found.articles, found.as_origin, found.single, found.single_share) == (3, 2, 2, 67)
    assert found.roles[0] == ("quoted", 2)
    assert found.relays == [(other, 2)] and found.relayed_by == []
    assert standing(other).relayed_by == [(source, 2)]


def test_articles_in_one_role() -> None:
    source = factories.source()
    quoted, credited = factories.article(), factories.article()
    factories.citation(quoted, source, role="quoted")
    factories.citation(credited, source, role="credit")
    factories.citation(credited, source, role="quoted", state="suggested")
    for role, expected in (("quoted", [quoted]), ("credit", [credited]), ("spoken", [])):
        assert articles.of_source(source, None, role=role).items == expected
    assert len(articles.of_source(source, None).items) == 2


def test_what_readers_may_not_see_never_counts() -> None:
    source, other = factories.source(), factories.source()
    draft, scheduled, withdrawn = factories.draft(), factories.draft(), factories.article()
    for article in (draft, scheduled, withdrawn):
        factories.citation(article, other, via=factories.citation(article, source))
    schedule(by=COMMAND, article_id=scheduled.pk, publish_at=timezone.now() + timedelta(days=1))
    withdraw(by=COMMAND, article_id=withdrawn.pk, code="error", reason="خطأ")
    shown = factories.article()
    for state in ("suggested", "rejected"):
        via = factories.citation(shown, source, state=state)
        factories.citation(shown, other, via=via, state=state)
    for one in (source, other):
        found = standing(one)
        assert (found.years, found.relays, found.relayed_by) == ([], [], [])


def test_five_neighbours_the_most_frequent_first_for_the_same_queries() -> None:
    source = factories.source("Paper")
    costs = set()
    for number in range(7):
        behind, before = factories.source(f"B {number}"), factories.source(f"A {number}")
        for _ in range(1 + number % 2):
            article = factories.article()
            link = factories.citation(article, source, via=factories.citation(article, before))
            factories.citation(article, behind, via=link)
        with CaptureQueriesContext(connection) as captured:
            found = standing(source)
        costs.add(len(captured))
    assert len(costs) == 1
    assert [(other.name, n) for other, n in found.relays] == [
        ("B 1", 2), ("B 3", 2), ("B 5", 2), ("B 0", 1), ("B 2", 1),
    ]  # fmt: skip
    assert [other.name for other, _ in found.relayed_by] == ["A 1", "A 3", "A 5", "A 0", "A 2"]
