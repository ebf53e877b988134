"""Whatever a text holds, attribution raises nothing, cuts out what it says, and stays linear."""

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.attribution.analysis import analyse
from articles.attribution.mentions import MentionFinder
from articles.attribution.types import TARGETS, Analysis, Texts
from tests.attribution.mention_cases_table import TABLE
from tests.attribution.work import CountedText, work

# Pieces of which sentences are made, with what breaks readers: marks that nothing closes, bidi
# controls, NUL, lone surrogates, letters of other scripts, joiners, presentation forms.
PIECES = (
    "رويترز", "لرويترز", "و«رويترز»", "أ ف ب", "د. ب. أ", "أ.ف.ب", "الوطن", "صن", "CNN", "ТАСС",
    "DFNC.RU", "New Defence Order. Strategy", "وكالة", "صحيفة", "قناة", "لصحيفة", "موقع",
    "وكالة الأنباء السورية", "(سانا)", "التلفزيون السوري", "إذاعة الجيش", "بحسب", "وفقا ل", "وفقا",
    "نقلا عن", "ذكرت", "قال", "قالت", "وأضاف", "في مقابلة مع", "في تصريح", "مراسل", "كتب", "مقال",
    "المصدر:", "الوزير", "وزارة الدفاع", "محمد سالم", "السفير", "المصدر", "إن", "أن", "الذي",
    "السعودية", "اليوم", "بيان", "«", "»", "“", "”", '"', "'", "(", ")", "#", "ـ", ":", "،", ".",
    "؟", "-", "--", "\n", "\n\n", " ", "\u00a0", "\u200f", "\u202e", "\u2067", "\u200c", "\x00",
    "\ud800", "\udfff", "\ufeff", "\u064b", "ﷺ", "ﻻ", "😀", "a", "ß", "İ", "٣", "18", "中文", "\u0301",
)  # fmt: skip
NEWS = st.lists(st.sampled_from(PIECES), max_size=60).flatmap(
    lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces)])
)
ANY = st.text(st.characters(), max_size=200)  # lone surrogates included
TEXT = NEWS | ANY
ARTICLES = st.builds(
    Texts, title=TEXT, body=TEXT, standfirst=TEXT, byline=TEXT, footer=TEXT,
    publisher=TEXT | st.sampled_from(["", "BBC", "عكاظ", "الوطن (السعودية)", "(", "الجزيرة"]),
)  # fmt: skip


def check(texts: Texts, found: Analysis) -> None:
    """All that must hold of an analysis of these texts."""
    places: dict[str, int] = {}
    for mention in found.mentions:
        text = texts.target(mention.target)
        assert mention.start < mention.end
        assert text[mention.start : mention.end] == mention.exact
        assert text[mention.cue_start : mention.cue_end] == mention.cue
        assert mention.start >= places.get(mention.target, 0)
        places[mention.target] = mention.end
        assert 0 <= mention.confidence <= 1 and mention.reasons
        assert set(mention.candidates) <= TABLE.entries.keys()
        assert len(set(mention.candidates)) == len(mention.candidates)
    order = [TARGETS.index(mention.target) for mention in found.mentions]
    assert order == sorted(order)
    for speaker in found.speakers:
        text = texts.target(speaker.target)
        assert text[speaker.start : speaker.end] == speaker.exact != ""
        assert text[speaker.cue_start : speaker.cue_end] == speaker.cue
        assert 0 <= speaker.confidence <= 1
        spans = [*speaker.places, *((said.start, said.end) for said in speaker.quotations)]
        assert all(0 <= start < end <= len(text) for start, end in spans)
    for place, link in enumerate(found.links):
        assert link.kind in ("mention", "speaker")
        pool = found.mentions if link.kind == "mention" else found.speakers
        assert 0 <= link.index < len(pool)
        assert link.via is None or 0 <= link.via < place  # so no chain leads back to itself
    assert found.origins >= 0 and found.named_sources >= 0
    assert all(0 <= start < end <= len(texts.body) for start, end in found.uncredited)
    assert list(found.uncredited) == sorted(found.uncredited)


@settings(max_examples=300, deadline=None)
@given(ARTICLES)
@example(Texts(body="\ud83d رويترز \udc00: قال «", publisher="\udfff"))
@example(Texts(body="قال (رويترز\n\n(رويترز)", title="\x00", footer="المصدر:"))
def test_any_texts_give_an_analysis_that_fits_them(texts: Texts) -> None:
    check(texts, analyse(texts, TABLE))


@settings(max_examples=60, deadline=None)
@given(ARTICLES)
def test_the_same_texts_give_the_same_analysis(texts: Texts) -> None:
    found = analyse(texts, TABLE)
    assert analyse(texts, TABLE) == found
    assert MentionFinder(TABLE).mentions(texts) == found.mentions


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TARGETS), NEWS)
def test_mentions_of_one_text_do_not_hang_on_the_others(target: str, text: str) -> None:
    alone = Texts(**{target: text})
    beside = Texts(**{"body": "لا شيء هنا.", target: text})
    assert [m for m in analyse(beside, TABLE).mentions if m.target == target] == list(
        analyse(alone, TABLE).mentions
    )


def _made(n: int) -> list[str]:
    """`n` different words that are no names of the table."""
    letters = "بتثجحخدذرزسشصضطظعغفقكلمن"
    return [letters[i % 24] + letters[i // 24 % 24] + letters[i // 576] + "ود" for i in range(n)]


def _names(n: int) -> str:
    """`n` unknown names of outlets, each attributed."""
    return " ".join(f"ذكرت صحيفة «{name}» أن الأمر جيد." for name in _made(n))


def _chain(n: int) -> str:
    """`n` outlets, each through the one before, and somebody who speaks to all of them."""
    names = _made(n)
    chain = " ".join(f"نقلا عن صحيفة «{name}»" for name in names)
    told = "\n\n".join(f"وقال محمد سالم لصحيفة «{name}» إن الأمر جيد." for name in names)
    return f"ذكرت رويترز {chain} أن الأمر جيد.\n\n{told}"


def _people(n: int) -> str:
    """`n` different persons who speak."""
    return " ".join(f"قال محمد {name}: «هذا أمر جيد جدا»." for name in _made(n))


def _places(n: int) -> str:
    """One person who speaks in `n` sentences under a title that others have, too."""
    return " ".join(
        f"قال الوزير محمد {name} إن الأمر جيد. وأضاف الوزير: «نعم، هذا صحيح»." for name in _made(n)
    )


# What a text is made of, and how often in the small test and in the large one.
SHAPES: dict[str, tuple[Callable[[int], str], int, int]] = {
    "opening marks": (lambda n: "«" * n, 4_000, 100_000),
    "straight marks": (lambda n: '"' * n, 4_000, 100_000),
    "said, opening mark": (lambda n: "قال «" * n, 800, 50_000),
    "newspaper, opening mark": (lambda n: "صحيفة «" * n, 800, 50_000),
    "one word": (lambda n: "ا" * n, 20_000, 1_000_000),
    "one Latin word": (lambda n: "a" * n, 20_000, 1_000_000),
    "one word of joiners": (lambda n: "ل" + "ـ" * n + "رويترز", 20_000, 1_000_000),
    "full stops": (lambda n: "." * n, 4_000, 100_000),
    "Latin letters with stops": (lambda n: "a." * n, 1_500, 50_000),
    "taken from": (lambda n: "نقلا عن " * n, 700, 20_000),
    "a name": (lambda n: "رويترز " * n, 700, 20_000),
    "a name and commas": (lambda n: "رويترز، " * n, 700, 5_000),
    "names without blanks": (lambda n: "رويترز،" * n, 700, 5_000),
    "names at the end": (lambda n: "نص.\n\n" + "رويترز،" * n, 700, 5_000),
    "names in brackets": (lambda n: "(رويترز) " * n, 700, 5_000),
    "names in lines": (lambda n: "رويترز\n\n" * n, 700, 5_000),
    "weak names": (lambda n: "الوطن " * n, 700, 5_000),
    "abbreviations": (lambda n: "أ ف ب " * n, 500, 5_000),
    "credits": (lambda n: "المصدر: رويترز\n" * n, 500, 10_000),
    "interviews": (lambda n: "مقابلة مع رويترز " * n, 400, 10_000),
    "descriptions": (lambda n: "ذكرت وكالة الأنباء السورية " * n, 250, 5_000),
    "unknown names": (_names, 120, 4_000),
    "outlets in a chain": (_chain, 100, 2_000),
    "people": (_people, 120, 4_000),
    "one title": (_places, 100, 2_000),
    "one sentence": (
        lambda n: "قال الوزير في بيان إن الحكومة تعمل على رفع الأسعار نقلا عن صحيفة الوطن " * n,
        60, 13_000,
    ),
    "empty lines": (lambda n: "\n" * n, 4_000, 1_000_000),
    "paragraphs": (lambda n: "قال الوزير إن الأمر جيد.\n\n" * n, 200, 5_000),
    "head nouns": (lambda n: "وكالة قناة " * n, 400, 20_000),
    "right-to-left marks": (lambda n: "\u200f" * n, 4_000, 1_000_000),
    "lone surrogates": (lambda n: "\ud800" * n, 4_000, 1_000_000),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_is_twice_the_work(shape: str) -> None:
    make, few, _many = SHAPES[shape]
    once, twice = (Texts(body=CountedText(make(n))) for n in (few, 2 * few))
    analyse(twice, TABLE)  # what is remembered of words is remembered now
    first, second = (work(lambda texts=texts: analyse(texts, TABLE)) for texts in (once, twice))
    assert first > 0
    assert second <= 2.3 * first


@pytest.mark.parametrize("shape", SHAPES)
def test_a_large_text_of_one_shape(shape: str) -> None:
    make, _few, many = SHAPES[shape]
    texts = Texts(body=make(many), title="رويترز", publisher="عكاظ")
    check(texts, analyse(texts, TABLE))
