"""`compile_messages`: compile the translations, or check that they are complete."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.messages import catalogues, compile_catalogue, gaps


class Command(BaseCommand):
    """Like Django's `compilemessages`, without the need for GNU gettext."""

    help = "Compile the message catalogues; with --check, report what is not translated."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--check` and `--force`."""
        parser.add_argument("--check", action="store_true", help="list gaps and write nothing")
        parser.add_argument("--force", action="store_true", help="compile unchanged ones as well")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, or exit with status 1 and one line per gap."""
        sources = catalogues(settings.BASE_DIR)
        if options["check"]:
            found = [line for source in sources for line in gaps(source)]
            if found:
                raise CommandError("\n".join(found))
            return
        for source in sources:
            if compile_catalogue(source, always=options["force"]):
                self.stdout.write(f"compiled {source.relative_to(settings.BASE_DIR)}")
