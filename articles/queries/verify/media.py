"""Files of pictures: each is there, and is the one that was taken in."""

import hashlib
from collections.abc import Iterator

from django.core.files.storage import Storage

from articles.models import Image, Rendition
from articles.queries.verify.finding import Finding, portions

PORTION = 500
BLOCK = 1024 * 1024  # bytes read at once


def check() -> Iterator[Finding]:
    """Pictures by their hash, renditions by being there."""
    for images in portions(Image.objects.only("file", "sha256"), PORTION):
        for image in images:
            digest = digest_of(image.file.storage, image.file.name or "")
            if digest is None:
                yield Finding("media", f"picture {image.pk}", f"{image.file.name} is missing")
            elif digest != image.sha256:
                yield Finding("media", f"picture {image.pk}", f"{image.file.name} has other bytes")
    for renditions in portions(Rendition.objects.all(), PORTION):
        for rendition in renditions:
            if not rendition.file.storage.exists(rendition.file.name or ""):
                where = f"picture {rendition.image_id}"
                yield Finding("media", where, f"{rendition.file.name} is missing")


def digest_of(storage: Storage, name: str) -> str | None:
    """The SHA-256 of a stored file in hex, None where there is none."""
    digest = hashlib.sha256()
    try:
        with storage.open(name) as file:
            while block := file.read(BLOCK):
                digest.update(block)
    except (FileNotFoundError, IsADirectoryError):
        return None
    return digest.hexdigest()
