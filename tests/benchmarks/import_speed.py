"""How fast `import_articles` is beside a plain COPY of the same rows into the same tables.

    .venv/bin/python tests/benchmarks/import_speed.py [FILE]

FILE is `articles_dev.jsonl.gz` of the corpus by default (`ISNAD_CORPUS` names the corpus's
folder). Everything happens in a database of its own, which is removed at the end. Both runs take
place one after the other on the same machine, so the ratio counts more than the seconds; where
other programs are busy too, the processor time counts more than the time on the clock.
"""

import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
# In the order in which rows point to one another.
TABLES = (
    "articles_importbatch", "articles_original", "articles_article", "articles_revision",
    "articles_citation", "articles_importrecord", "articles_change", "articles_auditentry",
)  # fmt: skip
CHUNK = 1024 * 1024


class Timer:
    """Seconds on the clock and of the processor: of this process, and of its database backend."""

    def __init__(self, backend: int) -> None:
        self._backend = backend
        self.wall = self.own = self.server = 0.0

    @contextmanager
    def measured(self) -> Iterator[None]:
        begun = time.perf_counter(), _own_seconds(), _process_seconds(self._backend)
        yield
        self.wall = time.perf_counter() - begun[0]
        self.own = _own_seconds() - begun[1]
        self.server = _process_seconds(self._backend) - begun[2]

    def line(self, name: str, items: int) -> str:
        """One line of the table that is printed."""
        return (
            f"{name:<28} {self.wall:>8.2f} s {items / self.wall:>9,.0f}/s"
            f"   processor: {self.own:>6.2f} s here, {self.server:>6.2f} s in the database"
        )


def main() -> None:
    """Import, COPY, and print both and their ratio."""
    path = _file()
    sys.path.insert(0, str(ROOT))
    from tests.benchmarks.scratch import scratch_site

    with scratch_site() as folder:
        from django.core.management import call_command
        from django.db import connections

        site, owner = connections["default"], connections["owner"]
        imported, copied = Timer(_backend(site)), Timer(_backend(owner))
        with imported.measured():
            call_command("import_articles", str(path), publish=True)
        with owner.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM articles_article")
            (articles,) = cursor.fetchone()
            kept = {table: _copy_out(cursor, table, folder / table) for table in TABLES}
            cursor.execute("SELECT set_config('isnad.erasing', 'on', false)")
            cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
        with copied.measured(), owner.cursor() as cursor:
            cursor.execute("BEGIN")
            for table, file in kept.items():
                _copy_in(cursor, table, file)
            cursor.execute("COMMIT")
    print(imported.line("import_articles --publish", articles))
    print(copied.line("COPY of the same rows", articles))
    total = (imported.own + imported.server) / (copied.own + copied.server)
    print(f"ratio: {imported.wall / copied.wall:.1f} by the clock, {total:.1f} by processor time")


def _file() -> Path:
    folder = Path(os.environ.get("ISNAD_CORPUS", ROOT.parent / "shared" / "corpus"))
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "articles_dev.jsonl.gz"
    if not path.is_file():
        sys.exit(f"import_speed: skipped, there is no {path} (ISNAD_CORPUS names the corpus).")
    return path


def _copy_out(cursor: Any, table: str, file: Path) -> Path:
    with file.open("wb") as out, cursor.copy(f"COPY {table} TO STDOUT") as copy:
        for piece in copy:
            out.write(piece)
    return file


def _copy_in(cursor: Any, table: str, file: Path) -> None:
    with file.open("rb") as rows, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        while piece := rows.read(CHUNK):
            copy.write(piece)


def _backend(connection: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _own_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _process_seconds(pid: int) -> float:
    """Processor time of a process, where the system tells (Linux); else 0."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
