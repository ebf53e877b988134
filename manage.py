#!/usr/bin/env python
"""The project's command line: Django's commands, with one clear line where the site cannot run."""

import os
import sys


def main() -> None:
    """Run the command that the arguments name; exits with status 1 after a `StartupProblem`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        from django.core.management import execute_from_command_line

        from newsroom.database import do_without, problem_behind
        from newsroom.parent import die_with_parent_if_asked
        from newsroom.problems import StartupProblem
    except ModuleNotFoundError as error:
        if error.name not in ("django", "psycopg"):
            raise
        sys.exit(f"This Python has no {error.name}: run 'make run', or use .venv/bin/python.")
    die_with_parent_if_asked()
    if _needs_no_database(sys.argv[1:]):
        do_without()
    try:
        execute_from_command_line(sys.argv)
    except StartupProblem as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        away = problem_behind(error)
        if away is None:
            raise
        sys.exit(str(away))


def _needs_no_database(arguments: list[str]) -> bool:
    """Whether the command reads and writes files only; its option may be shortened."""
    return arguments[:1] == ["evaluate_search"] or (
        arguments[:1] == ["suggest_citations"]
        and any(argument.startswith("--j") for argument in arguments)
    )


if __name__ == "__main__":
    main()
