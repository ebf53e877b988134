"""What depends on a report that was taken back: articles that cite it, copies of it, and what
rests on those."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from articles.models import (
    Article,
    ArticleStatus,
    Citation,
    CitationState,
    Notice,
    Retraction,
    Source,
    User,
)
from articles.queries.keyset import KeysetPage, page
from articles.queries.near_copies import near_copies_of

MOST = 2000  # dependents of one report
MOST_STEPS = 20  # links from the report to a dependent
MOST_COPIES = 20  # articles of the archive that are the report itself
PAGE_SIZE = 30
_FIELDS = (
    "id", "title", "slug", "status", "section_id", "created_by_id", "publisher_name", "origin_url",
    "sort_at", "version",
)  # fmt: skip


@dataclass(slots=True)
class Dependent:
    """An article and how it depends on the report: `steps` links away, 1 for the report itself.

    `cites` are its citations that lead there, `share` is the part of the text that it has in
    common with the report (0 to 1, 0 where it was not found by its text), `behind` the dependent
    through which it depends, None at the first step. `is_report`: it is the report.
    """

    article: Article
    steps: int
    behind: "Dependent | None" = None
    cites: list[Citation] = field(default_factory=list)
    share: float = 0.0
    is_report: bool = False
    notice: Notice | None = None

    @property
    def confirmed(self) -> bool:
        """Whether somebody confirmed that it depends, or the texts say so."""
        sure = any(row.state == CitationState.CONFIRMED for row in self.cites)
        return sure or self.is_report or self.share > 0


def dependents_of(
    retraction: Retraction, user: User | AnonymousUser | None = None, *, everything: bool = False
) -> list[Dependent]:
    """The articles visible to `user` that depend on what was taken back, the nearest first.

    Rejected citations do not count, nor do articles that are withdrawn themselves, whose own
    retraction tells of them. With `everything` nobody is asked about (for the program). One query
    for each step and each copy of the report.
    """
    seen = Article.objects.all() if everything else Article.objects.visible_to(user)
    seen = seen.filter(erased_at=None).exclude(status=ArticleStatus.WITHDRAWN).order_by()
    found: dict[int, Dependent] = {}
    for dependent in _first(retraction, seen, user, everything):
        found.setdefault(dependent.article.pk, dependent)
    front = list(found.values())
    while front and len(found) < MOST and front[0].steps < MOST_STEPS:
        front = list(_behind(front, seen, found))
    _put_notices(retraction, found)
    return list(found.values())[:MOST]


def retractions(cursor: str | None) -> KeysetPage[Retraction]:
    """What was taken back, newest first (one query). Raises ValueError for a bad cursor."""
    rows = Retraction.objects.select_related("source", "article", "by")
    return page(rows, keys=("-at", "-id"), cursor=cursor, size=PAGE_SIZE)


def spellings(address: str) -> list[str]:
    """The forms in which the address of one page is written: scheme, closing slash, fragment."""
    plain = urldefrag(address.strip())[0]
    rest = plain.removeprefix("https://").removeprefix("http://").rstrip("/")
    if not rest or rest == plain:
        return [address] if address else []
    return [f"{scheme}{rest}{end}" for scheme in ("https://", "http://") for end in ("", "/")]


def _first(
    retraction: Retraction, seen: QuerySet[Article], user: User | AnonymousUser | None, all_: bool
) -> Iterator[Dependent]:
    """What depends on the report directly."""
    reports = _reports(retraction, seen)
    if retraction.article_id is None:
        for report in reports:
            yield Dependent(report, 1, is_report=True)
    yield from _citing(_condition(retraction, reports), seen, None, 1)
    root = [retraction.article] if retraction.article else reports
    for report in root:
        for copy in near_copies_of(report, user, among=seen if all_ else None):
            gone = copy.article.status == ArticleStatus.WITHDRAWN
            if not gone and copy.article.pk != retraction.article_id:
                yield Dependent(copy.article, 1, share=copy.share)


def _reports(retraction: Retraction, seen: QuerySet[Article]) -> list[Article]:
    """Articles of the archive that are the report that a source took back."""
    if retraction.article_id is not None or not retraction.address:
        return []
    same = seen.filter(origin_url__in=spellings(retraction.address))
    return list(same.only(*_FIELDS, "body_text")[:MOST_COPIES])


def _condition(retraction: Retraction, reports: list[Article]) -> Q:
    if retraction.article is not None:
        where = Q(rests_on=retraction.article_id)
        urls = spellings(retraction.article.origin_url)
        return where | Q(report_address__in=urls) if urls else where
    family = Source.objects.filter(Q(pk=retraction.source_id) | Q(merged_into=retraction.source_id))
    where = Q(source__in=family, report_address__in=spellings(retraction.address))
    ids = [report.pk for report in reports]
    return where | Q(rests_on__in=ids) if ids else where


def _behind(
    front: list[Dependent], seen: QuerySet[Article], found: dict[int, Dependent]
) -> Iterator[Dependent]:
    """What rests on the articles of `front` and was not found before; noted in `found`."""
    ways = {one.article.pk: one for one in front}
    where = Q(rests_on__in=list(ways))
    pages = {url: one for one in front for url in spellings(one.article.origin_url)}
    if pages:
        where |= Q(report_address__in=list(pages))
    for dependent in _citing(where, seen, (ways, pages), front[0].steps + 1):
        if dependent.article.pk not in found:
            found[dependent.article.pk] = dependent
            yield dependent


def _citing(
    where: Q,
    seen: QuerySet[Article],
    through: tuple[dict[int, Dependent], dict[str, Dependent]] | None,
    steps: int,
) -> Iterator[Dependent]:
    rows = Citation.objects.filter(where, article__in=seen).exclude(state=CitationState.REJECTED)
    rows = rows.select_related("article", "source").only(
        "id", "name", "role", "state", "rests_on", "report_address", "source__label",
        "source__name", *(f"article__{name}" for name in _FIELDS),
    )  # fmt: skip
    made: dict[int, Dependent] = {}
    for row in rows.order_by("-article__sort_at", "-article_id", "position", "id")[:MOST]:
        behind = None
        if through is not None:
            behind = through[0].get(row.rests_on_id or 0) or through[1].get(row.report_address)
        one = made.setdefault(row.article_id, Dependent(row.article, steps, behind))
        one.cites.append(row)
    yield from made.values()


def _put_notices(retraction: Retraction, found: dict[int, Dependent]) -> None:
    for notice in retraction.notices.select_related("by") if retraction.pk else ():
        if notice.article_id in found:
            found[notice.article_id].notice = notice
