#!/usr/bin/env python
"""The project's command line: Django's commands, with one clear line where the site cannot run."""

import os
import sys

from newsroom.problems import StartupProblem


def main() -> None:
    """Run the command that the arguments name; exits with status 1 after a `StartupProblem`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    except StartupProblem as problem:
        sys.exit(str(problem))
    except ModuleNotFoundError as error:
        if error.name != "django":
            raise
        sys.exit("Django is not installed in this Python: run 'make run', or use .venv/bin/python.")


if __name__ == "__main__":
    main()
