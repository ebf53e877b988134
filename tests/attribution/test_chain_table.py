"""Chains of many shapes, written by hand: texts of our own, with mentions made by hand."""

import pytest

from articles.text.paragraphs import paragraphs
from tests.attribution.by_hand import Case, lines
from tests.attribution.chain_cases_credits import CREDITS
from tests.attribution.chain_cases_outlets import OUTLETS
from tests.attribution.chain_cases_voices import VOICES

CASES = (*OUTLETS, *CREDITS, *VOICES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.shape)
def test_the_chain(case: Case) -> None:
    analysis = case.analyse()
    assert lines(analysis) == case.chains
    assert analysis.origins == case.origins


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.shape)
def test_the_paragraphs_that_credit_nobody(case: Case) -> None:
    spans = [(span.start, span.end) for span in paragraphs(case.body)]
    assert tuple(spans.index(span) for span in case.analyse().uncredited) == case.uncredited


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.speakers], ids=lambda case: case.shape
)
def test_the_speakers(case: Case) -> None:
    assert tuple(speaker.name for speaker in case.analyse().speakers) == case.speakers


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.named is not None], ids=lambda case: case.shape
)
def test_the_number_of_named_sources(case: Case) -> None:
    assert case.analyse().named_sources == case.named


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.shape)
def test_where_credit_and_body_differ(case: Case) -> None:
    told = tuple(
        " ".join((one.code, one.footer, *one.body)) for one in case.analyse().disagreements
    )
    assert told == case.disagreements


def test_there_are_at_least_forty_shapes() -> None:
    assert len({case.shape for case in CASES}) >= 40
