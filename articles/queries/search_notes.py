"""How a query was understood, in sentences for people."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.queries.search_names import Meaning, Names
from articles.queries.search_pages import DEEPEST
from articles.search.query_language import LONGEST, Query
from articles.search.question import Question

_SHOWN = 5
_OTHERS = 3


def notes_of(query: Query, names: Names, *, ends_early: bool = False) -> Iterator[str]:
    """Only what is not plain to see from the query itself, and where its pages end."""
    if ends_early:
        yield _(
            "Only the best %(count)d results are shown: narrow the search, or sort it by date."
        ) % {"count": DEEPEST}
    if query.cut:
        yield _("Only the first %(count)d characters of the query were looked at.") % {
            "count": LONGEST
        }
    for part in query.parts:
        if part.trouble == "no date":
            yield _("“%(written)s” was taken as words: what follows it is not a date.") % {
                "written": part.written
            }
        elif part.trouble == "no value":
            yield _("“%(written)s” was taken as a word: nothing follows it.") % {
                "written": part.written
            }
    for meaning in names.meanings:
        yield from _of_meaning(meaning)
    for also in names.also:
        yield _("“%(written)s” is also looked for as: %(names)s.") % {
            "written": also.written,
            "names": listed(also.names[:_OTHERS]),
        }


def of_words(found: Question) -> Iterator[str]:
    """That the hits need not have all words."""
    if len(found.needed) > 1 and not (found.every or found.phrases):
        yield _("Hardly any article has all of these words: those with any of them are shown.")


def listed(names: Sequence[str]) -> str:
    """Names in quotation marks, one after another."""
    quoted = [pgettext("a name in quotation marks", "“%s”") % name for name in names]
    return pgettext("between names of a list", ", ").join(quoted)


def _of_meaning(meaning: Meaning) -> Iterator[str]:
    of_source = meaning.part.kind == "source"
    values = {
        "value": meaning.value,
        "names": listed([n for _pk, n in meaning.candidates][:_SHOWN]),
    }
    if len(meaning.candidates) > 1:
        yield (
            _("“%(value)s” is the name of several sources, and all count: %(names)s.")
            if of_source
            else _("“%(value)s” is the name of several topics, and all count: %(names)s.")
        ) % values
    elif not meaning.candidates:
        yield (
            _("No article rests on a source called “%(value)s”: it was looked for as words.")
            if of_source
            else _("No article has a topic called “%(value)s”: it was looked for as words.")
        ) % values
