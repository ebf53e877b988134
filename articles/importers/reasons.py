"""Why an item is refused or was cleaned: a stable code and an English sentence for each."""

from articles.importers.limits import MAX_KEPT
from articles.importers.records import Refused, Rejected

REASONS: dict[str, str] = {
    "bad-gzip": "The compressed file is damaged from here on; what stood before it was read.",
    "bad-id": "The id is empty or too long.",
    "bad-json": "The line is not valid JSON.",
    "bad-type": "A field holds the wrong kind of value.",
    "bad-utf8": "The text is in no known encoding.",
    "duplicate-id": "An earlier line of this file has the same id.",
    "empty-body": "The article has no text.",
    "missing-id": "The article has no id.",
    "missing-title": "The article has no title.",
    "not-an-object": "The line holds JSON, but not an object.",
    "title-too-long": "The title is too long.",
    "too-large": "The item is too large.",
    "truncated": "The compressed file breaks off here; what stood before it was read.",
    "unreadable": "The file could not be read from here on.",
}
"""Why an item was refused."""

CLEANINGS: dict[str, str] = {
    "bad-date": "The date is impossible; it counts as unknown.",
    "bad-url": "The address is not one of the web; it was left out.",
    "bidi-override": "The text holds characters that override its direction; they were kept.",
    "bidi-removed": "Characters that override the direction were taken out of a title or a name.",
    "control-removed": "Control characters were taken out.",
    "invalid-utf8": "Damaged bytes were replaced by the character U+FFFD.",
    "markup-escaped": "The plain text holds HTML tags; they are shown as text.",
    "no-offset": "The time names no moment without its offset; only its day was kept.",
    "nul-removed": "NUL characters were taken out.",
    "script-removed": "Scripts or other dangerous markup were taken out of the HTML.",
    "surrogate-replaced": "Halves of surrogate pairs were replaced by the character U+FFFD.",
    "too-long": "A field is too long; it was left out.",
    "utf16": "The text was converted from UTF-16.",
    "windows-1256": "The text was converted from Windows-1256.",
}
"""What was changed in an item so that it could come in."""


def refuse(refused: Refused, *, raw: bytes, position: int, key: str | None) -> Rejected:
    """The record of a refusal, with the first `limits.MAX_KEPT` bytes of the item."""
    return Rejected(
        key=key,
        raw=raw[:MAX_KEPT],
        position=position,
        code=refused.code,
        reason=REASONS[refused.code],
        detail=refused.detail,
    )
