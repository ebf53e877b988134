"""`backup`: database, files and a manifest into one new folder or .tar file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from newsroom.backups.making import backup
from newsroom.database import urls


class Command(BaseCommand):
    """While the site runs; what is committed when it begins is in it, and nothing else."""

    help = "Back up the database and the files into PATH, a new folder or a new .tar file."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("path", type=Path, metavar="PATH")

    def handle(self, *args: Any, **options: Any) -> None:
        """Back up, and say what is in it. Raises `StartupProblem`."""
        manifest = backup(urls(settings.BASE_DIR).owner, options["path"])
        self.stdout.write(
            f"{options['path']}: {sum(manifest.rows.values())} rows,"
            f" {len(manifest.files) - 1} files, the log up to {manifest.log}."
        )
