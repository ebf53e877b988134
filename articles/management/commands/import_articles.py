"""`manage.py import_articles`: bring in articles from files, as far as they are not here yet."""

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from articles.importers.registry import FORMATS, Format, UnknownFormat, by_name
from articles.management.progress import ProgressLine
from articles.models import Outcome, Section, User
from articles.services.actors import COMMAND, Actor
from articles.services.ingest import Filing, Tally, filing
from articles.services.ingest.files import FileImport, FileProgress, import_file
from articles.services.ingest.reasons import sentence


class Command(BaseCommand):
    """Each file is a batch: a run that was killed is gone on with by giving the command again."""

    help = (
        "Import articles from files or folders. The same file again changes nothing; after a kill,"
        " the same command goes on where it stopped."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Paths, and how their articles come in."""
        names = "|".join(["auto", *(form.name for form in FORMATS)])
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder of files")
        parser.add_argument("--format", metavar=names, default="auto", help="default: auto")
        parser.add_argument("--publish", action="store_true", help="publish what is new at once")
        parser.add_argument("--section", metavar="SLUG", help="the section of what is new")
        parser.add_argument("--by", metavar="USERNAME", help="the account that imports")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import every file that can be read; exit with status 1 where one could not."""
        by = _actor(options["by"])
        form = _format(options["format"])
        where = _filing(by, options["section"])
        began = time.monotonic()
        total, done, failed = Tally(), 0, 0
        for path, origin in _files([Path(name) for name in options["paths"]]):
            try:
                result = self._import(path, origin, by, form, where, options)
            except (UnknownFormat, OSError) as error:
                failed += 1
                self.stderr.write(_problem(path, error))
                continue
            except PermissionDenied as error:
                raise CommandError(f"{options['by']} may not import this: {path}") from error
            done += 1
            total.outcomes.update(result.tally.outcomes)
            total.rejected.update(result.tally.rejected)
            total.cleaned.update(result.tally.cleaned)
        self._summary(total, done, time.monotonic() - began)
        if failed:
            raise CommandError(f"{failed} of {done + failed} files could not be read; see above.")

    def _import(
        self,
        path: Path,
        origin: str,
        by: Actor,
        form: Format | None,
        where: Filing,
        options: dict[str, Any],
    ) -> FileImport:
        line = ProgressLine(origin, self.stderr)

        def show(progress: FileProgress) -> None:
            if options["verbosity"]:
                line.show(progress.tally.items, progress.read / max(progress.size, 1))

        try:
            result = import_file(
                path,
                by=by,
                origin=origin,
                form=form,
                publish=options["publish"],
                filing=where,
                progress=show,
            )
        finally:
            line.close()
        if result.repeated:
            self.stdout.write(f"{origin}: imported before, nothing changed")
        elif result.resumed:
            self.stdout.write(f"{origin}: went on after item {result.resumed:,}")
        return result

    def _summary(self, total: Tally, files: int, seconds: float) -> None:
        rate = total.items / max(seconds, 0.001)
        self.stdout.write(
            f"{_counted(total.items, 'item')} of {_counted(files, 'file')}"
            f" in {seconds:,.1f} s ({rate:,.0f} a second)"
        )
        for outcome in Outcome:
            self.stdout.write(f"  {outcome.value:<10} {total.outcomes[outcome.value]:>9,}")
            if outcome == Outcome.REJECTED:
                self._codes(total.rejected)
        self.stdout.write(f"  {'cleaned':<10} {sum(total.cleaned.values()):>9,}")
        self._codes(total.cleaned)
        if place := _admin():
            self.stdout.write(f"Each item with its outcome and reason: {place}")

    def _codes(self, counts: dict[str, int]) -> None:
        with translation.override("en"):
            for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
                self.stdout.write(f"    {code:<18} {count:>9,}  {sentence(code)}")


def _actor(username: str | None) -> Actor:
    """The account of that name, or the command itself. Raises CommandError."""
    if not username:
        return COMMAND
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is no account '{username}'.")
    return user


def _format(name: str) -> Format | None:
    """The format of that name, None for `auto`. Raises CommandError."""
    if name == "auto":
        return None
    try:
        return by_name(name)
    except UnknownFormat as error:
        raise CommandError(str(error)) from error


def _filing(by: Actor, slug: str | None) -> Filing:
    """All into one section, or each into the section that is named as its category."""
    if not slug:
        return filing(by=by)[0]
    section = Section.objects.filter(slug=slug).first()
    if section is None:
        raise CommandError(f"There is no section '{slug}'.")
    return Filing(rest=section)


def _files(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """The files to read, those of a folder in order of their names, each with its public name.

    Hidden files and folders are passed over. The name says nothing of where on this machine the
    file lies: it is shown as the place that the original came from.
    """
    for path in paths:
        if not path.is_dir():
            yield path, path.name
            continue
        found = [file for file in sorted(path.rglob("*")) if file.is_file()]
        names = [(file, file.relative_to(path)) for file in found]
        shown = [pair for pair in names if not any(part.startswith(".") for part in pair[1].parts)]
        for file, inside in shown:
            yield file, str(Path(path.resolve().name, inside))
        if not shown:
            yield path, path.name


def _problem(path: Path, error: Exception) -> str:
    if path.is_dir():
        return f"{path}: no files in this folder, or none that may be read"
    if isinstance(error, UnknownFormat):
        return str(error)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{path}: {reason}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _admin() -> str:
    """The address of the records in the admin, '' where the site has none."""
    try:
        return reverse("admin:articles_importrecord_changelist")
    except NoReverseMatch:
        return ""
