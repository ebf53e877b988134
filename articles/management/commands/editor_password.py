"""`manage.py editor_password`: makes or resets the account of a chief editor."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from articles.services.accounts import reset_editor


class Command(BaseCommand):
    help = "Make the account of a chief editor, or give it a new password, and print that once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", default="editor", help="login name (default: editor)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            password = reset_editor(username=options["username"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{options['username']}: {password}")
