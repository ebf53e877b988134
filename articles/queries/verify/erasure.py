"""Erased articles: nothing of their content is left, and nothing else lost its original."""

from collections.abc import Iterator

from articles.queries.verify.finding import Finding, Rule, apply

LEFT = """
SELECT DISTINCT a.id FROM articles_article AS a JOIN {table} AS rest ON rest.article_id = a.id
 WHERE a.erased_at IS NOT NULL AND {condition} ORDER BY a.id
"""


def _left(table: str, what: str, condition: str = "true") -> Rule:
    return Rule(
        "erasure",
        LEFT.format(table=table, condition=condition),
        "article {0}",
        f"it was erased and still has {what}",
    )


RULES = [
    Rule(
        "erasure",
        "SELECT id FROM articles_article WHERE erased_at IS NOT NULL AND (withdrawal_code"
        " <> 'erased' OR concat(slug, footer, footer_prompt, byline_text, rights, publisher_name,"
        " origin_url, dated, withdrawal_reason) <> '' OR lead_image_id IS NOT NULL) ORDER BY id",
        "article {0}",
        "it was erased and its row still has content",
    ),
    _left("articles_citation", "citations"),
    _left("articles_correction", "corrections"),
    _left("articles_errorreport", "error reports"),
    _left("articles_byline", "a byline"),
    _left("articles_fingerprint", "a fingerprint of its text"),
    _left("articles_quotation", "quotations of its text"),
    _left("articles_article_topics", "topics"),
    _left("articles_comment", "comments with a text", "(rest.text <> '—' OR rest.name <> '—')"),
    _left("articles_revision", "revisions with content",
          "rest.number < a.version AND rest.snapshot <> '{\"erased\": true}'"),
    Rule(
        "erasure",
        "SELECT a.id, o.id FROM articles_article AS a JOIN articles_original AS o"
        " ON o.id = a.original_id WHERE a.erased_at IS NOT NULL AND o.erased_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM articles_article AS other"
        " WHERE other.original_id = o.id AND other.erased_at IS NULL) ORDER BY a.id",
        "article {0}",
        "it was erased and its original {1} is still there",
    ),
    Rule(
        "erasure",
        "SELECT a.id, o.id FROM articles_article AS a JOIN articles_original AS o"
        " ON o.id = a.original_id WHERE a.erased_at IS NULL AND o.erased_at IS NOT NULL"
        " ORDER BY a.id",
        "article {0}",
        "its original {1} was erased",
    ),
]  # fmt: skip


def check() -> Iterator[Finding]:
    """What erased articles left behind."""
    return apply(RULES)
