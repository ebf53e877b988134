"""A line of the name table as the archive stores a source: fields, names with kinds, domains."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass
from typing import Any

from articles.attribution.table import Entry
from articles.models import NameKind
from articles.services.sources import language_of, one_line
from articles.text.fold import fold_name

FIELDS = ("name", "label", "kind", "country")
LINKS = ("owner", "parent")
_LONGEST = 200  # code points of a name
# Counted up when other names or kinds come of the same line of the table.
_FORM = 1
# Arab countries, whose media have Arabic names: elsewhere an Arabic spelling is a transliteration.
_ARAB = frozenset("AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())
# Letters that writers put for one another, or leave out, in foreign names: بلومبيرغ, بلومبرج.
_SKELETON = str.maketrans("غجقةى", "كككهي", "اويه ")


@dataclass(frozen=True, slots=True)
class Line:
    """What the table says of a source. `owner` and `parent` are keys of other lines ('' for none),
    `names` are (text, language, kind), no two of them folding to the same."""

    name: str
    label: str
    kind: str
    country: str
    owner: str
    parent: str
    names: tuple[tuple[str, str, str], ...]
    domains: tuple[str, ...]
    evidence: str

    def as_json(self) -> dict[str, Any]:
        """As `SourceTableEntry.loaded` keeps it."""
        kept = asdict(self)
        return kept | {"names": [list(item) for item in self.names], "domains": list(self.domains)}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Line":
        """What `as_json` gave."""
        names = tuple((text, language, kind) for text, language, kind in kept["names"])
        return cls(**{**kept, "names": names, "domains": tuple(kept["domains"])})


def digest(entry: Entry) -> str:
    """By what a line of the table is known to be the same as when it was loaded."""
    return hashlib.sha256(repr((_FORM, astuple(entry))).encode()).hexdigest()


def line_of(entry: Entry) -> Line:
    """The line of an entry; its first Arabic name is the one that readers see."""
    name = one_line(entry.name)
    return Line(
        name=name,
        label=one_line(entry.ar[0]) if entry.ar else name,
        kind=entry.kind,
        country=entry.country,
        owner=entry.owner,
        parent=entry.parent,
        names=_unique(_names(entry, name)),
        domains=tuple(dict.fromkeys(d.strip().lower().removeprefix("www.") for d in entry.domains)),
        evidence=entry.evidence,
    )


def _names(entry: Entry, name: str) -> Iterator[tuple[str, str, str]]:
    yield name, language_of(name), NameKind.CANONICAL
    main = skeleton(entry.ar[0]) if entry.ar and entry.country not in _ARAB else ""
    for number, text in enumerate(entry.ar):
        spelt = bool(main) and skeleton(text) == main
        other = NameKind.TRANSLITERATION if spelt else NameKind.ALIAS
        yield text, "ar", other if number else NameKind.CANONICAL
    for text in entry.en:
        yield text, "en", NameKind.ALIAS
    for number, text in enumerate(entry.ru):
        yield text, "ru", NameKind.ALIAS if number else NameKind.CANONICAL
    for text in entry.abbr:
        yield text, language_of(text), NameKind.ABBREVIATION


def _unique(names: Iterator[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
    kept: dict[str, tuple[str, str, str]] = {}
    for text, language, kind in names:
        text = one_line(text)
        folded = fold_name(text)
        if folded and len(text) <= _LONGEST:
            kept.setdefault(folded, (text, language, str(kind)))
    return tuple(kept.values())


def skeleton(name: str) -> str:
    """The consonants of an Arabic name, in which spellings of one foreign name agree."""
    return fold_name(name).translate(_SKELETON)
