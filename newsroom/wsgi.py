"""The WSGI application that the production server calls."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application

from newsroom.parent import die_with_parent_if_asked

# The server's processes do not notice when the one that started them is killed.
die_with_parent_if_asked()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
# A connection made for each request costs more than most pages do.
os.environ.setdefault("DATABASE_POOLING", "1")

# A search counts in a thread beside: to take its turn after five milliseconds, as is the default,
# takes longer than the counting.
sys.setswitchinterval(0.0005)

application = get_wsgi_application()

import newsroom.urls  # noqa: E402, F401  all that requests need, which the first would wait for
from articles.attribution.table import load_table  # noqa: E402
from articles.services.reading_counts import READS  # noqa: E402  needs the applications
from articles.text.thesaurus import concept  # noqa: E402

load_table()
concept("")
READS.start()
# What lasts as long as the process is no garbage: to look through all of it again and again would
# hold up requests for a tenth of a second.
gc.collect()
gc.freeze()
