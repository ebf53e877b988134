"""Which sources a name may mean: what the words beside it exclude, and an order for the rest."""

from collections.abc import Iterable, Sequence

from articles.attribution import lexicon as lex
from articles.attribution.places import Place
from articles.attribution.table import Entry, NameTable
from articles.text.fold import fold_name


def fitting(place: Place, table: NameTable) -> tuple[Entry, ...]:
    """The entries of the name that its head noun and nationality leave open.

    A source for whom the name is an unusual one (MENA as «الشرق الأوسط») needs the head noun that
    tells it. Where nothing fits, all are left: a wrong word beside a name is the article's.
    """
    forms = list(dict.fromkeys(place.forms))
    kinds = _kinds(place)
    if kinds and all(form.entry.kind not in kinds for form in forms):
        return in_full(place, table) or tuple(dict.fromkeys(form.entry for form in forms))
    fit = [form for form in forms if form.entry.kind in kinds] if kinds else []
    fit = fit or forms
    fit = [form for form in fit if not form.weak] or fit
    entries = list(dict.fromkeys(form.entry for form in fit))
    if len(entries) > 1:
        entries = _by_country(place, entries) or entries
    return tuple(entries)


def in_full(place: Place, table: NameTable) -> tuple[Entry, ...]:
    """The entries that have the name with its head noun among their names: «وكالة أنباء
    "الشرق الأوسط"», where marks stand between the two."""
    words = place.words
    between = words.folded[place.head_at + 1 : place.last + 1]
    return table.called(" ".join([place.heads[-1], *between])) if place.heads else ()


def another_kind(place: Place, table: NameTable) -> bool:
    """Whether an ordinary word stands after a head noun that fits none of its sources:
    «وكالة ستاندرد» is not a newspaper called so."""
    kinds = _kinds(place)
    misfit = bool(kinds) and all(f.entry.kind not in kinds for f in place.forms)
    return place.weak and misfit and not in_full(place, table)


def _kinds(place: Place) -> frozenset[str]:
    telling = [head for head in place.heads if head not in lex.LOOSE_HEADS]
    return lex.HEADS[telling[0]] if telling else frozenset()


def _by_country(place: Place, entries: Iterable[Entry]) -> list[Entry]:
    words = place.words
    for i in range(place.last + 1, min(len(words), place.last + 4)):
        if words.ends_sentence(i) or words.at(i) not in lex.NATIONALITIES:
            if words.at(i) not in lex.HEAD_TAILS:
                break
            continue
        countries = lex.NATIONALITIES[words.at(i)]
        return [entry for entry in entries if entry.country in countries]
    return []


def ranked(
    entries: Sequence[Entry], table: NameTable, own: frozenset[str], named: frozenset[str],
    country: str,
) -> tuple[Entry, ...]:  # fmt: skip
    """The entries, best first: the article's own publisher, what the article names in full
    elsewhere (and its family), the publisher's country; else the order of the table."""

    def rank(entry: Entry) -> tuple[int, int, int]:
        return (
            entry.name not in own,
            entry.name not in named,
            not country or entry.country != country,
        )

    return tuple(sorted(entries, key=rank))


def publisher_entries(publisher: str, table: NameTable) -> tuple[Entry, ...]:
    """The entries that a publisher's name means: «الجزيرة (السعودية)» is the one of that country.
    A broadcaster's service belongs to the whole: BBC Arabic is BBC too, but not the reverse."""
    bare, _bracket, note = publisher.partition("(")
    entries = table.called(publisher) or table.called(bare)
    countries = lex.NATIONALITIES.get(fold_name(note)) or lex.NATIONALITIES.get(
        "ال" + fold_name(note)
    )
    if countries:
        entries = tuple(e for e in entries if e.country in countries) or entries
    usual = tuple(e for e in entries if e.ar and fold_name(e.ar[0]) == fold_name(bare))
    return usual or entries


def own_names(publisher: str, table: NameTable) -> frozenset[str]:
    """The canonical names under which a publisher speaks of itself, those of its parents and of
    its siblings included that share its name."""
    own: set[str] = set()
    for entry in publisher_entries(publisher, table):
        own |= table.family(entry)
    for entry in table.entries.values():
        if entry.parent in own and entry.parent:
            own.add(entry.name)
    return frozenset(own)
