"""The index on tantivy, the only module that knows it."""

import copy
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self, assert_never

import tantivy

from articles.search import nodes
from articles.search.columns import MORE, columns, counted, values_of
from articles.search.engine import (
    CODES,
    DATE,
    FORMS,
    KEY,
    KIN,
    NUMBERS,
    SPAN,
    TEXTS,
    Document,
    Found,
    Hit,
    span_of,
)
from articles.search.nodes import Node
from articles.search.problems import problems
from articles.search.remembered import Remembered

WRITER_MEMORY = 128_000_000
"""Bytes that documents may take by default before they are written to the disk."""

_TOKENS = "tokens"  # what stands between blanks: the texts come as ready-made tokens
_SCORELESS = 0.0
_NO_KEY = -1

Counts = dict[str, list[tuple[int | str, int]]]


class TantivyIndex:
    """An `Index` in a folder, or in memory without one."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        threads: int = 1,
        begin: bool = True,
        memory: int = WRITER_MEMORY,
    ) -> None:
        """Open the index in `folder`, which must exist, or begin one if it may.

        `memory` are bytes that documents may take before they are written to the disk. Raises
        IndexProblem.
        """
        self._threads = threads
        self._memory = memory
        self._writer: Any = None
        self._forget()
        with problems():
            if folder and not begin and not tantivy.Index.exists(str(folder)):
                raise ValueError("there is none")
            self._schema = schema()
            self._index = tantivy.Index(self._schema, path=str(folder) if folder else None)
            tokenizer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
            self._index.register_tokenizer(_TOKENS, tokenizer)
            self._index.config_reader("manual")
            self._searcher = self._index.searcher()

    def add(self, documents: Iterable[Document]) -> None:
        with problems():
            writer = self._writing()
            for document in documents:
                writer.delete_documents_by_term(KEY, document.key)
                writer.add_document(_document(document))

    def fill(self, documents: Iterable[Document]) -> None:
        with problems():
            writer = self._writing()
            for document in documents:
                writer.add_document(_document(document))

    def delete(self, keys: Iterable[int]) -> None:
        with problems():
            writer = self._writing()
            for key in keys:
                writer.delete_documents_by_term(KEY, key)

    def clear(self) -> None:
        with problems():
            self._writing().delete_all_documents()

    def commit(self) -> None:
        with problems():
            self._writing().commit()
        self.reload()

    def reload(self) -> None:
        with problems():
            self._index.reload()
            self._searcher = self._index.searcher()
        self._forget()

    def _forget(self) -> None:
        # Not emptied: a copy may go on with the old ones.
        self._totals: Remembered[Node, int] = Remembered()
        self._counted: Remembered[Hashable, Counts] = Remembered()

    def renewed(self) -> Self:
        """The same index as it was committed last; this one goes on answering as before."""
        other = copy.copy(self)
        other._writer = None
        other.reload()
        return other

    def close(self) -> None:
        if self._writer is not None:
            writer, self._writer = self._writer, None
            with problems():
                writer.rollback()
                writer.wait_merging_threads()

    def tidy(self) -> None:
        """Make one of many segments that are alike, which takes a minute for a million documents:
        each costs every question something. What was not committed is committed."""
        with problems():
            writer, self._writer = self._writing(), None
            # Only a commit that changes something looks for what to merge.
            writer.delete_documents_by_term(KEY, _NO_KEY)
            writer.commit()
            writer.wait_merging_threads()
        self.reload()

    def __len__(self) -> int:
        return self._searcher.num_docs

    def doc_freq(self, field: str, term: str) -> int:
        with problems():
            return self._searcher.doc_freq(field, term)

    def count(self, node: Node) -> int:
        return self._totals.answer(node, lambda: self._total(node))

    def _total(self, node: Node) -> int:
        with problems():
            scoreless = tantivy.Query.const_score_query(self.query(node), _SCORELESS)
            found = self._searcher.search(scoreless, limit=1)
        return int(found.count or 0)  # type: ignore[attr-defined]

    def search(
        self, node: Node, *, limit: int = 10, offset: int = 0, newest_first: bool = False
    ) -> Found:
        searcher = self._searcher
        with problems():
            result = searcher.search(
                self.query(node),
                limit=limit,
                offset=offset,
                order_by_field=DATE if newest_first else None,
            )
            keys = searcher.fast_field_values(KEY, [address for _, address in result.hits])
        hits = tuple(
            Hit(int(key or 0), _SCORELESS if newest_first else float(score))
            for key, (score, _) in zip(keys, result.hits, strict=True)
        )
        return Found(hits, int(result.count or 0))  # type: ignore[attr-defined]

    def best(self, node: Node, *, limit: int) -> list[Hit]:
        searcher = self._searcher
        with problems():
            hits = searcher.search(self.query(node), limit=limit, count=False).hits
            keys = searcher.fast_field_values(KEY, [address for _, address in hits])
        return [
            Hit(int(key or 0), float(score)) for key, (score, _) in zip(keys, hits, strict=True)
        ]

    def in_order(
        self, node: Node, field: str, *, limit: int, rising: bool = False
    ) -> list[tuple[int, int]]:
        searcher = self._searcher
        with problems():
            hits = searcher.search(
                self.query(node),
                limit=limit,
                count=False,
                order_by_field=field,
                order=tantivy.Order.Asc if rising else tantivy.Order.Desc,
            ).hits
            keys = searcher.fast_field_values(KEY, [address for _, address in hits])
        return [(int(number), int(key or 0)) for (number, _), key in zip(hits, keys, strict=True)]

    def terms(
        self, field: str, prefix: str, node: Node | None = None, *, most: int
    ) -> list[tuple[str, int]]:
        with problems():
            among = None if node is None else self.query(node)
            return list(self._searcher.terms_with_prefix(field, prefix, among, most))

    def counts(
        self, node: Node, fields: Sequence[str], *, most: int | Mapping[str, int] = 20
    ) -> Counts:
        sizes = {name: most[name] if isinstance(most, Mapping) else most for name in fields}
        asked = (node, *sizes.items())
        found = self._counted.answer(asked, lambda: self._values(node, sizes))
        return {name: [*values] for name, values in found.items()}

    def _values(self, node: Node, sizes: Mapping[str, int]) -> Counts:
        searcher = self._searcher
        with problems():
            return counted(
                lambda part, wanted: searcher.aggregate(self.query(part), wanted),
                lambda field: searcher.doc_freq(MORE, field) > 0,
                node,
                sizes,
            )

    def query(self, node: Node) -> tantivy.Query:
        """The query of the engine that a tree stands for."""
        make = tantivy.Query
        match node:
            case nodes.Word(field, term):
                return make.term_query(self._schema, field, term)
            case nodes.Phrase():
                return self._phrase(node)
            case nodes.Combined():
                return self._combined(node)
            case nodes.Best(parts, others):
                return make.disjunction_max_query([self.query(part) for part in parts], others)
            case nodes.Weighted(part, by):
                return make.boost_query(self.query(part), by)
            case nodes.Flat(part, score):
                return make.const_score_query(self.query(part), score)
            case nodes.OneOf(field, (value,)):  # a third of the time of a set of one
                return make.const_score_query(
                    make.term_query(self._schema, field, value), _SCORELESS
                )
            case nodes.OneOf(field, values):
                return make.const_score_query(
                    make.term_set_query(self._schema, field, list(values)), _SCORELESS
                )
            case nodes.Between(field, low, high):
                return make.const_score_query(
                    make.range_query(self._schema, field, tantivy.FieldType.Integer, low, high),
                    _SCORELESS,
                )
            case nodes.Everything():
                return make.all_query()
            case _:
                assert_never(node)

    def _phrase(self, node: nodes.Phrase) -> tantivy.Query:
        if len(node.terms) == 1:
            return self.query(nodes.Word(node.field, node.terms[0]))
        words: list[Any] = (
            list(zip(node.places, node.terms, strict=True)) if node.places else list(node.terms)
        )
        return tantivy.Query.phrase_query(self._schema, node.field, words, node.slop)

    def _combined(self, node: nodes.Combined) -> tantivy.Query:
        must, never = nodes.lifted(node)
        if not must and (never or node.must) and (node.must or not node.should):
            must = (nodes.Everything(),)
        parts = [
            (occurs, self.query(part))
            for occurs, some in (
                (tantivy.Occur.Must, must),
                (tantivy.Occur.Should, node.should),
                (tantivy.Occur.MustNot, never),
            )
            for part in some
        ]
        return tantivy.Query.boolean_query(parts) if parts else tantivy.Query.empty_query()

    def _writing(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(self._memory, self._threads)
        return self._writer


def schema() -> tantivy.Schema:
    """The fields of the index. Nothing is stored: what is shown comes from the database."""
    builder = tantivy.SchemaBuilder()
    # Whole numbers are signed: deleting by an unsigned one does nothing in tantivy 0.27.
    builder.add_integer_field(KEY, indexed=True, fast=True)
    for name in (*TEXTS, *FORMS.values()):
        builder.add_text_field(name, tokenizer_name=_TOKENS, index_option="position")
    for name in KIN.values():
        builder.add_text_field(name, tokenizer_name=_TOKENS, index_option="freq")
    builder.add_integer_field(DATE, indexed=True, fast=True)
    for name in NUMBERS:
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in CODES:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(SPAN, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(MORE, tokenizer_name="raw", index_option="basic")
    for name in columns():
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _document(document: Document) -> tantivy.Document:
    made = tantivy.Document()
    made.add_integer(KEY, document.key)
    made.add_integer(DATE, document.date)
    made.add_text(SPAN, str(span_of(document.date)))
    for text, tokens in document.texts.items():
        if tokens.stems:
            made.add_text(text, tokens.stems)
            if text in FORMS:
                made.add_text(FORMS[text], tokens.forms)
            if text in KIN:
                made.add_text(KIN[text], tokens.kin)
    for field, value in values_of(document):
        if isinstance(value, str):
            made.add_text(field, value)
        else:
            made.add_integer(field, value)
    return made
