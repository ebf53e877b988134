"""`manage.py index`: brings the search index up to date, or builds it anew."""

import os
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.management.progress import ProgressLine
from articles.search.engine import IndexProblem
from articles.services.indexing_keeper import bring_up_to_date, wait_for_worker


class Command(BaseCommand):
    help = (
        "Bring this node's search index up to date. The worker does so by itself; --rebuild makes"
        " a new one of the whole archive, and the old one serves until that is whole."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="build it anew")
        parser.add_argument(
            "--processes", type=int, default=os.cpu_count() or 1, metavar="N",
            help="that build it (default: one for each processor)",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        line = ProgressLine("search index", self.stderr)

        def show(done: int, total: int) -> None:
            if options["verbosity"]:
                line.show(done, done / max(total, 1))

        folder = Path(settings.SEARCH_DIR)
        rebuild, processes = options["rebuild"], options["processes"]
        try:
            number = bring_up_to_date(folder, processes=processes, rebuild=rebuild, progress=show)
            if number is None:  # the worker keeps it: so that does it
                number = wait_for_worker(folder, processes=processes, rebuild=rebuild)
        except (IndexProblem, OSError) as problem:
            raise CommandError(str(problem)) from problem
        finally:
            line.close()
        seconds = time.monotonic() - began
        articles = f"{number:,} article{'s' * (number != 1)}"
        self.stdout.write(f"The search index holds {articles} ({seconds:.1f} s).")
