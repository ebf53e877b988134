"""What the site's search is measured against: three searches that anybody could have set up."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
import tantivy

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from articles.search.engine import Document, Index, Tokens  # noqa: E402
from articles.search.nodes import Combined, Word  # noqa: E402
from articles.search.tantivy_index import TantivyIndex  # noqa: E402
from articles.text.stem import light10, lightly_cleaned  # noqa: E402
from articles.text.tokens import tokens  # noqa: E402
from newsroom.database import temporary_server  # noqa: E402

BEST = 10

Search = Callable[[str], list[int]]
"""The numbers of the best passages for a question."""


def light10_stems(text: str) -> list[str]:
    """The words of a text by the published light-10; this with BM25 is Lucene's Arabic search."""
    return [
        light10(lightly_cleaned(text[token.start : token.end])).replace(" ", ".")
        for token in tokens(text)
    ]


def light10_search(passages: Sequence[str]) -> Search:
    """BM25 over light-10 stems of every word."""
    index: Index = TantivyIndex()
    index.fill(
        Document(number, {"text": Tokens(" ".join(light10_stems(text)))})
        for number, text in enumerate(passages)
    )
    index.commit()

    def search(question: str) -> list[int]:
        words = Combined(should=tuple(Word("text", stem) for stem in light10_stems(question)))
        return [hit.key for hit in index.search(words, limit=BEST).hits]

    return search


def stock_search(passages: Sequence[str]) -> Search:
    """BM25 with the Arabic stemmer that tantivy has, every word of the question asked."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="stock")
    builder.add_integer_field("number", fast=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    steps = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    steps = steps.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("arabic"))
    analyser = steps.build()
    index.register_tokenizer("stock", analyser)
    writer = index.writer(num_threads=1)
    for number, text in enumerate(passages):
        document = tantivy.Document()
        document.add_text("text", text)
        document.add_integer("number", number)
        writer.add_document(document)
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(question: str) -> list[int]:
        words = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", word))
            for word in analyser.analyze(question)
        ]
        hits = searcher.search(tantivy.Query.boolean_query(words), BEST).hits
        return [
            int(number or 0)
            for number in searcher.fast_field_values("number", [at for _, at in hits])
        ]

    return search


@contextmanager
def postgres_search(passages: Sequence[str]) -> Iterator[Search]:
    """PostgreSQL's configuration `arabic`: all words of the question, best by ts_rank."""
    with temporary_server() as urls, psycopg.connect(urls.owner) as connection:
        connection.execute("CREATE TEMPORARY TABLE passages (number integer, words tsvector)")
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO passages VALUES (%s, to_tsvector('arabic', %s))",
                list(enumerate(text.replace("\x00", " ") for text in passages)),
            )
        connection.execute("CREATE INDEX ON passages USING gin (words)")
        connection.execute("ANALYZE passages")

        def search(question: str) -> list[int]:
            rows = connection.execute(
                "SELECT number FROM passages, plainto_tsquery('arabic', %s) AS asked"
                " WHERE words @@ asked ORDER BY ts_rank(words, asked) DESC, number LIMIT %s",
                [question, BEST],
            )
            return [number for (number,) in rows]

        yield search
