"""What the desk warns of: copies without credit, circles, reports that were taken back, a closing
line against the text, evidence that is old."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.attribution.types import Analysis
from articles.models import Alert as Kept
from articles.models import AlertKind, Article, ArticleStatus, ReportState, User
from articles.queries.desk_citations import Entry

STALE = "stale_evidence"
GRAVEST = (AlertKind.WITHDRAWN, AlertKind.CIRCLE, AlertKind.NEAR_COPY, AlertKind.FOOTER, STALE)


@dataclass(frozen=True, slots=True)
class Alert:
    """A warning: its kind (`code`, of AlertKind, or "stale_evidence"), in words, and the article
    or the citation (by number) that it is about."""

    code: str
    text: str
    article: Article | None = None
    number: int | None = None


def alerts(
    article: Article, entries: Sequence[Entry], analysis: Analysis, user: User
) -> tuple[Alert, ...]:
    """The warnings for the article, the gravest first (one query).

    What the worker found is told until somebody decided on it; what the text and its citations say
    by themselves is told at once.
    """
    shown = Q(other=None) | Q(other__in=Article.objects.visible_to(user))
    found = list(Kept.objects.filter(shown, article=article).select_related("other"))
    numbers = {entry.citation.rests_on_id: entry.number for entry in reversed(entries)}
    waiting = [_stored(one, numbers) for one in found if one.state == ReportState.OPEN]
    told = {one.other_id for one in found if one.kind == AlertKind.WITHDRAWN}
    decided = any(one.kind == AlertKind.FOOTER and one.by_id is not None for one in found)
    every = [
        *(one for one in waiting if one.code != AlertKind.FOOTER),
        *_withdrawn(entries, told),
        *([] if decided else _disagreements(analysis)),
        *_stale(entries),
    ]
    return tuple(sorted(every, key=lambda one: GRAVEST.index(one.code)))


def _stored(found: Any, numbers: dict[int | None, int]) -> Alert:
    other: Article | None = found.other
    title = {"title": other.title if other is not None else ""}
    match found.kind:
        case AlertKind.NEAR_COPY:
            share = {"share": round(100 * found.detail.get("share", 0))}
            text = _("It shares %(share)d%% of its text with another article and does not credit"
                     " it: %(title)s") % (title | share)  # fmt: skip
        case AlertKind.CIRCLE:
            text = _("It rests on articles that rest on it.")
        case _ if other is not None:
            text = _("It rests on an article that was withdrawn: %(title)s") % title
        case _:
            text = _("It rests on a report that its source took back.")
    return Alert(str(found.kind), text, other, numbers.get(other.pk) if other else None)


def _withdrawn(entries: Sequence[Entry], told: Collection[int | None]) -> Iterator[Alert]:
    for entry in entries:
        report = entry.citation.rests_on
        if report is None or report.pk in told:
            continue
        if report.status == ArticleStatus.WITHDRAWN:
            text = _("It rests on an article that was withdrawn: %(title)s") % {
                "title": report.title
            }
            yield Alert(AlertKind.WITHDRAWN, text, report, entry.number)


def _disagreements(analysis: Analysis) -> Iterator[Alert]:
    for found in analysis.disagreements:
        text = _("The closing line credits %(footer)s, which the text does not name; the text rests"
                 " on %(body)s.") % {
            "footer": found.footer, "body": "، ".join(found.body),
        }  # fmt: skip
        yield Alert(AlertKind.FOOTER, text)


def _stale(entries: Sequence[Entry]) -> Iterator[Alert]:
    for entry in entries:
        if entry.old is not None:
            text = _("Old evidence: the text was changed where it names %(name)s.") % {
                "name": entry.citation.name or entry.citation.source
            }
            yield Alert(STALE, text, number=entry.number)
