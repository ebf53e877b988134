"""Counting that a page was served to a reader: numbers only, never whose they are."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from articles.services.reading_counts import READS

# «Cubot» makes telephones.
_ROBOT = re.compile(
    r"(?<!cu)bot\b|bot[_/-]|crawl|spider|slurp|archiver|externalhit|facebookcatalog|preview|"
    r"monitor|uptime|scrapy|headless|lighthouse|feedfetcher|mediapartners|"
    r"^(?:curl|wget|python|java|go-http|okhttp|libwww|php|ruby|node|axios|apache-http)\b",
    re.IGNORECASE,
)
SERVED = (200, 304)

View = Callable[..., HttpResponseBase]


def counted(view: View) -> View:
    """Count each article page (`pk`) that `view` serves, be it from memory or as not changed."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
        response = view(request, *args, **parts)
        if response.status_code in SERVED and by_reader(request):
            READS.add(parts["pk"])
        return response

    return answer


def by_reader(request: HttpRequest) -> bool:
    """Whether a browser asks for the page, as far as it says: no robot, no look ahead, no HEAD."""
    if request.method != "GET" or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return False
    return _ROBOT.search(request.headers.get("User-Agent", "")) is None
