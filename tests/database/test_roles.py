"""What the site's database role may not do, tried by raw SQL: history cannot be rewritten."""

from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from articles.models import APPEND_ONLY, Article, Change, Original, Revision
from articles.services.actors import COMMAND
from articles.services.erasure import erase_article
from tests import factories
from tests.owner import as_owner

pytestmark = pytest.mark.django_db

REFUSED = "42501"  # insufficient_privilege


def run(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def refusal(statement: str) -> str | None:
    """The SQLSTATE with which the statement is refused; what it did is undone."""
    try:
        with transaction.atomic():
            run(statement)
            transaction.set_rollback(True)
    except DatabaseError as error:
        return getattr(error.__cause__, "sqlstate", None)
    return None


@pytest.fixture
def article() -> Article:
    made = factories.article("عنوان", topics=[factories.topic()])  # the topic leaves an audit entry
    original = Original.objects.create(sha256="a" * 64, media_type="text/plain", content=b"x")
    Article.objects.filter(pk=made.pk).update(original=original)
    return made


def test_tests_run_as_the_role_of_the_site() -> None:
    [(role, superuser, creates, inherits)] = run(
        "SELECT current_user, rolsuper, rolcreatedb OR rolcreaterole,"
        " EXISTS (SELECT 1 FROM pg_auth_members WHERE member = pg_roles.oid)"
        " FROM pg_roles WHERE rolname = current_user"
    )
    assert (role, superuser, creates, inherits) == ("isnad_app", False, False, False)


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET id = id", "DELETE FROM {table}", "TRUNCATE {table}",
        "TRUNCATE {table} CASCADE", "ALTER TABLE {table} DISABLE TRIGGER ALL",
        "DROP TRIGGER {table}_only_grows ON {table}", "DROP TABLE {table} CASCADE",
        "ALTER TABLE {table} RENAME TO gone", "ALTER TABLE {table} ADD extra int",
        "GRANT ALL ON {table} TO isnad_app",
        "CREATE TRIGGER mine BEFORE INSERT ON {table} FOR EACH ROW"
        " EXECUTE FUNCTION isnad_refuse_rewrite()",
    ],
)  # fmt: skip
def test_history_is_not_rewritten(table: str, statement: str, article: Article) -> None:
    if table == "articles_change":
        statement = statement.replace("id = id", "seq = seq")
    [(before,)] = run(f"SELECT count(*) FROM {table}")
    assert before > 0
    sql = statement.format(table=table)
    if sql.startswith("GRANT"):
        refusal(sql)  # PostgreSQL warns and grants nothing
    else:
        assert refusal(sql) == REFUSED
    assert run(f"SELECT count(*) FROM {table}") == [(before,)]
    assert refusal(f"DELETE FROM {table}") == REFUSED


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_switch_of_erasure_opens_nothing(table: str, article: Article) -> None:
    run("SELECT set_config('isnad.erasing', 'on', true)")
    assert refusal(f"DELETE FROM {table}") == REFUSED


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(
    "statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"]
)
def test_a_trigger_stops_even_the_owner(table: str, statement: str, article: Article) -> None:
    key = "seq" if table == "articles_change" else "id"
    as_owner()  # what waits for the commit is done, so that TRUNCATE may begin
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        assert refusal(statement.format(table, key)) == REFUSED
        cursor.execute("SET ROLE isnad_app")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
        "ALTER ROLE isnad_app SUPERUSER",
        "ALTER TABLE articles_article DROP CONSTRAINT article_titled",
        "DROP INDEX article_newest",
        "DROP FUNCTION isnad_erase(bigint, timestamptz)",
        "ALTER FUNCTION isnad_refuse_rewrite() RENAME TO gone",
        "CREATE OR REPLACE FUNCTION isnad_refuse_rewrite() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN OLD; END'",
        "SET session_replication_role = replica",
        "SET SESSION AUTHORIZATION isnad_admin",
        "DELETE FROM django_migrations",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'y', now())",
        "TRUNCATE articles_article CASCADE",
        "COPY articles_article TO '/tmp/x'",
        "COPY articles_article TO PROGRAM 'true'",
        "SELECT pg_read_file('/etc/passwd')",
        "SET ROLE pg_read_all_data",
    ],
)
def test_the_database_is_not_changed(statement: str) -> None:
    assert refusal(statement) == REFUSED


def test_nothing_that_was_refused_happened() -> None:
    assert run("SELECT count(*) FROM pg_roles WHERE rolname = 'mine'") == [(0,)]
    assert run("SELECT to_regclass('mine'), to_regprocedure('mine()')") == [(None, None)]


def test_its_own_session_cannot_become_the_owner() -> None:
    known = connection.get_connection_params()
    try:
        site = psycopg.connect(
            host=known.get("host"), port=known.get("port"), dbname=known["dbname"], user="isnad_app"
        )
    except psycopg.OperationalError:
        pytest.skip("on this server the site's role needs a password")
    [(owner,)] = run("SELECT tableowner FROM pg_tables WHERE tablename = 'articles_revision'")
    with site:
        for statement in (f"SET ROLE {owner}", f"SET SESSION AUTHORIZATION {owner}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), site.transaction():
                site.execute(statement)  # type: ignore[call-overload]
        assert site.execute("SELECT current_user, session_user").fetchone() == (
            "isnad_app", "isnad_app",
        )  # fmt: skip


def test_it_does_read_add_and_change_what_it_is_for(article: Article) -> None:
    assert refusal("INSERT INTO articles_auditentry (at, actor, action, object_type, detail)"
                   " VALUES (now(), 'x', 'x', '', '{}')") is None  # fmt: skip
    assert refusal("UPDATE articles_article SET standfirst = 'x'") is None
    assert refusal("DELETE FROM articles_citation") is None
    assert refusal("UPDATE articles_changelog SET site_version = site_version + 1") is None


def test_only_marked_articles_are_erased(article: Article) -> None:
    kept = list(Revision.objects.order_by("pk").values_list("snapshot", flat=True))
    for pk in (article.pk, 0):
        assert refusal(f"SELECT isnad_erase({pk}, now())") == "P0001"  # raise_exception
    assert list(Revision.objects.order_by("pk").values_list("snapshot", flat=True)) == kept


def test_erasing_one_leaves_the_others_and_shuts_the_door_again(article: Article) -> None:
    other = factories.article("باقية")
    kept = list(other.revisions.order_by("pk").values_list("snapshot", flat=True))
    changes = list(Change.objects.order_by("seq").values_list("seq", flat=True))
    erase_article(by=COMMAND, article_id=article.pk, reason="أمر")
    assert list(other.revisions.order_by("pk").values_list("snapshot", flat=True)) == kept
    assert list(Change.objects.order_by("seq").values_list("seq", flat=True))[:-1] == changes
    assert run("SELECT current_setting('isnad.erasing', true)") == [("",)]
    assert refusal("UPDATE articles_revision SET why = ''") == REFUSED


def test_others_may_not_erase() -> None:
    as_owner("CREATE ROLE roles_stranger", "GRANT roles_stranger TO CURRENT_USER")
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE roles_stranger")
        assert refusal("SELECT isnad_erase(1, now())") == REFUSED
        cursor.execute("SET ROLE isnad_app")
