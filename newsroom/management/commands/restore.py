"""`restore`: brings a backup back, and checks what came back."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections
from psycopg.conninfo import conninfo_to_dict

from articles.models import APPEND_ONLY
from newsroom.backups.restoring import restore
from newsroom.database import urls
from newsroom.instance import only_one
from newsroom.postgres.place import var_folder
from newsroom.problems import StartupProblem


class Command(BaseCommand):
    """All or nothing: if it fails, the database is as it was."""

    help = "Bring the backup PATH back into an empty database, and verify it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """From where, and into which database."""
        parser.add_argument("path", type=Path, metavar="PATH")
        parser.add_argument(
            "--database", metavar="URL",
            help="the URL of another database, as its owner (default: the site's own)",
        )  # fmt: skip
        parser.add_argument(
            "--force", action="store_true", help="replace everything that the database holds"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, then run `verify` on the outcome. Raises `StartupProblem`."""
        site = urls(settings.BASE_DIR)
        owner = options["database"] or site.owner
        role = str(conninfo_to_dict(site.site).get("user", ""))
        connections.close_all()  # our own must not hold what is replaced
        if options["database"]:
            self._restore(options["path"], owner, role, options["force"])
        else:
            with only_one(var_folder(settings.BASE_DIR) / "run", "a restore"):
                self._restore(options["path"], owner, role, options["force"])

    def _restore(self, path: Path, owner: str, role: str, force: bool) -> None:
        manifest = restore(path, owner, role, append_only=APPEND_ONLY, force=force)
        self.stdout.write(f"{sum(manifest.rows.values())} rows of {manifest.made_at} are back.")
        self.stdout.flush()
        # A process of its own: this one's settings name another database, perhaps.
        status = subprocess.run(
            [sys.executable, "manage.py", "verify", f"--role={role}"],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DATABASE_URL": owner,
                "DATABASE_OWNER_URL": owner,
                "MEDIA_ROOT": str(settings.MEDIA_ROOT),
            },
            check=False,
        ).returncode
        if status != 0:
            raise StartupProblem("The backup is back, and what it holds is not sound: see above.")
