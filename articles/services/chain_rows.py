"""What follows from chains, written again: who stands behind whom, how many sources and origins."""

from collections.abc import Iterable

from django.db import connection, transaction

from articles.services.actors import Actor
from articles.services.permissions import require

FORGET = """
WITH gone AS (DELETE FROM articles_chainlink WHERE article_id = ANY(%(ids)s))
DELETE FROM articles_chaincount WHERE article_id = ANY(%(ids)s)
"""

# What `articles.queries.chain.hops` says of one article, of many at once: a link through one that
# is not confirmed counts as a link through what that one leads to.
REMEMBER = """
WITH RECURSIVE told AS (
  SELECT id, section_id, dated_from, sort_at,
         greatest(CASE WHEN status = 'scheduled' THEN publish_at END, embargo_until) AS visible_from
    FROM articles_article
   WHERE id = ANY(%(ids)s) AND status IN ('published', 'scheduled')
), walk AS (
  SELECT c.id, c.article_id, c.via_id AS step
    FROM told JOIN articles_citation AS c ON c.article_id = told.id
   WHERE c.state = 'confirmed'
  UNION
  SELECT walk.id, walk.article_id, v.via_id
    FROM walk JOIN articles_citation AS v ON v.id = walk.step
   WHERE v.state <> 'confirmed'
), placed AS (
  SELECT walk.id, walk.article_id, v.id AS through
    FROM walk LEFT JOIN articles_citation AS v ON v.id = walk.step
   WHERE walk.step IS NULL OR v.state = 'confirmed'
), hop AS (
  SELECT placed.article_id, c.source_id, nullif(b.source_id, c.source_id) AS before_id, c.role,
         coalesce('s' || c.source_id, 'n' || c.name) AS who,
         NOT EXISTS (SELECT FROM placed AS behind WHERE behind.through = placed.id) AS origin
    FROM placed
    JOIN articles_citation AS c ON c.id = placed.id
    LEFT JOIN articles_citation AS b ON b.id = placed.through
), summed AS (
  SELECT told.id, count(DISTINCT hop.who) AS named,
         count(DISTINCT hop.who) FILTER (WHERE hop.origin) AS origins
    FROM told LEFT JOIN hop ON hop.article_id = told.id GROUP BY told.id
), linked AS (
  INSERT INTO articles_chainlink
         (article_id, source_id, before_id, role, origin, single, once, once_in_role, again,
          visible_from, dated_from, sort_at)
  SELECT article_id, source_id, before_id, role, origin, summed.origins = 1,
         row_number() OVER (PARTITION BY article_id, source_id
                            ORDER BY origin DESC, before_id, role) = 1,
         row_number() OVER (PARTITION BY article_id, source_id, role
                            ORDER BY origin DESC, before_id) = 1,
         row_number() OVER (PARTITION BY article_id, source_id, before_id ORDER BY role) > 1,
         told.visible_from, told.dated_from, told.sort_at
    FROM (SELECT article_id, source_id, before_id, role, bool_or(origin) AS origin
            FROM hop WHERE source_id IS NOT NULL GROUP BY 1, 2, 3, 4) AS one
    JOIN told ON told.id = one.article_id
    JOIN summed ON summed.id = one.article_id
   ORDER BY article_id
)
INSERT INTO articles_chaincount
       (article_id, section_id, named, origins, visible_from, dated_from, sort_at)
SELECT told.id, section_id, named, origins, visible_from, dated_from, sort_at
  FROM told JOIN summed ON summed.id = told.id
 ORDER BY told.id
"""
# Articles written in one statement. The planner does not know how many rows a walk through a chain
# finds, and may compare all with all: so they stay few.
PORTION = 500


def remember(article_ids: Iterable[int]) -> None:
    """Write the rows of these articles again, in the present transaction (two statements for each
    PORTION).

    Called by `recording` for whatever it touched; the articles are locked by who changed them.
    """
    every = sorted(article_ids)
    with connection.cursor() as cursor:
        for begin in range(0, len(every), PORTION):
            ids = {"ids": every[begin : begin + PORTION]}
            cursor.execute(FORGET, ids)
            cursor.execute(REMEMBER, ids)


def rebuild_chain_rows(*, by: Actor) -> int:
    """Write the rows of all articles again, portion by portion; returns how many articles.

    Raises PermissionDenied.
    """
    require(by, "edit_any_article")
    last, done = 0, 0
    while ids := _locked_after(last):
        last, done = ids[-1], done + len(ids)
    return done


def _locked_after(last: int) -> list[int]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM articles_article WHERE id > %s ORDER BY id LIMIT %s FOR UPDATE",
            [last, PORTION],
        )
        ids = [pk for (pk,) in cursor.fetchall()]
        if ids:
            remember(ids)
    return ids
