"""The system account that the embedded PostgreSQL runs as, and what that account can reach."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from newsroom.problems import StartupProblem

# PostgreSQL refuses to run as root. An account of its own keeps other daemons out of the data, so
# `postgres` comes first; `nobody` is shared by unrelated programs and is the last resort.
UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """A user of the operating system, by number, with the groups it belongs to."""

    name: str
    uid: int
    gid: int
    groups: frozenset[int]

    @property
    def is_self(self) -> bool:
        """Whether this process already runs as the account."""
        return self.uid == os.geteuid()

    def can_enter(self, folder: Path) -> bool:
        """Whether the account may pass through `folder` and all folders above it."""
        folder = folder.resolve()
        return all(self._may_pass(step) for step in (folder, *folder.parents) if step.exists())

    def _may_pass(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & stat.S_IXUSR)
        if status.st_gid in self.groups:
            return bool(status.st_mode & stat.S_IXGRP)
        return bool(status.st_mode & stat.S_IXOTH)


def user_name(uid: int) -> str:
    """The name of the user `uid`, or the number where the system knows no name."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def server_account(data: Path) -> Account:
    """The account that runs the server whose data lie in the folder `data` (it need not exist).

    An ordinary user runs it as themselves. Root runs it as the unprivileged account that owns the
    data already, else as the first of `UNPRIVILEGED` that the system has.

    Raises `StartupProblem` where root finds no such account.
    """
    if os.geteuid() != 0:
        uid = os.geteuid()
        return Account(user_name(uid), uid, os.getegid(), frozenset(os.getgroups()))
    known = [entry for entry in map(_entry, UNPRIVILEGED) if entry is not None]
    if not known:
        raise StartupProblem(
            "PostgreSQL does not run as root, and neither the user 'postgres' nor 'nobody' exists:"
            " run as an ordinary user, or set DATABASE_URL to a server of your own."
        )
    owner = data.stat().st_uid if data.exists() else None
    entry = next((known_entry for known_entry in known if known_entry.pw_uid == owner), known[0])
    groups = frozenset(os.getgrouplist(entry.pw_name, entry.pw_gid))
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, groups)


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None
