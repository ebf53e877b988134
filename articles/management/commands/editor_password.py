"""`manage.py editor_password`: makes or resets an account that may do everything here."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from articles.services.accounts import reset_editor


class Command(BaseCommand):
    help = (
        "Make an account of a chief editor, moderator and administrator in one, or give it these"
        " roles and a new password; print the password once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", default="editor", help="login name (default: editor)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            password = reset_editor(username=options["username"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Sign in as {options['username']} with the password {password}")
