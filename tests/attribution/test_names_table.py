"""The table of sources: its lines are well-formed, can be checked, and hold the corpus's outlets."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from articles.text.fold import fold_name

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "articles" / "attribution" / "names"
FILES = sorted(FOLDER.glob("*.jsonl"))
KEYS = [
    "name", "ar", "en", "ru", "abbr", "domains", "kind", "country", "owner", "parent", "weak",
    "evidence",
]  # fmt: skip
LISTS = {"ar", "en", "ru", "abbr", "domains", "weak"}
KINDS = {"agency", "newspaper", "magazine", "broadcaster", "site", "journal", "institution"}
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9]+)")
ITEM = re.compile(r"Q[1-9]\d*")
ISSN = re.compile(r"ISSN (\d{4})-(\d{3}[\dX])")
CORPUS = Path(os.environ.get("ISNAD_CORPUS", ROOT.parent / "shared" / "corpus"))
# A name on which no search has any business to stop: a short word is Arabic at least.
ARABIC = re.compile(r"[\u0621-\u064a]")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


ENTRIES = [(path.name, line) for path in FILES for line in lines(path)]
BY_NAME = {line["name"]: line for _file, line in ENTRIES}


def shown(file: str, line: dict[str, Any]) -> str:
    return f"{file}: {line['name']}"


def names(line: dict[str, Any]) -> Iterator[str]:
    yield line["name"]
    for key in ("ar", "en", "ru", "abbr"):
        yield from line.get(key, [])


def issn_is_right(digits: str) -> bool:
    total = sum(int(digit) * (8 - i) for i, digit in enumerate(digits[:7]))
    return digits[7] == "0123456789X"[-total % 11]


def is_evidence(text: str) -> bool:
    issn = ISSN.fullmatch(text)
    if issn:
        return issn_is_right(issn[1] + issn[2])
    return bool(ITEM.fullmatch(text) or DOMAIN.fullmatch(text))


def test_the_check_digit_of_an_issn_counts():
    assert is_evidence("ISSN 0362-4331")
    assert not is_evidence("ISSN 0362-4332")
    assert is_evidence("ISSN 2434-561X")


def test_evidence_is_a_domain_an_item_or_an_issn():
    assert is_evidence("dfnc.ru")
    assert is_evidence("Q9684")
    assert not is_evidence("https://dfnc.ru")
    assert not is_evidence("dfnc.ru/ar")
    assert not is_evidence("Q0")
    assert not is_evidence("")


def test_there_are_at_least_600_sources():
    assert len(ENTRIES) >= 600


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_lines_have_their_keys_in_order_and_stand_sorted(path: Path):
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert "\n\n" not in text
    faults = []
    for line in lines(path):
        keys = list(line)
        right = keys == [key for key in KEYS if key in line]
        required = {"name", "ar", "kind", "evidence"} <= set(keys)
        empty = [key for key in keys if not line[key]]
        types = all(
            isinstance(line[key], list) == (key in LISTS)
            and (key in LISTS or isinstance(line[key], str))
            for key in keys
        )
        if not right or not required or empty or not types:
            faults.append((line.get("name"), keys, empty))
    assert faults == []
    in_order = [line["name"] for line in lines(path)]
    assert in_order == sorted(in_order)


def test_kinds_and_countries_are_of_their_lists():
    assert {line["kind"] for _file, line in ENTRIES} <= KINDS
    countries = {line["country"] for _file, line in ENTRIES if "country" in line}
    assert [country for country in countries if not re.fullmatch(r"[A-Z]{2}", country)] == []
    assert "UK" not in countries
    assert "EN" not in countries


def test_no_canonical_name_twice():
    count = Counter(line["name"] for _file, line in ENTRIES)
    assert [name for name, times in count.items() if times > 1] == []


def test_no_domain_twice():
    holders: dict[str, list[str]] = {}
    for file, line in ENTRIES:
        for domain in line.get("domains", []):
            holders.setdefault(domain, []).append(shown(file, line))
    assert {domain: of for domain, of in holders.items() if len(of) > 1} == {}


def test_domains_and_evidence_are_well_formed():
    faults = [
        (shown(file, line), text)
        for file, line in ENTRIES
        for text in line.get("domains", [])
        if not DOMAIN.fullmatch(text) or text.startswith("www.")
    ]
    faults += [
        (shown(file, line), line["evidence"])
        for file, line in ENTRIES
        if not is_evidence(line["evidence"])
    ]
    assert faults == []


def test_no_name_folds_to_nothing_and_none_is_there_twice():
    faults = []
    for file, line in ENTRIES:
        for name in names(line):
            if not fold_name(name) or name != " ".join(name.split()):
                faults.append((shown(file, line), name))
        for key in ("ar", "en", "ru", "abbr"):
            folded = [fold_name(name) for name in line.get(key, [])]
            faults += [
                (shown(file, line), name) for name, times in Counter(folded).items() if times > 1
            ]
    assert faults == []


def test_names_of_one_arabic_letter_are_none():
    faults = [
        (shown(file, line), name)
        for file, line in ENTRIES
        for name in names(line)
        if len(fold_name(name)) < 2 and ARABIC.search(name)
    ]
    assert faults == []


def test_weak_names_are_names():
    faults = []
    for file, line in ENTRIES:
        folded = {fold_name(name) for name in names(line)}
        faults += [
            (shown(file, line), name)
            for name in line.get("weak", [])
            if fold_name(name) not in folded
        ]
    assert faults == []


def test_owners_and_parents_are_lines_without_circles():
    faults = []
    for file, line in ENTRIES:
        for key in ("owner", "parent"):
            if key in line and line[key] not in BY_NAME:
                faults.append((shown(file, line), key, line[key]))
    assert faults == []
    for file, line in ENTRIES:
        above, waiting = set(), [line["name"]]
        while waiting:
            step = BY_NAME[waiting.pop()]
            for key in ("owner", "parent"):
                if key in step and step[key] not in above:
                    above.add(step[key])
                    waiting.append(step[key])
        assert line["name"] not in above, shown(file, line)


def test_words_places_and_clubs_are_weak_and_unmistakable_names_are_not():
    strong, weak = set(), set()
    for _file, line in ENTRIES:
        of_line = {fold_name(name) for name in line.get("weak", [])}
        weak |= of_line
        strong |= {fold_name(name) for name in line.get("ar", [])} - of_line
    words = "الوطن الحياة اليوم الرياض المدينة البلاد الشرق العربية الجزيرة سبق عاجل معا فارس مهر"
    assert [word for word in words.split() if fold_name(word) in strong] == []
    assert {fold_name(word) for word in words.split()} <= weak
    assert {
        fold_name(word) for word in "رويترز الأناضول هآرتس إيسنا هسبريس كوورة".split()
    } <= strong


def test_each_of_a_shared_name_is_a_line_of_its_own():
    holders = {
        line["country"]
        for _file, line in ENTRIES
        if fold_name("الوطن") in map(fold_name, line.get("ar", []))
    }
    assert {"SA", "EG", "QA", "KW", "BH", "OM", "SY", "DZ"} <= holders


def test_every_arab_country_has_its_agency_and_its_broadcaster():
    arab = "AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split()
    kinds = {(line.get("country"), line["kind"]) for _file, line in ENTRIES}
    # The Comoros have no state agency.
    assert [c for c in arab if c != "KM" and (c, "agency") not in kinds] == []
    assert [c for c in arab if (c, "broadcaster") not in kinds] == []
    assert [c for c in arab if not {(c, "newspaper"), (c, "site")} & kinds] == []


def without_proclitics(form: str) -> set[str]:
    """The form and what it may be without up to two of و ف ب ل ك before it, folded."""
    found = {fold_name(form)}
    for _clitic in range(2):
        for folded in list(found):
            if len(folded) > 3 and folded[0] in "وفبلك":
                rest = folded[1:]
                found |= {rest, "ال" + rest[1:] if rest.startswith("ل") else rest}
    return found


def test_the_outlets_of_the_corpus_are_there_with_their_forms():
    path = CORPUS / "outlets.json"
    if not path.exists():
        pytest.skip("the test corpus is not there (ISNAD_CORPUS)")
    missing = []
    for outlet in json.loads(path.read_text(encoding="utf-8"))["outlets"]:
        line = BY_NAME.get(outlet["en"])
        if line is None:
            missing.append((outlet["en"], ""))
            continue
        folded = {fold_name(name) for name in names(line)}
        missing += [
            (outlet["en"], form)
            for form in outlet["surface_forms"]
            if not without_proclitics(form) & folded
        ]
    assert missing == []
