"""Ids from forms and addresses: digits 0-9 of a number that a row can have, nothing else."""

import pytest

from articles.text.ids import LARGEST, id_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", 1),
        ("007", 7),
        (str(LARGEST), LARGEST),
        (str(LARGEST + 1), None),
        ("9" * 30, None),
        ("0", None),
        ("-1", None),
        (" 1", None),
        ("1.0", None),
        ("٣", None),
        ("²", None),
        ("x", None),
        ("", None),
        (None, None),
    ],
)
def test_only_ids(text: str | None, expected: int | None) -> None:
    assert id_in(text) == expected
