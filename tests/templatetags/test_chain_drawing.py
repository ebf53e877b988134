"""The chain as a drawing: what it shows, in which form, and that all has its room."""

import itertools
import re
from xml.etree import ElementTree as ET

import pytest

from articles.queries.chain import Hop
from articles.templatetags.chain_drawing import FONT, WIDTH, chain_drawing
from tests.templatetags.test_chain_sentence import Spec, chain

LINE: tuple[Spec, ...] = (
    ("credit", "site", "DFNC.RU", 0),
    ("relayed", "magazine", "New Defence Order. Strategy", 1),
    ("interview", "newspaper", "كوميرسانت", 2),
    ("spoken", "person", "الشيخ أحمد بن ناصر بن جاسم آل ثاني", 3),
)


def drawn(links: list[Hop]) -> ET.Element:
    return ET.fromstring(str(chain_drawing(links)))


def labels(svg: ET.Element) -> list[str]:
    """The labels, their lines joined by a stroke."""
    return [" / ".join(text.itertext()) for text in svg.iter("text") if text.get("class") != "n"]


def star(count: int) -> list[Hop]:
    return chain(*(("relayed", "newspaper", f"صحيفة {n}", 0) for n in range(count)))


def test_one_link_needs_no_drawing() -> None:
    assert chain_drawing([]) == "" and chain_drawing(star(1)) == ""


def test_from_right_to_left_and_one_picture_for_screen_readers() -> None:
    svg = drawn(chain(*LINE))
    assert (svg.get("role"), svg.get("aria-label")) == ("img", "رسم السند كما تسرده القائمة")
    assert svg.get("viewBox") == "0 0 360 81"  # names below in two lines
    (article,) = svg.iter("rect")
    right = [float(circle.get("cx") or 0) for circle in svg.iter("circle")]
    assert float(article.get("x") or 0) > right[0] > right[1] > right[2] > right[3] == 40
    assert [text.text for text in svg.iter("text") if text.get("class") == "n"] == [*"1234"]
    assert list(svg.iter("a")) == []  # inside a picture nothing is a link


def test_forms_tell_what_was_read_what_was_relayed_and_the_origin() -> None:
    links = chain(*LINE)
    links[0].citation.consulted = True
    svg = drawn(links)
    assert [path.get("class") for path in svg.iter("path")] == [None, "far", "far", "far"]
    assert [group.get("class") for group in svg.iter("g")] == [None, "far", "far", "root"]


def test_long_names_take_two_lines_and_are_whole_in_the_title() -> None:
    svg = drawn(chain(*LINE))
    assert labels(svg) == [
        "هذه المادة", "DFNC.RU", "New Defence / Order. Strategy", "كوميرسانت",
        "الشيخ أحمد بن ناصر / بن جاسم آل ثاني",
    ]  # fmt: skip
    assert [title.text for title in svg.iter("title")] == [
        "موقع DFNC.RU", "مجلة New Defence Order. Strategy", "صحيفة كوميرسانت",
        "الشيخ أحمد بن ناصر بن جاسم آل ثاني",
    ]  # fmt: skip


def test_names_without_room_for_two_lines_are_cut() -> None:
    long = ("spoken", "person", "الشيخ أحمد بن ناصر بن جاسم آل ثاني " * 2, 3)
    first, second = labels(drawn(chain(*LINE[:3], long)))[4].split(" / ")
    assert first == "الشيخ أحمد بن ناصر" and re.fullmatch("بن جاسم آل ثاني.*…", second)
    (label,) = labels(drawn(chain(*LINE[:3], ("spoken", "person", "م" * 90, 3))))[4:]
    assert re.fullmatch("م{10,}…", label)
    assert all("/" not in label for label in labels(drawn(chain(*LINE, LINE[3]))))  # two rows


def test_a_name_without_room_loses_its_head_noun_first() -> None:
    name = "مجلة New Defence Order. Strategy"
    svg = drawn(chain(LINE[0], ("relayed", "", name, 1), *LINE[2:]))
    assert labels(svg)[2].startswith("New Defence")


@pytest.mark.parametrize("count", [2, 3, 8])
def test_each_origin_has_its_row(count: int) -> None:
    svg = drawn(star(count))
    heights = [float(circle.get("cy") or 0) for circle in svg.iter("circle")]
    assert heights == sorted(heights) and len(set(heights)) == count
    assert min(b - a for a, b in itertools.pairwise(heights)) == 50
    (article,) = svg.iter("rect")
    middle = (heights[0] + heights[-1]) / 2
    assert float(article.get("y") or 0) + 5 == pytest.approx(middle, abs=0.1)


def test_what_has_no_room_is_not_drawn() -> None:
    assert chain_drawing(star(9)) == ""
    deep: list[Spec] = [("relayed", "", f"م{n}", n) for n in range(5)]
    assert chain_drawing(chain(*deep)) != ""
    assert chain_drawing(chain(*deep, ("relayed", "", "م5", 5))) == ""


def test_no_label_leaves_the_drawing() -> None:
    for links in (chain(*LINE), star(8), chain(*LINE, ("relayed", "site", "م" * 90, 1))):
        for text in drawn(links).iter("text"):
            half = FONT * 0.5 * len(text.text or "") / 2 if (text.text or "")[0] > "٠" else 0
            assert half - 1 <= float(text.get("x") or 0) <= WIDTH - half + 1


def test_the_same_chain_gives_the_same_drawing_and_names_are_escaped() -> None:
    assert chain_drawing(chain(*LINE)) == chain_drawing(chain(*LINE))
    links = chain(("relayed", "", "<b>&", 0), ("relayed", "", "ب", 1))
    assert "&lt;b&gt;&amp;" in chain_drawing(links) and "<b>" not in chain_drawing(links)
