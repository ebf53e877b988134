"""`demo load` and `demo remove`: the archive of examples that a new site starts with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.services.actors import COMMAND
from articles.services.demo import load_demo
from articles.services.demo_removal import remove_demo


class Command(BaseCommand):
    """Loading twice changes nothing; removing leaves what editors made."""

    help = "Load the demo archive, or remove it again."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do."""
        parser.add_argument("what", choices=["load", "remove"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what was done."""
        if options["what"] == "load":
            count = load_demo(by=COMMAND)
            done = f"Loaded {count} demo articles." if count else "The demo is loaded already."
        else:
            count = remove_demo(by=COMMAND)
            done = f"Erased {count} demo articles." if count else "There is no demo to remove."
        self.stdout.write(done)
