"""Signatures: equal for what reads the same, near for what is nearly the same, and for any text."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.attribution.near_copies import (
    BANDS,
    LEAST_SHARE,
    LEAST_SHINGLES,
    MOST_WORDS,
    PERMUTATIONS,
    Signature,
    bands,
    resemblance,
    share,
    signature,
    unpacked,
)

# Sentences of our own; each is a text of its own words.
REPORT = (
    "افتتح وزير الثقافة صباح اليوم معرض الكتاب في المدينة القديمة بمشاركة مئتي دار نشر من عشرين"
    " بلدا، وقال إن دورة هذا العام تحتفي بأدب الرحلة وتكرم ثلاثة من كبار المترجمين.\n\n"
    "ويستمر المعرض حتى نهاية الشهر، وتفتح أبوابه من التاسعة صباحا إلى العاشرة مساء، وخصصت إدارته"
    " حافلات مجانية تنقل الزوار من محطة القطار، فيما تباع التذاكر عبر الموقع الإلكتروني وحده.\n\n"
    "وأشار المنظمون إلى أن الأطفال سيجدون جناحا مستقلا فيه ورش للخط والرسم وقراءات يومية."
)
OTHER = (
    "أغلقت أسواق المال في المنطقة على ارتفاع بعد قرار المصرف المركزي تثبيت سعر الفائدة للمرة"
    " الثالثة، وقادت أسهم الاتصالات والبناء المكاسب بينما تراجع قطاع النقل قليلا في نهاية الجلسة."
)


def test_the_same_words_give_the_same_signature() -> None:
    spelt = REPORT.replace("أ", "ا").replace("ة", "ه").replace("،", " -").replace("\n\n", "\n")
    assert spelt != REPORT
    assert signature(spelt) == signature(REPORT)
    assert signature(REPORT).shingles == 71  # of 73 words


def test_texts_without_a_common_shingle_have_nothing_in_common() -> None:
    one, other = signature(REPORT), signature(OTHER)
    assert (resemblance(one, other), share(one, other)) == (0.0, 0.0)
    assert not bands(one) & bands(other)


def test_a_text_built_into_a_longer_one_is_wholly_shared() -> None:
    short, long = signature(OTHER), signature(f"{REPORT}\n\n{OTHER}")
    exact = short.shingles / long.shingles
    assert resemblance(short, long) == pytest.approx(exact, abs=3 * 0.044)
    assert share(short, long) == share(long, short) >= 0.9
    assert bands(short) & bands(long)


def test_a_changed_beginning_leaves_a_near_copy() -> None:
    changed = f"المدينة القديمة – مكتبنا: {REPORT.replace('صباح اليوم', 'أمس')}"
    one, other = signature(REPORT), signature(changed)
    assert 0.7 <= resemblance(one, other) < 1.0
    assert LEAST_SHARE <= share(one, other) <= 1.0
    assert bands(one) & bands(other)


def test_bands_are_numbers_that_a_column_of_the_database_holds() -> None:
    keys = bands(signature(REPORT))
    assert len(keys) == BANDS
    assert all(-(2**31) <= key < 2**31 for key in keys)
    assert any(key < 0 for key in keys) and any(key > 0 for key in keys)


@pytest.mark.parametrize("text", ["", " \n\n ", "كلمة", "!؟", "\x00", "\ud800", "a b"])
def test_a_text_that_is_too_short_is_like_none(text: str) -> None:
    short = signature(text)
    assert (short.shingles, short.values) == (0, ())
    assert bands(short) == frozenset()
    assert (resemblance(short, short), share(short, short)) == (0.0, 0.0)


def test_the_least_length_counts_different_shingles() -> None:
    words = [f"كلمة{'ا' * n}" for n in range(LEAST_SHINGLES + 2)]
    assert signature(" ".join(words)).values != ()
    assert signature(" ".join(words[:-1])) == Signature(LEAST_SHINGLES - 1)
    assert signature("نص قصير مكرر " * 100) == Signature(3)


def test_a_signature_comes_back_from_its_bytes() -> None:
    made = signature(REPORT)
    assert len(made.packed()) == 4 * PERMUTATIONS
    assert unpacked(made.shingles, made.packed()) == made
    assert unpacked(3, Signature(3).packed()) == Signature(3)
    with pytest.raises(ValueError, match="128"):
        unpacked(3, b"abc")


def test_signatures_stay_what_they_were() -> None:
    """Stored ones are compared with new ones: where this fails, `SCHEME` has to be counted up."""
    made = signature(REPORT)
    assert made.values[:3] == (46971695, 2894417185, 3244092151)
    assert min(bands(made)) == -1660932020


def test_another_process_with_other_hashes_makes_the_same_signature() -> None:
    code = (
        "import sys; from articles.attribution.near_copies import signature;"
        "sys.stdout.write(signature(sys.stdin.read()).packed().hex())"
    )
    for seed in ("1", "2"):
        told = subprocess.run(
            [sys.executable, "-c", code], input=REPORT, capture_output=True, text=True, check=True,
            encoding="utf-8", env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        )  # fmt: skip
        assert told.stdout == signature(REPORT).packed().hex()


def test_of_a_very_long_text_the_beginning_counts() -> None:
    words = [f"w{n}" for n in range(MOST_WORDS)]
    whole = signature(" ".join(words))
    assert whole.shingles == MOST_WORDS - 2
    assert signature(" ".join([*words, "more", "words", "follow"])) == whole


@given(st.text(max_size=400) | st.lists(st.sampled_from(REPORT.split()), max_size=80).map(" ".join))
def test_any_text_has_a_signature(text: str) -> None:
    made = signature(text)
    assert len(made.values) in (0, PERMUTATIONS)
    assert unpacked(made.shingles, made.packed()) == made
    likeness = 1.0 if made.values else 0.0
    assert resemblance(made, made) == share(made, made) == likeness
    assert 0.0 <= share(made, signature(REPORT)) <= 1.0
