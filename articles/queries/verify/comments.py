"""Comments: each reply under a first comment of the same article."""

from collections.abc import Iterator

from articles.queries.verify.finding import Finding, Rule, apply

PARENTS = (
    "SELECT reply.id, reply.parent_id FROM articles_comment AS reply"
    " LEFT JOIN articles_comment AS parent ON parent.id = reply.parent_id"
    " WHERE reply.parent_id IS NOT NULL AND {wrong} ORDER BY reply.id"
)
RULES = [
    Rule("comments", PARENTS.format(wrong="parent.id IS NULL"), "comment {0}",
         "it answers comment {1}, which does not exist"),
    Rule("comments", PARENTS.format(wrong="parent.article_id <> reply.article_id"), "comment {0}",
         "it answers comment {1} of another article"),
    Rule("comments", PARENTS.format(wrong="parent.parent_id IS NOT NULL"), "comment {0}",
         "it answers comment {1}, which is a reply itself"),
]  # fmt: skip


def check() -> Iterator[Finding]:
    """Parents of replies."""
    return apply(RULES)
