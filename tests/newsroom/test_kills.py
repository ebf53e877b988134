"""Parts of a running site killed with -9 at random moments, while people write and files come in.

`ISNAD_KILLS` sets how many (3), `ISNAD_KILLS_SEED` repeats the moments of an earlier run.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from newsroom.postgres.place import OWNER_ROLE, PORT
from tests.newsroom.site import PATIENCE, ROOT, Site, folder, free_port, processes, wait_for

pytestmark = pytest.mark.processes

KILLS = int(os.environ.get("ISNAD_KILLS", "3"))
SEED = int(os.environ.get("ISNAD_KILLS_SEED", "1"))
PARTS = ["database", "keeper", "web", "web process", "worker", "backend"]
LONGEST = 3.0  # seconds between two kills
ITEMS = 2_000  # articles in a file


class Work:
    """An editor who never pauses, and an import after the other, each given again until it ends."""

    def __init__(self, site: Site) -> None:
        """Start both on `site`."""
        self.site = site
        self.log = site.var / "acknowledged.txt"
        self.files: list[Path] = []
        self.importing: subprocess.Popen[bytes] | None = None
        self.imported: list[Path] = []
        self.writer = self._start("-m", "tests.newsroom.writer", str(self.log))
        self.next_import()

    def _start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        with (self.site.var / "work.txt").open("ab") as out:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=self.site.environment(DJANGO_SETTINGS_MODULE="newsroom.settings"),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )

    def next_import(self) -> None:
        """Start an import where none runs: of the same file again if that one failed."""
        if self.importing is not None:
            if self.importing.poll() is None:
                return
            if self.importing.returncode == 0:
                self.imported.append(self.files[-1])
        if len(self.imported) == len(self.files):
            self.files.append(_feed(self.site.var, len(self.files)))
        self.importing = self._start(
            "manage.py", "import_articles", str(self.files[-1]), "--publish"
        )

    def acknowledged(self) -> list[tuple[int, int, str]]:
        """What the editor was told is saved: article, version, title."""
        if not self.log.exists():
            return []
        lines = self.log.read_text(encoding="utf-8").splitlines()
        parts = (line.split(" ", 2) for line in lines)
        return [(int(article), int(version), title) for article, version, title in parts]

    def finish(self) -> None:
        """Stop writing, and bring in what is left of the last file."""
        self.writer.kill()
        self.writer.wait()
        while len(self.imported) < len(self.files):
            assert self.importing is not None
            self.importing.wait(PATIENCE)
            if self.importing.returncode == 0:
                self.imported.append(self.files[-1])
            else:
                self.next_import()


def _feed(folder: Path, number: int) -> Path:
    path = folder / f"feed-{number}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for item in range(ITEMS):
            body = f"فقرة {item}.\n\n" + "نص " * 40
            record = {"id": f"f{number}-{item}", "title": f"عنوان {item}", "body": body}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


@pytest.fixture
def site() -> Iterator[Site]:
    with folder() as var:
        site = Site(var, free_port())
        site.start()
        yield site


def test_nothing_acknowledged_is_lost(site: Site) -> None:
    chance = random.Random(SEED)
    work = Work(site)
    wait_for("the first article", work.acknowledged)
    killed = []
    for number in range(KILLS):
        time.sleep(chance.uniform(0.1, LONGEST))
        work.next_import()
        # The first three kill one of each pair, so that a short run meets all sorts.
        part = PARTS[number * 2 + chance.randrange(2)] if number < 3 else chance.choice(PARTS)
        while not site.kill(part, chance.randrange(8)):  # what was killed just now is away
            part = chance.choice(PARTS)
        killed.append(part)
        assert work.writer.poll() is None, (site.var / "work.txt").read_text()
    before = len(work.acknowledged())
    wait_for("another article", lambda: len(work.acknowledged()) > before)
    wait_for("the site to answer", site.answers)
    work.finish()
    verified = site.manage("verify")
    assert verified.returncode == 0, verified.stdout
    written = work.acknowledged()
    _compare(site, written, len(work.files))
    assert site.stop() == 0
    assert processes(site.var) == []
    print(
        f"seed {SEED}, killed {len(killed)}: {', '.join(killed)};"
        f" {len(written)} writes and {len(work.files) * ITEMS} imported articles are there"
    )


def _compare(site: Site, written: list[tuple[int, int, str]], files: int) -> None:
    """Every acknowledged version is stored, and every article of the files exactly once."""
    socket = site.var / "postgres" / "socket"
    with psycopg.connect(f"postgresql://{OWNER_ROLE}@/isnad?host={socket}&port={PORT}") as database:
        stored = database.execute(
            "SELECT article_id, number, snapshot->>'title' FROM articles_revision"
        ).fetchall()
        assert set(written) <= set(stored)
        keys = database.execute(
            "SELECT import_key FROM articles_article WHERE import_key LIKE 'jsonl:f%'"
        ).fetchall()
        changes = database.execute("SELECT count(*), max(seq) FROM articles_change").fetchone()
    expected = [f"jsonl:f{number}-{item}" for number in range(files) for item in range(ITEMS)]
    assert sorted(key for (key,) in keys) == sorted(expected)
    assert changes is not None and changes[0] == changes[1]
