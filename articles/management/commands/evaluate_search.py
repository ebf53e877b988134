"""`manage.py evaluate_search`: what the site's search finds among the passages of a file."""

import time
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from articles.management import terminal
from articles.management.progress import ProgressLine
from articles.search.evaluation import Evaluated, EvaluationProblem, evaluate

MOST = 10_000


class Command(BaseCommand):
    """Files in, a file out: no database, no index of the site."""

    help = (
        "Rank passages for questions with the analyser and the ranking of the site. PASSAGES has"
        ' lines {"id", "title", "text"}, QUERIES lines {"id", "text"}; RUN gets a line {"query",'
        ' "ranked"} with the ids of the best passages for each question. No database is used, and'
        " the index is a temporary one."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Three files and a number."""
        for name in ("passages", "queries", "run"):
            parser.add_argument(f"--{name}", type=Path, required=True, metavar=name.upper())
        parser.add_argument(
            "--limit", type=_limit, default=10, metavar="N", help="passages for each (10)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say on stderr how far it is."""
        with translation.override(terminal.language()):
            began = time.monotonic()
            done = self._evaluate(options)
            if options["verbosity"]:
                self.stderr.write(_summary(done, time.monotonic() - began), style_func=str)

    def _evaluate(self, options: dict[str, Any]) -> Evaluated:
        lines: dict[str, ProgressLine] = {}

        def show(name: str, items: int, share: float) -> None:
            if options["verbosity"]:
                if name not in lines:
                    lines[name] = ProgressLine(name, self.stderr, say=_lines_line)
                lines[name].show(items, share)

        try:
            return evaluate(
                options["passages"], options["queries"], options["run"],
                limit=options["limit"], progress=show,
            )  # fmt: skip
        except EvaluationProblem as problem:
            raise CommandError(str(problem)) from problem
        finally:
            for line in lines.values():
                line.close()


def _limit(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise ArgumentTypeError(_("a whole number from 1 to %(most)s") % {"most": f"{MOST:,}"})
    return int(text)


def _lines_line(name: str, items: int, share: float, rate: float) -> str:
    return _("%(name)s: %(count)s lines, %(share)s, %(rate)s a second") % {
        "name": name, "count": f"{items:,}", "share": f"{share:.0%}", "rate": f"{rate:,.0f}",
    }  # fmt: skip


def _summary(done: Evaluated, seconds: float) -> str:
    line = _("Passages indexed: %(passages)s, questions answered: %(questions)s, in %(seconds)s s")
    return line % {
        "passages": f"{done.passages:,}", "questions": f"{done.questions:,}",
        "seconds": f"{seconds:,.1f}",
    }  # fmt: skip
