"""Collecting the static files only when one of them changed since the last time."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_if_changed() -> bool:
    """Collect into `STATIC_ROOT` where a file is new, changed or gone; returns whether it did."""
    root = Path(settings.STATIC_ROOT)
    note = root.with_name(f"{root.name}.collected")  # beside it: what lies in it is served
    state = _state()
    if note.exists() and note.read_text(encoding="ascii") == state and root.is_dir():
        return False
    note.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    note.write_text(state, encoding="ascii")
    return True


def _state() -> str:
    """A digest of the names, sizes and times of all static files, and of how they are stored."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"\0{name}\0{status.st_size}\0{status.st_mtime_ns}".encode())
    return digest.hexdigest()
