"""Quotes: made from a span, found again by their words and surroundings after an edit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.anchors import CONTEXT, Found, Quote, find_quote, quote_at

TEXT = "قال السفير لصحيفة كوميرسانت إن التعاون مستمر، وقال السفير أيضا"


def test_a_quote_of_a_span() -> None:
    start = TEXT.index("كوميرسانت")
    assert quote_at(TEXT, start, start + 9) == Quote(
        exact="كوميرسانت",
        prefix="قال السفير لصحيفة ",
        suffix=" إن التعاون مستمر، وقال السفير أ",
        start=18,
        end=27,
    )
    assert (
        len(quote_at("ن" * 100, 50, 51).prefix)
        == len(quote_at("ن" * 100, 50, 51).suffix)
        == CONTEXT
    )
    assert quote_at("أ", 0, 1) == Quote("أ", "", "", 0, 1)


def test_code_points_are_counted_and_not_utf16() -> None:
    assert quote_at("\U0001f600\U0001f600أ", 2, 3) == Quote("أ", "\U0001f600\U0001f600", "", 2, 3)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 4), (3, 4)])
def test_no_quote_of_nothing(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no passage at"):
        quote_at("abc", start, end)


def test_found_again_where_it_moved() -> None:
    found = find_quote("مقدمة جديدة. " + TEXT, "كوميرسانت", prefix="لصحيفة ", suffix=" إن")
    assert found is not None and found.unique
    assert (found.quote.start, found.quote.end) == (31, 40)


def test_the_surroundings_choose_among_several() -> None:
    first = find_quote(TEXT, "قال السفير", suffix=" لصحيفة")
    second = find_quote(TEXT, "قال السفير", prefix="مستمر، و", suffix=" أيضا")
    assert first is not None and second is not None
    assert (first.quote.start, first.unique) == (0, True)
    assert (second.quote.start, second.unique) == (TEXT.rindex("قال"), True)


def test_equal_surroundings_are_ambiguous() -> None:
    found = find_quote("أ ب أ ب أ", "ب", prefix="أ ", suffix=" أ")
    assert found == Found(Quote("ب", "أ ", " أ ب أ", 2, 3), unique=False)
    assert find_quote("ب ب", "ب") == Found(Quote("ب", "", " ب", 0, 1), unique=False)


def test_gone() -> None:
    assert find_quote(TEXT, "رويترز") is None
    assert find_quote(TEXT, "") is None
    assert find_quote("", "أ") is None


def test_places_beyond_the_limit_are_not_looked_at() -> None:
    found = find_quote("ب " * 50 + "أب", "ب", prefix="أ", limit=10)
    assert found is not None and not found.unique and found.quote.start == 0
    near = find_quote("ب " * 5 + "أب", "ب", prefix="أ", limit=10)
    assert near is not None and near.unique and near.quote.start == 11


def test_places_may_overlap() -> None:
    found = find_quote("ababa", "aba", prefix="ab")
    assert found is not None and (found.quote.start, found.unique) == (2, True)


@given(st.text(min_size=1), st.data())
def test_a_quote_is_found_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = quote_at(text, start, end)
    assert text[quote.start : quote.end] == quote.exact
    assert text[:start].endswith(quote.prefix) and text[end:].startswith(quote.suffix)
    found = find_quote(text, quote.exact, prefix=quote.prefix, suffix=quote.suffix, limit=10**6)
    assert found is not None and found.quote.exact == quote.exact
    if found.unique:
        assert found.quote == quote
