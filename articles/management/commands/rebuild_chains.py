"""`manage.py rebuild_chains`: writes again what is kept of the articles' chains."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.services.actors import COMMAND
from articles.services.chain_rows import rebuild_chain_rows


class Command(BaseCommand):
    help = (
        "Write again who stands behind whom in the chains of articles, and on how many origins"
        " each rests. The site does so with every change; this is for after changes by hand."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = rebuild_chain_rows(by=COMMAND)
        self.stdout.write(f"Wrote the chains of {done} article{'s' * (done != 1)} again.")
