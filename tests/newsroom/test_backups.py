"""Backups: what is restored elsewhere is the same row by row, and nothing torn comes back."""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from articles.models import APPEND_ONLY, Article, ChangeLog, Revision
from articles.queries import verify
from articles.queries.api_changes import OtherLog, entries, parse_cursor
from newsroom.backups import clients, making, restoring
from newsroom.backups.making import backup
from newsroom.backups.restoring import restore
from newsroom.database import DatabaseUrls, temporary_server
from newsroom.problems import StartupProblem
from tests import factories
from tests.queries.verify import scene

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

ROLE = "isnad_app"
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(autouse=True)
def _scene(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    scene.build()


@pytest.fixture
def fresh() -> Iterator[DatabaseUrls]:
    with temporary_server() as urls:
        yield urls


def url(role: str = "isnad_owner") -> str:
    """The URL of the database that this test runs in."""
    known = connection.settings_dict
    host = quote(known["HOST"], safe="")
    return f"postgresql://{role}@/{known['NAME']}?host={host}&port={known['PORT']}"


def contents(database: str) -> dict[str, list[str]]:
    """Every row of every table as text; of the log's row only its number."""
    with psycopg.connect(database) as reader:
        tables = reader.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        found = {}
        for (table,) in tables:
            rows = reader.execute(f'SELECT t::text FROM "{table}" AS t ORDER BY 1').fetchall()  # type: ignore[call-overload]
            found[table] = [row for (row,) in rows]
        found["articles_changelog"] = reader.execute(
            "SELECT seq, site_version FROM articles_changelog"
        ).fetchall()  # type: ignore[assignment]
    return found


def cursor() -> str:
    return str(ChangeLog.objects.get())


def bring_back(path: Path, database: str, **options: bool) -> None:
    connection.close()
    restore(path, database, ROLE, append_only=APPEND_ONLY, **options)


@pytest.mark.parametrize("name", ["folder", "one.tar"])
def test_restored_elsewhere_it_is_the_same_row_by_row(
    name: str, tmp_path: Path, fresh: DatabaseUrls
) -> None:
    path = tmp_path / name
    manifest = backup(url(), path)
    assert path.stat().st_mode & 0o077 == 0
    assert manifest.log == cursor()
    assert manifest.rows["articles_article"] == 4
    assert sorted(manifest.files) == [
        "database.dump", "media/images/a.png", "media/renditions/a.webp",
    ]  # fmt: skip
    shutil.rmtree(tmp_path / "media")
    bring_back(path, fresh.owner)
    assert contents(fresh.owner) == contents(url())
    assert len(contents(url())) > 30
    with default_storage.open("images/a.png") as file:
        assert file.read() == b"not looked at"
    with psycopg.connect(fresh.site) as site:
        log_id, seq = site.execute("SELECT log_id, seq FROM articles_changelog").fetchone()  # type: ignore[misc]
        assert f"{log_id}" != manifest.log.partition(".")[0]
        assert seq == int(manifest.log.partition(".")[2])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            site.execute("UPDATE articles_revision SET why = ''")
    assert [item.name for item in tmp_path.iterdir() if item.name.startswith(".")] == []


def test_restored_in_place_the_site_goes_on_and_an_old_cursor_does_not(tmp_path: Path) -> None:
    path, old = tmp_path / "b", parse_cursor(cursor())
    backup(url(), path)
    before = contents(url())
    lost = factories.article("بعد النسخة")
    with pytest.raises(StartupProblem, match="holds something already"):
        bring_back(path, url())
    assert Article.objects.filter(pk=lost.pk).exists()
    bring_back(path, url(), force=True)
    assert contents(url()) == before
    assert not Article.objects.filter(pk=lost.pk).exists()
    with pytest.raises(OtherLog) as resync:
        entries(old, 10)
    assert resync.value.cursor == cursor()
    with connection.cursor() as site:
        site.execute("SELECT current_user")
        assert site.fetchone() == (ROLE,)
    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.update(why="")
    written = factories.article("بعد الاستعادة")
    assert ChangeLog.objects.get().seq == old[1] + 1
    assert written.pk == lost.pk  # the counter of ids went back as well
    assert [str(finding) for finding in verify.findings()] == []


def test_what_is_written_meanwhile_is_not_in_it(
    tmp_path: Path, fresh: DatabaseUrls, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump = making._dump

    def written_before(*args: object) -> str:
        factories.article("متأخرة")
        return dump(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "_dump", written_before)
    manifest = backup(url(), tmp_path / "b")
    assert (manifest.rows["articles_article"], Article.objects.count()) == (4, 5)
    bring_back(tmp_path / "b", fresh.owner)
    assert len(contents(fresh.owner)["articles_article"]) == 4


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEW_LOG", "SELECT 1 / 0;"),  # at the very end
        ("OBJECTS", "SELECT 'SELECT 1 / 0;'"),  # at once, with all the dump to come
    ],
)
def test_it_fails_as_a_whole(
    name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(url(), tmp_path / "b")
    factories.article()
    before, log = contents(url()), cursor()
    monkeypatch.setattr(restoring, name, value)
    with pytest.raises(StartupProblem, match="division by zero"):
        bring_back(tmp_path / "b", url(), force=True)
    assert (contents(url()), cursor()) == (before, log)


def _alter(path: Path) -> None:
    content = bytearray((path / "database.dump").read_bytes())
    content[-1] ^= 1
    (path / "database.dump").write_bytes(content)


def _replace_dump(path: Path) -> None:
    """With its hash: what lies there is whole, and no dump."""
    before = (path / "database.dump").read_bytes()
    (path / "database.dump").write_bytes(b"not a dump")
    old, new = (sha256(content).hexdigest() for content in (before, b"not a dump"))
    manifest = path / "manifest.json"
    manifest.write_text(manifest.read_text().replace(old, new))


def _pack_and_cut(path: Path) -> None:
    with tarfile.open(path.with_name("cut"), "w") as tar:
        for name in ("manifest.json", "database.dump"):
            tar.add(path / name, name)
    shutil.rmtree(path)
    content = path.with_name("cut").read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _lead_out(path: Path) -> None:
    manifest = path / "manifest.json"
    manifest.write_text(manifest.read_text().replace("media/images", "media/../../images"))


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (_alter, "database.dump was altered"),
        (lambda path: (path / "database.dump").unlink(), "lacks its file database.dump"),
        (lambda path: (path / "media/images/a.png").unlink(), "lacks its file media/images/a.png"),
        (lambda path: (path / "manifest.json").unlink(), "no manifest.json"),
        (lambda path: (path / "manifest.json").write_text("{}"), "has the format None"),
        (lambda path: (path / "manifest.json").write_text("x"), "cannot be read"),
        (_lead_out, "names files that no backup has"),
        (_replace_dump, "The backup's dump cannot be read"),
        (_pack_and_cut, "lacks its file|torn"),
        (shutil.rmtree, "There is no backup"),
    ],
)
def test_what_is_torn_does_not_come_back(
    spoil: Callable[[Path], None], reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "b"
    backup(url(), path)
    factories.article()
    before = contents(url())
    spoil(path)
    with pytest.raises(StartupProblem, match=reason):
        bring_back(path, url(), force=True)
    assert contents(url()) == before


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("mine")
    with pytest.raises(StartupProblem, match="exists already"):
        backup(url(), tmp_path / "b")
    assert (tmp_path / "b").read_text() == "mine"
    with pytest.raises(StartupProblem, match="There is no folder"):
        backup(url(), tmp_path / "none" / "b")


def test_a_lost_file_or_an_empty_database_is_no_backup(tmp_path: Path, fresh: DatabaseUrls) -> None:
    default_storage.delete("images/a.png")
    with pytest.raises(StartupProblem, match=r"images/a\.png of a picture is missing"):
        backup(url(), tmp_path / "b")
    with pytest.raises(StartupProblem, match="holds no archive yet"):
        backup(fresh.owner, tmp_path / "b")
    assert sorted(item.name for item in tmp_path.iterdir()) == ["media"]


def test_a_file_that_became_another_is_put_back(tmp_path: Path, fresh: DatabaseUrls) -> None:
    backup(url(), tmp_path / "b")
    default_storage.delete("images/a.png")
    default_storage.save("images/a.png", ContentFile(b"other"))
    bring_back(tmp_path / "b", fresh.owner)
    with default_storage.open("images/a.png") as file:
        assert file.read() == b"not looked at"


def test_a_server_newer_than_the_programs_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clients, "major", lambda connection: 99)
    with pytest.raises(StartupProblem) as refused:
        backup(url(), tmp_path / "b")
    assert str(refused.value).startswith("The server is PostgreSQL 99, and pg_dump is here only")
    assert not (tmp_path / "b").exists()


def test_a_role_that_the_server_does_not_have(tmp_path: Path) -> None:
    backup(url(), tmp_path / "b")
    connection.close()
    with pytest.raises(StartupProblem, match="no role 'nobody_here'"):
        restore(tmp_path / "b", url(), "nobody_here", append_only=APPEND_ONLY, force=True)


def test_a_password_is_no_argument() -> None:
    database, environment = clients.target("postgresql://someone:geheim@localhost/isnad")
    assert "geheim" not in database
    assert environment["PGPASSWORD"] == "geheim"


def test_the_commands_restore_and_verify(tmp_path: Path, fresh: DatabaseUrls) -> None:
    def run(*arguments: str) -> tuple[int, list[str]]:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": url(ROLE),
                "DATABASE_OWNER_URL": url(),
                "MEDIA_ROOT": str(tmp_path / "media"),
                "ISNAD_VAR": str(tmp_path / "var"),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout.splitlines()

    rows = sum(len(table) for table in contents(url()).values())
    assert run("backup", f"{tmp_path}/b.tar") == (
        0,
        [f"{tmp_path}/b.tar: {rows} rows, 2 files, the log up to {cursor()}."],
    )
    status, lines = run("restore", f"{tmp_path}/b.tar", f"--database={fresh.owner}")
    assert status == 0, lines
    assert lines[0].startswith(f"{rows} rows of 20")
    assert lines[1].endswith(": no findings.")
    status, lines = run("restore", f"{tmp_path}/b.tar", f"--database={fresh.owner}")
    assert status == 1
    assert len(lines) == 1 and "--force" in lines[0]
