"""What all tests share: the database seen as the site's role, people of each role, the corpus."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.test import TransactionTestCase
from pytest_django import Settings

from articles.models import APPEND_ONLY
from articles.services.indexing_keeper import bring_up_to_date
from newsroom.grants import grant
from tests import factories

ROOT = Path(__file__).resolve().parent.parent
APP_ROLE = "isnad_app"
KEPT = {
    "django_migrations", "django_content_type", "auth_permission", "auth_group",
    "auth_group_permissions", "articles_changelog",
}  # fmt: skip


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """After the owner has made the test database, everything runs as the site's role."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection = connections["default"]
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE ROLE {APP_ROLE} LOGIN")
            grant(cursor, APP_ROLE, APPEND_ONLY)
        connection.settings_dict["OPTIONS"]["assume_role"] = APP_ROLE
        connection.close()
    yield
    # Only the owner may drop the database again.
    connection.settings_dict["OPTIONS"].pop("assume_role")
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.close()


def _empty_tables(self: TransactionTestCase) -> None:
    """Empty what a test with real transactions left; roles and their permissions stay."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = ", ".join(f'"{name}"' for (name,) in cursor.fetchall() if name not in KEPT)
        cursor.execute("SELECT set_config('isnad.erasing', 'on', false)")
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
        cursor.execute("UPDATE articles_changelog SET seq = 0, site_version = 0")
        cursor.execute("SELECT set_config('isnad.erasing', '', false)")
        cursor.execute(f"SET ROLE {APP_ROLE}")


TransactionTestCase._fixture_teardown = _empty_tables  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Settings) -> None:
    """No test needs static files collected and hashed first."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def corpus() -> Path:
    """The folder of third-party test data; the test skips where it is absent."""
    folder = Path(os.environ.get("ISNAD_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip(f"no corpus at {folder}: set ISNAD_CORPUS")
    return folder


@pytest.fixture
def seed() -> Path:
    """The pasted text of the first article; the test skips where it is absent."""
    path = ROOT.parent / "shared" / "seed" / "article.txt"
    if not path.is_file():
        pytest.skip("the seed article is not beside the project")
    return path


@pytest.fixture
def editor(db: None) -> Iterator[object]:
    """An editor of all sections."""
    yield factories.user("editor")


@pytest.fixture
def chief(db: None) -> Iterator[object]:
    yield factories.user("chief editor")


@pytest.fixture
def contributor(db: None) -> Iterator[object]:
    yield factories.user("contributor")


@pytest.fixture
def moderator(db: None) -> Iterator[object]:
    yield factories.user("moderator")


@pytest.fixture
def administrator(db: None) -> Iterator[object]:
    yield factories.user("administrator")


@pytest.fixture(autouse=True)
def _no_search_index(settings: Settings) -> None:
    """No test reads the index of a site beside it; `search_index` gives it one of its own."""
    settings.SEARCH_DIR = ROOT / "var" / "no-search-index-in-tests"


@pytest.fixture
def search_index(settings: Settings, tmp_path: Path) -> Callable[[], None]:
    """An index of this test alone, empty until what it gives is called: that brings it up to
    date with the database, as the worker does."""
    settings.SEARCH_DIR = tmp_path / "search"

    def up_to_date() -> None:
        assert bring_up_to_date(settings.SEARCH_DIR) is not None

    return up_to_date
