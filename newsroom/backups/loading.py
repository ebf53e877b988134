"""Running a dump as one transaction: pg_restore makes a script of it, psql runs that."""

import subprocess
import tempfile
from contextlib import suppress
from typing import IO

from newsroom.backups import clients
from newsroom.backups.manifest import copy

# Servers before version 17 do not know this setting, which newer programs write at the top.
UNKNOWN_BEFORE_17 = b"SET transaction_timeout = 0;\n"
LAST_SETTING = b"SET row_security"


def load(dump: IO[bytes], url: str, server: int, *, before: str, after: str) -> None:
    """Run `before`, the custom-format `dump` and `after` (SQL) in the database of `url`, all or
    nothing. `server` is its major version. Raises `StartupProblem`."""
    database, environment = clients.target(url)
    with (
        tempfile.TemporaryFile() as file,
        tempfile.TemporaryFile() as reader_errors,
        tempfile.TemporaryFile() as writer_errors,
    ):
        copy(dump, file)  # a member of a tar is no file that a program could be given
        file.seek(0)
        with (
            subprocess.Popen(
                [clients.client("pg_restore", server), "--no-owner", "--no-acl", "--file=-"],
                stdin=file, stdout=subprocess.PIPE, stderr=reader_errors,
            ) as reader,
            subprocess.Popen(
                [
                    clients.client("psql", server), "--no-psqlrc", "--quiet",
                    "--single-transaction", "--set=ON_ERROR_STOP=1", "--file=-",
                    f"--dbname={database}",
                ],
                env=environment, stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL, stderr=writer_errors,
            ) as writer,
        ):  # fmt: skip
            understood = _feed(reader, writer, server, before, after)
        if not understood:
            clients.fail("The backup's dump cannot be read", reader_errors)
        if writer.returncode != 0:
            clients.fail("The database cannot be restored", writer_errors)


def _feed(
    reader: "subprocess.Popen[bytes]",
    writer: "subprocess.Popen[bytes]",
    server: int,
    before: str,
    after: str,
) -> bool:
    """Pass the whole script on; False where it could not be read, then nothing is committed."""
    assert reader.stdout is not None and writer.stdin is not None
    try:
        writer.stdin.write(before.encode())
        for line in reader.stdout:
            if line != UNKNOWN_BEFORE_17 or server >= 17:
                writer.stdin.write(line)
            if line.startswith(LAST_SETTING):
                break
        copy(reader.stdout, writer.stdin)
        if reader.wait() != 0:
            writer.kill()  # before its input ends, at which it would commit
            return False
        writer.stdin.write(after.encode())
    except BrokenPipeError:  # psql gave up, and says why
        reader.kill()
    finally:
        with suppress(BrokenPipeError):
            writer.stdin.close()
    return True
