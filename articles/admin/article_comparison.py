"""Two states of an article side by side, field by field, with the words that differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.models import Article, Image, Person, Section, Topic
from articles.services.snapshots import TEXT_FIELDS
from articles.text.differences import Row, side_by_side
from articles.text.html import sanitise, text_of
from articles.text.normalise import clean_text

FIELDS = (
    "title", "standfirst", "body", "footer", "section", "topics", "people", "byline_text",
    "dated", "date_unknown", "language", "rights", "comments_open", "embargo_until",
    "lead_image", "slug", "publisher_name", "origin_url",
)  # fmt: skip
MANY = {"topics": Topic, "people": Person}
ONE = {"section": Section, "lead_image": Image}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs; `same_words` says that only the markup of the text does, and
    `untouched` that the right side has it as it was before both."""

    label: str
    rows: list[Row]
    same_words: bool = False
    untouched: bool = False


def typed(cleaned: dict[str, Any]) -> dict[str, Any]:
    """What was typed into the form, in the shape of a revision's snapshot, cleaned as stored."""
    kept = {name: cleaned[name] for name in TEXT_FIELDS if name in cleaned}
    for name in ("title", "standfirst", "footer", "byline_text", "rights", "publisher_name"):
        kept[name] = clean_text(cleaned.get(name) or "").strip()
    kept["body"] = sanitise(cleaned.get("body") or "")
    for name in ONE:
        kept[name] = cleaned[name].pk if cleaned.get(name) else None
    kept["topics"] = sorted(topic.pk for topic in cleaned["topics"])
    kept["people"] = [person.pk for person in cleaned["byline"]]
    return kept | {"embargo_until": cleaned.get("embargo_until")}


def touched(base: dict[str, Any], mine: dict[str, Any]) -> set[str]:
    """Fields that somebody changed who began from the snapshot `base`."""
    return {field for field in FIELDS if field in base and mine[field] != base[field]}


def compare(
    left: dict[str, Any], right: dict[str, Any], base: dict[str, Any] | None = None
) -> list[Difference]:
    """Fields in which two snapshots differ; at most four queries, for names.

    `base` is the snapshot that `right` began from, where that is known.
    """
    names = _names([left, right])
    found = []
    for field in FIELDS:
        if field not in left or field not in right or left[field] == right[field]:
            continue
        one, other = (_words(field, side[field], names) for side in (left, right))
        same_words = field == "body" and one == other
        if same_words:
            one, other = left[field], right[field]
        if one != other:
            untouched = base is not None and field in base and right[field] == base[field]
            rows = side_by_side(one, other)
            found.append(Difference(_label(field), rows, same_words, untouched))
    return found


def _label(field: str) -> str:
    return str(Article._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def _names(sides: Iterable[dict[str, Any]]) -> dict[str, dict[int, str]]:
    """Names of all that the snapshots point to, by field and id."""
    names: dict[str, dict[int, str]] = {}
    for field, model in (MANY | ONE).items():
        ids: set[int] = set()
        for side in sides:
            value = side.get(field)
            ids.update(value if isinstance(value, list) else [value] if value else [])
        found = model._default_manager.in_bulk(ids) if ids else {}
        names[field] = {pk: str(thing) for pk, thing in found.items()}
    return names


def _words(field: str, value: Any, names: dict[str, dict[int, str]]) -> str:
    if field in MANY:
        return "، ".join(names[field].get(pk, f"#{pk}") for pk in value)
    if field in ONE:
        return names[field].get(value, f"#{value}") if value else ""
    if field == "body":
        return text_of(value or "")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field == "embargo_until":
        return date_format(localtime(value), "DATETIME_FORMAT") if value else ""
    return str(value or "")
