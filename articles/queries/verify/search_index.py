"""This node's search index: it holds the articles of the database, as they are there."""

from collections.abc import Iterator

from articles.models import Article, ArticleStatus, IndexGeneration
from articles.queries import index_state
from articles.queries.index_documents import values_of
from articles.queries.index_state import IndexState
from articles.queries.verify.finding import Finding, rows
from articles.search.documents import BETWEEN, document
from articles.search.engine import Document, Index, IndexProblem
from articles.search.nodes import Combined, Everything, Node, OneOf, Word
from articles.search.tantivy_index import KEY

SAMPLE = 200
"""Articles that are looked up, spread over all."""

WORDS = 8
"""Words of each that are looked for."""

CHECK = "search index"

SPREAD = """
SELECT id FROM (
  SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS total
    FROM articles_article WHERE erased_at IS NULL
) AS numbered
 WHERE (n - 1) %% greatest(total / %s, 1) = 0
"""


def check() -> Iterator[Finding]:
    """Numbers and a sample, where there is an index that has caught up with the database.

    One that is behind, or missing, is the worker's to mend and no finding. Not for a snapshot of
    the database: the index has none.
    """
    state = index_state.current()
    if state.opened is None:
        return
    row = IndexGeneration.objects.filter(pk=state.opened.generation).first()
    if row is not None and row.problem:
        yield Finding(CHECK, "this node", f"it cannot be kept up to date: {row.problem}")
    if state.behind:
        return
    try:
        found = [*_numbers(state.opened.index), *_sample(state.opened.index)]
    except IndexProblem as problem:
        found = [Finding(CHECK, "this node", str(problem))]
    if _is_still(state):
        yield from found


def _is_still(before: IndexState) -> bool:
    """Whether nothing was written in between, so that what differs is wrong."""
    now = index_state.current()
    return now.opened == before.opened and not now.behind


def _numbers(index: Index) -> Iterator[Finding]:
    articles = Article.objects.filter(erased_at=None)
    published = str(ArticleStatus.PUBLISHED)
    for what, kept, node in (
        ("articles", articles.count(), Everything()),
        (
            "published ones",
            articles.filter(status=published).count(),
            OneOf("status", (published,)),
        ),
    ):
        number = index.count(node)
        if number != kept:
            yield Finding(
                CHECK, "this node",
                f"it holds {number} {what}, the database {kept}:"
                " 'manage.py index --rebuild' makes it anew",
            )  # fmt: skip


def _sample(index: Index) -> Iterator[Finding]:
    for values in values_of([pk for (pk,) in rows(SPREAD, [SAMPLE])]):
        if index.count(_as(document(values))) != 1:
            yield Finding(
                CHECK, f"article {values.pk}",
                "it is not there as the database has it: 'manage.py index --rebuild' helps",
            )  # fmt: skip


def _as(wanted: Document) -> Node:
    """What describes this document alone: its key, its facets and words of its text."""
    facets: list[Node] = [OneOf(KEY, (wanted.key,))]
    for values in (wanted.numbers, wanted.codes):
        facets += (OneOf(name, (one,)) for name, some in values.items() for one in some)  # type: ignore[arg-type, misc]
    stems = [stem for stem in dict.fromkeys(wanted.texts["text"].stems.split()) if stem != BETWEEN]
    return Combined(must=(*facets, *(Word("text", stem) for stem in stems[:WORDS])))
