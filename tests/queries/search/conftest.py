"""An index of what the test's archive holds, written when the test says so."""

from collections.abc import Callable, Iterator

import pytest

from articles.models import Article
from articles.queries.index_documents import batches
from articles.queries.search_index import Standing
from articles.queries.suggestions_names import forget_names
from articles.search.documents import document
from articles.search.tantivy_index import TantivyIndex

Indexed = Callable[..., TantivyIndex]
ASKERS = ("search", "related", "suggestions")


@pytest.fixture
def indexed(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Indexed]:
    """Write all articles to the index that searches ask from now on; `changed` are those that
    changed since."""
    index = TantivyIndex()
    forget_names()

    def write(
        *, changed: tuple[int, ...] = (), state: str = "ready", rewrite: bool = True
    ) -> TantivyIndex:
        if rewrite:
            index.clear()
            for batch in batches(Article.objects.values_list("pk", flat=True)):
                index.add(map(document, batch))
            index.commit()
        now = Standing(index, state, changed)  # type: ignore[arg-type]
        for name in ASKERS:
            monkeypatch.setattr(f"articles.queries.{name}.standing", lambda: now)
        return index

    yield write
    index.close()
