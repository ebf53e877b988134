"""The index follows the log: what was written is found, what was taken back is not."""

from collections.abc import Callable

import pytest

from articles.search.nodes import Everything, Node, OneOf, Word
from articles.search.reading import reader
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.text.analyser import analyse_text
from tests import factories

pytestmark = pytest.mark.django_db
Up = Callable[[], None]


def keys(node: Node) -> list[int]:
    index = reader()
    assert index is not None
    return sorted(hit.key for hit in index.search(node, limit=100).hits)


def word(text: str) -> Node:
    return Word("text", analyse_text(text)[0].stem)


def test_an_article_is_found_after_it_was_saved(search_index: Up) -> None:
    assert reader() is None
    search_index()
    assert keys(Everything()) == []
    public = factories.article("السفينة في القناة")
    hidden = factories.draft("السفينة في الميناء")
    search_index()
    assert keys(word("سفينة")) == [public.pk, hidden.pk]
    assert keys(OneOf("public", (1,))) == [public.pk]
    edit_article(by=COMMAND, article_id=hidden.pk, base_version=1, title="القطار")
    search_index()
    assert keys(word("سفينة")) == [public.pk]
    assert keys(word("قطار")) == [hidden.pk]
