"""The address of a search: read, written, and changed in one place."""

from datetime import date

import pytest

from articles.search.asked import Filters
from articles.web.search_address import LONGEST, Address, read_address


def test_read_and_written_in_one_order() -> None:
    asked = {
        "year": "٢٠١٩,0", "q": "  قطر\x00 روسيا ", "topic": "7", "ordering": "-published_at",
        "source": "3,1,3", "published_to": "2020-02", "section": "", "source_role": "credit,spoken",
    }  # fmt: skip
    address, errors = read_address(asked)
    assert errors == {}
    assert address == Address(
        "قطر روسيا",
        Filters(
            sources=(3, 1), topics=(7,), roles=("credit", "spoken"), years=(2019, 0),
            until=date(2020, 2, 29),
        ),
        newest_first=True,
    )  # fmt: skip
    assert list(address.params().items()) == [
        ("q", "قطر روسيا"), ("source", "3,1"), ("source_role", "credit,spoken"), ("topic", "7"),
        ("year", "2019,0"), ("published_to", "2020-02-29"), ("ordering", "-published_at"),
    ]  # fmt: skip
    again, _ = read_address(address.params())
    assert again == address


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"source": "1,x"}, ["source"]),
        ({"source": ",".join(map(str, range(21)))}, ["source"]),
        ({"section": "9" * 19, "year": "20190"}, ["section", "year"]),
        ({"source_role": "credit,boss"}, ["source_role"]),
        ({"published_from": "2019-13"}, ["published_from"]),
        ({"ordering": "x"}, ["ordering"]),
        ({"q": "'\";--", "status": "draft", "cursor": "x"}, []),
    ],
)
def test_what_is_wrong_is_named(asked: dict[str, str], wrong: list[str]) -> None:
    address, errors = read_address(asked)
    assert list(errors) == wrong
    assert address.filters.statuses == ()


def test_words_are_never_wrong() -> None:
    address, errors = read_address({"q": "ق" * 900})
    assert (address.q, errors) == ("ق" * LONGEST, {})
    assert not read_address({"q": " \n", "ordering": "relevance"})[0].asks
    assert Address(filters=Filters(years=(0,))).asks


def test_values_come_and_go() -> None:
    address = Address("قطر", Filters(sections=(1,), sources=(1, 2), years=(2019,)))
    assert address.toggled("source", 3).filters.sources == (1, 2, 3)
    assert address.toggled("source", 1).filters.sources == (2,)
    # An article has one section and one year: another takes the place of the first.
    assert address.toggled("section", 2).filters.sections == (2,)
    assert address.toggled("year", 2019).filters.years == ()
    period = Address("قطر", Filters(since=date(2019, 1, 1), until=date(2020, 1, 1)))
    assert period.without("published_from").filters == Filters(until=date(2020, 1, 1))
    assert period.without("published_to").filters == Filters(since=date(2019, 1, 1))


def test_paths() -> None:
    assert Address().path() == "/search/"
    address = Address("a&b", Filters(sources=(1, 2)))
    assert address.path(cursor="x=") == "/search/?q=a%26b&source=1,2&cursor=x%3D"
    assert address.path("search_json") == "/search/feed.json?q=a%26b&source=1,2"
    assert Address(newest_first=True).path() == "/search/"  # without words it is so anyway
