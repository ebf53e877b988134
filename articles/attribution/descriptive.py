"""Names that describe a state's agency or broadcaster: «الوكالة السورية للأنباء»."""

from collections.abc import Iterator

from articles.attribution import lexicon as lex
from articles.attribution.names_found import Found
from articles.attribution.places import known_word
from articles.attribution.table import Entry, NameTable
from articles.attribution.words import Words
from articles.text.fold import fold

AGENCY = lex.folded_set("وكالة الوكالة")
_TELEVISION = lex.folded_set("تلفزيون التلفزيون تليفزيون التليفزيون التلفاز")
_RADIO = lex.folded_set("إذاعة الإذاعة راديو الراديو")
_CHANNEL = frozenset({fold("القناة")})
_ORDINALS = lex.folded_set(
    "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة عشرة عشر"
)
HEADS = AGENCY | _TELEVISION | _RADIO | _CHANNEL
_NEWS = lex.folded_set("الأنباء أنباء")
_FOR_NEWS = fold("للأنباء")
_OFFICIAL = lex.folded_set("الرسمية الرسمي الوطنية الوطني الحكومية الحكومي العربية المركزية")
_STATE = lex.folded_set("الحكومي الرسمي الحكومية العام العامة")


def descriptive(words: Words) -> Iterator[Found]:
    """The descriptive names of a text: `Found` without forms.

    «الوكالة الإيرانية» alone stands for an agency named before and is none.
    """
    for i in range(len(words) - 1):
        clitics, head = known_word(words.at(i), HEADS)
        if not head or words.at(i + 1) in lex.HEADS:
            continue
        if head in AGENCY:
            last = _agency(words, i, head)
        elif head in _CHANNEL:
            last = _channel(words, i)
        else:
            last = _broadcaster(words, i)
        if last is not None:
            cut = len(words.at(i)) - len(head)
            start = words.offset(i, cut) if cut else words.starts[i]
            yield Found(i, last, start, words.ends[last], clitics, i - 1, ())


def _agency(words: Words, i: int, head: str) -> int | None:
    """The last word of «وكالة الأنباء الرسمية السورية», «الوكالة السورية للأنباء»."""
    k, news, nation = i + 1, False, False
    last: int | None = None
    while k < min(len(words), i + 6) and not words.gap(k).strip(" \u00a0"):
        word = words.at(k)
        if word in _NEWS and k == i + 1:
            news = True
        elif word == _FOR_NEWS:
            news = True
            last = k
            break
        elif word in lex.NATIONALITIES and word.startswith("ال"):
            nation = True
        elif word not in _OFFICIAL:
            break
        if nation and news and head == "وكاله":
            last = k
        k += 1
    return last if news and nation else None


def _channel(words: Words, i: int) -> int | None:
    """The last word of «القناة العاشرة الإسرائيلية», «القناة الإسرائيلية الـ 10»."""
    number = nation = False
    k = i + 1
    while k < min(len(words), i + 5) and not words.gap(k).strip(" \u00a0"):
        word = words.at(k)
        if word in _ORDINALS or word.isdigit():
            number = True
        elif word in lex.NATIONALITIES:
            nation = True
        elif word != "ال":
            break
        k += 1
    return k - 1 if number and nation else None


def _broadcaster(words: Words, i: int) -> int | None:
    """The last word of «التلفزيون السوري», «تلفزيون الدولة الإيراني», «التلفزيون الحكومي»."""
    if words.gap(i + 1).strip(" \u00a0"):
        return None
    word, following = words.at(i + 1), words.at(i + 2)
    if words.gap(i + 2).strip(" \u00a0"):
        following = ""
    national = word in lex.NATIONALITIES and word.startswith("ال")
    if national:
        return i + 2 if following in _STATE else i + 1
    if word in _STATE and words.at(i).endswith(("ون", "ه", "ز")):
        return i + 2 if following in lex.NATIONALITIES else i + 1
    return None


def by_number(words: Words, first: int) -> bool:
    """Whether a descriptive name is that of a numbered channel."""
    return known_word(words.at(first), _CHANNEL)[1] != ""


def described(words: Words, first: int, last: int, table: NameTable) -> tuple[Entry, ...]:
    """The agencies or state broadcasters of the country that a descriptive name gives."""
    countries: frozenset[str] = frozenset()
    for i in range(first, last + 1):
        countries = countries or lex.NATIONALITIES.get(words.at(i), frozenset())
    agency = known_word(words.at(first), AGENCY)[1] != ""
    found = [
        entry
        for entry in table.entries.values()
        if entry.country in countries
        and (entry.kind == "agency" if agency else entry.kind == "broadcaster")
        and any(_describes(name, agency) for name in entry.ar)
    ]
    return tuple(found)


def _describes(name: str, agency: bool) -> bool:
    parts = fold(name).split()
    if agency:
        return bool(set(parts) & _NEWS or _FOR_NEWS in parts) and any(
            part in lex.NATIONALITIES for part in parts
        )
    return parts[0] in _TELEVISION and any(part in lex.NATIONALITIES for part in parts)
