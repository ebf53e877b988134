"""«هل تقصد …؟»: the query as it was perhaps meant, where that finds more."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet

from articles.attribution.table import Entry, load_table
from articles.models import Article
from articles.queries.search_results import Meant
from articles.search.engine import FORMS, Index
from articles.search.keyboard import retyped
from articles.search.misspelt import best, one_letter_off, torn
from articles.search.nodes import Combined, Node, Phrase, Word
from articles.search.query_language import Query, parse
from articles.search.sounds import sources_by_sound, told_by
from articles.text.analyser import Term, analyse_text
from articles.text.clitics import readings
from articles.text.stem import signless

MOST_WORDS = 10
"""Words of a query that are looked at, and among them those that are put right."""
MOST_CHANGED = 3

RARE = 2
"""Up to so many articles a word may be a slip that others made too."""
TIMES = 50
"""Another word must be so many times as frequent then."""

_SURELY = 100  # documents with a word, whoever may see them, from which on it is no slip
_CANDIDATES = 5
_NAMES = 8
_FORMS = FORMS["text"]

Total = Callable[[Query], int]


class _Edit(NamedTuple):
    """Other words for `start:end` of the query, after the proclitics `before`; `key` is an article
    that has them, 0 where it is known how they are written."""

    start: int
    end: int
    new: str
    key: int = 0
    before: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A term of the query, where it stands there, and how many articles have it; whether it is the
    name after an `operator`, and `bare`, so that several words need marks around them."""

    term: Term
    start: int
    end: int
    count: int
    operator: bool = False
    bare: bool = False


def meant(
    query: Query,
    total_of: Total,
    index: Index,
    conditions: Sequence[Node],
    articles: QuerySet[Article],
    known: Iterable[str] = (),
) -> Meant | None:
    """What `query` may have been meant as; None where that is no better.

    `total_of` counts what has any word of a query. Nothing is offered that no document of
    `conditions` has, and none of `articles`. The folded words `known` are right as they are. One
    query for how words are written, and those of `total_of`.
    """
    looked = _Index(index, conditions)
    places = list(_places(query, looked, frozenset(known)))
    unknown = [place for place in places if place.count == 0]
    if unknown:
        other = _other_keyboard(query, total_of, looked)
        if other:
            return other
    doubtful = [place for place in places if place.count <= RARE][:MOST_CHANGED]
    edits = _as_written(list(_edits(query, doubtful, places, looked)), articles)
    if not edits:
        return None
    parts = tuple(_with(query.text, edits))
    text = "".join(piece for piece, _changed in parts)
    found, total = total_of(parse(text)), total_of(query)
    starts = {edit.start for edit in edits}
    changed = [place for place in doubtful if place.start in starts]
    # A word that nobody has only takes room; for one that some have, more must be found. A source
    # narrows what words alone had found.
    enough = total + 1 if any(place.count for place in changed) else max(total, 1)
    if any(place.operator for place in changed):
        enough = 1
    return Meant(text, parts, found) if found >= enough else None


class _Index:
    """What the index says of words, for those who may see what `conditions` describe."""

    def __init__(self, index: Index, conditions: Sequence[Node]) -> None:
        self.index, self.conditions = index, tuple(conditions)

    def anywhere(self, form: str) -> int:
        """Documents with a folded form, whoever may see them: to choose what is counted."""
        return self.index.doc_freq(_FORMS, form)

    def only_names(self, form: str) -> bool:
        """Whether a folded form stands in names of sources, topics and people alone."""
        stems = {term.stem for term in analyse_text(form)}
        names = sum(self.index.doc_freq("names", stem) for stem in stems)
        return names >= self.anywhere(form)

    def seen(self, *nodes: Node) -> int:
        return self.index.count(Combined(must=(*nodes, *self.conditions)))

    def key(self, node: Node) -> int:
        """A document, 0 where there is none."""
        hits = self.index.search(Combined(must=(node, *self.conditions)), limit=1).hits
        return hits[0].key if hits else 0

    def of_stem(self, stem: str) -> int:
        """Documents with a stem, counted only where they are few."""
        if self.index.doc_freq("text", stem) > _SURELY:
            return _SURELY
        return self.seen(Word("text", stem))


def _form(form: str) -> Node:
    return Word(_FORMS, form)


def _places(query: Query, looked: _Index, known: frozenset[str]) -> Iterator[_Place]:
    """The telling words of the query."""
    count = 0
    for part in query.parts:
        no_name = part.trouble == "no name"
        if part.kind not in ("word", "phrase") or not part.wanted or (part.trouble and not no_name):
            continue
        # After an operator only what it stands before is looked at.
        start = query.text.find(part.text.split()[0], part.start) if no_name else part.start
        bare = no_name and query.text[start - 1] in " :"
        for term in analyse_text(query.text[start : part.end]):
            if term.is_stop or not any(char.isalpha() for char in term.folded):
                continue
            count += 1
            if count > MOST_WORDS:
                return
            n = _SURELY if term.folded in known else looked.of_stem(term.stem)
            yield _Place(term, start + term.start, start + term.end, n, no_name, bare)


def _other_keyboard(query: Query, total_of: Total, looked: _Index) -> Meant | None:
    """What the same keys say on the other keyboard, if all of that is known and finds more."""
    for text in retyped(query.text):
        other = parse(text)
        places = list(_places(other, looked, frozenset()))
        if places and all(place.count for place in places):
            found = total_of(other)
            if found > total_of(query):
                return Meant(other.text, ((other.text, True),), found)
    return None


def _edits(
    query: Query, doubtful: Sequence[_Place], places: Sequence[_Place], looked: _Index
) -> Iterator[_Edit]:
    rest = tuple(Word("text", place.term.stem) for place in places if place.count > RARE)
    end = 0
    for place in doubtful:
        if place.start < end:
            continue
        edit = (
            _joined(query, place, places, looked)
            or _one_off(place, rest, looked)
            or (_named(place, looked) if not place.count else None)
            or (_torn(place, looked) if not place.count else None)
        )
        if edit:
            end = edit.end
            yield edit


def _one_off(place: _Place, rest: tuple[Node, ...], looked: _Index) -> _Edit | None:
    """The likeliest word that is one letter off, rather one that stands beside the others."""
    word = place.term.folded
    cuts = (r.offset for r in readings(word) if word[r.offset :] == r.rest)
    for cut in dict.fromkeys((0, *cuts)):
        weighed: list[tuple[float, str]] = []
        for guess in best(one_letter_off(word[cut:]), looked.anywhere, _CANDIDATES):
            count = looked.seen(_form(guess.word))
            if count and count >= TIMES * place.count:
                beside = looked.seen(_form(guess.word), Combined(should=rest)) if rest else 0
                weighed.append((guess.likely * (count + 10 * beside), guess.word))
        if weighed:
            form = max(weighed)[1]
            called = load_table().called(form)
            if len(called) == 1 and looked.only_names(form):
                return _Edit(place.start, place.end, _main_name(called[0], place))
            return _Edit(place.start, place.end, form, looked.key(_form(form)), word[:cut])
    return None


def _torn(place: _Place, looked: _Index) -> _Edit | None:
    """The word as two that stand beside one another."""
    counted = []
    for pair in torn(place.term.folded):
        if all(looked.anywhere(one) for one in pair):
            node = Phrase(_FORMS, pair)
            counted.append((looked.seen(node), pair))
    count, pair = max(counted, default=(0, ("", "")))
    if not count:
        return None
    key = looked.key(Phrase(_FORMS, pair))
    return _Edit(place.start, place.end, " ".join(pair), key)


def _joined(query: Query, place: _Place, places: Sequence[_Place], looked: _Index) -> _Edit | None:
    """The word and the one before or after it as one."""
    at = places.index(place)
    for first, last in ((at - 1, at), (at, at + 1)):
        if first < 0 or last >= len(places):
            continue
        one, other = places[first], places[last]
        if query.text[one.end : other.start].strip():
            continue
        form = one.term.folded + other.term.folded
        if looked.anywhere(form) and looked.seen(_form(form)) > TIMES * place.count:
            return _Edit(one.start, other.end, form, looked.key(_form(form)))
    return None


def _named(place: _Place, looked: _Index) -> _Edit | None:
    """The source whose name has the same consonants, by its main name in the script of the word."""
    word = place.term.folded
    entry = sources_by_sound().get(told_by(word))
    if entry is None:
        return None
    names = [*entry.ar, entry.name, *entry.ru][:_NAMES]
    runs = [tuple(term.stem for term in analyse_text(name)) for name in names]
    phrases = (Phrase("text", run) for run in runs if run)
    if not looked.seen(Combined(should=tuple(phrases))):
        return None
    return _Edit(place.start, place.end, _main_name(entry, place))


def _main_name(entry: Entry, place: _Place) -> str:
    """The name under which readers know a source, in the script of the word if there is one."""
    main = [entry.name, *entry.ar[:1], *entry.ru[:1]]
    script = _script(place.term.folded)
    name = next((name for name in main if _script(name) == script), main[0])
    return f"«{name}»" if place.bare and " " in name else name


def _script(name: str) -> str:
    return "arabic" if name >= "\u0600" else "latin" if name < "\u0250" else "other"


def _as_written(edits: Sequence[_Edit], articles: QuerySet[Article]) -> list[_Edit]:
    """The edits with their words as the articles that have them write them (one query); what
    nobody may read after all is left out."""
    keys = {edit.key for edit in edits if edit.key}
    if not keys:
        return list(edits)
    rows = articles.filter(pk__in=keys)
    texts = {
        pk: "\n".join(texts)
        for pk, *texts in rows.values_list("pk", "title", "standfirst", "body_text")
    }
    return [
        edit._replace(new=edit.before + _spelt(edit.new, texts[edit.key])) if edit.key else edit
        for edit in edits
        if not edit.key or edit.key in texts
    ]


def _spelt(folded: str, text: str) -> str:
    """Folded words as they stand in a text, without signs on their letters."""
    wanted = folded.split(" ")
    terms = analyse_text(text)
    for at, term in enumerate(terms):
        run = terms[at : at + len(wanted)]
        if term.folded == wanted[0] and [one.folded for one in run] == wanted:
            return " ".join(signless(text[one.start : one.end]) for one in run)
    return folded


def _with(text: str, edits: Sequence[_Edit]) -> Iterator[tuple[str, bool]]:
    """The pieces of a text with other words in it, and which of them are other."""
    at = 0
    for edit in edits:
        if text[at : edit.start]:
            yield text[at : edit.start], False
        yield edit.new, True
        at = edit.end
    if text[at:]:
        yield text[at:], False
