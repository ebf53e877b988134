"""Message catalogues: compiled with Babel, since a fresh machine has no msgfmt, and checked."""

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from newsroom.problems import StartupProblem


def catalogues(base_dir: Path) -> list[Path]:
    """The `.po` files of the applications in the checkout `base_dir`."""
    return sorted(base_dir.glob("*/locale/*/LC_MESSAGES/*.po"))


def compile_all(base_dir: Path) -> None:
    """Compile the catalogues that changed. Raises `StartupProblem`."""
    for source in catalogues(base_dir):
        compile_catalogue(source)


def compile_catalogue(source: Path, *, always: bool = False) -> bool:
    """Write the `.mo` file beside `source` where that is newer; returns whether it was written."""
    target = source.with_suffix(".mo")
    if not always and target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    catalog = _read(source)
    unfinished = target.with_suffix(f".{os.getpid()}.new")
    with unfinished.open("wb") as file:
        write_mo(file, catalog)
    unfinished.replace(target)  # whole or not at all: a server may be reading it
    return True


def gaps(source: Path) -> Iterator[str]:
    """One line per entry of `source` that is fuzzy, untranslated, or wrong in its placeholders."""
    catalog = _read(source)
    for message in catalog:
        if message.id:
            for problem in _problems(message, catalog):
                yield f"{source}:{message.lineno}: {problem}: {_first(message.id)!r}"


def _problems(message: Message, catalog: Catalog) -> Iterator[str]:
    translations = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    if message.fuzzy:
        yield "fuzzy"
    if not all(translations):
        yield "untranslated"
    elif isinstance(message.id, (list, tuple)) and len(translations) != catalog.num_plurals:
        yield f"{len(translations)} plural forms instead of {catalog.num_plurals}"
    else:
        for error in message.check(catalog):
            yield str(error)


def _first(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def _read(source: Path) -> Catalog:
    try:
        with source.open("rb") as file:
            return read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise StartupProblem(f"{source} is not a valid catalogue: {error}") from error
