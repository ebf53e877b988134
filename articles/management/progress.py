"""Showing on stderr how far a long command is: one line that changes, or a line now and then."""

import time
from collections.abc import Callable

from django.core.management.base import OutputWrapper

EVERY = 5.0
"""Seconds between two lines where stderr is no terminal."""

EVERY_ON_TERMINAL = 0.2
_CLEAR = "\r\x1b[K"


Words = Callable[[str, int, float, float], str]
"""What is said of a name, a number of items, the share that is done and the items a second."""


def items_line(name: str, items: int, share: float, rate: float) -> str:
    """What is said by default."""
    return f"{name}: {items:,} items, {share:.0%}, {rate:,.0f} a second"


class ProgressLine:
    """The progress of one file. `show` may be called as often as one likes."""

    def __init__(self, name: str, out: OutputWrapper, say: Words = items_line) -> None:
        self._name = name
        self._say = say
        self._out = out
        self._live = out.isatty()
        self._began = self._shown = time.monotonic()
        self._open = False

    def show(self, items: int, share: float) -> None:
        """Say that `items` are stored and the `share` (0 to 1) of the file is read."""
        now = time.monotonic()
        if now - self._shown < (EVERY_ON_TERMINAL if self._live else EVERY):
            return
        self._shown = now
        rate = items / max(now - self._began, 0.001)
        line = self._say(self._name, items, share, rate)
        if self._live:
            self._write(_CLEAR + line)
            self._open = True
        else:
            self._write(line + "\n")

    def close(self) -> None:
        """Clear the line, so that the next one begins on its own."""
        if self._open:
            self._write(_CLEAR)
            self._open = False

    def _write(self, text: str) -> None:
        self._out.write(text, style_func=str, ending="")
        self._out.flush()
