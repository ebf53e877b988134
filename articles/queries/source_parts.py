"""What a source is to the articles that readers may see: by year, by role, beside which others."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils import timezone

from articles.models import CitationRole, Source

NEIGHBOURS = 5

# One pass over the source's links, in one index: of each year its articles, of each year and role.
PARTS = """
SELECT extract(year FROM dated_from)::int AS year, role,
       count(*) FILTER (WHERE once), count(*) FILTER (WHERE once AND origin),
       count(*) FILTER (WHERE once AND single), count(*) FILTER (WHERE once_in_role)
  FROM articles_chainlink
 WHERE source_id = %(source)s AND (visible_from IS NULL OR visible_from <= %(now)s)
 GROUP BY GROUPING SETS ((1), (1, 2))
"""
BESIDE = """
WITH side AS (
  SELECT true AS behind, source_id AS other_id, count(*) AS n FROM articles_chainlink
   WHERE before_id = %(source)s AND NOT again
     AND (visible_from IS NULL OR visible_from <= %(now)s) GROUP BY 2
  UNION ALL
  SELECT false, before_id, count(*) FROM articles_chainlink
   WHERE source_id = %(source)s AND before_id IS NOT NULL AND NOT again
     AND (visible_from IS NULL OR visible_from <= %(now)s) GROUP BY 2
), ranked AS (
  SELECT side.*, s.name, s.label, s.slug,
         row_number() OVER (PARTITION BY behind ORDER BY n DESC, s.sort_key, s.id) AS place
    FROM side JOIN articles_source AS s ON s.id = side.other_id
)
SELECT behind, n, other_id, name, label, slug FROM ranked WHERE place <= %(most)s ORDER BY place
"""


@dataclass(frozen=True, slots=True)
class Year:
    """How many articles of a year (None: undated) rest on the source: as their origin, or as one
    that passed the report on; in which roles; and how many of them rest on one origin alone."""

    year: int | None
    origin: int
    relayed: int
    single: int = 0
    roles: dict[str, int] = field(default_factory=dict)

    @property
    def articles(self) -> int:
        return self.origin + self.relayed


def years(source: Source) -> list[Year]:
    """Newest first, the undated last (one query). An article that has the source in two roles
    counts once in its year and once in each role."""
    wholes: dict[int | None, tuple[int, int, int]] = {}
    roles: dict[int | None, dict[str, int]] = defaultdict(dict)
    for year, role, articles, origin, single, in_role in _rows(PARTS, source):
        if role is None:
            wholes[year] = (origin, articles - origin, single)
        else:
            roles[year][role] = in_role
    newest = sorted(wholes, key=lambda year: (year is None, -(year or 0)))
    return [Year(year, *wholes[year], _in_order(roles[year])) for year in newest]


def neighbours(source: Source) -> tuple[list[tuple[Source, int]], list[tuple[Source, int]]]:
    """Whom the source relays and who relays it, with the number of articles: what lies right
    behind it and right before it in their chains, most frequent first (one query)."""
    sides: tuple[list[tuple[Source, int]], list[tuple[Source, int]]] = ([], [])
    for behind, n, pk, name, label, slug in _rows(BESIDE, source):
        sides[not behind].append((Source(pk=pk, name=name, label=label, slug=slug), n))
    return sides


def _rows(sql: str, source: Source) -> list[tuple[Any, ...]]:
    given: dict[str, Any] = {
        "source": source.pk,
        "now": timezone.now(),
        "most": NEIGHBOURS,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()


def _in_order(roles: dict[str, int]) -> dict[str, int]:
    return {role: roles[role] for role in CitationRole.values if role in roles}
