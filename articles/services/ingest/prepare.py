"""Turning what an importer read into an article with its citations, not saved yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.importers.records import ArticleRecord, Credit
from articles.models import Article, ArticleStatus, Citation, CitationRole, CitationState
from articles.services.actors import Actor, account
from articles.services.evidence import set_evidence
from articles.services.fields import apply
from articles.services.ingest.filing import Filing
from articles.services.ingest.matching import SourceMatches
from articles.services.ingest.terms import Terms
from articles.services.publishing import mark_published
from articles.services.sources import one_line
from articles.text.anchors import find_quote, quote_at
from articles.text.normalise import clean_text

BYLINE_SEPARATOR = "، "
ASSERTED_HOW = "import"
# Fields that an importer may fill with more than their column holds; such a value is left out.
_OPTIONAL = {
    field.name: field
    for field in Article._meta.concrete_fields
    if field.name in ("byline_text", "publisher_name", "origin_url", "rights", "language", "dated")
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article and its citations, not saved, and what was left out on the way."""

    article: Article
    citations: list[Citation]
    cleaned: list[str]


def prepare(
    record: ArticleRecord,
    *,
    terms: Terms,
    sources: SourceMatches,
    now: datetime,
) -> Prepared:
    """The article of a record as it stands in its first revision. Raises ValidationError."""
    cleaned = list(record.cleaned)
    article = Article(
        status=ArticleStatus.DRAFT,
        created_at=now,
        modified_at=now,
        sort_at=now,
        created_by=account(terms.by),
        import_key=record.key,
        footer_prompt=clean_text(record.prompt).strip(),
    )
    values = _values(record, terms.filing)
    for name, field in _OPTIONAL.items():
        if len(values[name]) > (field.max_length or 0):
            values[name] = field.get_default()
            cleaned.append(f"too-long:{name}")
    if values["origin_url"] and not values["origin_url"].lower().startswith(
        ("http://", "https://")
    ):
        values["origin_url"] = ""
        cleaned.append("bad-url")
    apply(article, values | {"date_unknown": not values["dated"]})
    if not article.body_text:
        raise ValidationError({"body": _("An article needs a text.")})
    if terms.publish:
        # On this site it appears today, whatever date the original bears.
        mark_published(article, now)
    return Prepared(article, _citations(article, record.credits, terms.by, sources), cleaned)


def _values(record: ArticleRecord, filing: Filing) -> dict[str, Any]:
    return {
        "title": record.title,
        "standfirst": record.standfirst,
        "body": record.body_html,
        "footer": record.footer,
        "byline_text": BYLINE_SEPARATOR.join(record.byline),
        "language": record.language,
        "rights": record.rights,
        "publisher_name": record.publisher_name,
        "origin_url": record.url,
        "dated": record.dated,
        "section": filing.section_of(record.category),
    }


def _citations(
    article: Article, credits: Sequence[Credit], by: Actor, sources: SourceMatches
) -> list[Citation]:
    """One citation for each credit, in order."""
    citations: list[Citation] = []
    for credit in credits:
        name = one_line(credit.name)[:200]
        if not name:
            continue
        citation = Citation(
            article=article,
            source_id=sources.only(credit.name),
            name=name,
            role=CitationRole.CREDIT,
            position=len(citations),
            # Confirmed at once, unlike what is found by analysis: in a closing credit the article
            # itself names its source. To whom a name belongs stays open unless it is clear.
            state=CitationState.CONFIRMED,
            asserted_by=account(by),
            asserted_how=ASSERTED_HOW,
            cue=credit.cue[:100],
        )
        _rest_on(citation, article, credit)
        citations.append(citation)
    return citations


def _rest_on(citation: Citation, article: Article, credit: Credit) -> None:
    """Set the evidence in the footer; without it where the footer has other words there."""
    try:
        quote = quote_at(article.footer, credit.start, credit.end)
    except ValueError:
        quote = None
    if quote is None or quote.exact != credit.exact:
        found = find_quote(article.footer, credit.exact, prefix=credit.prefix, suffix=credit.suffix)
        quote = found.quote if found else None
    if quote is not None:
        set_evidence(citation, article, credit.target, quote)
