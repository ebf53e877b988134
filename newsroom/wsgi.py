"""The WSGI application that the production server calls."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom.parent import die_with_parent_if_asked

# The server's processes do not notice when the one that started them is killed.
die_with_parent_if_asked()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
# A connection made for each request costs more than most pages do.
os.environ.setdefault("DATABASE_POOLING", "1")

application = get_wsgi_application()

from articles.services.reading_counts import READS  # noqa: E402  needs the applications

READS.start()
