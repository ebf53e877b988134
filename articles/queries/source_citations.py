"""The citations of one source with the sentences they rest on, to tell apart whom a name means."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from babel import Locale
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, Min, QuerySet

from articles.attribution.lexicon import NATIONALITIES
from articles.models import (
    Article,
    Citation,
    CitationState,
    CitationStep,
    EvidenceState,
    Source,
    User,
)
from articles.text.fold import fold_name
from articles.text.sentences import sentences

TEXTS = {"title": "title", "standfirst": "standfirst", "body": "body_text", "footer": "footer"}
COUNTRIES = 3  # that are named of one article
STEPS = 5


@dataclass(frozen=True, slots=True)
class Told:
    """A citation with its sentence (before the words it rests on, these, after them), and the
    countries that its article speaks of most, as codes of ISO 3166-1."""

    citation: Citation
    before: str
    words: str
    after: str
    countries: list[str]


@dataclass(frozen=True, slots=True)
class Sent:
    """Citations that a person sent to another source in one step, not taken back yet."""

    batch: UUID
    articles: int
    to: Source | None


def seen(source: Source, user: User | AnonymousUser) -> QuerySet[Citation]:
    """The citations of a source, rejected ones left out, in articles that `user` may see."""
    articles = Article.objects.visible_to(user).order_by()
    rows = Citation.objects.filter(source=source, article__in=articles)
    return rows.exclude(state=CitationState.REJECTED)


def spellings(source: Source, user: User | AnonymousUser) -> list[tuple[str, int]]:
    """How articles spell the source, with the number of citations, most frequent first."""
    rows = seen(source, user).order_by().values_list("name").annotate(n=Count("pk"))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def told(citations: QuerySet[Citation]) -> list[Told]:
    """Citations with their sentences, newest articles first (one query)."""
    rows = citations.select_related("article", "article__section")
    return [_told(row) for row in rows.order_by("-article__sort_at", "-article", "position", "pk")]


def sent_by(user: User, source: Source) -> list[Sent]:
    """What `user` sent last from the source and did not take back (two queries)."""
    steps = CitationStep.objects.filter(by=user, action="send", undone_by=None, batch__isnull=False)
    batches = (
        steps.order_by()
        .values("batch")
        .annotate(n=Count("article"), last=Max("pk"), first=Min("pk"))
        .order_by("-last")[: STEPS * 4]
    )
    firsts = CitationStep.objects.in_bulk([row["first"] for row in batches])
    found = []
    for row in batches:
        step = firsts[row["first"]]
        moved = [key for key in step.before if step.before[key]["source_id"] == source.pk]
        if moved and row["batch"] is not None:
            to = step.after[moved[0]]["source_id"]
            found.append((row["batch"], row["n"], to))
    names = Source.objects.in_bulk([to for _, _, to in found])
    return [Sent(batch, n, names.get(to)) for batch, n, to in found[:STEPS]]


def _told(citation: Citation) -> Told:
    article = citation.article
    countries = _countries(f"{article.title}\n{article.body_text}")
    text = getattr(article, TEXTS.get(citation.target, ""), "")
    start, end = citation.start or 0, citation.end or 0
    if citation.evidence_state != EvidenceState.FOUND or text[start:end] != citation.exact:
        return Told(citation, citation.prefix, citation.exact, citation.suffix, countries)
    spans = [span for span in sentences(text) if span.end > start and span.start < end]
    first = min([start, *(span.start for span in spans)])
    last = max([end, *(span.end for span in spans)])
    return Told(citation, text[first:start], text[start:end], text[end:last], countries)


def _countries(text: str) -> list[str]:
    """The countries named most, by name or nationality."""
    known = _names()
    counted: Counter[str] = Counter()
    for word in fold_name(text).split():
        counted.update(known.get(word, ()))
    return [code for code, _ in counted.most_common(COUNTRIES)]


@cache
def _names() -> dict[str, frozenset[str]]:
    """Words for countries, folded: their Arabic names of one word (CLDR's), and nationalities."""
    names = {
        fold_name(name): frozenset({code})
        for code, name in Locale("ar").territories.items()
        if len(code) == 2 and code.isalpha() and " " not in name
    }
    return names | NATIONALITIES
