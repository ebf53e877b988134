"""Owners and parents of sources over time; `Source.owner` and `.parent` say what holds today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Affiliation, AffiliationKind, ChangeOp, Source
from articles.services.actors import WORKER, Actor
from articles.services.permissions import require
from articles.services.recording import recording
from articles.services.sources import heir_of, leads_back


@dataclass(frozen=True, slots=True)
class Period:
    """That a source belonged to `to` from one day to another, both included; None is open."""

    to: Source
    kind: str
    valid_from: date | None = None
    valid_to: date | None = None


def set_affiliations(*, by: Actor, source_id: int, periods: Sequence[Period]) -> Source:
    """Replace the periods of a source; those that stay keep their rows. Owner and parent follow.

    Raises PermissionDenied, and ValidationError where two periods of one kind share a day.
    """
    require(by, "change_source")
    with recording(by) as log:
        source = Source.objects.select_for_update().get(pk=source_id)
        wanted = list(dict.fromkeys(_checked(source, period) for period in periods))
        for one, other in combinations(wanted, 2):
            if one.kind == other.kind and overlap(one, other):
                raise ValidationError(_overlapping(one, other))
        changed = _store(source, wanted)
        if follow(source, source.affiliations.all()) or changed:
            source.version += 1
            source.save()
            log.source(source, ChangeOp.UPDATED)
            log.audit("affiliate", source, periods=len(wanted))
    return source


def follow_the_day(*, by: Actor = WORKER) -> int:
    """Bring owner and parent of all sources to what their periods say today; how many changed."""
    rows = Affiliation.objects.order_by("pk")
    dated = Source.objects.filter(pk__in=rows.order_by().values("source"))
    changed = 0
    for source in dated.prefetch_related(Prefetch("affiliations", rows)).order_by("pk"):
        try:
            if follow(source, source.affiliations.all()):
                set_affiliations(by=by, source_id=source.pk, periods=_periods(source))
                changed += 1
        except ValidationError:
            continue  # two periods of two sources would make a ring today: an editor must say
    return changed


def today() -> date:
    """The day in the site's time zone."""
    return timezone.localdate()


def holds_on(period: Period | Affiliation, day: date) -> bool:
    """Whether a period covers a day."""
    return (period.valid_from or date.min) <= day <= (period.valid_to or date.max)


def overlap(one: Period | Affiliation, other: Period | Affiliation) -> bool:
    """Whether two periods share a day."""
    return (one.valid_from or date.min) <= (other.valid_to or date.max) and (
        other.valid_from or date.min
    ) <= (one.valid_to or date.max)


def follow(source: Source, rows: Iterable[Affiliation]) -> bool:
    """Set owner and parent (not saved) by the rows that hold today; whether one changed.

    A link without any row stays as it is. Raises ValidationError where it would lead back.
    """
    rows = list(rows)
    changed = False
    for kind in AffiliationKind.values:
        own = [row for row in rows if row.kind == kind]
        now = next((row.to_id for row in own if holds_on(row, today())), None)
        if not own or getattr(source, f"{kind}_id") == now:
            continue
        setattr(source, f"{kind}_id", now)
        if leads_back(source.pk, now, kind):
            raise ValidationError({kind: _("A source cannot belong to itself.")})
        changed = True
    return changed


def _periods(source: Source) -> list[Period]:
    rows = source.affiliations.select_related("to")
    return [Period(row.to, row.kind, row.valid_from, row.valid_to) for row in rows]


def _checked(source: Source, period: Period) -> Period:
    to = heir_of(period.to)
    if to.pk == source.pk:
        raise ValidationError(_("A source cannot belong to itself."))
    if period.valid_from and period.valid_to and period.valid_to < period.valid_from:
        raise ValidationError(_("A period cannot end before it begins."))
    return Period(to, AffiliationKind(period.kind), period.valid_from, period.valid_to)


def _store(source: Source, wanted: Sequence[Period]) -> bool:
    """Delete the rows that are not wanted, add those that are missing; whether any was."""
    rows = {Period(row.to, AffiliationKind(row.kind), row.valid_from, row.valid_to): row.pk
            for row in source.affiliations.select_related("to")}  # fmt: skip
    gone = [pk for period, pk in rows.items() if period not in wanted]
    new = [period for period in wanted if period not in rows]
    source.affiliations.filter(pk__in=gone).delete()
    Affiliation.objects.bulk_create(
        Affiliation(
            source=source, to=period.to, kind=period.kind,
            valid_from=period.valid_from, valid_to=period.valid_to,
        )
        for period in new
    )  # fmt: skip
    return bool(gone or new)


def _overlapping(one: Period, other: Period) -> str:
    return _("Two periods of the same kind (%(kind)s) share days: “%(one)s” and “%(other)s”.") % {
        "kind": AffiliationKind(one.kind).label,
        "one": one.to,
        "other": other.to,
    }
