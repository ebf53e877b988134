"""The worker and the building of an index, killed with -9, without room on the disk, and twice."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from pytest_django import Settings

from articles.models import Article, IndexGeneration
from articles.queries import index_state
from articles.search import folders
from articles.search.nodes import Everything, Word
from articles.search.tantivy_files import looked_through
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.indexing_building import FEW
from articles.services.indexing_keeper import bring_up_to_date
from articles.text.analyser import analyse_text
from tests import factories
from tests.conftest import APP_ROLE, ROOT

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

PATIENCE = 120  # seconds
KILLS = 6
STARTED = "started-by-a-test"
MANY = """
INSERT INTO articles_article
       (title, slug, standfirst, body, body_text, footer, footer_prompt, byline_text, language,
        rights, publisher_name, origin_url, dated, date_unknown, dated_precision, status,
        first_published_at, published_at, modified_at, withdrawal_code, withdrawal_reason, sort_at,
        comments_open, is_demo, version, created_at)
SELECT 'zq' || translate(n::text, '0123456789', 'abcdefghij') || 'zq', '', '', '', 'نص', '', '', '', 'ar', '', '', '', '', false, '',
       'published', now(), now(), now(), '', '', now(), true, false, 1, now()
  FROM generate_series(1, %s) AS n
"""


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """Of a site whose worker is another process, as this process reads it."""
    settings.SEARCH_DIR = tmp_path / "var" / "search"
    return settings.SEARCH_DIR


@pytest.fixture
def run(tmp_path: Path) -> "Iterator[Callable[..., subprocess.Popen[str]]]":
    """Starts commands on the test database, as the role of the site; all end with the test."""
    given = connection.settings_dict
    host, port = quote(str(given["HOST"]), safe=""), given["PORT"] or 5432
    role = quote(f"-c role={APP_ROLE}", safe="")
    url = (
        f"postgresql://{given['USER']}@{host}:{port}/{given['NAME']}"
        f"?options={role}&application_name={STARTED}"
    )
    started: list[subprocess.Popen[str]] = []

    def start(*command: str, limit: int | None = None) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url, "ISNAD_VAR": str(tmp_path / "var")},
            stdout=subprocess.DEVNULL,
            stderr=errors_of(tmp_path, len(started)).open("w"),
            text=True,
            preexec_fn=None if limit is None else lambda: _limit(limit),
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()
    until(lambda: _others() == 0)  # sessions that outlive them keep the database from being dropped


def errors_of(tmp_path: Path, number: int) -> Path:
    """What the command that was started as this one says on stderr."""
    return tmp_path / f"errors-{number}.txt"


def _others() -> int:
    """Sessions of the commands; this process may have several itself, browsers among them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name = %s",
            [STARTED],
        )
        return cursor.fetchone()[0]


def _limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def word(number: int) -> str:
    """A word of Latin letters for a number, which the analyser leaves as it is."""
    return "zq" + "".join(chr(ord("a") + int(digit)) for digit in str(number)) + "zq"


def is_up_to_date() -> bool:
    state = index_state.current()
    return state.state == "ready" and not state.behind


def has(title: str) -> bool:
    state = index_state.current()
    stem = analyse_text(title)[0].stem
    return state.opened is not None and state.opened.index.count(Word("title", stem)) == 1


def holds_what_the_database_does(folder: Path) -> None:
    state = index_state.current()
    assert state.opened is not None
    index = state.opened.index
    articles = list(Article.objects.all())
    assert index.count(Everything()) == len(articles)
    for article in articles[:: max(len(articles) // 200, 1)]:
        [term] = analyse_text(article.title)
        found = index.search(Word("title", term.stem)).hits
        assert [hit.key for hit in found] == [article.pk]
    list(looked_through(folders.place(folder, folders.current(folder))))


def test_a_worker_that_is_killed_while_it_indexes(
    folder: Path, run: "Callable[..., subprocess.Popen[str]]"
) -> None:
    chance = random.Random(5)
    worker = run("worker")
    written = []
    for _ in range(KILLS):
        end = time.monotonic() + chance.uniform(1.0, 4.0)
        while time.monotonic() < end:
            written.append(factories.article(word(len(written))))
            if len(written) % 3 == 0:
                old = chance.choice(written)
                old = Article.objects.get(pk=old.pk)
                edit_article(
                    by=COMMAND, article_id=old.pk, base_version=old.version,
                    title=word(10_000 + len(written)),
                )  # fmt: skip
            time.sleep(chance.uniform(0, 0.05))
        worker.kill()
        worker.wait()
        index_state.current()  # whatever it left can be asked
        worker = run("worker")
    until(is_up_to_date)
    holds_what_the_database_does(folder)


def test_a_building_that_is_killed(
    folder: Path, run: "Callable[..., subprocess.Popen[str]]"
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MANY, [FEW + 1_000])
    assert run("index", "--processes", "2").wait(PATIENCE) == 0
    first = folders.current(folder)
    for moment in (0.0, 0.3, 1.0):
        command = run("index", "--rebuild", "--processes", "2")
        until(lambda: IndexGeneration.objects.filter(built=False).exists())
        until(lambda: _others() > 0)
        time.sleep(moment)
        command.kill()
        command.wait()
        until(lambda: _others() == 0)  # its processes end, too
        assert folders.current(folder) == first
        holds_what_the_database_does(folder)
    assert run("index").wait(PATIENCE) == 0  # what was asked for is done by the next
    assert folders.current(folder) != first
    holds_what_the_database_does(folder)
    assert len([each for each in folder.iterdir() if each.is_dir()]) == 1
    assert not IndexGeneration.objects.filter(built=False).exists()


def test_a_second_worker_waits_and_takes_over(
    folder: Path, run: "Callable[..., subprocess.Popen[str]]", tmp_path: Path
) -> None:
    first = run("worker")
    until(is_up_to_date)
    second = run("worker")
    errors = errors_of(tmp_path, 1)
    until(lambda: "Another worker keeps the search index" in errors.read_text())
    factories.article(word(1))
    until(lambda: has(word(1)))
    time.sleep(3)  # in which it looks again
    first.kill()
    factories.article(word(2))
    until(lambda: has(word(2)))
    second.send_signal(signal.SIGTERM)
    assert second.wait(PATIENCE) == 0
    assert errors.read_text().count("Another worker keeps the search index") == 1
    assert "Traceback" not in errors.read_text()


def test_a_disk_without_room(
    folder: Path, run: "Callable[..., subprocess.Popen[str]]", tmp_path: Path
) -> None:
    factories.article(word(1))
    assert bring_up_to_date(folder) == 1
    worker = run("worker", limit=300)  # bytes of a file
    errors = errors_of(tmp_path, 0)
    article = factories.article(word(2))
    until(lambda: "cannot be kept up to date" in errors.read_text())
    time.sleep(4)  # in which it tries again
    state = index_state.current()
    assert (state.state, state.changed, has(word(1)), has(word(2))) == (
        "ready", (article.pk,), True, False,
    )  # fmt: skip
    resource.prlimit(
        worker.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    )
    until(lambda: has(word(2)))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(PATIENCE) == 0
    said = errors.read_text()
    assert said.count("cannot be kept up to date") == 1, said
    assert "Traceback" not in said
    holds_what_the_database_does(folder)


def test_an_index_that_is_asked_for_while_the_worker_keeps_it(
    folder: Path, run: "Callable[..., subprocess.Popen[str]]"
) -> None:
    run("worker")
    until(is_up_to_date)
    first = folders.current(folder)
    assert run("index").wait(PATIENCE) == 0
    assert folders.current(folder) == first
    assert run("index", "--rebuild").wait(PATIENCE) == 0
    assert folders.current(folder) != first
