"""Quotations: each those of its article's text, with the numbers that follow from their words."""

from collections.abc import Iterator
from itertools import groupby

from articles.models import Article, Quotation
from articles.queries.verify.finding import Finding, portions
from articles.text.quoted_words import quoted_words

PORTION = 100  # articles with their texts in memory at once


def check() -> Iterator[Finding]:
    """Of articles whose present version was read; those of an older one wait for the worker."""
    told = Article.objects.filter(quotations__isnull=False).distinct().only("version", "body_text")
    for portion in portions(told, PORTION):
        rows = Quotation.objects.filter(article__in=portion).order_by("article", "start")
        kept = {pk: list(each) for pk, each in groupby(rows, key=lambda row: row.article_id)}
        for article in portion:
            now = [row for row in kept[article.pk] if row.revision == article.version]
            if 0 < len(now) < len(kept[article.pk]):
                yield _finding(article, "its quotations are of several versions")
            elif now and [_numbers(row) for row in now] != _of_text(article):
                yield _finding(article, "its quotations are not those of its text")


def _finding(article: Article, what: str) -> Finding:
    return Finding("quotations", f"article {article.pk}", what)


def _numbers(row: Quotation) -> tuple[object, ...]:
    return row.start, row.end, row.words, row.digest, tuple(row.shingles)


def _of_text(article: Article) -> list[tuple[object, ...]]:
    return [tuple(one) for one in quoted_words(article.body_text)]
