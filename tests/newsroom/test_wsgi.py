"""What a process of the web server has done before its first request."""

import os
import subprocess
import sys

from newsroom.database import NOWHERE

STARTED = """
import gc, sys
import newsroom.wsgi
from articles.attribution.table import load_table
print(load_table.cache_info().currsize, "articles.web.search" in sys.modules)
print(gc.get_freeze_count() > 100_000, len(gc.get_objects()) < 5_000)
"""


def test_what_lasts_is_loaded_and_no_garbage() -> None:
    env = {**os.environ, "DATABASE_URL": NOWHERE, "DATABASE_OWNER_URL": NOWHERE}
    done = subprocess.run(
        [sys.executable, "-c", STARTED], env=env, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.split() == ["1", "True", "True", "True"], done.stderr
