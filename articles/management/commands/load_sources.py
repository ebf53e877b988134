"""`manage.py load_sources`: bring the sources of the name table into the archive."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from articles.attribution.table import load_table
from articles.management import terminal
from articles.models import User
from articles.services.actors import COMMAND, Actor
from articles.services.source_table import Loaded, load_sources


class Command(BaseCommand):
    """Loading the same table again changes nothing."""

    help = (
        "Load the newspapers, agencies, broadcasters and sites that the program knows, with their"
        " names in Arabic, English and Russian. What an editor changed, removed or merged stays"
        " so; a source that is here already is completed."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who loads it."""
        parser.add_argument("--by", metavar="USERNAME", help="the account that loads them")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it, and say what became of each source; nothing is said with `--verbosity 0`."""
        with translation.override(terminal.language()):
            table = load_table()
            if options["verbosity"]:
                count = f"{len(table.entries):,}"
                self.stdout.write(_("Sources in the name table: %(count)s") % {"count": count})
            try:
                loaded = load_sources(by=_actor(options["by"]), table=table)
            except PermissionDenied as error:
                raise CommandError(str(error)) from error
            if options["verbosity"]:
                self._summary(loaded)

    def _summary(self, loaded: Loaded) -> None:
        counts = [
            (_("made anew"), loaded.created),
            (_("here before, completed"), loaded.adopted),
            (_("changed, as the table has changed"), loaded.changed),
            (_("as they were"), loaded.unchanged),
            (_("deleted or merged by editors, left so"), loaded.left),
        ]
        for label, names in counts:
            if names:
                self.stdout.write(f"  {len(names):>6,}  {label}")
        if loaded.unclear:
            self.stdout.write(
                _("Not loaded, since several sources of the archive may be meant: %(names)s")
                % {"names": ", ".join(loaded.unclear)}
            )
        if loaded.taken:
            self.stdout.write(
                _("Domains that stay with the source that has them: %(domains)s")
                % {"domains": ", ".join(loaded.taken)}
            )


def _actor(username: str | None) -> Actor:
    """The account of that name, or the command itself. Raises CommandError."""
    if not username:
        return COMMAND
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(_("There is no account “%(name)s”.") % {"name": username})
    return user
