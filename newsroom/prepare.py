"""Brings a site up to date before it is served: tables, messages, static files, first contents."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from articles.models import Change
from newsroom.messages import catalogues, compile_catalogue
from newsroom.static_files import collect_if_changed


def prepare(base_dir: Path) -> None:
    """Do what is needed, and no more: where nothing changed this takes a fraction of a second.

    Raises `StartupProblem`.
    """
    for source in catalogues(base_dir):
        compile_catalogue(source)
    fresh = migrate_if_needed()
    if not settings.DEBUG:  # Django's own server finds the files where they are
        collect_if_changed()
    if settings.PRODUCTION:
        return
    if fresh and not Change.objects.exists():
        call_command("demo", "load")
    if not _somebody_may_sign_in():
        call_command("editor_password")


def migrate_if_needed() -> bool:
    """Apply what is missing; returns whether the database had no tables of the archive before."""
    executor = MigrationExecutor(connections["owner"])
    applied: dict[tuple[str, str], Any] = dict(executor.loader.applied_migrations)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
    return not any(app == "articles" for app, _name in applied)


def _somebody_may_sign_in() -> bool:
    """Whether an account of the staff has a password; an unusable one is stored with a `!`."""
    staff = get_user_model().objects.filter(is_staff=True)
    return staff.exclude(password__startswith="!").exists()
