"""Pages for one person only: never kept by a cache, and some for the newsroom only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from articles.web.caching import as_anybody

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """Answer in the site's language with `Cache-Control: private, no-store`."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with as_anybody():
            response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    return answer


def staff_only(view: View) -> View:
    """Let people with an account of the newsroom in; others are asked to log in, or refused."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_staff:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return answer
