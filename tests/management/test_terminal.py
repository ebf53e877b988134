"""The language in which commands speak: that of the terminal."""

import pytest

from articles.management.terminal import VARIABLES, language


@pytest.mark.parametrize(
    ("given", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "AR"}, "ar"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "ar", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "ar_QA"}, "ar"),
        ({"LANG": "ar", "LC_MESSAGES": "", "LC_ALL": ""}, "ar"),
    ],
)
def test_the_first_variable_that_is_set_counts(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], spoken: str
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert language() == spoken
