"""Sort keys: the order of an Arabic index, without article and hamza, Arabic before Latin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.sortkey import sort_key


def test_the_order_of_an_index() -> None:
    names = [
        "1 أغسطس",
        "9 مايو",
        "24 ساعة",
        "أخبار اليوم",
        "الله أكبر",
        "الأناضول",
        "إيلاف",
        "بي بي سي",
        "الجزيرة",
        "رويترز",
        "ليبيا اليوم",
        "الوطن",
        "AFP",
        "BBC",
        "DFNC.RU",
        "Reuters",
        "Коммерсантъ",
        "***",
    ]
    assert sorted(sorted(names), key=sort_key) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الوطن", "وطن"),
        ("أخبار", "اخبار"),
        ("إيلاف", "ايلاف"),
        ("الْوَطَن", "الوطن"),
        ("«الوطن»", "الوطن"),
        ("ليبى", "ليبي"),
        ("٢٤ ساعة", "24 ساعة"),
        ("bbc", "BBC"),
        ("العـــربية", "العربية"),
    ],
)
def test_what_is_ignored(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other) != ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ألمانيا", "ألمعي"),  # the article is only one before a bare alef
        ("السياسة", "الشرق"),
        ("مدرسة", "مدرسه"),  # ة stands beside ت
        ("مدرسة", "مدرسي"),
        ("قناة 2", "قناة 10"),
        ("ي", "A"),
        ("Z", "А"),
        ("Я", "!"),
    ],
)
def test_before_and_after(before: str, after: str) -> None:
    assert sort_key(before) < sort_key(after)


def test_names_of_nothing() -> None:
    assert sort_key("") == sort_key("  ") == ""
    assert sort_key("!") == "9!"


@given(st.text())
def test_every_name_has_a_key_of_its_script(name: str) -> None:
    key = sort_key(name)
    assert key == "" or key[0] in "01239"
    assert bool(key) == bool(sort_key(f" {name} "))
