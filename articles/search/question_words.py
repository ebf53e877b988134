"""What questions are made with, what kind of answer they ask for, and which texts have one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from articles.text.analyser import Term, analyse_text
from articles.text.months import WESTERN
from articles.text.stem import lightly_cleaned
from articles.text.stopwords import QUESTION_WORDS

LIGHT_WORDS = frozenset(
    term.stem
    for term in analyse_text(
        """
        عدد اسم أسماء يسمى تسمى سمي سميت يدعى تدعى يطلق أطلق تعتبر يعتبر تعد يعد يقع تقع توجد يوجد
        تم يتم تمت كانت معنى تعريف المقصود يقصد يعني تعني يبلغ تبلغ بلغ نوع أنواع سبب أسباب عام سنة
        تاريخ مكان اذكر عرف الفرق يمكن شيء أحد إحدى أول أهم أكثر أكبر أشهر مدى مقدار كمية كلمة
        مصطلح حدث يحدث قام قامت اشرح وضح مين وين فين ايش شو كام ليش ليه
        """
    )
    if not term.is_stop
)
"""The stems of words that questions are made with and texts are full of. Those of dialects are
names too: وين، مين, so they are no function words."""

DATE, NUMBER = "date", "number"

PRONOUNS = ("هو", "هي")
"""As they follow what a text defines."""

_MONTHS = frozenset(map(lightly_cleaned, WESTERN))
_YEAR = re.compile("1[0-9]{3}|20[0-9]{2}")

# Folded, as people ask: متى, في أي عام, ما تاريخ; كم, ما عدد.
_WHEN = frozenset({"متي", "امتي"})
_HOW_MANY = frozenset({"كم", "بكم", "وكم"})
_WHICH = frozenset({"اي", "اية", "ما", "ماهو", "ماهي", "هو", "هي"})
_WHAT = frozenset({"ما", "من"})
_IS = frozenset({*PRONOUNS, "معني", "تعريف", "المقصود"})
_TIMES = frozenset("عام العام سنه السنه تاريخ يوم شهر قرن عقد وقت".split())
_MEASURES = frozenset("عدد نسبه مساحه طول ارتفاع مقدار عمر وزن سرعه".split())


def answers(stems: Iterable[str]) -> Sequence[str]:
    """The kinds of answers that a text with these stems has."""
    return [*dict.fromkeys(kind for stem in stems for kind in _kinds(stem))]


def answer_wanted(terms: Sequence[Term]) -> str:
    """The kind of answer that a question asks for, or ''."""
    words = [term.folded for term in terms]
    pairs = [other for one, other in pairwise(words) if one in _WHICH]
    if not _WHEN.isdisjoint(words) or not _TIMES.isdisjoint(pairs):
        return DATE
    if not _HOW_MANY.isdisjoint(words) or not _MEASURES.isdisjoint(pairs):
        return NUMBER
    return ""


def is_question(terms: Sequence[Term]) -> bool:
    """Whether a text begins as questions do."""
    return bool(terms) and terms[0].folded in QUESTION_WORDS


def asks_what(terms: Sequence[Term]) -> bool:
    """Whether a question asks what or who something is: ما هو، من هي، ماهو، ما معنى."""
    words = [term.folded for term in terms[:2]]
    return bool(words) and (
        words[0] in ("ماهو", "ماهي") or (len(words) > 1 and words[0] in _WHAT and words[1] in _IS)
    )


def _kinds(stem: str) -> Iterator[str]:
    if stem[:1].isdigit():
        yield NUMBER
        if _YEAR.fullmatch(stem):
            yield DATE
    elif stem in _MONTHS:
        yield DATE
