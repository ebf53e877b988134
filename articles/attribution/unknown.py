"""Names that the table does not know, after a head noun: «صحيفة "جي تي" الإقليمية»."""

import re
from collections.abc import Iterator

from articles.attribution import lexicon as lex
from articles.attribution.names_found import Found
from articles.attribution.places import is_adjective, known_word
from articles.attribution.words import Words, among

_OPEN = re.compile(r"[^\S\n]?(\"|'|«|»|“|”|„|‘|’|\(|\[|‹|#)[^\S\n]?")
_CLOSE = re.compile(r"[^\S\n]?[\"'»”“’)\]›«]")
_INNER = re.compile(r"[^\S\n]{1,2}|[-.'&:][^\S\n]?|[^\S\n][-&][^\S\n]")
_ARABIC = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_MOST = 5  # words of an unknown name
# After these head nouns a bare word is a name; after the others it needs marks or Latin letters.
_TRUSTED = lex.folded_set("صحيفة جريدة مجلة دورية إذاعة راديو تلفزيون الزميلة")
_STATIONS = lex.folded_set("إذاعة راديو تلفزيون تليفزيون تلفاز")
_STOPS = (
    lex.PREPOSITIONS
    | lex.RELATIVES
    | lex.ADVERBS
    | lex.BODY_STARTERS
    | lex.folded_set(
        "و أو ثم لكن حيث كما بعد قبل منذ حتى غير هذا هذه ذلك تلك وهو وهي هو هي لم لن لا"
    )
)


def unknown(words: Words, taken: set[int]) -> Iterator[Found]:
    """Possible names of sources after head nouns, at words that are not in `taken`.

    They are `Found` without forms. Marks around the name bound it; without marks it is a run of
    Latin words, or at most three words before an adjective of nationality.
    """
    for i in range(len(words) - 1):
        _clitics, head = known_word(words.at(i), lex.HEADS)
        if not head:
            continue
        first = i + 1
        while (
            first < min(len(words), i + 3)
            and words.at(first) in lex.HEAD_TAILS
            and not _OPEN.fullmatch(words.gap(first))
        ):
            first += 1
        if first >= len(words) or first in taken or words.at(first) in lex.HEADS:
            continue
        span = _marked(words, first) or _latin(words, first) or _bare(words, first, head)
        if span is None or span[0] in taken:
            continue
        begin, last = span
        if _is_name(words, begin, last):
            yield Found(begin, last, words.starts[begin], words.ends[last], "", begin - 1, ())


def _marked(words: Words, first: int) -> tuple[int, int] | None:
    if not _OPEN.fullmatch(words.gap(first)):
        return None
    for last in range(first, min(len(words), first + _MOST)):
        after = words.gap(last + 1)
        if _CLOSE.match(after):
            return first, last
        if not _INNER.fullmatch(after):
            return None
    return None


def _latin(words: Words, first: int) -> tuple[int, int] | None:
    last = first
    if words.gap(first).strip(" \u00a0") or not _foreign(words, first):
        return None
    while (
        last + 1 < min(len(words), first + _MOST + 1)
        and _foreign(words, last + 1)
        and _INNER.fullmatch(words.gap(last + 1))
    ):
        last += 1
    return first, last


def _foreign(words: Words, i: int) -> bool:
    first = words.raw[words.starts[i]]
    return first.isalpha() and not _ARABIC.match(first)


def _bare(words: Words, first: int, head: str) -> tuple[int, int] | None:
    if head not in _TRUSTED or words.gap(first).strip(" \u00a0"):
        return None
    for last in range(first, min(len(words), first + 3)):
        word = words.at(last)
        if word in _STOPS or len(word) < 2 or among(word, lex.SAYING):
            return None
        if _describing(words.at(last + 1)) and not words.gap(last + 1).strip(' \u00a0"»”)'):
            return None if is_adjective(word) else (first, last)
        if words.gap(last + 1).strip(" \u00a0"):
            alone = (
                head in _STATIONS
                and last == first
                and words.gap(last + 1).strip()[:1] in ("،", ",")
            )
            return (first, last) if alone and not is_adjective(word) else None
    return None


def _describing(word: str) -> bool:
    return word in lex.NATIONALITIES or (word.startswith("ال") and is_adjective(word))


def _is_name(words: Words, first: int, last: int) -> bool:
    inside = [words.at(i) for i in range(first, last + 1)]
    if any(word in lex.NO_NAME for word in inside[:2]) or any(
        among(word, lex.SAYING) and len(inside) > 2 for word in inside
    ):
        return False
    return any(any(letter.isalpha() for letter in word) and len(word) > 1 for word in inside)
