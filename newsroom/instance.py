"""One running site per data folder: a lock that the kernel frees when the site ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsroom.problems import StartupProblem


@contextmanager
def only_one(folder: Path, url: str) -> Iterator[Path]:
    """Hold the lock of the site that runs from `folder`; yields the file for its processes.

    `url` is what a second start is told. Raises `StartupProblem` where the site runs already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(folder / "site.lock", flags, 0o600), "r+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StartupProblem(
                f"The site runs already from this folder: {lock.read().strip()}. Stop it first."
            ) from None
        lock.truncate(0)
        lock.write(f"{url} (process {os.getpid()})\n")
        lock.flush()
        yield folder / "processes.json"
