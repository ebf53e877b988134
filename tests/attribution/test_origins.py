"""Counting origins by hand-made links, and chains that lead back to themselves."""

import pytest

from articles.attribution.chain import circles, node_numbers
from articles.attribution.origins import independent_origins
from articles.attribution.types import Link, Mention, Speaker


def outlet(name: str, **given: object) -> Mention:
    return Mention("body", 0, len(name), name, "reported", candidates=(name,), **given)  # type: ignore[arg-type]


def person(name: str, title: str = "", kind: str = "person", start: int = 0) -> Speaker:
    return Speaker(
        "body", start, start + 1, name, name, title, kind, "spoken", anonymous=not name
    )  # fmt: skip


A, B = outlet("A"), outlet("B")


@pytest.mark.parametrize(
    ("links", "origins"),
    [
        ([], 0),
        ([Link("mention", 0)], 1),
        ([Link("mention", 0), Link("mention", 1)], 2),
        ([Link("mention", 0), Link("mention", 1, 0)], 1),
        ([Link("mention", 0), Link("speaker", 0, 0)], 1),
        ([Link("mention", 0), Link("speaker", 0, 0), Link("speaker", 1, 0)], 2),
        ([Link("mention", 0), Link("mention", 1), Link("speaker", 0, 0), Link("speaker", 0, 1)], 1),
        ([Link("mention", 0), Link("speaker", 2, 0), Link("speaker", 3, 0)], 1),
        ([Link("mention", 0), Link("mention", 1), Link("speaker", 2, 0), Link("speaker", 3, 1)], 2),
        ([Link("mention", 0), Link("mention", 1), Link("speaker", 2, 0), Link("speaker", 2, 1)], 1),
        ([Link("speaker", 0), Link("speaker", 2)], 2),
        ([Link("speaker", 4), Link("speaker", 5)], 1),
        ([Link("speaker", 5), Link("speaker", 0)], 2),
    ],
    ids=[
        "nothing", "an outlet", "two outlets", "one through the other", "a speaker in an outlet",
        "two speakers in one outlet", "one speaker in two outlets", "two nameless in one outlet",
        "nameless in two outlets", "one nameless in two outlets", "a speaker and a nameless one", "a ministry and its spokesman",
        "a spokesman and another",
    ],
)  # fmt: skip
def test_independent_origins(links: list[Link], origins: int) -> None:
    speakers = [
        person("سامر", start=1),
        person("رنا", start=2),
        person("", start=3),
        person("", start=4),
        person("وزارة العدل", kind="institution", start=5),
        person("نزار", title="المتحدث باسم وزارة العدل", start=6),
    ]
    assert independent_origins(links, [A, B], speakers) == origins


@pytest.mark.parametrize(
    ("rests_on", "expected"),
    [
        ({}, []),
        ({1: ["a"], 2: ["b"]}, []),
        ({1: [2], 2: [3], 3: []}, []),
        ({1: [1]}, [(1,)]),
        ({1: [2], 2: [1]}, [(1, 2)]),
        ({1: [2], 2: [3], 3: [1]}, [(1, 2, 3)]),
        ({1: [2, 3], 2: [3], 3: [4], 4: [1]}, [(1, 3, 4)]),
        ({1: [2], 2: [1], 3: [4, 1], 4: [3]}, [(1, 2), (3, 4)]),
        ({5: [6], 6: ["x", 5], 7: [5]}, [(5, 6)]),
        ({"a": ["b"], "b": ["c", "a"], "c": ["b"]}, [("a", "b")]),
    ],
    ids=[
        "nothing", "apart", "a chain", "itself", "two", "three", "the shortest one",
        "two circles", "hung on a circle", "two circles that meet are told once",
    ],
)  # fmt: skip
def test_circles(rests_on: dict[object, list[object]], expected: list[tuple[object, ...]]) -> None:
    assert sorted(circles(rests_on), key=repr) == sorted(expected, key=repr)


def test_a_long_chain_needs_no_recursion() -> None:
    length = 50_000
    ring = {n: [(n + 1) % length] for n in range(length)}
    (circle,) = circles(ring)
    assert circle == tuple(range(length))
    assert circles({n: [n + 1] for n in range(length)}) == []


def test_every_circle_is_one() -> None:
    rests_on = {n: [(n * 7 + 3) % 101, (n * n) % 101] for n in range(101)}
    for circle in circles(rests_on):
        for one, other in zip(circle, (*circle[1:], circle[0]), strict=True):
            assert other in rests_on[one]


def test_mentions_of_one_outlet_are_one_node() -> None:
    mentions = [
        Mention("body", 0, 1, "رويترز", "reported", candidates=("Reuters",)),
        Mention("body", 2, 3, "Reuters", "relayed", candidates=("Reuters",)),
        Mention("body", 4, 5, "الوطن", "reported", candidates=("Al-Watan (SA)", "Al-Watan (SY)")),
        Mention("body", 6, 7, "الوطن", "credit"),
        Mention("body", 8, 9, "سبق", "interview", candidates=("Sabq",), own=True),
        Mention("body", 10, 11, "رُوَيترز", "relayed"),
        Mention("body", 12, 13, "بترا", "relayed", candidates=("Petra",)),
    ]
    assert node_numbers(mentions) == [0, 0, 1, 1, None, 0, 2]
