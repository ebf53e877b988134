"""For any text and any mentions: nothing raises, nothing is circular, every span lies inside."""

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.attribution.chain import node_numbers, propose
from articles.attribution.speakers import find_speakers
from articles.attribution.types import TARGETS, Analysis, Mention, Texts

ROLES = ("relayed", "reported", "interview", "quoted", "agency_copy", "credit")
PIECES = (
    "قال", "وأضاف", "مضيفا", "أن", "إن", "السفير", "سفير قطر", "وزارة الدفاع", "مصدر أمني", "أحمد",
    "بن ناصر", "في بيان", "بحسب", "وفقا ل", "نقلا عن", "نقلت", "عن", "وكالة", "رويترز", "لرويترز",
    "الذي ذكرته", "قوله", "كما", "لم", "«", "»", '"', "”", "،", ".", ":", "\n", "\n\n", "الوزير",
    "المصدر:", "د.", "S-400", "DFNC.RU", "ـ", "\u200f", "على", "المتحدث باسم", "أحد", "وعدد من",
)  # fmt: skip
NEWS = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
ANY = st.text(max_size=200)
TEXT = st.one_of(NEWS, NEWS, ANY)


@st.composite
def articles(draw: st.DrawFn) -> tuple[Texts, tuple[Mention, ...]]:
    texts = Texts(
        title=draw(ANY), body=draw(TEXT), standfirst=draw(ANY), byline=draw(ANY), footer=draw(NEWS)
    )
    mentions = []
    for _ in range(draw(st.integers(0, 6))):
        target = draw(st.sampled_from((*TARGETS, "body", "body")))
        text = texts.target(target)
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        cue_start = draw(st.integers(0, len(text)))
        cue_end = draw(st.integers(cue_start, min(len(text), cue_start + 20)))
        mentions.append(
            Mention(
                target,
                start,
                end,
                text[start:end],
                draw(st.sampled_from(ROLES)),
                text[cue_start:cue_end],
                cue_start,
                cue_end,
                tuple(draw(st.lists(st.sampled_from("ABC"), max_size=2))),
                own=draw(st.booleans()),
            )
        )
    return texts, tuple(mentions)


def check_spans(texts: Texts, analysis: Analysis) -> None:
    for speaker in analysis.speakers:
        text = texts.target(speaker.target)
        assert text[speaker.start : speaker.end] == speaker.exact != ""
        assert text[speaker.cue_start : speaker.cue_end] == speaker.cue != ""
        assert (speaker.start, speaker.end) == speaker.places[0]
        assert speaker.anonymous == (speaker.name == "")
        for start, end in speaker.places:
            assert 0 <= start < end <= len(text)
        for quotation in speaker.quotations:
            assert 0 <= quotation.start < quotation.end <= len(text)
    last = 0
    for start, end in analysis.uncredited:
        assert last <= start < end <= len(texts.body)
        last = end


def check_links(analysis: Analysis) -> None:
    mentions = [link.index for link in analysis.links if link.kind == "mention"]
    assert len(mentions) == len(set(mentions))
    numbers = node_numbers(analysis.mentions)
    assert len(mentions) == len({number for number in numbers if number is not None})
    spoken = {link.index for link in analysis.links if link.kind == "speaker"}
    assert spoken == set(range(len(analysis.speakers)))
    for place, link in enumerate(analysis.links):
        assert link.kind in ("mention", "speaker")
        assert link.via is None or 0 <= link.via < place
        assert link.via is None or analysis.links[link.via].kind == "mention"
    assert (analysis.origins == 0) == (not analysis.links)
    assert analysis.origins <= len(analysis.links)
    assert analysis.named_sources <= len(analysis.links)


@settings(max_examples=300, deadline=None)
@given(articles())
def test_any_article(article: tuple[Texts, tuple[Mention, ...]]) -> None:
    texts, mentions = article
    analysis = propose(texts, mentions, find_speakers(texts, mentions))
    check_spans(texts, analysis)
    check_links(analysis)


@settings(max_examples=100, deadline=None)
@given(NEWS)
def test_the_same_text_gives_the_same_speakers(body: str) -> None:
    texts = Texts(body=body)
    assert find_speakers(texts, ()) == find_speakers(texts, ())


def test_long_texts_of_one_kind() -> None:
    for unit in ("قال ", '"', "«", "وقال إن ", "بحسب مصدر ", "السفير: ", "قال أحمد:\n\n"):
        texts = Texts(body=unit * 4_000)
        mentions = tuple(
            Mention("body", at, at + 2, texts.body[at : at + 2], ROLES[at // 100 % 4])
            for at in range(0, len(texts.body) - 2, 100)
        )
        analysis = propose(texts, mentions, find_speakers(texts, mentions))
        check_links(analysis)
