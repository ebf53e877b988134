"""The demo archive, removed: its articles erased, and deleted what only they needed."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from articles.demo import reading
from articles.models import Article, Image, Person, Section, Source, Topic
from articles.services.actors import Actor
from articles.services.erasure import erase_article
from articles.services.images import delete_image
from articles.services.recording import recording
from articles.services.sources import delete_source
from articles.services.taxonomy import delete_taxon


def remove_demo(*, by: Actor) -> int:
    """Erase the demo's articles, and delete what only they needed; returns how many articles.

    Their addresses answer 410 from then on, as of any erased article. What an editor changed, or
    other articles use, stays. Raises PermissionDenied.
    """
    with recording(by):
        ids = Article.objects.filter(is_demo=True, erased_at=None).values_list("pk", flat=True)
        removed = [erase_article(by=by, article_id=pk, reason="demo") for pk in list(ids)]
        _remove_names(by)
        _remove_pictures(by)
    return len(removed)


def _remove_names(by: Actor) -> None:
    # What belongs to another goes before its owner.
    for entry in reversed(list(reading.owners_first(reading.entries("sources")))):
        # What the name table brought, or completed, is not the demo's.
        source = Source.objects.filter(
            name=entry["name"], version=1, citations=None, table_entry=None
        ).first()
        if source is not None:
            _unless_needed(delete_source, by=by, source_id=source.pk)
    kinds: list[tuple[str, Any, str]] = [
        ("sections", Section, "slug"),
        ("topics", Topic, "slug"),
        ("people", Person, "name"),
    ]
    for name, model, unique in kinds:
        for entry in reading.entries(name):
            taxon = model.objects.filter(**{unique: entry[unique]}, articles=None).first()
            if taxon is not None:
                _unless_needed(delete_taxon, by=by, taxon=taxon)


def _remove_pictures(by: Actor) -> None:
    """Delete the rows of the demo's pictures; only their files stay, as of any deleted picture."""
    for entry in reading.articles():
        if "picture" in entry:
            content = reading.picture_path(entry["picture"]["file"]).read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            for image in Image.objects.filter(sha256=digest):
                _unless_needed(delete_image, by=by, image_id=image.pk)


def _unless_needed(delete: Callable[..., None], **arguments: Any) -> None:
    """What an account, another source or an import is bound to stays."""
    try:
        delete(**arguments)
    except ValidationError:
        return
