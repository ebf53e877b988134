"""A site with a database of its own, for one benchmark's process, removed at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def scratch_site(*, as_owner: bool = False, **environment: str) -> Iterator[Path]:
    """Its folder, with Django set up, tables made and static files served as they lie.

    `as_owner` lets the site write as the owner of the tables; `environment` are more variables.
    Django can be set up once, so a process can have one such site.
    """
    from newsroom.database import temporary_server

    with temporary_server() as urls, TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": urls.owner if as_owner else urls.site,
            "DATABASE_OWNER_URL": urls.owner,
            "ISNAD_VAR": folder,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            **environment,
        }
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connections

        plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
        settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
        call_command("migrate", verbosity=0)
        try:
            yield Path(folder)
        finally:
            connections.close_all()
