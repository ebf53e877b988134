"""Reading the fields of a JSON object with their types checked."""

from collections.abc import Mapping
from typing import Any

from articles.importers.records import Refused

_JSON_TYPES = {
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    list: "array",
    dict: "object",
    type(None): "null",
}


def json_type(value: Any) -> str:
    """What JSON calls this kind of value."""
    return _JSON_TYPES[type(value)]


def string(data: Mapping[str, Any], field: str) -> str:
    """The string that stands there, '' where the field is missing or null.

    Raises Refused("bad-type") for any other type.
    """
    value = data.get(field)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    raise Refused("bad-type", f"{field}: {json_type(value)}")


def identifier(data: Mapping[str, Any], field: str) -> str:
    """A string, or a whole number as a string, as databases number their rows."""
    value = data.get(field)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return string(data, field)
