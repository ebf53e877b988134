"""The language of what people read in answers to programs: errors and the documentation."""

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

LANGUAGES = ("ar", "en")


def language_of(request: HttpRequest) -> str:
    """Arabic or English by Accept-Language; Arabic where the reader names neither."""
    for language, quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        base = language.partition("-")[0]
        if quality > 0 and base in LANGUAGES:
            return base
        if quality > 0 and base == "*":
            break
    return LANGUAGES[0]
