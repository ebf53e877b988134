"""`manage.py suggest_citations`: look for the sources that articles rest on, in their texts."""

import time
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from articles.management import terminal
from articles.management.progress import ProgressLine
from articles.management.suggesting_files import STANDARD, FileProblem, Progress, answer_file
from articles.models import Article
from articles.services.actors import COMMAND
from articles.services.suggesting import Suggested, suggest_many


class Command(BaseCommand):
    """Of articles in the archive, or of a file without any database."""

    help = (
        "Suggest whom articles rest on, for editors to settle. What a person decided stays, and"
        " doing it again changes nothing. With --jsonl no database is used: each line"
        ' {"id", "title", "body", "publisher"} of IN is answered with a line of OUT; one that is'
        ' no article is answered with {"id", "error"}, and the exit status is 1 in the end.'
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which articles: one of these must be given."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--article", metavar="ID", type=int, help="one article")
        which.add_argument("--all", action="store_true", help="all articles")
        which.add_argument(
            "--since", metavar="DATE", help="those that came in or were changed since (2026-01-31)"
        )
        which.add_argument(
            "--jsonl", nargs=2, metavar=("IN", "OUT"), help="files, or - for standard input, output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say on stderr how far it is."""
        with translation.override(terminal.language()):
            if options["jsonl"]:
                source, destination = options["jsonl"]
                self._file(source, destination, options["verbosity"])
            else:
                self._articles(_ids(options), options["verbosity"])

    def _articles(self, ids: list[int], verbosity: int) -> None:
        line = ProgressLine("", self.stderr, say=_articles_line)
        began = time.monotonic()

        def show(total: Suggested) -> None:
            if verbosity:
                line.show(total.articles, total.articles / max(len(ids), 1))

        try:
            total = suggest_many(ids, by=COMMAND, progress=show)
        finally:
            line.close()
        if verbosity:
            self.stdout.write(_summary(total, time.monotonic() - began))

    def _file(self, source: str, destination: str, verbosity: int) -> None:
        name = "" if source == STANDARD else source
        line = ProgressLine(name, self.stderr, say=_articles_line)
        began = time.monotonic()

        def show(progress: Progress) -> None:
            if verbosity:
                line.show(progress.lines, progress.share)

        try:
            done = answer_file(source, destination, progress=show)
        except FileProblem as problem:
            raise CommandError(str(problem)) from problem
        finally:
            line.close()
        if verbosity:
            seconds = time.monotonic() - began
            self.stderr.write(_read_line(done.lines, seconds), style_func=str)
        if done.bad:
            raise CommandError(
                _(
                    "Lines that are no articles: %(bad)s of %(lines)s; the answer to each says what"
                    " is wrong with it."
                )
                % {"bad": f"{done.bad:,}", "lines": f"{done.lines:,}"}
            )


def _ids(options: dict[str, Any]) -> list[int]:
    """The articles that are asked for, in order. Raises CommandError."""
    articles = Article.objects.filter(erased_at=None).order_by("pk")
    if options["article"] is not None:
        pk = options["article"]
        if not 0 < pk < 2**63 or not articles.filter(pk=pk).exists():
            raise CommandError(
                _("There is no article %(number)s, or it was erased.") % {"number": pk}
            )
        return [pk]
    if options["since"] is not None:
        articles = articles.filter(modified_at__gte=_moment(options["since"]))
    return list(articles.values_list("pk", flat=True))


def _moment(text: str) -> datetime:
    """A day's beginning on the site's clock, or a time. Raises CommandError."""
    try:
        at = parse_datetime(text)
        day = parse_date(text) if len(text) <= len("2026-01-31") else None
        if day is not None:
            at = datetime(day.year, day.month, day.day)
        if at is None:
            raise ValueError(text)
        return at if timezone.is_aware(at) else timezone.make_aware(at)
    except (ValueError, OverflowError):
        raise CommandError(
            _("“%(text)s” is not a date such as 2026-01-31.") % {"text": text}
        ) from None


def _articles_line(name: str, items: int, share: float, rate: float) -> str:
    line = _("%(count)s articles, %(share)s, %(rate)s a second") % {
        "count": f"{items:,}", "share": f"{share:.0%}" if share else "?", "rate": f"{rate:,.0f}",
    }  # fmt: skip
    return f"{name}: {line}" if name else line


def _read_line(count: int, seconds: float) -> str:
    return _("Articles read: %(count)s in %(seconds)s s (%(rate)s a second)") % {
        "count": f"{count:,}", "seconds": f"{seconds:,.1f}",
        "rate": f"{count / max(seconds, 0.001):,.0f}",
    }  # fmt: skip


def _summary(total: Suggested, seconds: float) -> str:
    suggestions = _("Suggestions: %(added)s new, %(changed)s changed, %(removed)s taken back") % {
        "added": f"{total.added:,}", "changed": f"{total.changed:,}",
        "removed": f"{total.removed:,}",
    }  # fmt: skip
    return f"{_read_line(total.articles, seconds)}\n{suggestions}"
