"""Mentions of media sources in sentences of our own: span, role, cue, candidates, own or not."""

import pytest

from articles.attribution.types import TARGETS, Texts
from tests.attribution import (
    mention_cases_amid,
    mention_cases_names,
    mention_cases_rare,
    mention_cases_roles,
    mention_cases_texts,
    mention_cases_traps,
)
from tests.attribution.mention_cases import FINDER, Case, E
from tests.attribution.mention_cases_not_yet import NOT_YET

CASES = (
    *mention_cases_roles.CASES,
    *mention_cases_names.CASES,
    *mention_cases_traps.CASES,
    *mention_cases_texts.CASES,
    *mention_cases_amid.CASES,
    *mention_cases_rare.CASES,
)
ROLES = {"relayed", "reported", "interview", "quoted", "agency_copy", "credit"}


def _name(case: Case) -> str:
    return f"{case.marked[-60:]}|{case.target}|{case.publisher}"


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_a_sentence_gives_its_mentions(case: Case) -> None:
    assert case.found() == case.wanted()


@pytest.mark.parametrize("case", NOT_YET, ids=_name)
def test_what_is_not_read_yet(case: Case) -> None:
    assert case.found() != case.wanted(), "it is read now: move it to the other cases"


def test_the_cases_cover_every_role_and_text() -> None:
    assert len(CASES) >= 180
    expected: list[E] = [one for case in CASES for one in case.expected]
    assert {one.role for one in expected} == ROLES
    assert {case.target for case in CASES} == set(TARGETS)
    assert {min(len(one.candidates), 2) for one in expected} == {0, 1, 2}
    assert sum(not case.expected for case in CASES) >= 60
    texts = [(case.marked, case.target, case.publisher) for case in (*CASES, *NOT_YET)]
    assert len(set(texts)) == len(texts)


def test_mentions_come_in_the_order_of_the_texts() -> None:
    texts = Texts(
        title="رويترز: تأجيل المحادثات",
        standfirst="ذكرت صحيفة عكاظ أن المحادثات تأجلت.",
        byline="القاهرة - رويترز",
        body="قال الوزير للأهرام إن الموعد لم يحدد.\n\nوبحسب وكالة تاس فإن الوفد غادر أمس.",
        footer="المصدر: العربية نت",
    )
    found = [(one.target, one.exact, one.role) for one in FINDER.mentions(texts)]
    assert found == [
        ("title", "رويترز", "reported"),
        ("standfirst", "عكاظ", "reported"),
        ("byline", "رويترز", "agency_copy"),
        ("body", "لأهرام", "interview"),
        ("body", "تاس", "relayed"),
        ("footer", "العربية نت", "credit"),
    ]


def test_a_name_in_one_text_ranks_a_shared_name_in_another() -> None:
    body = "قالت صحيفة «الوطن» إن المشروع تأخر عاما كاملا بسبب نقص التمويل."
    texts = Texts(body=body, standfirst="بحسب صحيفة «الوطن» الكويتية تأخر المشروع.")
    assert [one.candidates for one in FINDER.mentions(texts)] == [
        ("Al-Watan (Kuwait)",),
        ("Al-Watan (Kuwait)", "Al-Watan (Saudi)", "Al-Watan (Egypt)"),
    ]


def test_confidence_and_its_reasons() -> None:
    def only(body: str) -> tuple[float, tuple[str, ...]]:
        (mention,) = FINDER.mentions(Texts(body=body))
        return mention.confidence, mention.reasons

    known = only("قالت وكالة رويترز إن المحادثات ستستأنف الأسبوع المقبل.")
    weak = only("قالت «الوطن» السعودية إن المحادثات ستستأنف الأسبوع المقبل.")
    marked = only("قالت صحيفة «نورد كورير» إن المحادثات ستستأنف الأسبوع المقبل.")
    unmarked = only("قالت مجلة Nord Kurier إن المحادثات ستستأنف الأسبوع المقبل.")
    assert known[1] == ("verb", "head_noun")
    assert weak[1] == ("verb", "marked", "ordinary_word")
    assert marked[1] == ("verb", "head_noun", "marked", "unknown_name")
    assert unmarked[1] == ("verb", "head_noun", "unknown_name")
    assert 1 > known[0] > marked[0] > unmarked[0] > 0
    assert known[0] > weak[0] > 0


def test_an_empty_article_has_no_mention() -> None:
    assert FINDER.mentions(Texts()) == ()
