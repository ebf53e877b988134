"""Counting the work that a call does, without a clock: lines run, and text cut out of texts."""

import sys
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

_PACKAGE = "/articles/"


class CountedText(str):
    """A text that counts the code points of the pieces cut out of it."""

    cut = 0

    def __getitem__(self, key: Any) -> str:
        piece = super().__getitem__(key)
        CountedText.cut += len(piece)
        return piece

    def __str__(self) -> str:
        return self


def work(call: Callable[[], object]) -> int:
    """Lines of the package that ran in the call, each turn of a loop or comprehension counted,
    and the code points cut out of a `CountedText`."""
    lines = 0
    own: dict[CodeType, bool] = {}

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        code = frame.f_code
        known = own.get(code)
        if known is None:
            known = own[code] = _PACKAGE in code.co_filename
        return count if known else None

    def count(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal lines
        lines += 1
        return count

    before, CountedText.cut = sys.gettrace(), 0
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return lines + CountedText.cut
