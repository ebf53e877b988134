"""Reports that stand in this archive itself, known by their address."""

import re
from urllib.parse import urlsplit

from django.conf import settings

from articles.models import Article

_PATH = re.compile(r"/a/(\d{1,18})/")


def article_at(address: str) -> Article | None:
    """The article that an address of this site leads to; None for any other address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    found = _PATH.match(parts.path)
    if found is None or parts.netloc.lower() != urlsplit(settings.SITE_URL).netloc.lower():
        return None
    return Article.objects.filter(pk=int(found[1])).first()
