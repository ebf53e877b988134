"""`prepare`: bring tables, messages and static files up to date; the first time, load the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from newsroom.prepare import prepare


class Command(BaseCommand):
    """What `make run` does before it serves; a deployment runs it after each update."""

    help = "Bring the database, the messages and the static files up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run all steps that are needed."""
        prepare(settings.BASE_DIR)
