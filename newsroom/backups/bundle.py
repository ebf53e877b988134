"""Reading a backup, be it a folder or a tar."""

import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from newsroom.backups.manifest import NAME, Manifest, copy, from_json
from newsroom.problems import StartupProblem


class Bundle(Protocol):
    """The files of a backup by name."""

    def open(self, name: str) -> IO[bytes]:
        """The file `name`. Raises KeyError or FileNotFoundError."""


class _Folder:
    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self, name: str) -> IO[bytes]:
        return (self.path / name).open("rb")


class _Tar:
    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar

    def open(self, name: str) -> IO[bytes]:
        file = self.tar.extractfile(name)
        if file is None:
            raise KeyError(name)
        return file


@contextmanager
def opened(path: Path) -> Iterator[tuple[Bundle, Manifest]]:
    """The backup at `path` with its manifest, after all its files were found to be what it says.

    Raises `StartupProblem` for a backup that is torn, altered or none.
    """
    if path.is_dir():
        folder = _Folder(path)
        yield folder, _checked(folder)
        return
    if not path.is_file():
        raise StartupProblem(f"There is no backup {path}.")
    try:
        with tarfile.open(path, "r:") as tar:
            packed = _Tar(tar)
            yield packed, _checked(packed)
    except tarfile.TarError as error:
        raise StartupProblem(f"{path} is not a backup, or it is torn: {error}") from error


def _checked(bundle: Bundle) -> Manifest:
    manifest = from_json(_read(bundle, NAME))
    for name, digest in manifest.files.items():
        try:
            with bundle.open(name) as file:
                found = copy(file)
        except (KeyError, OSError) as error:
            raise StartupProblem(f"The backup lacks its file {name}.") from error
        if found != digest:
            raise StartupProblem(f"The backup's file {name} was altered: its SHA-256 differs.")
    return manifest


def _read(bundle: Bundle, name: str) -> bytes:
    try:
        with bundle.open(name) as file:
            return file.read()
    except (KeyError, OSError) as error:
        raise StartupProblem(f"This is no backup: it has no {name}.") from error
