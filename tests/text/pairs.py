"""The table of pairs in `data/pairs.txt`: what the analyser must bring together or keep apart."""

from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).parent / "data" / "pairs.txt"


class Pair(NamedTuple):
    """`kind` is `words` or `names`; `reached` is False for a line marked as not reached."""

    kind: str
    meet: bool
    topic: str
    left: str
    right: str
    reached: bool


def pairs() -> list[Pair]:
    """All pairs in the order of the table."""
    found = []
    kind = topic = ""
    meet = False
    for line in _TABLE.read_text("utf-8").splitlines():
        if line.startswith("["):
            heading, _, topic = line.strip("[]").partition(": ")
            kind, verb = heading.split()
            meet = verb == "meet"
        elif line and not line.startswith("#"):
            left, right = line.removeprefix("!").strip().split(" | ")
            found.append(Pair(kind, meet, topic, left, right, not line.startswith("!")))
    return found
