"""JSON schemas (draft 2020-12) of the demo archive's YAML files."""

from typing import Any

ROLES = [
    "relayed",
    "reported",
    "interview",
    "quoted",
    "agency_copy",
    "credit",
    "spoken",
    "statement",
]
STATES = ["confirmed", "suggested", "rejected"]
STATUSES = ["published", "scheduled", "withdrawn", "draft"]
REASONS = ["error", "rights", "legal", "source_retracted", "duplicate", "other"]
TARGETS = ["title", "standfirst", "byline", "body", "footer"]
KINDS = [
    "agency",
    "newspaper",
    "magazine",
    "broadcaster",
    "site",
    "journal",
    "institution",
    "person",
    "other",
]

KEY = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
TEXT = {"type": "string", "minLength": 1, "pattern": r"^\S(.*\S)?$"}
MAYBE_TEXT = {"anyOf": [TEXT, {"const": ""}]}
MAYBE_KEY = {"anyOf": [KEY, {"type": "null"}]}
INSTANT = {
    "type": "string",
    "pattern": r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+03:00$",
}
SLUG = {"type": "string", "pattern": r"^\w+(-\w+)*$", "maxLength": 200}


def record(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """Schema of an object with these properties and no others."""
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": sorted(required),
        "additionalProperties": False,
    }


def many(item: dict[str, Any], at_least: int = 0) -> dict[str, Any]:
    """Schema of a list of unlike items."""
    return {"type": "array", "items": item, "minItems": at_least, "uniqueItems": True}


CITATION = record(
    {
        "key": KEY,
        "source": MAYBE_KEY,
        "name": MAYBE_TEXT,
        "role": {"enum": ROLES},
        "state": {"enum": STATES},
        "via": MAYBE_KEY,
        "target": {"enum": TARGETS},
        "exact": TEXT,
        "cue": {"anyOf": [{**TEXT, "maxLength": 100}, {"const": ""}]},
    },
    # The newsroom has read the source itself, not only what others relay of it.
    {"consulted": {"const": True}},
)
REPLY = record(
    {"name": TEXT, "text": TEXT, "state": {"enum": ["approved", "pending"]}, "at": INSTANT}
)
COMMENT = record({**REPLY["properties"], "replies": many(REPLY)})
PART = {"type": "number", "minimum": 0, "maximum": 1}
PICTURE = record(
    {
        "file": {"type": "string", "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*\.webp$"},
        "alt": {**TEXT, "minLength": 60, "maxLength": 500},
        "caption": TEXT,
        "credit": {**TEXT, "maxLength": 300},
        # Where the picture may not be cut: across from its left edge, down from its top.
        "focus": {"type": "array", "items": PART, "minItems": 2, "maxItems": 2},
    }
)
ARTICLE = record(
    {
        "key": KEY,
        "title": {**TEXT, "maxLength": 500},
        "standfirst": TEXT,
        "section": KEY,
        "topics": many(KEY, at_least=1),
        "byline": many(KEY, at_least=1),
        "language": {"const": "ar"},
        "dated": {"type": "string", "pattern": r"^(\d{4}(-\d\d(-\d\d)?)?[~?%]?)?$"},
        "status": {"enum": STATUSES},
        "published": {"anyOf": [INSTANT, {"type": "null"}]},
        "references": many(TEXT, at_least=1),
        "body": many(TEXT, at_least=2),
        "footer": MAYBE_TEXT,
        "citations": many(CITATION),
        "comments": many(COMMENT),
        "corrections": many(record({"at": INSTANT, "text": TEXT})),
        "rights": TEXT,
    },
    {
        "withdrawal": record({"reason_code": {"enum": REASONS}, "reason": TEXT}),
        "picture": PICTURE,
    },
)
SOURCE = record(
    {
        "key": KEY,
        "name": TEXT,
        "kind": {"enum": KINDS},
        "description": TEXT,
        "names": record({script: many(TEXT) for script in ("ar", "en", "ru")}),
        "domains": many({"type": "string", "pattern": r"^[a-z0-9-]+(\.[a-z0-9-]+)+$"}),
        "country": {"anyOf": [{"type": "string", "pattern": "^[A-Z]{2}$"}, {"type": "null"}]},
        "owner": MAYBE_KEY,
        "parent": MAYBE_KEY,
    },
    {"demo": {"const": True}},
)
PERSON = record(
    {
        "key": KEY,
        "name": TEXT,
        "name_en": TEXT,
        "kind": {"enum": ["person", "desk", "agency"]},
        "bio": TEXT,
    }
)
TOPIC = record({"key": KEY, "name": TEXT, "name_en": TEXT, "slug": SLUG})
SECTION = record(
    {
        **TOPIC["properties"],
        "position": {"type": "integer", "minimum": 1},
        "description": TEXT,
    }
)
