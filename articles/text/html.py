"""Safe HTML of articles: cleaning it, deriving plain text from it, making it from plain text."""

import re
import unicodedata
from html import escape, unescape

import nh3

from articles.text.normalise import clean_text, without_controls

_TAGS = frozenset(
    "p br h2 h3 blockquote ul ol li a strong em b i sub sup bdi cite q".split()
)  # what an article may hold
# "*" is named because nh3 lets lang and title stand on every tag otherwise.
_ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "bdi": {"lang"}}
_LIMITED_ATTRIBUTES = {"bdi": {"dir": {"ltr", "rtl", "auto"}}}
_SCHEMES = {"http", "https", "mailto"}
# Dropped with all they contain; of other unknown tags only the tag goes.
_DROPPED = frozenset(
    (
        "script style title noscript noframes template iframe object select textarea svg "
        "math audio video canvas"
    ).split()
)
# Other blocks are turned into ours, so that their words do not run together.
_FOREIGN_BLOCKS = {
    **dict.fromkeys(
        (
            "div section article main aside header footer nav address pre figure figcaption "
            "table caption tr dl dt dd hr center fieldset form details summary"
        ).split(),
        "p",
    ),
    "h1": "h2",
    "h4": "h3",
    "h5": "h3",
    "h6": "h3",
}
_CELLS = frozenset({"td", "th"})

_FOREIGN = re.compile(f"<(/?)({'|'.join([*_FOREIGN_BLOCKS, *_CELLS])})>")
_MAY_BE_EMPTY = frozenset({"p", "h2", "h3", "li", "blockquote", "ul", "ol"})
_EMPTY = re.compile(f"<({'|'.join(_MAY_BE_EMPTY)})>(?:\\s|&nbsp;|<br>)*</")
_BLANK = re.compile(r"(?:\s|&nbsp;)+|<br>")
_PIECE = re.compile("<[^<>]*>|[^<]+|<")
_TEXT_RUN = re.compile("[^<>]+")

_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>|([^<]+|<)")
_WHITE = re.compile("[ \t\n\r\f]{2,}|[\t\n\r\f]")  # all but single spaces
_PARAGRAPH_BREAK, _LINE_BREAK = "\n\n", "\n"
_BLOCKS = frozenset({"p", "h2", "h3", "blockquote", "ul", "ol"})


def _cleaner(tags: frozenset[str] | set[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        clean_content_tags=set(_DROPPED),
        attributes=_ATTRIBUTES,
        tag_attribute_values=_LIMITED_ATTRIBUTES,
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel="nofollow noopener",
    )


_OWN = _cleaner(_TAGS)
_WIDE = _cleaner(_TAGS | _FOREIGN_BLOCKS.keys() | _CELLS)


def sanitise(html: str) -> str:
    """The HTML reduced to what an article may hold, well-formed and safe to show.

    Kept are p, br, h2, h3, blockquote, ul, ol, li, strong, em, b, i, sub, sup, cite, q,
    a[href] with an absolute http, https or mailto address (and rel="nofollow noopener"), and
    bdi[lang, dir]. Other headings become h2 or h3, other blocks (div, tr, ...) p; empty blocks,
    scripts, embedded media and all other tags go, the text of the last stays. Text becomes NFC and
    loses control characters; bidi overrides stay. Sanitising safe HTML changes nothing; no input
    raises.
    """
    wide = _WIDE.clean(html)
    if _FOREIGN.search(wide):
        wide = _OWN.clean(_FOREIGN.sub(_own_block, wide))
    wide = without_controls(wide)  # which entities can bring in
    if not unicodedata.is_normalized("NFC", wide):
        # Only between tags: across a ">" a combining mark would compose with it.
        wide = _TEXT_RUN.sub(lambda match: unicodedata.normalize("NFC", match.group()), wide)
    return _without_empty_blocks(wide).strip()


def _own_block(match: re.Match[str]) -> str:
    slash, tag = match.groups()
    return " " if tag in _CELLS else f"<{slash}{_FOREIGN_BLOCKS[tag]}>"


def _without_empty_blocks(html: str) -> str:
    """Without blocks that hold nothing, nor blocks that hold only such blocks."""
    if not _EMPTY.search(html):
        return html
    kept: list[str] = []
    for piece in _PIECE.findall(html):
        if piece.startswith("</") and piece[2:-1] in _MAY_BE_EMPTY:
            opening = len(kept) - 1
            while opening >= 0 and _BLANK.fullmatch(kept[opening]):
                opening -= 1
            if opening >= 0 and kept[opening] == f"<{piece[2:]}":
                del kept[opening:]
                continue
        kept.append(piece)
    return "".join(kept)


def text_of(html: str) -> str:
    """The plain text of safe HTML, clean (see `clean_text`).

    Blocks are separated by one blank line; a br and an item of a list begin a new line.
    For HTML that `sanitise` or `from_plain` made; from other HTML scripts would come out as text.
    """
    pieces: list[str] = []
    for slash, tag, text in _TOKEN.findall(html):
        broken = not pieces or pieces[-1] == _PARAGRAPH_BREAK
        if text:
            piece = _single_spaced(unescape(text))
            if not (broken and piece == " "):
                pieces.append(piece)
        elif tag in _BLOCKS:
            if not broken:
                pieces.append(_PARAGRAPH_BREAK)
        elif tag == "br" or (tag == "li" and not slash):
            pieces.append(_LINE_BREAK)
    return clean_text("".join(pieces).strip(_LINE_BREAK))


def _single_spaced(text: str) -> str:
    """The text as a browser shows it, with one space for each run of white space."""
    if text.isprintable() and "  " not in text:
        return text
    return _WHITE.sub(" ", text)


def from_plain(text: str) -> str:
    """A plain text as safe HTML: a p for each paragraph, a br for each line end in one.

    The text is cleaned first, and `text_of` gives back the clean text.
    """
    text = clean_text(text)
    if not text:
        return ""
    escaped = escape(text, quote=False).replace("\u00a0", "&nbsp;")
    return "\n".join(
        f"<p>{paragraph.replace(_LINE_BREAK, '<br>')}</p>"
        for paragraph in escaped.split(_PARAGRAPH_BREAK)
    )
