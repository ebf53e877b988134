"""Roots of Arabic words, guessed by the patterns of their stems: نقد for انتقاد and منتقد."""

import re

from articles.text.stopwords import STOPWORDS

# A change of these asks for a higher `ANALYSER_VERSION`, so that indexes are built again.
# With ف ع ل for the letters of the root; the first that fits a stem is taken. Suffixes are gone,
# ئ is written ي.
_PATTERNS = """
    استفعال استفعل يستفعل تستفعل نستفعل مستفعل افاعيل افاعل مفاعيل مفاعل مفعول مفعيل تفاعل
    يتفاعل متفاعل يتفعل متفعل افتعال افتعل يفتعل تفتعل نفتعل مفتعل انفعال انفعل ينفعل منفعل
    تفعيل تفعل افعال افعل يفعل مفعل فواعيل فواعل فعايل فاعول فاعل فعال فعيل فعول فعلاء فعلا فعلت فعل
""".split()
_FITTING = [re.compile(re.sub("[فعل]", "(.)", pattern)) for pattern in _PATTERNS]
_ARABIC = re.compile("[\u0621-\u064a]+")
_LONG_VOWELS = re.compile("[اوي]")
_ALIKE = str.maketrans("جقكط", "غغغت")
_WEAK = frozenset("اويء")
_FEWEST, _LONG = 3, 4  # letters: of what tells words apart, and of a stem that may have more
_NOT_BY_PATTERN = "~"
_REMEMBERED = 300_000


def root(stem: str) -> str:
    """The root of a word by its stem in the index, or what stands for one; '' for function words.

    It is a guess that takes words of several meanings together (كتاب and مكتب, مدينة and دين):
    it may weigh a text, and finds none. A weak last letter is left out: بد for بدأ and بداية. A
    stem of no pattern, most of them names, gives `~` and its letters without long vowels, those for
    g and k alike, so that هوغونوت meets هوغنوت and غوغل meets جوجل. What is not written in Arabic
    letters, or is too short, stays.
    """
    global _roots
    if len(_roots) > _REMEMBERED:
        _roots = _Roots()
    return _roots[stem]


class _Roots(dict[str, str]):
    """Stem -> its root, found when it is first met."""

    def __missing__(self, stem: str) -> str:
        found = self[stem] = _root(stem)
        return found


_roots = _Roots()


def _root(stem: str) -> str:
    if stem in STOPWORDS:
        return ""
    word = bare = stem.rstrip("ـ")
    if not _ARABIC.fullmatch(word):
        return stem
    if len(word) > _LONG and word.endswith(("ت", "وا")):  # تأسست, حكموا
        bare = word[: -1 if word.endswith("ت") else -2]
    for pattern in _FITTING:
        match = pattern.fullmatch(bare)
        if match and sum(letter in _WEAK for letter in match.groups()) <= 1:
            found = "".join(match.groups())
            return found[:-1] if found[-1] in _WEAK else found
    letters = word[0] + _LONG_VOWELS.sub("", word[1:])
    return _NOT_BY_PATTERN + letters.translate(_ALIKE) if len(letters) >= _FEWEST else word
