"""Rendered pages kept in this process's memory, each for the state of the archive it shows."""

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from math import inf
from threading import Lock
from time import monotonic

from articles.queries.state import State

Key = tuple[str, tuple[tuple[str, str], ...]]
BUDGET = 64 * 1024 * 1024  # bytes of bodies, plain and packed
OVERHEAD = 1024  # bytes an entry costs beside its bodies
WORTH_PACKING = 512  # bytes; below, gzip saves less than a packet


@dataclass(frozen=True, slots=True)
class Kept:
    """A rendered page: its bytes plain and gzipped (b"" where that is not smaller), each with a
    strong validator made from the plain bytes, so that it changes when the page does. `modified`
    is None where no date can be told."""

    body: bytes
    packed: bytes
    digest: str
    content_type: str
    modified: datetime | None

    @property
    def etag(self) -> str:
        return f'"{self.digest}"'

    @property
    def packed_etag(self) -> str:
        return f'"{self.digest}-gz"'

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed) + OVERHEAD


def keep(body: bytes, content_type: str, modified: datetime | None) -> Kept:
    """`body` ready to be sent: packed once, with the SHA-256 of its bytes."""
    packed = gzip.compress(body, 6, mtime=0) if len(body) >= WORTH_PACKING else b""
    if len(packed) >= len(body):
        packed = b""
    return Kept(body, packed, hashlib.sha256(body).hexdigest(), content_type, modified)


class PageCache:
    """The pages used last, within a budget of bytes. Safe for threads."""

    def __init__(self, budget: int = BUDGET) -> None:
        self._budget = budget
        self._size = 0
        self._pages: OrderedDict[Key, tuple[State, Kept, float]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, state: State) -> Kept | None:
        """The page as it is in `state`, None if it was not rendered since that state began."""
        with self._lock:
            found = self._pages.get(key)
            if found is None or found[0] != state or found[2] < monotonic():
                return None
            self._pages.move_to_end(key)
            return found[1]

    def put(self, key: Key, state: State, page: Kept, seconds: float = inf) -> None:
        """Keep `page`, read from the database after `state` was, in place of what was there; for
        at most so many seconds."""
        if page.size > self._budget // 16:
            return
        with self._lock:
            self._drop(key)
            self._pages[key] = (state, page, monotonic() + seconds)
            self._size += page.size
            while self._size > self._budget:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._size = 0

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, key: Key) -> None:
        found = self._pages.pop(key, None)
        if found is not None:
            self._size -= found[1].size


PAGES = PageCache()
