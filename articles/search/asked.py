"""What a reader asks the archive for, as it was understood."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Filters:
    """What results are narrowed to; every value of a field must hold, an empty field says nothing.

    Ids of sections, sources and topics, codes of roles and statuses; `years` by the local year
    that an article is dated, 0 for the undated. `since` and `until` are days, both included, in
    the site's time zone.
    """

    sections: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    roles: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    statuses: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


EVERYTHING = Filters()
"""Nothing is narrowed."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A query as it was understood: every part as text, in the order in which it was written.

    `words` are ranked by; `phrases` must stand there word for word, nothing of `without` may
    (each a word or a phrase). `sources` and `topics` are names after «مصدر:» and «موضوع:»; `after`
    and `before` are days, the first included, the second not.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None
    unknown: tuple[str, ...] = field(default=())
    """What looked like an operator and was taken as words."""
    without_sources: tuple[str, ...] = ()
    without_topics: tuple[str, ...] = ()
