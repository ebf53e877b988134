"""Articles: revisions that lead to what stands there, and what is derived from text and dates."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

from django.utils import timezone

from articles.models import Article, Revision
from articles.queries.verify import citations
from articles.queries.verify.finding import Finding, Rule, apply, portions
from articles.text.edtf import parse_edtf
from articles.text.html import sanitise, text_of
from articles.text.slugs import slugify

PORTION = 100  # articles with their texts in memory at once
# East of Greenwich the first day of year 1 begins in the year before, which has no datetime.
EARLIEST = datetime.min.replace(tzinfo=UTC)
# What every snapshot holds; it may hold more.
KEPT = {"title", "standfirst", "body", "body_text", "footer", "byline_text", "dated", "section",
        "topics", "people", "status"}  # fmt: skip

RULES = [
    Rule(
        "revisions",
        "SELECT a.id, a.version, count(r.id), coalesce(min(r.number), 0),"
        " coalesce(max(r.number), 0) FROM articles_article AS a LEFT JOIN articles_revision AS r"
        " ON r.article_id = a.id"
        " GROUP BY a.id HAVING count(r.id) <> a.version OR max(r.number) <> a.version"
        " OR min(r.number) <> 1 ORDER BY a.id",
        "article {0}",
        "it has version {1} and {2} revisions, numbered {3} to {4}",
    ),
]


def check() -> Iterator[Finding]:
    """Revisions, derived fields, and the evidence of citations."""
    yield from apply(RULES)
    articles = Article.objects.prefetch_related("topics", "bylines", "citations")
    for portion in portions(articles, PORTION):
        last = _last_snapshots(portion)
        for article in portion:
            for check_name, what in _of_article(article, last.get(article.pk)):
                yield Finding(check_name, f"article {article.pk}", what)
        yield from citations.check(portion)


def _last_snapshots(portion: list[Article]) -> dict[int, dict[str, Any]]:
    last = Revision.objects.none()
    for article in portion:
        last = last | Revision.objects.filter(article_id=article.pk, number=article.version)
    return dict(last.values_list("article_id", "snapshot"))


def _of_article(article: Article, kept: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    if article.body_text != text_of(article.body):
        yield "articles", "its plain text is not that of its body"
    if article.body != sanitise(article.body):
        yield "articles", "its body holds what is not allowed there"
    if article.slug != slugify(article.slug):
        yield "articles", "its slug is not one"
    yield from _dates(article)
    if kept is not None:
        differ = [*sorted(KEPT - kept.keys()), *_differences(article, kept)]
        if differ:
            yield "revisions", f"revision {article.version} differs in {', '.join(differ)}"


def _dates(article: Article) -> Iterator[tuple[str, str]]:
    try:
        edtf = parse_edtf(article.dated)
    except ValueError:
        yield "articles", f"its date {article.dated} cannot be read"
        return
    first, last, precision = edtf.earliest, edtf.latest, str(edtf.precision)
    if edtf.at is not None:
        first = last = timezone.localtime(edtf.at).date()
        precision = "day"
    if first is None:
        precision = ""
    found = (article.dated_from, article.dated_to, article.dated_precision)
    if found != (first, last, precision):
        yield "articles", f"its days are not those of {article.dated or 'no date'}"
    elif article.sort_at != _sorted_at(article, edtf.at):
        yield "articles", "it is not sorted by its date"


def _sorted_at(article: Article, at: datetime | None) -> datetime:
    if at is not None:
        return at
    if article.dated_from is not None:
        midnight = datetime.combine(article.dated_from, time.min, timezone.get_current_timezone())
        return max(midnight, EARLIEST)
    return article.first_published_at or article.created_at


def _differences(article: Article, kept: dict[str, Any]) -> list[str]:
    """Names of what the snapshot has otherwise than the article."""
    relations: dict[str, Any] = {
        "section": article.section_id,
        "lead_image": article.lead_image_id,
        "topics": sorted(topic.pk for topic in article.topics.all()),
        "people": [byline.person_id for byline in article.bylines.all()],
    }
    return sorted(
        name
        for name, value in kept.items()
        if value != (relations[name] if name in relations else getattr(article, name, None))
    )
