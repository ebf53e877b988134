"""Names in texts that lead to no source yet, by how often they occur."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from articles.attribution.table import Entry, load_table
from articles.models import Citation, Source, SourceName, SourceTableEntry, User
from articles.queries.queues import sections_of
from articles.queries.queues_stale import TEXTS
from articles.text.sentences import sentences

PAGE_SIZE = 20
LONGEST = 320  # code points of an example

# A name is counted by its own before it is folded: there are fewer names than citations.
NAMED = """
WITH named AS (
  SELECT c.name, count(*) AS many FROM articles_citation AS c {mine}
   WHERE c.source_id IS NULL AND c.state <> 'rejected' GROUP BY c.name
), formed AS (
  SELECT coalesce(f.folded, named.name) AS form, sum(named.many)::bigint AS many,
         (array_agg(named.name ORDER BY named.many DESC, named.name))[1:20] AS names
    FROM named LEFT JOIN articles_foldedname AS f ON f.name = named.name GROUP BY 1
)
"""
MINE = "JOIN articles_article AS a ON a.id = c.article_id AND a.section_id = ANY(%(sections)s)"
PAGE = """
SELECT form, many, names FROM formed
 WHERE %(many)s::bigint IS NULL OR (many, form) < (%(many)s::bigint, %(form)s)
 ORDER BY many DESC, form DESC LIMIT %(size)s
"""
EXAMPLES = """
SELECT one.number, found.id
  FROM unnest(%(names)s::text[]) WITH ORDINALITY AS one (name, number)
 CROSS JOIN LATERAL (
  SELECT c.id FROM articles_citation AS c {mine}
   WHERE c.source_id IS NULL AND c.state <> 'rejected' AND c.name = one.name LIMIT 1
 ) AS found
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence around the words of a citation: what stands before them, they, and the rest."""

    before: str
    words: str
    after: str


@dataclass(slots=True)
class Unresolved:
    """A folded name, how many citations have it, its spellings with the most frequent first, one
    citation with its sentence, and whom it may mean: sources of the archive, and lines of the
    name table that it does not have."""

    form: str
    many: int
    names: list[str]
    example: Citation | None = None
    passage: Passage | None = None
    sources: list[Source] | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def name(self) -> str:
        return self.names[0]


@dataclass(frozen=True, slots=True)
class NamesPage:
    """A page of names; `next_cursor` leads to the names after them, None where there is none."""

    items: list[Unresolved]
    next_cursor: str | None


def names_waiting(user: User) -> int:
    """How many different names of the person's sections lead to no source (two queries)."""
    sections = sections_of(user)
    with connection.cursor() as cursor:
        cursor.execute(_sql("SELECT count(*) FROM formed", sections), {"sections": sections})
        count: int = cursor.fetchone()[0]
    return count


def unresolved_page(user: User, cursor: str | None) -> NamesPage:
    """The names of the person's sections, the most frequent first (six queries).

    Raises ValueError for a bad cursor.
    """
    sections = sections_of(user)
    many, form = _place(cursor)
    values: dict[str, Any] = {
        "sections": sections,
        "many": many,
        "form": form,
        "size": PAGE_SIZE + 1,
    }
    with connection.cursor() as database:
        database.execute(_sql(PAGE, sections), values)
        rows = [Unresolved(*row) for row in database.fetchall()]
    more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    _put_examples(rows, sections)
    _put_candidates(rows)
    return NamesPage(rows, f"{rows[-1].many}:{rows[-1].form}" if more else None)


def candidates_of(name: str, form: str) -> Unresolved:
    """Whom one name may mean (two queries)."""
    row = Unresolved(form, 0, [name])
    _put_candidates([row])
    return row


def passage_of(citation: Citation) -> Passage | None:
    """The sentence around the evidence of `citation`, whose article is loaded; None without."""
    if citation.start is None or citation.end is None or not citation.target:
        return None
    text = getattr(citation.article, TEXTS[citation.target])
    start, end = citation.start, citation.end
    if text[start:end] != citation.exact:
        return Passage("", citation.exact, "")
    inside = [span for span in sentences(text) if span.start <= start < span.end]
    first = inside[0].start if inside else start
    last = max(inside[0].end if inside else end, end)
    first, last = max(first, start - LONGEST // 2), min(last, end + LONGEST // 2)
    return Passage(text[first:start], text[start:end], text[end:last])


def _sql(sql: str, sections: list[int]) -> str:
    return (NAMED + sql).format(mine=MINE if sections else "")


def _place(cursor: str | None) -> tuple[int | None, str]:
    if not cursor:
        return None, ""
    many, colon, form = cursor.partition(":")
    good = many.isascii() and many.isdecimal() and len(many) < 15 and "\x00" not in form
    if not (good and colon and form and len(form) <= 800):
        raise ValueError(f"not a cursor of this list: {cursor[:80]!r}")
    form.encode()  # half a surrogate pair is no text
    return int(many), form


def _put_examples(rows: Sequence[Unresolved], sections: list[int]) -> None:
    values: dict[str, Any] = {"names": [row.name for row in rows], "sections": sections}
    with connection.cursor() as cursor:
        cursor.execute(EXAMPLES.format(mine=MINE if sections else ""), values)
        ids = dict(cursor.fetchall())
    found = Citation.objects.select_related("article").in_bulk(list(ids.values()))
    for number, row in enumerate(rows, 1):
        row.example = found.get(ids.get(number, 0))
        row.passage = passage_of(row.example) if row.example else None


def _put_candidates(rows: Sequence[Unresolved]) -> None:
    named: dict[str, dict[int, Source]] = defaultdict(dict)
    names: Any = SourceName.objects.filter(
        folded__in=[row.form for row in rows], source__merged_into=None
    )
    for one in names.select_related("source").order_by("source_id"):
        named[one.folded][one.source_id] = one.source
    called = {row.form: load_table().called(row.form) for row in rows}
    keys = {entry.name for entries in called.values() for entry in entries}
    lines = SourceTableEntry.objects.filter(key__in=keys, source__isnull=False)
    loaded = set(lines.values_list("key", flat=True))
    for row in rows:
        row.sources = list(named[row.form].values())
        row.entries = tuple(one for one in called[row.form] if one.name not in loaded)
