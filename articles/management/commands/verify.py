"""`manage.py verify`: checks that the archive is what its design says."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.queries import verify


class Command(BaseCommand):
    help = "Check every invariant of the archive: a line for each finding, then status 1."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--role", default="", help="check the rights of this database role (default: own)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        with verify.one_snapshot():
            for finding in verify.findings(options["role"]):
                self.stdout.write(str(finding))
                found += 1
            counts = verify.counts()
        for finding in verify.index_findings():
            self.stdout.write(str(finding))
            found += 1
        checked = ", ".join(f"{number} {name}" for name, number in counts.items())
        self.stdout.write(f"Checked {checked}: {found or 'no'} finding{'s' * (found != 1)}.")
        if found:
            sys.exit(1)
