"""The Arabic catalogue: whole, sound, and with a translation for every text of the code."""

import re
from functools import cache
from pathlib import Path

import django
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from newsroom.messages import catalogues, compile_catalogue, gaps
from tests.locale.extraction import ROOT, marked

CATALOGUE = ROOT / "articles" / "locale" / "ar" / "LC_MESSAGES" / "django.po"
PLURALS = (
    "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5"
)
_PLACE = re.compile(r"%\(\w+\)[sd]")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="ar", abort_invalid=True)


def test_it_has_the_six_plural_forms_of_arabic(catalogue: Catalog) -> None:
    assert f'"Plural-Forms: nplurals=6; plural={PLURALS};\\n"' in CATALOGUE.read_text()


def test_nothing_is_fuzzy_untranslated_or_broken() -> None:
    assert [gap for path in catalogues(ROOT) for gap in gaps(path)] == []


def test_it_compiles(tmp_path: Path) -> None:
    copy = tmp_path / "ar" / "LC_MESSAGES" / "django.po"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(CATALOGUE.read_bytes())
    assert compile_catalogue(copy)
    assert copy.with_suffix(".mo").read_bytes()[:4] == b"\xde\x12\x04\x95"


def test_no_entry_stands_twice() -> None:
    heads = re.findall(
        r'^(?:msgctxt (".*")\n)?msgid (".*"(?:\n".*")*)', CATALOGUE.read_text(), flags=re.M
    )
    seen = [(context, "".join(re.findall(r'"(.*)"', text))) for context, text in heads]
    assert sorted({head for head in seen if seen.count(head) > 1}) == []


def test_every_text_of_the_code_is_translated(catalogue: Catalog) -> None:
    missing = [
        f"{place}: {text!r}"
        for (context, text, plural), place in marked().items()
        if not _translated(catalogue.get(text, context), plural)
        and not any(_translated(other.get(text, context), plural) for other in _djangos())
    ]
    assert missing == []


def test_numbers_stand_where_arabic_has_no_word_for_them(catalogue: Catalog) -> None:
    """One and two are words, and none is «لا»; from three on the number is written."""
    for message in catalogue:
        if isinstance(message.id, tuple) and _PLACE.search(message.id[0]):
            places = set(_PLACE.findall(message.id[1]))
            for form in message.string[3:]:
                assert set(_PLACE.findall(form)) == places, message.id


@cache
def _djangos() -> list[Catalog]:
    """What Django translates itself, such as "Save"."""
    found = []
    for path in Path(django.__file__).parent.rglob("locale/ar/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            found.append(read_po(file, locale="ar"))
    return found


def _translated(message: Message | None, plural: str | None) -> bool:
    if message is None:
        return False
    if plural is None:
        first = message.string[0] if isinstance(message.string, tuple) else message.string
        return bool(first)
    return isinstance(message.id, tuple) and message.id[1] == plural and len(message.string) == 6
