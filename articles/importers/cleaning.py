"""Cleaning the strings of one item, and remembering by code what was cleaned."""

import re
from urllib.parse import quote

from articles.importers.limits import MAX_URL
from articles.text.normalise import clean_text, has_bidi_override, strip_bidi_overrides

_NUL = "\x00"
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_DANGEROUS = re.compile(
    r"<\s{0,9}/?\s{0,9}(?:script|style|iframe|frame|object|embed|applet|form|input|button|svg|math|link|meta"
    r"|base|template|noscript)\b"
    r"|<[^<>]*[\s/\"']on[a-z]+\s*=|<[^<>]*(?:javascript|vbscript|data)\s*:",
    re.IGNORECASE,
)
_NOT_IN_ADDRESS = '\\s<>"\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff'
_WEB_ADDRESS = re.compile(f"https?://[^/?#{_NOT_IN_ADDRESS}]+[^{_NOT_IN_ADDRESS}]*", re.IGNORECASE)
_HIDDEN = re.compile("[\u202a-\u202e\ufeff]")
_SHOWN = 60


class Cleaning:
    """The cleaning of one item: each method returns the clean string and notes what it did."""

    def __init__(self) -> None:
        self._codes: dict[str, None] = {}

    @property
    def codes(self) -> tuple[str, ...]:
        """What was cleaned, each code once, in the order met."""
        return tuple(self._codes)

    def note(self, code: str, value: str = "") -> None:
        """Remember a code of `reasons.CLEANINGS`, with the beginning of the value concerned."""
        value = "".join(mark for mark in value[:_SHOWN] if mark.isprintable())
        self._codes[f"{code}:{value}" if value else code] = None

    def text(self, value: str) -> str:
        """A text of several lines, without the characters that no text may hold.

        Bidi overrides stay, since they may carry how the original looked, and are noted.
        """
        value = clean_text(self._noted(value))
        if has_bidi_override(value):
            self.note("bidi-override")
        return value

    def plain(self, value: str) -> str:
        """`text`, noting tags: in plain text they are shown as they stand, never obeyed."""
        value = self.text(value)
        if "<" in value and _TAG.search(value):
            self.note("markup-escaped")
        return value

    def markup(self, value: str) -> str:
        """HTML that is yet to be sanitised, which takes out what is noted here."""
        value = _CONTROLS.sub("", self._noted(value)).replace(_NUL, "")
        if has_bidi_override(value):
            self.note("bidi-override")
        if _DANGEROUS.search(value):
            self.note("script-removed")
        return value

    def line(self, value: str) -> str:
        """A title or a name: one line, single spaces, no bidi overrides."""
        if value.isascii() and value.isprintable() and "<" not in value:
            return " ".join(value.split())  # as below, in a tenth of the time
        value = clean_text(self._noted(value))
        if has_bidi_override(value):
            self.note("bidi-removed")
            value = strip_bidi_overrides(value)
        if "<" in value and _TAG.search(value):
            self.note("markup-escaped")
        return " ".join(value.split())

    def name(self, value: str, field: str, limit: int) -> str:
        """A `line` of at most `limit` code points; what is longer is no name and is left out."""
        value = self.line(value)
        if len(value) > limit:
            self.note("too-long", field)
            return ""
        return value

    def address(self, value: str) -> str:
        """An address of the web; any other (javascript:, a path) is left out.

        It stays the same address: characters that hide or turn what is shown are only written
        as a browser sends them, percent-encoded.
        """
        value = value.strip()
        if value and (len(value) > MAX_URL or not _WEB_ADDRESS.fullmatch(value)):
            self.note("bad-url", value)
            return ""
        return _HIDDEN.sub(lambda match: quote(match.group()), value)

    def _noted(self, value: str) -> str:
        """The value with surrogates replaced, and notes of what `clean_text` takes out."""
        if _UNWANTED.search(value):
            if _NUL in value:
                self.note("nul-removed")
            if _CONTROLS.search(value):
                self.note("control-removed")
            if _SURROGATES.search(value):
                self.note("surrogate-replaced")
                value = _SURROGATES.sub("\ufffd", value)
        return value
