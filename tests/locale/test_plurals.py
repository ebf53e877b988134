"""Every counted text of the catalogue, written out for each kind of number that Arabic tells apart."""

import re
from functools import cache

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.utils.translation import ngettext, npgettext, override

from tests.locale.test_catalogue import CATALOGUE

COUNTS = (0, 1, 2, 3, 11, 100)
_PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
_LATIN = re.compile(r"[A-Za-z]{2}")


@cache
def counted() -> list[Message]:
    with CATALOGUE.open("rb") as file:
        return [message for message in read_po(file, locale="ar") if isinstance(message.id, tuple)]


def said(message: Message, n: int) -> str:
    singular, plural = message.id
    if message.context:
        return npgettext(message.context, singular, plural, n)
    return ngettext(singular, plural, n)


def test_there_are_many() -> None:
    assert len(counted()) > 20


@pytest.mark.parametrize("message", counted(), ids=lambda message: message.id[0][:50])
def test_each_kind_of_number_has_words_of_its_own(message: Message) -> None:
    assert len(message.string) == 6
    with override("ar"):
        forms = [said(message, n) for n in COUNTS]
    assert tuple(forms) == message.string
    assert all(form.strip() for form in forms)
    if "%d" in message.id[1]:  # Django fills it in without a name, so it must stand in each
        assert all("%d" in form for form in forms)
        return
    # None, one and two are said in words, each in its own; from three on the number stands there.
    none, one, two, few, many, _other = forms
    assert len({one, two, few}) == 3
    assert none not in (one, two, few)
    places = set(_PLACE.findall(message.id[1]))
    for form in forms:
        assert set(_PLACE.findall(form)) <= places
        assert not _LATIN.search(_PLACE.sub("", form)), form
    # The counted noun is plural after 3 to 10, and singular from 11 on, where one follows it.
    assert few != many or not _noun_follows(few)


def _noun_follows(form: str) -> bool:
    match = _PLACE.search(form)
    return match is not None and bool(form[match.end() :].strip(" .،؛:)»"))


@pytest.mark.parametrize("n", [101, 102, 103, 111, 200, 1000, 1003])
def test_the_last_two_digits_decide(n: int) -> None:
    like = 3 if 3 <= n % 100 <= 10 else 11 if n % 100 >= 11 else 100
    with override("ar"):
        for message in counted():
            assert said(message, n) == said(message, like)
