"""Reads the data files of the demo archive; README.md beside them says what they hold."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
Entry = dict[str, Any]


def entries(name: str) -> list[Entry]:
    """The entries of `sources`, `people`, `sections` or `topics`, in the file's order."""
    loaded: list[Entry] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def owners_first(sources: list[Entry]) -> Iterator[Entry]:
    """The sources in an order in which owner and parent stand before what belongs to them."""
    by_key = {entry["key"]: entry for entry in sources}
    seen: set[str] = set()

    def visit(entry: Entry) -> Iterator[Entry]:
        if entry["key"] in seen:
            return
        seen.add(entry["key"])
        for link in ("owner", "parent"):
            if entry[link] is not None:
                yield from visit(by_key[entry[link]])
        yield entry

    for entry in sources:
        yield from visit(entry)


def picture_path(name: str) -> Path:
    """Where the picture of that file name lies."""
    return FOLDER / "pictures" / name


def articles() -> list[Entry]:
    """The articles, in the order of their numbers."""
    paths = sorted((FOLDER / "articles").glob("*.yaml"))
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]
