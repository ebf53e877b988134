"""What somebody sees who failed to log in too often."""

from math import ceil
from typing import Any

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """429 with the time to wait, in a page of the site."""
    pause = get_cool_off(request)
    seconds = ceil(pause.total_seconds()) if pause else 0
    page = render(request, "admin/locked.html", {"minutes": ceil(seconds / 60)}, status=429)
    if seconds:
        page["Retry-After"] = str(seconds)
    page["Cache-Control"] = "private, no-store"
    return page
