"""Writes articles without end through the services, and notes each one that was acknowledged.

Run as `python -m tests.newsroom.writer LOG`; a line of LOG is `article version title`.
"""

import sys
import time
from itertools import count
from pathlib import Path


def main(log: Path) -> None:
    """Create, edit and publish until killed; an error of the database is no acknowledgement."""
    import django

    django.setup()
    from django.db import DatabaseError, connections

    with log.open("a", encoding="utf-8") as file:
        for number in count():
            try:
                for article, version, title in _one(number):
                    file.write(f"{article} {version} {title}\n")
                    file.flush()
            except DatabaseError:
                connections.close_all()
                time.sleep(0.1)


def _one(number: int):  # type: ignore[no-untyped-def]
    """One article through three writes; yields what each returned, after it was committed."""
    from articles.services.actors import COMMAND
    from articles.services.drafting import create_article, edit_article
    from articles.services.publishing import publish

    title = f"خبر {time.time_ns()}"
    made = create_article(by=COMMAND, title=title, body=f"<p>نص المادة {number}.</p>")
    yield made.pk, made.version, title
    title = f"{title} منقّح"
    edited = edit_article(by=COMMAND, article_id=made.pk, base_version=made.version, title=title)
    yield edited.pk, edited.version, title
    published = publish(by=COMMAND, article_id=made.pk)
    yield published.pk, published.version, title


if __name__ == "__main__":
    main(Path(sys.argv[1]))
