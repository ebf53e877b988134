"""What was found out of an index, for as long as it does not change."""

from collections.abc import Callable, Hashable
from typing import TypeVar

MOST = 300
"""Questions whose answers are remembered; one more, and all are forgotten."""

Asked = TypeVar("Asked", bound=Hashable)
Found = TypeVar("Found")


class Remembered(dict[Asked, Found]):
    """Answers by their questions. Threads may ask at the same time."""

    def answer(self, asked: Asked, find: Callable[[], Found]) -> Found:
        """The answer that is remembered, or what `find` gives, which is never None."""
        found = self.get(asked)
        if found is None:
            found = find()
            if len(self) >= MOST:
                self.clear()
            self[asked] = found
        return found
