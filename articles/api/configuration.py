"""Settings of Django REST framework and of drf-spectacular, which the site's settings take over."""

from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_SCHEMA_CLASS": "articles.api.openapi.Schema",
    "EXCEPTION_HANDLER": "articles.api.handler.problem_response",
    # Formats are negotiated by Accept; a parameter nobody declared is refused like any other.
    "URL_FORMAT_OVERRIDE": None,
}

_VOCABULARY = "articles.models.vocabulary"

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Isnad: the archive for programs",
    "DESCRIPTION": (
        "Articles of the archive, the sources that each rests on, and every change in order. "
        "Reading is public. Arrays are always arrays and what is unknown is null; times are "
        "RFC 3339 with the offset of the archive's time zone, so that their day is the day that "
        "the archive counts; dates of originals are EDTF."
    ),
    "VERSION": "1",
    "DEFAULT_GENERATOR_CLASS": "articles.api.openapi.Generator",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "AUTHENTICATION_WHITELIST": [],
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "ENUM_NAME_OVERRIDES": {
        "ArticleStatus": f"{_VOCABULARY}.ArticleStatus",
        "CitationRole": f"{_VOCABULARY}.CitationRole",
        "CitationState": f"{_VOCABULARY}.CitationState",
        "EvidenceTarget": f"{_VOCABULARY}.EvidenceTarget",
        "SourceKind": f"{_VOCABULARY}.SourceKind",
        "NameKind": f"{_VOCABULARY}.NameKind",
        "ChangeOp": f"{_VOCABULARY}.ChangeOp",
    },
}
