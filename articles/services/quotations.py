"""Quotations of articles' texts: written as the worker reads them, dropped on erasure."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import F

from articles.attribution.analysis import analyse
from articles.attribution.table import load_table
from articles.models import Article, ArticleStatus, Fingerprint, Quotation
from articles.queries.texts import texts_of
from articles.services.actors import WORKER
from articles.services.recording import recording
from articles.text.quoted_words import quoted_words

_SEEN = (ArticleStatus.PUBLISHED, ArticleStatus.SCHEDULED)
_LONGEST_NAME = 200


def remember_quotations(*, article_ids: Sequence[int]) -> int:
    """Write the quotations of these articles' texts as they stand, in one transaction; of how many
    articles they were others before.

    They follow from the texts, so that they need no permission and no line in the audit. Of an
    article that does not exist, or was erased, nothing is written.
    """
    changed = []
    with recording(WORKER) as log:
        # Locked, so that neither an edit nor an erasure comes between reading and writing.
        locked = Article.objects.select_for_update(no_key=True).filter(erased_at=None)
        articles = list(locked.filter(pk__in=article_ids).order_by("pk"))
        kept = _kept(articles)
        for article in articles:
            rows = _rows(article)
            old = kept[article.pk]
            if [_told(row) for row in rows] != [_told(row) for row in old]:
                changed.append(article)
            elif all(row.revision == article.version for row in old):
                continue
            Quotation.objects.filter(article=article).delete()
            Quotation.objects.bulk_create(rows)
        Fingerprint.objects.filter(article__in=articles).update(quoted=F("revision"))
        if any(article.status in _SEEN for article in changed):
            log.site_changed()  # pages of other articles name these
    return len(changed)


def forget_quotations(article: Article) -> None:
    """Drop the quotations of an article, which tell whether a text has the words that it had."""
    Quotation.objects.filter(article=article).delete()


def _kept(articles: Sequence[Article]) -> dict[int, list[Quotation]]:
    kept: dict[int, list[Quotation]] = defaultdict(list)
    for row in Quotation.objects.filter(article__in=articles).order_by("article", "start"):
        kept[row.article_id].append(row)
    return kept


def _rows(article: Article) -> list[Quotation]:
    """The quotations of the article's text, in their order."""
    found = quoted_words(article.body_text)
    said_by = _speakers(article) if found else {}
    return [
        Quotation(
            article=article,
            revision=article.version,
            start=one.start,
            end=one.end,
            words=one.words,
            digest=one.digest,
            shingles=list(one.shingles),
            speaker=said_by.get(one.start, ""),
        )
        for one in found
    ]


def _speakers(article: Article) -> dict[int, str]:
    """By the place where a direct quotation begins, whose words they are."""
    speakers = analyse(texts_of(article), load_table()).speakers
    return {
        quotation.start: speaker.name[:_LONGEST_NAME]
        for speaker in speakers
        if not speaker.anonymous
        for quotation in speaker.quotations
        if quotation.direct
    }


def _told(row: Quotation) -> tuple[object, ...]:
    return row.start, row.end, row.words, row.digest, list(row.shingles), row.speaker
