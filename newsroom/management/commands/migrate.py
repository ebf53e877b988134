"""`migrate` as the owner of the tables, followed by what the site's role may do with them."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections, transaction

from articles.models import APPEND_ONLY
from newsroom.grants import grant


class Command(Migrate):
    """Django's command on the database alias `owner` instead of `default`."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Django's own arguments, with another default."""
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then grant; a warning where the site runs as the owner itself."""
        super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"] or options["prune"]:
            return
        owner = connections[options["database"]]
        role = connections["default"].settings_dict["USER"]
        if role == owner.settings_dict["USER"]:
            if options["verbosity"] > 0:
                self.stderr.write(
                    "The site's role owns the tables, so only triggers protect the history;"
                    " set DATABASE_OWNER_URL to keep the two roles apart."
                )
            return
        with transaction.atomic(using=options["database"]), owner.cursor() as cursor:
            grant(cursor, role, APPEND_ONLY)
