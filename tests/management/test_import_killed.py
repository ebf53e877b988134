"""`import_articles` killed with -9 at any moment: nothing is lost, nothing comes in twice."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models import Article, ImportBatch, ImportRecord, Original, Revision
from tests.conftest import APP_ROLE, ROOT

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

ITEMS = 4_000
ARTICLES = 3_600
KILLS = 3
PATIENCE = 120  # seconds


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """Every tenth line is no article."""
    path = tmp_path / "feed.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(1, ITEMS + 1):
            body = "" if number % 10 == 0 else f"فقرة {number}.\n\n" + "نص " * 40
            item = {"id": f"n{number}", "title": f"عنوان {number}", "body": body}
            file.write(json.dumps(item, ensure_ascii=False) + "\n")
    return path


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The test database, as the role that the site runs as."""
    given = connection.settings_dict
    host, port = quote(str(given["HOST"]), safe=""), given["PORT"] or 5432
    role = quote(f"-c role={APP_ROLE}", safe="")
    url = f"postgresql://{given['USER']}@{host}:{port}/{given['NAME']}?options={role}"
    yield {**os.environ, "DATABASE_URL": url, "ISNAD_VAR": str(tmp_path / "var")}


def start(feed: Path, environment: dict[str, str], *options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_articles", str(feed), *options],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def done() -> int:
    """Items that are stored, as the database says."""
    return ImportBatch.objects.values_list("done", flat=True).first() or 0


def kill_after(process: "subprocess.Popen[str]", items: int) -> None:
    """Kill the process once it has stored more than `items`."""
    end = time.monotonic() + PATIENCE
    while done() <= items and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    assert process.poll() is None, process.communicate()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def test_killed_again_and_again(feed: Path, environment: dict[str, str]) -> None:
    stored = 0
    for _ in range(KILLS):
        kill_after(start(feed, environment, "--publish"), stored)
        now = done()
        assert stored < now < ITEMS
        stored = now
        _whole(stored)
    last = start(feed, environment, "--publish")
    out, err = last.communicate(timeout=PATIENCE)
    assert last.returncode == 0, err
    assert out.startswith("feed.jsonl: went on after item ")
    batch = ImportBatch.objects.get()
    assert (batch.done, batch.finished_at is not None) == (ITEMS, True)
    _whole(ITEMS)
    assert Article.objects.count() == Revision.objects.count() == ARTICLES
    assert Article.objects.public().count() == ARTICLES
    call_command("verify")  # exits with status 1 where it finds anything
    again = start(feed, environment, "--publish")
    out, err = again.communicate(timeout=PATIENCE)
    assert again.returncode == 0, err
    assert out.splitlines()[0] == "feed.jsonl: imported before, nothing changed"
    _whole(ITEMS)


def _whole(items: int) -> None:
    """The first `items` lines, each with its record, its bytes and, if it is one, its article."""
    assert list(ImportRecord.objects.values_list("position", flat=True)) == list(
        range(1, items + 1)
    )
    assert Original.objects.count() == items
    keys = set(Article.objects.values_list("import_key", flat=True))
    assert keys == {f"jsonl:n{number}" for number in range(1, items + 1) if number % 10}
    assert ImportRecord.objects.filter(outcome="rejected", code="empty-body").count() == items // 10
    assert ImportRecord.objects.filter(outcome="created").count() == len(keys)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), max(seq), min(seq) FROM articles_change")
        assert cursor.fetchone() == (len(keys), len(keys), 1)


def test_two_at_once_share_the_work(feed: Path, environment: dict[str, str]) -> None:
    both = [start(feed, environment, "--publish") for _ in range(2)]
    for process in both:
        _, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, err
    _whole(ITEMS)


def test_one_line_and_status_1(tmp_path: Path, environment: dict[str, str]) -> None:
    process = start(tmp_path / "nothing", environment)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert err.splitlines() == [
        f"{tmp_path}/nothing: No such file or directory",
        "CommandError: 1 of 1 files could not be read; see above.",
    ]
