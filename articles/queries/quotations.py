"""The same quotation across articles: who else gives the words that an article quotes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import QuerySet

from articles.models import Article, Quotation, User
from articles.text.differences import Row, side_by_side
from articles.text.quoted_words import QuotedWords, quoted_words

MOST = 5
"""Articles that are named of one quotation: what an agency sent stands in all its subscribers."""

LEAST_COMMON = 5
LEAST_SHARE = 0.5
"""Two quotations of other wording are one if they share `LEAST_COMMON` different runs of three
words and these are at least `LEAST_SHARE` of the shorter one's."""

_FIELDS = (
    "id", "title", "slug", "status", "language", "dated", "date_unknown", "dated_from",
    "dated_precision", "first_published_at", "published_at", "sort_at",
)  # fmt: skip

# Each run of words is looked up by itself: of an array with many elements the planner expects so
# many rows that it would read the whole table (docs/decisions/0007).
_MEET = """
WITH own AS (
  SELECT * FROM unnest(%(numbers)s::int[], %(shingles)s::int[]) AS own (number, shingle)
), near AS (
  SELECT own.number, q.id, count(*) AS common
    FROM own JOIN articles_quotation AS q ON q.shingles @> ARRAY[own.shingle]
   WHERE q.article_id <> %(article)s
   GROUP BY own.number, q.id HAVING count(*) >= %(least)s
)
SELECT near.number, near.id
  FROM near JOIN articles_quotation AS q USING (id)
  JOIN unnest(%(sizes)s::int[]) WITH ORDINALITY AS size (runs, number)
    ON size.number = near.number + 1
 WHERE near.common >= %(share)s * least(size.runs, cardinality(q.shingles))
UNION
SELECT given.number - 1, q.id
  FROM unnest(%(digests)s::bigint[]) WITH ORDINALITY AS given (digest, number)
  JOIN articles_quotation AS q ON q.digest = given.digest
 WHERE q.article_id <> %(article)s
"""


class Elsewhere(NamedTuple):
    """An article that has the same words, and whose they are there ("" where it is not known)."""

    article: Article
    speaker: str


class AlsoQuoted(NamedTuple):
    """A quotation, `start:end` in code points of the body, and the articles that have it too."""

    start: int
    end: int
    articles: list[Elsewhere]


@dataclass(frozen=True, slots=True)
class Compared:
    """The same words in another article: `rows` are both wordings side by side, the article's own
    on the left; `same` says that they differ in marks and forms of letters at most."""

    elsewhere: Elsewhere
    same: bool
    rows: tuple[Row, ...]


class SameQuotation(NamedTuple):
    """A quotation, `start:end` in code points of the body, beside what others have of it."""

    start: int
    end: int
    others: list[Compared]


def also_quoted(article: Article, user: User | AnonymousUser | None = None) -> list[AlsoQuoted]:
    """The quotations of `article` that other articles have too, in the order of its text.

    Those articles are visible to `user`, without one to everybody; each is named once, the oldest
    first, at most `MOST` of one quotation. Two queries, none where the text quotes nothing, which
    is taken as `article` has it. Other articles count as they were when the worker last read them.

    Words are the same if they are equal but for marks and forms of letters, or if most of the
    shorter quotation stands in the longer one. `LEAST_COMMON` and `LEAST_SHARE` were chosen by
    reading pairs of a corpus of 62,411 articles (tests/benchmarks/quotations.py): with fewer runs
    in common, names and formulas meet («في أي وقت وفي أي مكان»), below half of the shorter one
    statements that a spokesman words nearly alike each time. Of 90 labelled pairs, weighted, .89 of
    those called the same are, and .92 of the same are called.
    """
    own = quoted_words(article.body_text)
    return [
        AlsoQuoted(own[number].start, own[number].end, [_elsewhere(row) for row in rows])
        for number, rows in _met(article, own, _seen_by(user), whole=False)
    ]


def same_quotations(article: Article, user: User | AnonymousUser) -> list[SameQuotation]:
    """`also_quoted` for the newsroom, with how the others word it (two queries).

    Where another article was edited since the worker read it, its quotation is left out.
    """
    own = quoted_words(article.body_text)
    found = []
    for number, rows in _met(article, own, _seen_by(user), whole=True):
        mine = own[number]
        words = article.body_text[mine.start : mine.end]
        others = [
            Compared(
                _elsewhere(row),
                row.digest == mine.digest,
                tuple(side_by_side(words, row.article.body_text[row.start : row.end])),
            )
            for row in rows
            if _is_there(row)
        ]
        if others:
            found.append(SameQuotation(mine.start, mine.end, others))
    return found


def _seen_by(user: User | AnonymousUser | None) -> QuerySet[Article]:
    seen = Article.objects.public() if user is None else Article.objects.visible_to(user)
    return seen.filter(erased_at=None).order_by()


def _met(
    article: Article, own: Sequence[QuotedWords], seen: QuerySet[Article], *, whole: bool
) -> Iterator[tuple[int, list[Quotation]]]:
    """By its number, each own quotation that stands elsewhere, with the rows to name."""
    pairs = _pairs(article, own) if own else []
    if not pairs:
        return
    rows = Quotation.objects.filter(pk__in={pk for _, pk in pairs}, article__in=seen)
    rows = rows.select_related("article").defer("shingles")
    shown = (*_FIELDS, "body_text", "version") if whole else _FIELDS
    rows = rows.only(
        "start", "end", "digest", "revision", "speaker", *(f"article__{name}" for name in shown)
    )
    found = rows.in_bulk()
    by_number: dict[int, list[Quotation]] = defaultdict(list)
    for number, pk in pairs:
        if pk in found:
            by_number[number].append(found[pk])
    for number in sorted(by_number):
        yield number, _named(by_number[number], own[number].digest)


def _pairs(article: Article, own: Sequence[QuotedWords]) -> list[tuple[int, int]]:
    """Number of an own quotation and id of another article's that has its words."""
    runs = [(number, run) for number, one in enumerate(own) for run in one.shingles]
    params: dict[str, Any] = {
        "numbers": [number for number, _ in runs],
        "shingles": [run for _, run in runs],
        "sizes": [len(one.shingles) for one in own],
        "digests": [one.digest for one in own],
        "article": article.pk or 0,
        "least": LEAST_COMMON,
        "share": LEAST_SHARE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MEET, params)
        return [(number, pk) for number, pk in cursor.fetchall()]


def _named(rows: list[Quotation], digest: int) -> list[Quotation]:
    """One row of each article, the equal one before others, of the oldest articles."""
    once: dict[int, Quotation] = {}
    for row in sorted(rows, key=lambda row: (row.digest != digest, row.start)):
        once.setdefault(row.article_id, row)
    in_order = sorted(once.values(), key=lambda row: (row.article.sort_at, row.article_id))
    return in_order[:MOST]


def _elsewhere(row: Quotation) -> Elsewhere:
    return Elsewhere(row.article, row.speaker)


def _is_there(row: Quotation) -> bool:
    """Whether the words still stand where the worker read them."""
    if row.revision == row.article.version:
        return True
    return any(
        (one.start, one.end, one.digest) == (row.start, row.end, row.digest)
        for one in quoted_words(row.article.body_text)
    )
