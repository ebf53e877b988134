"""`serve`: run the web server and the worker together until SIGINT or SIGTERM."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from newsroom.address import address_from_environment
from newsroom.serve import serve


class Command(BaseCommand):
    """For a service manager; `make run` prepares the site first."""

    help = "Serve the site on HOST and PORT (127.0.0.1 and 8000), with its worker."

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until a signal."""
        status = serve(settings.BASE_DIR, address_from_environment(), prepare=False)
        sys.exit(status)
