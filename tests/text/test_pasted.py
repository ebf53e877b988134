"""Pasted articles: taken apart line by line, put together again exactly, credits read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.pasted import NamedCredit, credit_name, find_credits, split_pasted

TEXT = "عنوان\nفقرة أولى.\nفقرة ثانية.\nالمصدر: موقع DFNC.RU\nقم بكتابة اول تعليق"

PIECES = st.sampled_from(
    ["\n", "\n\n", "\r\n", "\u2028", " ", "\t", "\u200f", "\x00", "نص الفقرة.",
     "المصدر: موقع DFNC.RU", "المصدر:", "قم بكتابة اول تعليق", "كن أول من يعلّق", "Leave a comment", "«رويترز»", "المصادر: أ، ب", "3 تعليقات"]
)  # fmt: skip


def parts(text: str) -> tuple[str, str, str, str]:
    pasted = split_pasted(text)
    assert pasted.joined() == text
    return pasted.title, pasted.body, pasted.footer, pasted.prompt


def test_the_parts_of_a_pasted_article() -> None:
    pasted = split_pasted(TEXT)
    assert pasted.title == "عنوان"
    assert pasted.body == "فقرة أولى.\nفقرة ثانية."
    assert pasted.footer == "المصدر: موقع DFNC.RU"
    assert pasted.prompt == "قم بكتابة اول تعليق"
    assert pasted.gaps == ("", "\n", "\n", "\n", "")
    assert pasted.joined() == TEXT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("", "", "", "")),
        (" \n\t\n", ("", "", "", "")),
        ("عنوان", ("عنوان", "", "", "")),
        ("المصدر: أ", ("المصدر: أ", "", "", "")),
        ("عنوان\nالمصدر: أ", ("عنوان", "", "المصدر: أ", "")),
        ("عنوان\nاترك تعليقا", ("عنوان", "", "", "اترك تعليقا")),
        ("\n ع \r\n\r\n ن \r\nالمصدر: أ \r\n\r\n", ("ع", "ن", "المصدر: أ", "")),
        ("ع\nن\nالمصدر: أ\nالمصدر: ب", ("ع", "ن", "المصدر: أ\nالمصدر: ب", "")),
        ("ع\nن\nالمصدر:\nرويترز", ("ع", "ن", "المصدر:\nرويترز", "")),
        ("ع\nالمصدر: أ\nن", ("ع", "المصدر: أ\nن", "", "")),
        ("ع\nن\nالمصدر العسكري نفى ذلك.", ("ع", "ن\nالمصدر العسكري نفى ذلك.", "", "")),
        ("ع\nن\nمصدر: لا تغيير", ("ع", "ن\nمصدر: لا تغيير", "", "")),
        ("ع\nن\nقال إنه سيترك تعليقا", ("ع", "ن\nقال إنه سيترك تعليقا", "", "")),
        ("ع\nن\nالمصدر: " + "كلمة " * 50 + "هنا", ("ع", "ن\nالمصدر: " + "كلمة " * 50 + "هنا", "", "")),
    ],
)  # fmt: skip
def test_what_is_title_body_footer_and_prompt(text: str, expected: tuple[str, ...]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "prompt",
    [
        "قم بكتابة اول تعليق",
        "قم بكتابة أول تعليق",
        "كن أول من يعلّق",
        "كن اول من يعلق!",
        "كُن أوّل من يكتب تعليقًا",
        "كن أول من يعلق على هذا الخبر",
        "اترك تعليقا",
        "اترك تعليقاً",
        "اترك تعليقاً إلغاء الرد",
        "اترك رداً",
        "أضف تعليقًا",
        "اضف تعليق",
        "اكتب تعليقك هنا",
        "شاركنا رأيك",
        "لا توجد تعليقات",
        "0 تعليق",
        "٣ تعليقات",
        "التعليقات (0)",
        "التعليقات مغلقة",
        "Leave a comment",
        "Leave a Reply",
        "Be the first to comment",
        "No comments yet",
        "اترك تعليقا\nلن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *",
    ],
)
def test_prompts_of_themes(prompt: str) -> None:
    assert parts(f"ع\nن\nالمصدر: موقع DFNC.RU\n{prompt}") == ("ع", "ن", "المصدر: موقع DFNC.RU", prompt)  # fmt: skip
    assert parts(f"ع\nن\n{prompt}\n") == ("ع", "ن", "", prompt)


@pytest.mark.parametrize("glue", ["", " ", "\u00a0", " – "])
@pytest.mark.parametrize("prompt", ["قم بكتابة اول تعليق", "كن أول من يعلّق", "Leave a comment"])
def test_a_prompt_glued_to_the_credit(glue: str, prompt: str) -> None:
    title, body, footer, found = parts(f"ع\nن\nالمصدر: موقع بلا اسم{glue}{prompt}")
    assert (title, body, found) == ("ع", "ن", prompt)
    assert (footer + " –").startswith("المصدر: موقع بلا اسم")
    assert credit_name(footer) == "بلا اسم"


def test_a_prompt_glued_to_a_latin_name() -> None:
    assert parts("ع\nن\nالمصدر: DFNC.RULeave a comment")[2:] == (
        "المصدر: DFNC.RU",
        "Leave a comment",
    )
    assert parts("ع\nن\nالمصدر: DFNC.RUكن أول من يعلّق")[2:] == ("المصدر: DFNC.RU", "كن أول من يعلّق")


def test_a_name_that_ends_as_a_notice_does_is_a_name() -> None:
    assert parts("ع\nن\nالمصدر: موقع تعليقات") == ("ع", "ن", "المصدر: موقع تعليقات", "")


@pytest.mark.parametrize(
    ("credit", "name"),
    [
        ("المصدر: موقع DFNC.RU", "DFNC.RU"),
        ("المصدر: DFNC.RU", "DFNC.RU"),
        ("المصدر : وات", "وات"),
        ("المصدر/ وكالات", "وكالات"),
        ("المصدر - صحيفة الرياض.", "الرياض"),
        ("المـصدر: جريدة الوطن", "الوطن"),
        ("الْمَصْدَر: قناة الجزيرة", "الجزيرة"),
        ("(المصدر: «رويترز»)", "رويترز"),
        ("المصدر: موقع صحيفة “كوميرسانت”", "كوميرسانت"),
        ("المصدر: مجلة ” New Defence Order. Strategy”", "New Defence Order. Strategy"),
        ("المصدر: وكالة الأناضول", "الأناضول"),
        ("المصدر: وكالة الأنباء السعودية (واس)", "وكالة الأنباء السعودية (واس)"),
        ("المصدر: وكالة تونس افريقيا للأنباء", "وكالة تونس افريقيا للأنباء"),
        ("المصدر: موقع", "موقع"),
        ("المصدر: https://dfnc.ru/a/b", "https://dfnc.ru/a/b"),
        ("\u200fالمصدر:\u200f موقع DFNC.RU\u200f", "DFNC.RU"),
        ("مصدر الخبر: أ ف ب", "أ ف ب"),
        ("Source: Reuters", "Reuters"),
        ("المصدر:\nموقع DFNC.RU", "DFNC.RU"),
        ("المصدر: ", ""),
        ("المصدر: …", ""),
        ("مصدر: قال", ""),
        ("نص", ""),
        ("", ""),
    ],
)
def test_credit_name(credit: str, name: str) -> None:
    assert credit_name(credit) == name


def test_the_evidence_of_a_credit_begins_at_its_cue() -> None:
    footer = "المصدر: موقع DFNC.RU"
    (found,) = find_credits(footer)
    assert found == NamedCredit("DFNC.RU", 0, 20, "موقع", "المصدر")
    assert footer[found.start : found.end] == footer


@pytest.mark.parametrize(
    ("footer", "expected"),
    [
        ("المصدر: الجزيرة نت + وكالات", [("الجزيرة نت", "المصدر: الجزيرة نت"), ("وكالات", "وكالات")]),
        ("المصادر: رويترز، أ ف ب", [("رويترز", "المصادر: رويترز"), ("أ ف ب", "أ ف ب")]),
        ("المصدر: صحيفة الوطن، قطر", [("الوطن، قطر", "المصدر: صحيفة الوطن، قطر")]),
        ("المصدر: أ؛ موقع «ب»", [("أ", "المصدر: أ"), ("ب", "موقع «ب»")]),
        ("المصدر: أ / ب", [("أ", "المصدر: أ"), ("ب", "ب")]),
        ("(المصدر: أ)\nالمصدر: ب.", [("أ", "المصدر: أ"), ("ب", "المصدر: ب")]),
    ],
)  # fmt: skip
def test_several_sources(footer: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.name, footer[one.start : one.end]) for one in find_credits(footer)] == expected


@given(st.text() | st.lists(PIECES).map("".join))
def test_the_parts_always_give_back_the_text(text: str) -> None:
    pasted = split_pasted(text)
    assert pasted.joined() == text
    assert all(gap.strip() == "" for gap in pasted.gaps)
    for part in (pasted.title, pasted.body, pasted.footer, pasted.prompt):
        assert part == part.strip()
    assert bool(pasted.title) == bool(text.strip())


@given(st.lists(PIECES).map("".join))
def test_every_credit_stands_where_it_says(text: str) -> None:
    for found in find_credits(text):
        assert found.name and found.name in text[found.start : found.end]
