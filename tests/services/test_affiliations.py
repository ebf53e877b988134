"""Owners and parents over time: what overlaps is refused, what holds today is the source's."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.models import Affiliation, Source
from articles.services import affiliations
from articles.services.actors import COMMAND, WORKER
from articles.services.affiliations import Period, follow_the_day, set_affiliations
from articles.services.source_merging import merge_source
from tests import factories
from tests.services.state import Since, nothing_changes

pytestmark = pytest.mark.django_db


def days(first: int | None, last: int | None) -> tuple[date | None, date | None]:
    return first and date(first, 1, 1), last and date(last, 12, 31)


def rows(source: Source) -> list[tuple[str, str, date | None, date | None]]:
    found = Affiliation.objects.filter(source=source).order_by("kind", "valid_from")
    return list(found.values_list("kind", "to__name", "valid_from", "valid_to"))


def test_the_period_of_today_is_the_owner() -> None:
    times, old, new, group = (factories.source(n) for n in ("Times", "Thomson", "News", "Group"))
    periods = [
        Period(old, "owner", *days(1966, 1980)),
        Period(new, "owner", *days(1981, None)),
        Period(group, "parent", *days(1990, 2000)),
    ]
    since = Since()
    source = set_affiliations(by=COMMAND, source_id=times.pk, periods=periods)
    assert (source.owner, source.parent) == (new, None)
    assert rows(times) == [
        ("owner", "Thomson", date(1966, 1, 1), date(1980, 12, 31)),
        ("owner", "News", date(1981, 1, 1), None),
        ("parent", "Group", date(1990, 1, 1), date(2000, 12, 31)),
    ]
    assert since.changes() == [(times.pk, "updated", "", 2)]
    kept = set(Affiliation.objects.values_list("pk", flat=True))
    with nothing_changes():
        set_affiliations(by=COMMAND, source_id=times.pk, periods=periods)
    set_affiliations(by=COMMAND, source_id=times.pk, periods=periods[:2])
    assert set(Affiliation.objects.values_list("pk", flat=True)) < kept


@pytest.mark.parametrize(
    ("one", "other", "refused"),
    [
        ((2012, 2019), (2019, None), True),
        ((2012, 2019), (2020, None), False),
        ((None, 2000), (1990, 1995), True),
        ((None, None), (1990, 1995), True),
        ((2000, 2001), (2001, 2001), True),
        ((2005, 2006), (2000, 2004), False),
    ],
)
def test_two_of_one_kind_share_no_day(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None], refused: bool
) -> None:
    source, first, second = factories.source(), factories.source("A"), factories.source("B")
    pair = [Period(first, "owner", *days(*one)), Period(second, "owner", *days(*other))]
    if refused:
        with nothing_changes(), pytest.raises(ValidationError) as refusal:
            set_affiliations(by=COMMAND, source_id=source.pk, periods=pair)
        assert "«A» و«B»" in refusal.value.messages[0]
    else:
        set_affiliations(by=COMMAND, source_id=source.pk, periods=pair)
        assert len(rows(source)) == 2
    # Of two kinds, they may.
    pair[1] = Period(second, "parent", *days(*other))
    set_affiliations(by=COMMAND, source_id=source.pk, periods=pair)
    assert {kind for kind, *_ in rows(source)} == {"owner", "parent"}


def test_what_makes_no_sense_is_refused() -> None:
    source, other = factories.source(), factories.source()
    above = factories.source(owner=source)
    wrong = [
        Period(source, "owner"),
        Period(above, "owner"),
        Period(other, "owner", date(2020, 1, 2), date(2020, 1, 1)),
    ]
    with nothing_changes():
        for period in wrong:
            with pytest.raises(ValidationError):
                set_affiliations(by=COMMAND, source_id=source.pk, periods=[period])


def test_only_who_may_change_a_source() -> None:
    source, other = factories.source(), factories.source()
    for role in ("contributor", "moderator", "administrator", ""):
        nobody = factories.user(role)
        with nothing_changes(), pytest.raises(PermissionDenied):
            set_affiliations(by=nobody, source_id=source.pk, periods=[Period(other, "owner")])
    editor = factories.user("editor")
    set_affiliations(by=editor, source_id=source.pk, periods=[Period(other, "owner")])


def test_a_merged_owner_stands_for_what_it_became() -> None:
    source, old, new = factories.source(), factories.source(), factories.source()
    merge_source(by=COMMAND, source_id=old.pk, into_id=new.pk)
    old.refresh_from_db()
    done = set_affiliations(by=COMMAND, source_id=source.pk, periods=[Period(old, "owner")])
    assert done.owner == new


def test_owners_follow_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    source, old, new = factories.source(), factories.source(), factories.source()
    periods = [Period(old, "owner", None, date(2025, 3, 1)), Period(new, "owner", date(2025, 3, 2))]
    monkeypatch.setattr(affiliations, "today", lambda: date(2025, 3, 1))
    assert set_affiliations(by=COMMAND, source_id=source.pk, periods=periods).owner == old
    with nothing_changes():
        assert follow_the_day() == 0
    monkeypatch.setattr(affiliations, "today", lambda: date(2025, 3, 2))
    since = Since()
    assert follow_the_day() == 1
    source.refresh_from_db()
    assert source.owner == new
    assert since.changes() == [(source.pk, "updated", "", 3)]
    assert since.audited() == [(WORKER.name, "affiliate", "source")]
