"""What a reader may be typing: names of sources, topics, people and sections, and titles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from articles.models import Article, Person, Section, Source, Topic
from articles.queries.search_index import standing
from articles.queries.search_tree import readers
from articles.queries.suggestions_names import Entry, Kind, known_names
from articles.search.engine import DATE, Index, IndexProblem
from articles.search.nodes import Combined, Node, OneOf, Phrase, Word
from articles.search.query_marks import cleaned
from articles.text.analyser import Term, analyse_text
from articles.text.fold import fold_name

SIZE = 8
SHORTEST = 2
"""Letters of the last word, at least: with one, nearly everything begins."""

LONGEST = 100
"""Code points of what was typed that are looked at."""

MOST_TITLES = 4
_EXPANDED = 50  # words that begin as the last one does, the most frequent
_LOOKED_AT = 40  # names that begin so
_COLUMNS: dict[Kind, tuple[Any, tuple[str, ...]]] = {
    "source": (Source, ("label", "name")),
    "topic": (Topic, ("name",)),
    "person": (Person, ("name",)),
    "section": (Section, ("name",)),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` for people, and `q`, the query with it; `pk` and `slug` of what it names.

    `count` is how many articles readers find with it, 1 for a title. A source may be suggested for
    a name that it has beside `text`.
    """

    kind: Kind | Literal["title"]
    text: str
    q: str
    pk: int
    slug: str
    count: int = 1


def suggestions(prefix: str, size: int = SIZE) -> list[Suggestion]:
    """At most `size` suggestions for what was typed so far, names before titles.

    Only what readers find articles by. A query for each kind of thing that is suggested, one for
    titles, one for the state of the index; and those of `known_names` once in a while.
    """
    typed = " ".join(cleaned(prefix[:LONGEST]).split())
    before, _, last = typed.rpartition(" ")
    if len(fold_name(last).replace(" ", "")) < SHORTEST:
        return []
    now = standing()
    if now.index is None or now.state != "ready":
        return []
    public = readers(now.changed)
    try:
        names = _names(now.index, typed, public, size)
        titles = _titles(now.index, before, last, public)
    except IndexProblem as problem:
        now.report(problem)
        return []
    room = max(size - len(titles), size - MOST_TITLES)
    return [*names[:room], *titles][:size]


def _names(index: Index, typed: str, public: Node, size: int) -> list[Suggestion]:
    """Names that begin with all that was typed, or with its last word, the most frequent first."""
    words = typed.split(" ")
    chosen: dict[tuple[Kind, int], tuple[str, int]] = {}
    # The longest end of what was typed that begins a name is what is being typed.
    for first in range(len(words)):
        begun = fold_name(" ".join(words[first:]))
        if chosen or len(begun) < SHORTEST:
            break
        for entry in known_names(index).beginning(begun, _LOOKED_AT):
            count = index.count(Combined(must=(_having(entry), public)))
            if count:
                chosen[entry.kind, entry.pk] = (" ".join(words[:first]), count)
            if len(chosen) == size:
                break
    return sorted(_shown(chosen), key=lambda one: -one.count)


def _having(entry: Entry) -> Node:
    if entry.kind == "person":
        return Phrase("names", tuple(term.stem for term in analyse_text(entry.name)))
    return OneOf(entry.kind, (entry.pk,))


def _shown(chosen: dict[tuple[Kind, int], tuple[str, int]]) -> Iterator[Suggestion]:
    """Under the names that they have now (a query for each kind)."""
    for kind, (model, columns) in _COLUMNS.items():
        ids = [pk for one, pk in chosen if one == kind]
        if not ids:
            continue
        for pk, slug, *names in model.objects.filter(pk__in=ids).values_list(
            "pk", "slug", *columns
        ):
            before, count = chosen[kind, pk]
            name = next(name for name in names if name)
            yield Suggestion(kind, name, f"{before} {name}".strip(), pk, slug, count)


def _titles(index: Index, before: str, last: str, public: Node) -> list[Suggestion]:
    """The newest titles with all words, the last one only begun (one query).

    Not the best matches: those would be the titles with the rarest word that begins so.
    """
    whole = [term for term in analyse_text(before) if not term.is_stop]
    begun = _begun(index, analyse_text(last))
    if not begun:
        return []
    words = tuple(Word("title", term.stem) for term in whole)
    node = Combined(must=(*words, Combined(should=tuple(begun)), public))
    keys = [key for _, key in index.in_order(node, DATE, limit=2 * MOST_TITLES)]
    rows = Article.objects.public().filter(pk__in=keys).values_list("pk", "title", "slug")
    found = {pk: (title, slug) for pk, title, slug in rows}
    shown: dict[str, Suggestion] = {}
    for pk in keys:
        if pk in found:
            title, slug = found[pk]
            shown.setdefault(fold_name(title), Suggestion("title", title, title, pk, slug))
    return list(shown.values())[:MOST_TITLES]


def _begun(index: Index, terms: Sequence[Term]) -> Iterable[Node]:
    """The last of these words as a beginning, the others whole."""
    if not terms:
        return []
    *others, last = terms
    whole = tuple(Word("title", term.stem) for term in others if not term.is_stop)
    found = [last.stem, *(term for term, _ in index.terms("title", last.stem, most=_EXPANDED))]
    begun = tuple(Word("title", term) for term in dict.fromkeys(found))
    return [Combined(must=(*whole, Combined(should=begun)))]
