"""What the desk warns of: copies without credit, a credit against the text, evidence that is old,
reports that were withdrawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.attribution.types import Analysis
from articles.models import Article, ArticleStatus, User
from articles.queries.desk_citations import Entry
from articles.queries.near_copies import uncredited_copies_of

NEAR_COPY, STALE, WITHDRAWN = "near_copy", "stale_evidence", "rests_on_withdrawn"
MOST_COPIES = 5


@dataclass(frozen=True, slots=True)
class Alert:
    """A warning: what kind (`code`), in words, and the article or the citation (by number) that it
    is about."""

    code: str
    text: str
    article: Article | None = None
    number: int | None = None


def alerts(
    article: Article, entries: Sequence[Entry], analysis: Analysis, user: User
) -> tuple[Alert, ...]:
    """The warnings for the article, the gravest first (two queries at most)."""
    return (
        *_withdrawn(entries),
        *_copies(article, user),
        *_disagreements(analysis),
        *_stale(entries),
    )


def _withdrawn(entries: Sequence[Entry]) -> Iterator[Alert]:
    for entry in entries:
        report = entry.citation.rests_on
        if report is not None and report.status == ArticleStatus.WITHDRAWN:
            text = _("It rests on an article that was withdrawn: %(title)s") % {
                "title": report.title
            }
            yield Alert(WITHDRAWN, text, report, entry.number)


def _copies(article: Article, user: User) -> Iterator[Alert]:
    for copy in uncredited_copies_of(article, user)[:MOST_COPIES]:
        text = _("It shares %(share)d%% of its text with another article and does not credit it:"
                 " %(title)s") % {
            "share": round(copy.share * 100), "title": copy.article.title,
        }  # fmt: skip
        yield Alert(NEAR_COPY, text, copy.article)


def _disagreements(analysis: Analysis) -> Iterator[Alert]:
    for found in analysis.disagreements:
        text = _("The closing line credits %(footer)s, which the text does not name; the text rests"
                 " on %(body)s.") % {
            "footer": found.footer, "body": "، ".join(found.body),
        }  # fmt: skip
        yield Alert(found.code, text)


def _stale(entries: Sequence[Entry]) -> Iterator[Alert]:
    for entry in entries:
        if entry.old is not None:
            text = _("Old evidence: the text was changed where it names %(name)s.") % {
                "name": entry.citation.name or entry.citation.source
            }
            yield Alert(STALE, text, number=entry.number)
