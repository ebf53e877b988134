"""The change log: numbers without gaps, and a last word on each thing that agrees with it."""

from collections.abc import Iterator

from articles.queries.verify.finding import Finding, Rule, apply

LAST = """
WITH last AS (
  SELECT DISTINCT ON ({thing}_id) {thing}_id AS id, op
    FROM articles_change WHERE {thing}_id IS NOT NULL ORDER BY {thing}_id, seq DESC
)
"""
BACKWARDS = """
SELECT seq, id FROM (
  SELECT seq, {thing}_id AS id, version,
         lag(version) OVER (PARTITION BY {thing}_id ORDER BY seq) AS before
    FROM articles_change WHERE {thing}_id IS NOT NULL
) AS steps WHERE version < before ORDER BY seq
"""


def _last(thing: str, sql: str, what: str) -> Rule:
    """A rule on `last`, the last word of the log on each article or source."""
    return Rule("log", LAST.format(thing=thing) + sql, thing + " {0}", what)


RULES = [
    Rule(
        "log",
        "SELECT count(*) FROM articles_changelog HAVING count(*) <> 1",
        "counter",
        "{0} rows instead of one",
    ),
    Rule(
        "log",
        "SELECT before + 1, seq - 1 FROM ("
        " SELECT seq, lag(seq, 1, 0::bigint) OVER (ORDER BY seq) AS before FROM articles_change"
        ") AS steps WHERE seq <> before + 1 ORDER BY seq",
        "change",
        "numbers {0} to {1} are missing",
    ),
    Rule(
        "log",
        "SELECT log.seq, coalesce(max(change.seq), 0) FROM articles_changelog AS log"
        " LEFT JOIN articles_change AS change ON true"
        " GROUP BY log.seq HAVING log.seq <> coalesce(max(change.seq), 0)",
        "counter",
        "it says {0}, the last change is {1}",
    ),
    Rule(
        "log", BACKWARDS.format(thing="article"), "change {0}",
        "the version of article {1} goes backwards",
    ),
    Rule(
        "log", BACKWARDS.format(thing="source"), "change {0}",
        "the version of source {1} goes backwards",
    ),
    Rule(
        "log",
        "SELECT c.seq, a.id FROM articles_change AS c JOIN articles_article AS a"
        " ON a.id = c.article_id WHERE c.version > a.version ORDER BY c.seq",
        "change {0}",
        "it names a version that article {1} does not have",
    ),
    # An article that is due, or free of an embargo, and not released by a worker yet, may have
    # either last word.
    _last(
        "article",
        "SELECT a.id, coalesce(last.op, 'nothing') FROM articles_article AS a"
        " LEFT JOIN last USING (id) WHERE a.status = 'published' AND a.embargo_until IS NULL"
        " AND coalesce(last.op, '') NOT IN ('published', 'updated') ORDER BY a.id",
        "it is public, the log's last word is {1}",
    ),
    _last(
        "article",
        "SELECT a.id, a.status, last.op FROM articles_article AS a JOIN last USING (id)"
        " WHERE (a.status IN ('draft', 'in_review')"
        " OR a.status = 'scheduled' AND a.publish_at > now()"
        " OR a.status = 'published' AND a.embargo_until > now()"
        " OR a.status = 'withdrawn' AND a.erased_at IS NULL)"
        " AND last.op <> 'withdrawn' ORDER BY a.id",
        "it is {1} and not public, the log's last word is {2}",
    ),
    _last(
        "article",
        "SELECT a.id, last.op FROM articles_article AS a JOIN last USING (id)"
        " WHERE a.erased_at IS NOT NULL AND last.op <> 'deleted' ORDER BY a.id",
        "it was erased, the log's last word is {1}",
    ),
    _last(
        "source",
        "SELECT s.id, coalesce(last.op, 'nothing') FROM articles_source AS s"
        " LEFT JOIN last USING (id) WHERE s.merged_into_id IS NULL"
        " AND coalesce(last.op, '') NOT IN ('published', 'updated') ORDER BY s.id",
        "it is public, the log's last word is {1}",
    ),
    _last(
        "source",
        "SELECT last.id, last.op FROM last LEFT JOIN articles_source AS s USING (id)"
        " WHERE s.id IS NULL AND last.op <> 'deleted' ORDER BY last.id",
        "it does not exist, the log's last word is {1}",
    ),
]  # fmt: skip


def check() -> Iterator[Finding]:
    """Numbers, their order, and the last word on each article and source."""
    return apply(RULES)
