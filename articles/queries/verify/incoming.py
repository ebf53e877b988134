"""What came in: originals that are what their hash says, and records that account for all of it."""

from collections.abc import Iterator

from articles.queries.verify.finding import Finding, Rule, apply

RULES = [
    Rule(
        "originals",
        "SELECT id FROM articles_original WHERE erased_at IS NULL"
        " AND encode(sha256(content), 'hex') <> sha256 ORDER BY id",
        "original {0}",
        "its bytes do not have its SHA-256",
    ),
    Rule(
        "originals",
        "SELECT id FROM articles_original WHERE erased_at IS NOT NULL"
        " AND (length(content) > 0 OR origin <> '') ORDER BY id",
        "original {0}",
        "it was erased and still has content",
    ),
    Rule(
        "imports",
        "SELECT b.id, b.done, count(r.id) FROM articles_importbatch AS b"
        " LEFT JOIN articles_importrecord AS r ON r.batch_id = b.id"
        " GROUP BY b.id HAVING b.done <> count(r.id) ORDER BY b.id",
        "batch {0}",
        "it has done {1} items and accounts for {2}",
    ),
    Rule(
        "imports",
        "SELECT id, batch_id, position FROM articles_importrecord"
        " WHERE outcome <> 'rejected' AND article_id IS NULL ORDER BY id",
        "record {0}",
        "item {2} of batch {1} came in and has no article",
    ),
    Rule(
        "imports",
        "SELECT r.id, a.id FROM articles_importrecord AS r JOIN articles_article AS a"
        " ON a.id = r.article_id WHERE r.outcome = 'created'"
        " AND (a.import_key IS DISTINCT FROM r.key"
        " OR a.original_id IS DISTINCT FROM r.original_id) ORDER BY r.id",
        "record {0}",
        "article {1}, which it created, has another key or original",
    ),
    Rule(
        "imports",
        "SELECT article_id, count(*) FROM articles_importrecord WHERE outcome = 'created'"
        " AND article_id IS NOT NULL GROUP BY article_id HAVING count(*) > 1 ORDER BY article_id",
        "article {0}",
        "{1} items say that they created it",
    ),
]


def check() -> Iterator[Finding]:
    """Originals, batches and records."""
    return apply(RULES)
