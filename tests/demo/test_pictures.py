"""The demo archive's pictures: files in order, words that replace them, and drawings that are right."""

import re
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.demo.archive import ARTICLES, DEMO, ROOT

FOLDER = DEMO / "pictures"
SVG = "{http://www.w3.org/2000/svg}"
PICTURES: dict[str, dict[str, Any]] = {
    article["key"]: article["picture"] for article in ARTICLES.values() if "picture" in article
}
TITLES = {article["key"]: article["title"] for article in ARTICLES.values()}
DRAWINGS = sorted(FOLDER.glob("*.svg"))
each_picture = pytest.mark.parametrize("key", sorted(PICTURES))
each_drawing = pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)

# Left halves of EAN digits with odd parity; the order of parities names the first digit.
EAN_ODD = "0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011".split()
EAN_FIRST = "OOOOOO OOEOEE OOEEOE OOEEEO OEOOEE OEEOOE OEEEOO OEOEOE OEOEEO OEEOEO".split()
# ITU-T S.1, elements 1 to 5: the letters that the tape may hold, and the shift to letters.
ITA2 = {"01100": "I", "10100": "S", "00110": "N", "11000": "A", "10010": "D", "11111": "<"}


def group(key: str, name: str) -> ElementTree.Element:
    """The group `name` of a drawing; fails the test where it is missing."""
    # Our own files, read from the checkout.
    found = ElementTree.parse(FOLDER / f"{key}.svg").find(f".//{SVG}g[@id='{name}']")
    assert found is not None, f"{key}: no group {name}"
    return found


def numbers(element: ElementTree.Element, *names: str) -> tuple[float, ...]:
    """Attributes of an element as numbers."""
    return tuple(float(element.attrib[name]) for name in names)


def test_there_are_pictures_and_every_file_is_used() -> None:
    assert len(PICTURES) >= 14
    used = {picture["file"] for picture in PICTURES.values()}
    assert {path.name for path in FOLDER.glob("*.webp")} == used
    assert {path.with_suffix(".webp").name for path in DRAWINGS} == used
    assert {path.suffix for path in FOLDER.iterdir()} == {".svg", ".webp", ".css"}


def test_pictures_are_small_enough_for_a_first_start() -> None:
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert {name: size for name, size in sizes.items() if size > 60_000} == {}
    assert sum(sizes.values()) <= 600_000


@each_picture
def test_file_is_named_after_its_article_and_readable(key: str) -> None:
    assert PICTURES[key]["file"] == f"{key}.webp"
    with Image.open(FOLDER / f"{key}.webp") as image:
        image.load()
        assert image.format == "WEBP"
        assert image.size == (1600, 1000)
        assert image.info.keys() & {"exif", "xmp"} == set()


@each_picture
def test_alternative_text_says_what_the_title_does_not(key: str) -> None:
    alt, title, caption = PICTURES[key]["alt"], TITLES[key], PICTURES[key]["caption"]
    for other in (title, caption):
        run = SequenceMatcher(None, alt, other, autojunk=False).find_longest_match()
        assert run.size < 40, alt[run.a : run.a + run.size]
    assert re.match("(صورة|رسم|شكل) ", alt) is None, "a screen reader says that by itself"
    assert "إسناد" in PICTURES[key]["credit"]


def test_alternative_texts_differ() -> None:
    for field in ("alt", "caption"):
        assert len({picture[field] for picture in PICTURES.values()}) == len(PICTURES)


@each_drawing
def test_drawing_loads_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.attrib["viewBox"] == "0 0 1600 1000"
    assert {element.tag for element in root.iter()} & {f"{SVG}script", f"{SVG}image"} == set()
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]
    assert "letter-spacing" not in text


def test_drawings_keep_to_the_colours_of_the_site() -> None:
    tokens = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    palette = set(re.findall(r"#[0-9a-f]{6}\b", tokens))
    for path in [*DRAWINGS, FOLDER / "style.css"]:
        colours = re.findall(r"#[0-9a-f]{6}\b", path.read_text(encoding="utf-8"))
        assert set(colours) <= palette, path.name


def test_bar_code_reads_as_its_digits_and_check_digit() -> None:
    bars = [numbers(bar, "x", "width") for bar in group("first-barcode", "bars")]
    module, start = min(width for _, width in bars), bars[0][0]
    bits = ["0"] * 95
    for x, width in bars:
        at = round((x - start) / module)
        bits[at : at + round(width / module)] = "1" * round(width / module)
    code = "".join(bits)
    assert (code[:3], code[45:50], code[92:]) == ("101", "01010", "101")
    flip = str.maketrans("01", "10")
    right = [digit.translate(flip) for digit in EAN_ODD]
    even = [digit[::-1] for digit in right]
    left = [code[at : at + 7] for at in range(3, 45, 7)]
    first = EAN_FIRST.index("".join("O" if digit in EAN_ODD else "E" for digit in left))
    digits = [first, *((EAN_ODD if digit in EAN_ODD else even).index(digit) for digit in left)]
    digits += [right.index(code[at : at + 7]) for at in range(50, 92, 7)]
    shown = "".join(label.text or "" for label in group("first-barcode", "digits"))
    assert "".join(map(str, digits)) == shown == "2001974062603"
    assert sum(digit * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0


def test_paper_tape_reads_isnad_between_two_shifts_to_letters() -> None:
    columns = [
        numbers(hole, "cx", "cy")
        for hole in group("teleprinter-clipping", "feed").iter()
        if hole.attrib.get("cx")
    ]
    holes = {numbers(hole, "cx", "cy") for hole in group("teleprinter-clipping", "holes")}
    tracks = sorted({y for _, y in holes})
    assert len(tracks) == 5
    assert tracks[1] < columns[0][1] < tracks[2]
    words = ["".join("1" if (x, y) in holes else "0" for y in tracks) for x, _ in columns]
    assert "".join(ITA2[word] for word in words if word != "00000") == "<ISNAD<"


def test_distress_sign_is_one_sign_of_even_pauses() -> None:
    marks = [numbers(mark, "x", "width") for mark in group("sos-1906", "sign")]
    unit = marks[0][1]
    assert [width / unit for _, width in marks] == [1, 1, 1, 3, 3, 3, 1, 1, 1]
    assert {(b[0] - a[0] - a[1]) / unit for a, b in pairwise(marks)} == {1}
    assert (marks[-1][0] + marks[-1][1] - marks[0][0]) / unit == 23


@pytest.mark.parametrize(
    ("key", "name", "count"),
    [("ever-given", "waiting", 422), ("leap-second", "seconds", 27)],
)
def test_what_is_counted_in_the_text_is_counted_in_the_drawing(
    key: str, name: str, count: int
) -> None:
    strokes = "".join(path.attrib["d"] for path in group(key, name))
    assert strokes.count("M") == count


def test_soundings_reach_their_depths_at_one_scale() -> None:
    ends = [
        numbers(end, "cy")[0] for end in group("challenger-deep", "soundings") if "cy" in end.attrib
    ]
    surface = 130
    assert (ends[0] - surface) / (ends[1] - surface) == pytest.approx(8184 / 10935, abs=0.001)


def test_sheets_of_paper_keep_their_sizes() -> None:
    sheet = group("a4-paper", "a4").find(f"{SVG}rect")
    assert sheet is not None
    assert numbers(sheet, "width", "height") == (297, 210)
