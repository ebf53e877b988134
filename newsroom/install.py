"""Makes the virtual environment and installs the locked requirements in it, if they changed.

Run by `make` as `python3 newsroom/install.py FOLDER REQUIREMENTS...`, before anything is installed:
standard library only, and readable by older Pythons, so that they can say what is missing.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)


def main(folder: Path, requirements: "list[Path]") -> int:
    """Install `requirements` in the virtual environment `folder`; returns the exit status."""
    # The lock is on a file that is there already: two commands at once take turns.
    with requirements[0].open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        python = folder / "bin" / "python"
        note = folder / ("installed-" + "-".join(file.stem for file in requirements))
        digest = _digest(requirements)
        if _works(python) and note.is_file() and note.read_text() == digest:
            return 0
        uv = shutil.which("uv")
        problem = _what_is_missing(uv)
        if problem:
            print(problem, file=sys.stderr)
            return 1
        for old in folder.glob("installed-*"):
            old.unlink()
        print(f"Installing {', '.join(str(file) for file in requirements)} in {folder} ...")
        sys.stdout.flush()
        status = 0 if _works(python) else _make(folder, uv)
        status = status or _run([*_installer(folder, uv), *_arguments(requirements)])
        if status:
            print(
                "The packages could not be installed: the lines above say why"
                " (they come from PyPI, or from the index that pip is configured for).",
                file=sys.stderr,
            )
            return 1
        note.write_text(digest)
        return 0


def _digest(requirements: "list[Path]") -> str:
    digest = hashlib.sha256()
    for file in requirements:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _works(python: Path) -> bool:
    """Whether the environment is whole: its interpreter may have been removed, or be too old."""
    probe = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    return python.exists() and subprocess.call([str(python), "-c", probe]) == 0


def _what_is_missing(uv: "str | None") -> str:
    """One line on what keeps this Python from making the environment; empty if nothing does."""
    version = ".".join(str(part) for part in sys.version_info[:2])
    if sys.version_info[:2] < OLDEST:
        return (
            f"Isnad needs Python {OLDEST[0]}.{OLDEST[1]} or newer, and this is {version}:"
            " install one and name it, for example 'make run PYTHON=python3.12'."
        )
    if uv:
        return ""
    modules = ("venv", "ensurepip")
    if all(importlib.util.find_spec(name) for name in modules):
        return ""
    return (
        f"Python {version} has no {' or '.join(modules)}, with which environments are made: install"
        f" the package python{version}-venv (as root: apt-get install python{version}-venv), or uv."
    )


def _make(folder: Path, uv: "str | None") -> int:
    """Make the environment anew; returns the exit status."""
    if uv:
        return _run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder)])
    return _run([sys.executable, "-m", "venv", "--clear", str(folder)])


def _installer(folder: Path, uv: "str | None") -> "list[str]":
    python = str(folder / "bin" / "python")
    if uv:
        return [uv, "pip", "install", "--quiet", "--python", python]
    if not (folder / "bin" / "pip").exists():  # made by uv, which is gone
        _run([python, "-m", "ensurepip"])
    return [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


def _arguments(requirements: "list[Path]") -> "list[str]":
    named = [part for file in requirements for part in ("--requirement", str(file))]
    return ["--require-hashes", *named]


def _run(command: "list[str]") -> int:
    """Run `command` without what would send its work elsewhere; returns the exit status."""
    elsewhere = ("PIP_TARGET", "PIP_USER", "PIP_PREFIX", "PYTHONHOME", "PYTHONPATH")
    environment = {name: value for name, value in os.environ.items() if name not in elsewhere}
    return subprocess.call(command, env=environment)


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
    except OSError as error:
        print(f"The environment cannot be made: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
