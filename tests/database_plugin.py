"""A PostgreSQL of its own for each test run, and the messages in Arabic: pytest loads this before
Django's settings.

`TEST_DATABASE_URL` names another server to test against; its role must be allowed to create
databases. `DATABASE_URL` is ignored, so that tests never touch the data of a site.
"""

import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from newsroom.database import temporary_server
from newsroom.messages import compile_all
from newsroom.problems import StartupProblem

_running = ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Start the server and point Django at it; workers of pytest-xdist inherit the environment."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    compile_all(Path(__file__).resolve().parent.parent)  # a fresh clone has none
    url = os.environ.get("TEST_DATABASE_URL", "")
    if not url:
        try:
            # The owner, who may create the test databases and run the migrations in them.
            url = _running.enter_context(temporary_server()).owner
        except StartupProblem as problem:
            raise pytest.UsageError(str(problem)) from problem
    os.environ["DATABASE_URL"] = url
    os.environ["DATABASE_OWNER_URL"] = url


def pytest_unconfigure() -> None:
    """Stop the server; after a kill its keeper does so by itself."""
    _running.close()
