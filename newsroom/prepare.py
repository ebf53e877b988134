"""Brings a site up to date before it is served: tables, messages, static files, first contents."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from articles.models import Article, Change, SourceTableEntry
from newsroom.messages import compile_all
from newsroom.static_files import collect_if_changed


def prepare(base_dir: Path) -> None:
    """Do what is needed, and no more: where nothing changed this takes a fraction of a second.

    Raises `StartupProblem`.
    """
    compile_all(base_dir)
    migrate_if_needed()
    if not settings.DEBUG:  # Django's own server finds the files where they are
        collect_if_changed()
    # Where the demo was removed, the log of changes still tells of it.
    fresh = not Article.objects.exists() and not Change.objects.exists()
    if fresh and not settings.PRODUCTION:
        call_command("demo", "load")
    # After the demo, whose sources it completes. Where nothing changed it has nothing to say.
    call_command("load_sources", verbosity=int(not SourceTableEntry.objects.exists()))
    if settings.PRODUCTION:
        return
    if not _somebody_may_sign_in():
        call_command("editor_password")


def migrate_if_needed() -> None:
    """Apply the migrations that are missing; finding out costs a tenth of what `migrate` does."""
    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def _somebody_may_sign_in() -> bool:
    """Whether an account of the staff has a password; an unusable one is stored with a `!`."""
    staff = get_user_model().objects.filter(is_staff=True)
    return staff.exclude(password__startswith="!").exists()
