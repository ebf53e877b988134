"""What the search index has of articles, fetched in batches: their texts, names and facets."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import BooleanField, ExpressionWrapper
from django.utils import timezone

from articles.models import Article, Byline, Citation, CitationState, Source, SourceName, public_now
from articles.search.documents import ArticleValues

BATCH = 500
"""Articles that are fetched, and held in memory, at once."""

_COLUMNS = (
    "pk", "title", "standfirst", "body_text", "sort_at", "status", "section_id", "dated_from",
    "byline_text", "lead_image__alt", "lead_image__caption",
)  # fmt: skip

Names = dict[int, list[str]]


def batches(ids: Iterable[int]) -> Iterator[list[ArticleValues]]:
    """What the index has of these articles, `BATCH` at a time; erased ones are left out."""
    every = list(ids)
    for begin in range(0, len(every), BATCH):
        yield values_of(every[begin : begin + BATCH])


def ids_between(low: int, high: int) -> list[int]:
    """The articles that an index holds with ids from `low` up to and without `high`."""
    found = Article.objects.filter(pk__gte=low, pk__lt=high, erased_at=None)
    return list(found.order_by("pk").values_list("pk", flat=True))


def values_of(ids: Sequence[int]) -> list[ArticleValues]:
    """What the index has of these articles, in order of their ids. Seven queries at most."""
    public = ExpressionWrapper(public_now(timezone.now()), output_field=BooleanField())
    rows = list(
        Article.objects.filter(pk__in=ids, erased_at=None)
        .annotate(is_public=public)
        .order_by("pk")
        .values_list(*_COLUMNS, "is_public")
    )
    cited = _cited(ids)
    sources = _source_names({source for each in cited.values() for source, _, _ in each if source})
    people, topics = _people(ids), _topics(ids)
    found = []
    for (
        pk, title, standfirst, body_text, sort_at, status, section, dated_from,
        byline_text, alt, caption, is_public,
    ) in rows:  # fmt: skip
        names = [name for _, name in topics[pk]] + people[pk] + [byline_text]
        for source, name, _role in cited[pk]:
            names += sources[source] if source else [name]
        found.append(
            ArticleValues(
                pk=pk,
                title=title,
                standfirst=standfirst,
                body_text=body_text,
                sort_at=sort_at,
                status=status,
                names=[name for name in names if name],
                captions=[text for text in (caption, alt) if text],
                section=section,
                sources=sorted({source for source, _, _ in cited[pk] if source}),
                topics=[topic for topic, _ in topics[pk]],
                roles=sorted({role for _, _, role in cited[pk]}),
                public=bool(is_public),
                year=dated_from.year if dated_from else 0,
            )
        )
    return found


def _cited(ids: Sequence[int]) -> dict[int, list[tuple[int | None, str, str]]]:
    """Source, name and role of the confirmed citations of each article."""
    found: dict[int, list[tuple[int | None, str, str]]] = defaultdict(list)
    rows = Citation.objects.filter(article__in=ids, state=CitationState.CONFIRMED)
    for article, source, name, role in rows.order_by("position", "pk").values_list(
        "article_id", "source_id", "name", "role"
    ):
        found[article].append((source, name, role))
    return found


def _source_names(ids: Iterable[int]) -> Names:
    """All names of each source, whatever their language and kind."""
    found: Names = defaultdict(list)
    wanted = sorted(ids)
    for pk, label, name in Source.objects.filter(pk__in=wanted).values_list("pk", "label", "name"):
        found[pk] += [label, name]
    rows = SourceName.objects.filter(source__in=wanted).order_by("pk")
    for pk, name in rows.values_list("source_id", "name"):
        found[pk].append(name)
    return found


def _people(ids: Sequence[int]) -> Names:
    found: Names = defaultdict(list)
    rows = Byline.objects.filter(article__in=ids).order_by("position", "pk")
    for article, name in rows.values_list("article_id", "person__name"):
        found[article].append(name)
    return found


def _topics(ids: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    found = defaultdict(list)
    rows = Article.topics.through._default_manager.filter(article__in=ids).order_by("pk")
    for article, topic, name in rows.values_list("article_id", "topic_id", "topic__name"):
        found[article].append((topic, name))
    return found
