"""Where one embedded PostgreSQL lies: its data, socket, log and lock files."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from newsroom.postgres.account import Account, server_account, user_name
from newsroom.postgres.binaries import SHARED
from newsroom.problems import StartupProblem

OWNER_ROLE = "isnad_owner"
SITE_ROLE = "isnad_app"
ADMIN_ROLE = "isnad_admin"
DATABASE = "isnad"
PORT = 5432  # names the socket file only: the server listens on no TCP port
# sockaddr_un holds 108 bytes on Linux, one of them the closing NUL.
LONGEST_SOCKET_PATH = 107
# /tmp rather than $TMPDIR: commands with different environments must find the same server.
SHORT_FOLDER = Path("/tmp")


@dataclass(frozen=True)
class Place:
    """The folders and files of one embedded server, and the account that runs it."""

    home: Path
    account: Account
    temporary: bool = False

    @property
    def data(self) -> Path:
        """The data folder, owned by the server's account."""
        return self.home / "data"

    @property
    def socket(self) -> Path:
        """The private folder of the unix socket: a short one where the usual path is too long."""
        usual = self.home / "socket"
        if len(os.fsencode(usual / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
            return usual
        return SHORT_FOLDER / f"isnad-{self.account.uid}-{_fingerprint(self.home)}"

    @property
    def log(self) -> Path:
        """The server's log file."""
        return self.home / "server.log"

    @property
    def users(self) -> Path:
        """The file on which every process that uses the server holds a shared lock."""
        return self.home / "users.lock"

    @property
    def keeper(self) -> Path:
        """The file that the server's keeper holds locked and writes its process id to."""
        return self.home / "keeper.lock"

    def url(self, role: str, database: str = DATABASE) -> str:
        """The connection URL of `role` to `database` through the unix socket."""
        return (
            f"postgresql://{role}@/{database}?host={quote(str(self.socket), safe='')}&port={PORT}"
        )

    def make(self) -> None:
        """Create the folders that are missing; leaves existing ones as they are.

        Raises `StartupProblem` where a folder belongs to somebody else.
        """
        _make_passable(self.home)
        _refuse_foreign(self.home, os.geteuid())
        if not self.socket.exists():
            self.socket.mkdir(mode=0o700)
            os.chown(self.socket, self.account.uid, self.account.gid)
        if self.socket.is_symlink():
            raise StartupProblem(f"{self.socket} is a link where a folder is needed: remove it.")
        _refuse_foreign(self.socket, self.account.uid)
        if self.data.exists():
            _refuse_foreign(self.data, self.account.uid)


def var_folder(base_dir: Path) -> Path:
    """Where the checkout `base_dir` keeps its data: `ISNAD_VAR`, or `var` in the checkout."""
    return Path(os.environ.get("ISNAD_VAR") or base_dir / "var").resolve()


def project_place(base_dir: Path) -> Place:
    """The place of the server of the checkout `base_dir`: `postgres` in its data folder.

    As root, where the server's account cannot enter the checkout, a folder of its own below
    `/var/lib/isnad`; data that lie there stay in use after the checkout became reachable.
    """
    usual = var_folder(base_dir) / "postgres"
    account = server_account(usual / "data")
    if account.is_self or (usual / "data").exists():
        return Place(usual, account)
    hidden = SHARED / _fingerprint(usual)
    nearest = next(folder for folder in (usual, *usual.parents) if folder.exists())
    if (hidden / "data").exists() or not account.can_enter(nearest):
        return Place(hidden, server_account(hidden / "data"))
    return Place(usual, account)


def _make_passable(folder: Path) -> None:
    """Make `folder` and what is missing above it such that any account may pass through.

    The mode is set after the creation, because the umask may forbid it. Folders that exist keep
    theirs.
    """
    if folder.exists():
        return
    _make_passable(folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(0o711)


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def _refuse_foreign(folder: Path, uid: int) -> None:
    owner = folder.lstat().st_uid
    if owner != uid:
        raise StartupProblem(
            f"The database folder {folder} belongs to the user '{user_name(owner)}', not to"
            f" '{user_name(uid)}': run the command as the user who made it,"
            " or set DATABASE_URL to another database."
        )
