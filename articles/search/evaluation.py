"""Questions answered over passages from files, by the analyser and the ranking of the site."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from articles.line_files import DamagedFile, lines_of
from articles.search.documents import passage
from articles.search.engine import Index, IndexProblem
from articles.search.ranking import words_node
from articles.search.tantivy_index import TantivyIndex
from articles.text.analyser import analyse_text
from articles.whole_files import written_whole

Key = str | int
Progress = Callable[[str, int, float], None]
"""Told the name of a file, lines of it that are done and the share of it (0 to 1)."""


class EvaluationProblem(Exception):
    """A file that cannot be read or written, or a line that is none of its kind, in a sentence."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """How many passages were indexed and how many questions answered."""

    passages: int
    questions: int


def evaluate(
    passages: Path, queries: Path, run: Path, *, limit: int, progress: Progress
) -> Evaluated:
    """Index `passages` into a temporary folder and answer each of `queries` with a line of `run`.

    `passages` has lines {"id", "title", "text"}, where a title may be missing or null, `queries`
    lines {"id", "text"}, both also packed with gzip; ids are strings or whole numbers. An answer
    is {"query", "ranked"}: the id of the query and those of at most `limit` passages, the best
    first. `run` appears under its name when it is whole. Raises EvaluationProblem.
    """
    try:
        with (
            tempfile.TemporaryDirectory(prefix="isnad-search-") as folder,
            closing(TantivyIndex(Path(folder))) as index,
        ):
            keys = _fill(index, passages, progress)
            index.commit()
            return Evaluated(len(keys), _answer(index, keys, queries, run, limit, progress))
    except IndexProblem as problem:
        raise EvaluationProblem(str(problem)) from problem


def _fill(index: Index, path: Path, progress: Progress) -> list[Key]:
    """Put the passages of a file into the index under their numbers; returns their ids."""
    keys: list[Key] = []
    known: set[Key] = set()
    for number, values, share in _lines(path):
        key = _key(path, number, values)
        if key in known:
            raise _bad(path, number, f"the id {key!r} stood before")
        known.add(key)
        title = _text(path, number, values, "title", needed=False)
        index.fill([passage(len(keys), title, _text(path, number, values, "text"))])
        keys.append(key)
        progress(path.name, len(keys), share)
    return keys


def _answer(
    index: Index, keys: list[Key], queries: Path, run: Path, limit: int, progress: Progress
) -> int:
    """Answer the queries of a file; returns how many there were."""
    answered = 0
    with _writing(run) as out:
        for number, values, share in _lines(queries):
            key = _key(queries, number, values)
            terms = analyse_text(_text(queries, number, values, "text"))
            hits = index.search(words_node(terms), limit=limit).hits if terms else ()
            line = {"query": key, "ranked": [keys[hit.key] for hit in hits]}
            out.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            answered += 1
            progress(queries.name, answered, share)
    return answered


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any], float]]:
    """The objects of a file of JSON lines, with their line's number and the share read so far."""
    try:
        with path.open("rb") as raw:
            size = max(os.fstat(raw.fileno()).st_size, 1)
            for number, line in enumerate(lines_of(raw), start=1):
                if line.strip():
                    yield number, _object(path, number, line), min(raw.tell() / size, 1.0)
    except (OSError, DamagedFile) as error:
        reason = getattr(error, "strerror", None) or error
        raise EvaluationProblem(f"{path}: {reason}") from error


def _object(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        values = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise _bad(path, number, "the line is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise _bad(path, number, f"the line is not JSON: {error}") from None
    if not isinstance(values, dict):
        raise _bad(path, number, "the line is not a JSON object")
    return values


def _key(path: Path, number: int, values: dict[str, Any]) -> Key:
    key = values.get("id")
    if isinstance(key, bool) or not isinstance(key, str | int):
        raise _bad(path, number, "id is neither a string nor a whole number")
    return key


def _text(
    path: Path, number: int, values: dict[str, Any], name: str, *, needed: bool = True
) -> str:
    text = values.get(name)
    if text is None and not needed:
        return ""
    if not isinstance(text, str):
        raise _bad(path, number, f"{name} is not a string" if name in values else f"no {name}")
    return text


def _bad(path: Path, number: int, reason: str) -> EvaluationProblem:
    return EvaluationProblem(f"{path}, line {number}: {reason}")


@contextmanager
def _writing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name when it is whole."""
    try:
        with written_whole(path) as out:
            yield out
    except OSError as error:
        raise EvaluationProblem(f"{path.resolve()}: {error.strerror or error}") from error
