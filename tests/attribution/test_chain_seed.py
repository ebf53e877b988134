"""The first article, unaided but for its mentions: its chain and the paragraphs without credit."""

from pathlib import Path

import pytest

from articles.attribution.types import Texts
from articles.text.paragraphs import paragraphs
from tests.attribution.by_hand import Case, M, lines

NAME = "الشيخ أحمد بن ناصر بن جاسم آل ثاني"
MENTIONS = (
    M("New Defence Order. Strategy", "relayed", "وفقا لخبر نشرته مجلة"),
    M("كوميرسانت", "interview", "في مقابلة له مع صحيفة", source="Kommersant"),
)
CREDIT = M("DFNC.RU", "credit", "المصدر: موقع", target="footer")


def case(texts: Texts, *mentions: M, **expected: object) -> Case:
    return Case("seed", texts.body, mentions, footer=texts.footer, title=texts.title, **expected)  # type: ignore[arg-type]


@pytest.fixture
def texts(seed: Path) -> Texts:
    rows = seed.read_text("utf-8").split("\n")
    return Texts(title=rows[0], body="\n\n".join(rows[1:-2]), footer=rows[-2])


def test_the_chain(texts: Texts) -> None:
    analysis = case(texts, *MENTIONS, CREDIT).analyse()
    assert lines(analysis) == (f"DFNC.RU < New Defence Order. Strategy < كوميرسانت < {NAME}",)
    assert [link.via for link in analysis.links] == [None, 0, 1, 2]
    assert analysis.origins == 1
    assert analysis.named_sources == 4


def test_the_speaker(texts: Texts) -> None:
    (speaker,) = case(texts, *MENTIONS, CREDIT).analyse().speakers
    assert speaker.name == NAME
    assert speaker.title == "سفير قطر لدى روسيا"
    assert (speaker.kind, speaker.role, speaker.anonymous) == ("person", "spoken", False)
    assert speaker.exact == f"سفير قطر لدى روسيا، {NAME}"
    assert speaker.cue == "أعلن"
    places = [texts.body[start:end] for start, end in speaker.places]
    assert places == [
        f"سفير قطر لدى روسيا، {NAME}",
        "سفير قطر في موسكو",
        "السفير",
        "السفير القطري",
        "السفير القطري لدى موسكو",
        NAME,
        "السفير",
    ]
    direct = [q for q in speaker.quotations if q.direct]
    assert len(direct) == 4
    assert texts.body[direct[0].start :].startswith("بيننا العديد من مجالات التعاون")
    assert texts.body[direct[-1].start : direct[-1].end].endswith("في البلدين.")


def test_the_closing_paragraphs_credit_nobody(texts: Texts) -> None:
    spans = paragraphs(texts.body)
    expected = ((spans[-2].start, spans[-2].end), (spans[-1].start, spans[-1].end))
    assert case(texts, *MENTIONS, CREDIT).analyse().uncredited == expected


def test_the_credit_and_the_body_name_different_outlets(texts: Texts) -> None:
    (one,) = case(texts, *MENTIONS, CREDIT).analyse().disagreements
    assert (one.code, one.footer) == ("credit_not_in_body", "DFNC.RU")
    assert one.body == ("New Defence Order. Strategy",)
    related = {"DFNC.RU": ("New Defence Order. Strategy",)}
    assert case(texts, *MENTIONS, CREDIT, related=related).analyse().disagreements == ()


def test_the_credit_as_the_last_lines_of_the_body(seed: Path) -> None:
    rows = seed.read_text("utf-8").split("\n")
    whole = Texts(title=rows[0], body="\n\n".join(rows[1:]))
    analysis = case(whole, *MENTIONS, M("DFNC.RU", "credit", "المصدر: موقع")).analyse()
    assert lines(analysis) == (f"DFNC.RU < New Defence Order. Strategy < كوميرسانت < {NAME}",)
    spans = paragraphs(whole.body)
    assert analysis.uncredited == tuple((span.start, span.end) for span in spans[-4:-2])


def test_the_headline_as_the_first_line_of_the_body(seed: Path) -> None:
    rows = seed.read_text("utf-8").split("\n")
    whole = Texts(body="\n".join(rows))
    analysis = case(whole, *MENTIONS, M("DFNC.RU", "credit", "المصدر: موقع")).analyse()
    assert lines(analysis) == (f"DFNC.RU < New Defence Order. Strategy < كوميرسانت < {NAME}",)
    assert [whole.body[start:end] for start, end in analysis.uncredited] == rows[-4:-2]


def test_without_blank_lines_the_lines_are_the_paragraphs(seed: Path) -> None:
    rows = seed.read_text("utf-8").split("\n")
    whole = Texts(title=rows[0], body="\n".join(rows[1:]))
    analysis = case(whole, *MENTIONS, M("DFNC.RU", "credit", "المصدر: موقع")).analyse()
    told = [whole.body[start:end] for start, end in analysis.uncredited]
    assert told == rows[-4:-2]
    assert analysis.origins == 1
