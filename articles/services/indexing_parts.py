"""One of the processes that fill a new index; it knows no models before Django is set up in it."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

STRIDE = 200
"""Ids of one query's articles, and of a piece of work."""

MEMORY = 128_000_000
"""Bytes of documents not yet on the disk, of all processes together; each has at least LEAST."""

LEAST = 32_000_000

NICE = 5
"""How much readers' requests go before, where the worker builds."""


class Part(NamedTuple):
    """What one of `of` processes fills: every so manieth span of ids up to `highest`."""

    folder: Path
    number: int
    of: int
    highest: int
    parent: int
    nice: bool
    database: dict[str, Any]


def spans(number: int, of: int, highest: int) -> Iterator[tuple[int, int]]:
    """The ranges of ids of one part, `STRIDE` ids each, the higher end not included."""
    for low in range(1 + number * STRIDE, highest + 1, of * STRIDE):
        yield low, min(low + STRIDE, highest + 1)


def fill_part(part: Part, counts: Any) -> None:
    """Fill the index in the part's folder; counts its articles in `counts`. Raises IndexProblem."""
    import django
    from django.conf import settings

    _stand_back(nice=part.nice)
    os.environ["DJANGO_SETTINGS_MODULE"] = part.database["settings"]
    default = settings.DATABASES["default"]
    default["NAME"] = part.database["name"]
    default["OPTIONS"].pop("pool", None)
    if part.database["role"]:
        default["OPTIONS"]["assume_role"] = part.database["role"]
    django.setup()
    _fill(part, counts)


def join_parts(parts: Sequence[Path], folder: Path, nice: bool) -> None:
    """Make one index of the parts, with few segments. Raises IndexProblem, OSError."""
    from articles.search.tantivy_files import join
    from articles.search.tantivy_index import TantivyIndex

    _stand_back(nice=nice)
    join(parts, folder)
    TantivyIndex(folder, begin=False).tidy()


def _stand_back(*, nice: bool) -> None:
    """Leave it to who started this process to end it, and perhaps let others go before."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if nice:
        with suppress(OSError):
            os.nice(NICE)


def _fill(part: Part, counts: Any) -> None:
    from articles.queries.index_documents import ids_between, values_of
    from articles.search.documents import document
    from articles.search.tantivy_index import TantivyIndex

    index = TantivyIndex(part.folder, memory=max(MEMORY // part.of, LEAST))
    for low, high in spans(part.number, part.of, part.highest):
        if os.getppid() != part.parent:
            raise SystemExit(1)  # it was killed: nobody waits for this
        values = values_of(ids_between(low, high))
        index.fill(document(article) for article in values)
        counts[part.number] += len(values)
    index.commit()
    index.close()
