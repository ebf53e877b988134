"""What an importer hands on: an article as its source gives it, or a refusal with its reason."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Credit:
    """A source named in an article's closing line, with the evidence for it.

    `start` and `end` count Unicode code points of the record's field `target`, end exclusive:
    `target[start:end] == exact`. `prefix` and `suffix` are the text around it, at most
    `limits.QUOTE_CONTEXT` code points each (a W3C TextQuoteSelector). `kind_word` is the noun
    before the name («موقع»), `cue` the words that make it a credit («المصدر»).
    """

    target: Literal["footer"]
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    name: str
    kind_word: str = ""
    cue: str = ""


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article as its source gives it, cleaned, with nothing added by guesswork.

    `key` is the same whenever the same item comes in again. `raw` are the item's bytes as they
    stood in its file (a JSON line without its line ending). `body_html` is safe HTML, `body_text`
    its plain text with a blank line between paragraphs. `footer` and `prompt` were split off the
    end of the text. `dated` is EDTF, '' where the date is unknown. `cleaned` lists the codes of
    `reasons.CLEANINGS` that apply, each with the value concerned after a colon where there is one.
    `position` is the number of the line it stood on, from 1; no two items of a file share one.
    """

    key: str
    raw: bytes
    media_type: str
    position: int
    title: str
    body_html: str
    body_text: str
    standfirst: str = ""
    footer: str = ""
    prompt: str = ""
    language: str = "ar"
    dated: str = ""
    publisher_name: str = ""
    url: str = ""
    byline: tuple[str, ...] = ()
    category: str = ""
    topics: tuple[str, ...] = ()
    rights: str = ""
    credits: tuple[Credit, ...] = ()
    cleaned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """An item that could not become an article.

    `raw` are its bytes, the first `limits.MAX_KEPT` of them. `code` is a key of
    `reasons.REASONS`, `reason` its English sentence, `detail` what it was in this item.
    """

    key: str | None
    raw: bytes
    position: int
    code: str
    reason: str
    detail: str = ""


Item = ArticleRecord | Rejected


class Refused(Exception):
    """Raised inside an importer when the item at hand cannot become an article.

    `code` is a key of `reasons.REASONS`.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
