"""What stands beside an article in its section, also where many share one date."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from articles.queries.article import find
from articles.queries.neighbours import Neighbours, neighbours
from tests import factories

pytestmark = pytest.mark.django_db

AT = datetime(2020, 1, 2, 9, 30, tzinfo=UTC)


def of(article: Article) -> Neighbours:
    found = find(article.pk)
    assert found is not None
    return neighbours(found)


def names(found: Neighbours) -> tuple[str | None, str | None]:
    newer, older = found.newer, found.older
    return newer and newer.title, older and older.title


def test_in_the_order_of_the_section_also_within_one_moment() -> None:
    section = factories.section()
    made = [factories.article(f"{n}", at=AT, section=section) for n in range(7)]
    factories.article("في غيره", at=AT, section=factories.section())
    assert names(of(made[0])) == ("1", None)
    assert names(of(made[3])) == ("4", "2")
    assert names(of(made[5])) == ("6", "4")
    assert names(of(made[6])) == (None, "5")


def test_only_what_everybody_may_read() -> None:
    section, now = factories.section(), timezone.now()
    first = factories.article("أول", at=AT, section=section)
    draft = factories.draft("مسودة", section=section)
    hidden = factories.draft("محجوبة", section=section, embargo_until=now + timedelta(days=1))
    Article.objects.filter(pk__in=[draft.pk, hidden.pk]).update(sort_at=AT + timedelta(days=1))
    last = factories.article("آخر", at=AT + timedelta(days=2), section=section)
    assert names(of(first)) == ("آخر", None)
    assert names(of(last)) == (None, "أول")


def test_alone_or_in_no_section() -> None:
    nothing = Neighbours(None, None)
    assert of(factories.article(section=factories.section())) == nothing
    factories.article()
    assert of(factories.article()) == nothing
