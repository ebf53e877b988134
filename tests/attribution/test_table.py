"""The table of names: reading it, what a name may mean, families, names found in a text."""

import json

import pytest

from articles.attribution.candidates import own_names, publisher_entries
from articles.attribution.names_found import Finder
from articles.attribution.table import MEDIA, Entry, NameTable, load_table, read_entries
from articles.attribution.words import Words
from tests.attribution.mention_cases_table import ENTRIES, TABLE

FINDER = Finder(TABLE)


def names(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.name for entry in entries]


def test_lines_become_entries() -> None:
    lines = [
        '{"name": "X", "ar": ["إكس", "اكس"], "kind": "site", "evidence": "x.example"}',
        "  ",
        '{"name": "Y", "kind": "agency", "country": "EG", "parent": "X", "evidence": "Q1"}',
    ]
    assert read_entries(lines) == [
        Entry(name="X", kind="site", evidence="x.example", ar=("إكس", "اكس")),
        Entry(name="Y", kind="agency", evidence="Q1", country="EG", parent="X"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '"X"',
        "null",
        '{"name": "X", "kind": "site"}',
        '{"name": "X", "kind": "site", "evidence": "x.example", "colour": "red"}',
    ],
)
def test_a_line_that_is_no_entry_is_named(line: str) -> None:
    good = json.dumps({"name": "X", "kind": "site", "evidence": "x.example"})
    with pytest.raises(ValueError, match=r"^line 3 of the name table: "):
        read_entries([good, "", line])


def test_two_entries_of_one_name_are_refused() -> None:
    entry = Entry(name="X", kind="site", evidence="x.example")
    with pytest.raises(ValueError, match="two entries are called X"):
        NameTable([entry, entry])


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("رويترز", ["Reuters"]),
        ("reuters.com", ["Reuters"]),
        ("REUTERS", ["Reuters"]),
        ("أ.ف.ب", ["AFP"]),
        ("وكاله الانباء الفرنسيه", ["AFP"]),
        ("الوطن", ["Al-Watan (Saudi)", "Al-Watan (Egypt)", "Al-Watan (Kuwait)"]),
        ("وطن", []),
        ("New Defence Order. Strategy", ["New Defence Order. Strategy"]),
        ("коммерсантъ", ["Kommersant"]),
        ("فرانس", []),
        ("رويترز العربية", []),
        ("ناسا", []),
        ("", []),
        ("«»", []),
    ],
)
def test_who_is_called_so(name: str, found: list[str]) -> None:
    assert names(TABLE.called(name)) == found


def test_a_name_is_weak_for_the_source_that_says_so() -> None:
    forms = TABLE.root.then["الشرق"].then["الاوسط"].forms
    assert [(form.entry.name, form.weak) for form in forms] == [
        ("Asharq Al-Awsat", True),
        ("MENA", True),
    ]
    (form,) = TABLE.root.then["رويترز"].forms
    assert not form.weak


def test_families() -> None:
    entries = TABLE.entries
    assert TABLE.family(entries["BBC Arabic"]) == {"BBC Arabic", "BBC"}
    assert TABLE.family(entries["BBC"]) == {"BBC"}
    assert TABLE.family(entries["DFNC.RU"]) == {"DFNC.RU", "New Defence Order. Strategy"}


def test_parents_in_a_ring_end() -> None:
    ring = [
        Entry(name="A", kind="site", evidence="a.example", parent="B"),
        Entry(name="B", kind="site", evidence="b.example", parent="A"),
        Entry(name="C", kind="site", evidence="c.example", parent="nobody"),
    ]
    table = NameTable(ring)
    assert table.family(ring[0]) == {"A", "B"}
    assert table.family(ring[2]) == {"C", "nobody"}


@pytest.mark.parametrize(
    ("publisher", "entries", "own"),
    [
        ("عكاظ", ["Okaz"], {"Okaz"}),
        ("BBC Arabic", ["BBC Arabic"], {"BBC Arabic", "BBC"}),
        ("BBC", ["BBC"], {"BBC", "BBC Arabic"}),
        ("الوطن (السعودية)", ["Al-Watan (Saudi)"], {"Al-Watan (Saudi)"}),
        ("الوطن (مصر)", ["Al-Watan (Saudi)", "Al-Watan (Egypt)", "Al-Watan (Kuwait)"], None),
        ("الجزيرة (قطر)", ["Al Jazeera", "Al-Jazirah"], None),
        ("nobody", [], set()),
        ("(", [], set()),
    ],
)
def test_what_a_publisher_means(publisher: str, entries: list[str], own: set[str] | None) -> None:
    assert names(publisher_entries(publisher, TABLE)) == entries
    assert own is None or own_names(publisher, TABLE) == own


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("رويترز", [("رويترز", "")]),
        ("لرويترز ورويترز وبرويترز", [("رويترز", "ل"), ("رويترز", "و"), ("رويترز", "وب")]),
        ("للأناضول", [("لأناضول", "ل")]),
        ("لـ «رويترز»", [("رويترز", "ل")]),
        ("الرويترز", [("الرويترز", "")]),
        ("وواس", [("واس", "و")]),
        ("خواسك", []),
        ("سكاي نيوز عربية", [("سكاي نيوز عربية", "")]),
        ("سكاي نيوز", [("سكاي نيوز", "")]),
        ("سكاي، نيوز", []),
        ("سكاي\nنيوز", []),
        ("أ. ف. ب", [("أ. ف. ب", "")]),
        ("اليوم السابع", [("اليوم السابع", "")]),
        ("نيويورك تايمز", [("نيويورك تايمز", "")]),
        ("فرانس", []),
        ("dfnc.ru", [("dfnc.ru", "")]),
        ("كرويترز", [("رويترز", "ك")]),
    ],
)
def test_names_found_in_a_text(text: str, found: list[tuple[str, str]]) -> None:
    places = FINDER.find(Words(text))
    assert [(text[one.start : one.end], one.prefix) for one in places] == found


def test_only_media_are_found() -> None:
    assert TABLE.entries["NASA"].kind not in MEDIA
    assert FINDER.find(Words("ناسا NASA nasa.gov")) == []
    assert len(TABLE.entries) == len(ENTRIES)


def test_the_table_of_the_program_is_read_once() -> None:
    table = load_table()
    assert load_table() is table
    assert len(table.entries) >= 600
    assert names(table.called("رويترز")) == ["Reuters"]
