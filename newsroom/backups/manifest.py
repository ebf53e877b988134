"""What a backup says of itself: its files with their hashes, its rows, its place in the log."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import IO, Any

from newsroom.problems import StartupProblem

NAME = "manifest.json"
DUMP = "database.dump"
MEDIA = "media/"
FORMAT = 1
BLOCK = 1024 * 1024  # bytes


@dataclass(frozen=True)
class Manifest:
    """`log` is the cursor of the log's end; `rows` counts each table of `schema`; `files` gives
    the SHA-256 of each file of the backup."""

    made_at: str
    server: str
    schema: str
    log: str
    rows: Mapping[str, int]
    files: Mapping[str, str]
    format: int = FORMAT

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()


def from_json(content: bytes) -> Manifest:
    """The manifest that `to_json` wrote. Raises `StartupProblem` for anything else."""
    try:
        read: dict[str, Any] = json.loads(content)
        if read.get("format") != FORMAT:
            raise StartupProblem(
                f"The backup has the format {read.get('format')}; this version reads {FORMAT}."
            )
        manifest = Manifest(**read)
        names = [PurePosixPath(name) for name in manifest.files]
    except (ValueError, TypeError, AttributeError) as error:
        raise StartupProblem("The backup's manifest cannot be read.") from error
    if DUMP not in manifest.files or any(_leads_out(name) for name in names):
        raise StartupProblem("The backup's manifest names files that no backup has.")
    return manifest


def copy(source: IO[bytes], target: IO[bytes] | None = None) -> str:
    """Copy all of `source` (to nowhere without `target`); returns its SHA-256 in hex."""
    digest = hashlib.sha256()
    while block := source.read(BLOCK):
        digest.update(block)
        if target is not None:
            target.write(block)
    return digest.hexdigest()


def _leads_out(name: PurePosixPath) -> bool:
    kept = name == PurePosixPath(DUMP) or name.parts[:1] == (MEDIA.rstrip("/"),)
    return not kept or name.is_absolute() or ".." in name.parts
