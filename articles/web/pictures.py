"""The lead picture of an article, at the size in which a page shows it."""

from functools import lru_cache

from django.http import Http404

from articles.models import Image
from articles.queries.pictures import lead_of
from articles.services.images import thumbnail
from articles.web.caching import Asked, Page, reader_page

EDGE = 1280  # pixels of the longer side: what the widest page shows, on a fine display
KEPT = 64  # pictures in memory, some 200 KB each


@reader_page()
def picture(asked: Asked, pk: int) -> Page:
    image = lead_of(pk)
    if image is None:
        raise Http404("no picture")
    try:
        return Page(body=_scaled(_Key(image)), content_type="image/jpeg")
    except OSError as error:  # the store lost the file; the article stands without it
        raise Http404("the picture is not there") from error


class _Key:
    """A picture by its bytes, which never change."""

    def __init__(self, image: Image) -> None:
        self.image = image

    def __hash__(self) -> int:
        return hash(self.image.sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.image.sha256 == self.image.sha256


@lru_cache(KEPT)
def _scaled(key: _Key) -> bytes:
    return thumbnail(key.image, EDGE)
