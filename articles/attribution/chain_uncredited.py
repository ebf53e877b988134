"""Paragraphs of a body that credit nobody."""

import re
from collections.abc import Sequence

from articles.attribution.speakers_scene import Scene
from articles.attribution.speakers_verbs import (
    ACCORDING,
    ACCORDING_TO,
    LEADS,
    NEGATIONS,
    THAT,
    VERBS,
)
from articles.attribution.titles import DOCUMENTS
from articles.attribution.types import Mention, Speaker
from articles.text.fold import fold
from articles.text.paragraphs import Span, paragraphs

# Lines of a theme or of a copied page that are no content, by their folded beginning.
_LEFTOVERS = tuple(
    fold(line)
    for line in (
        "قم بكتابة اول تعليق",
        "كن أول من يعلق",
        "اترك تعليقا",
        "أضف تعليقا",
        "شارك الخبر",
        "شارك هذا",
        "اقرأ أيضا",
        "إقرأ أيضا",
        "للمزيد",
        "جميع الحقوق محفوظة",
        "المصدر",
        "المصادر",
        "نقلا عن",
        "تابعونا",
        "يمكنكم",
        "جميع المقالات المنشورة",
    )
)
_HEADING = 8  # words; a shorter line without a full stop is one
_FEW = 4
_END = re.compile(r"[.!?؟…:»”\"]\s*$")
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")


def uncredited(
    scene: Scene, mentions: Sequence[Mention], speakers: Sequence[Speaker]
) -> tuple[tuple[int, int], ...]:
    """The paragraphs, as (start, end) in code points of the body, that credit nobody.

    A paragraph credits somebody where it holds a mention, words of a speaker or their
    continuation («وأضاف أن»), or names a person who speaks elsewhere. Credit lines, headings and
    what a theme leaves behind are no content. A text without blank lines is taken by its lines.
    """
    credits = sorted(_credits(mentions, speakers))
    found, at, reached = [], 0, -1
    for span in _paragraphs(scene.raw):
        while at < len(credits) and credits[at][0] < span.end:
            reached = max(reached, credits[at][1])
            at += 1
        if reached > span.start or not _is_content(scene, span) or _hands_over(scene, span):
            continue
        found.append((span.start, span.end))
    return tuple(found)


def _paragraphs(raw: str) -> list[Span]:
    spans = paragraphs(raw)
    if len(spans) > 1 or "\n" not in raw:
        return spans
    return [_stripped(raw, *line.span()) for line in _LINE.finditer(raw)]


def _stripped(raw: str, start: int, end: int) -> Span:
    line = raw[start:end]
    return Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))


def _credits(mentions: Sequence[Mention], speakers: Sequence[Speaker]) -> list[tuple[int, int]]:
    """All spans of the body by which a paragraph credits somebody."""
    spans = []
    for mention in mentions:
        if mention.target == "body":
            spans.append((mention.start, mention.end))
    for speaker in speakers:
        spans.append((speaker.cue_start, speaker.cue_end))
        spans.extend((said.start, said.end) for said in speaker.quotations)
        if speaker.kind == "person" and not speaker.anonymous:
            spans.extend(speaker.places)
    return spans


def _is_content(scene: Scene, span: Span) -> bool:
    """Whether a paragraph says something: no heading, no leftover, not only signs."""
    words = scene.range(span.start, span.end)
    if len(words) < _FEW or words[0] < scene.headline:
        return False
    folded = " ".join(scene.words.folded[i] for i in words[:_FEW])
    if folded.startswith(_LEFTOVERS):
        return len(words) > 3 * _HEADING
    return len(words) >= _HEADING or bool(_END.search(scene.raw[max(0, span.end - 3) : span.end]))


def _hands_over(scene: Scene, span: Span) -> bool:
    """Whether a verb of saying with its clause or a medium stands in the paragraph: «وأضافت
    الصحيفة», «وأضافت أن», «ذكرت وسائل إعلام», «بحسب التقرير»."""
    words, reader = scene.words, scene.reader
    for i in scene.range(span.start, span.end):
        word = words.folded[i]
        verb = VERBS.get(word) or (VERBS.get(word[1:]) if word[0] in "وف" else None)
        then = words.at(i + 1)
        if (word in ACCORDING or word in ACCORDING_TO) and (
            reader.is_media(i + 1) or then.removeprefix("ل") in DOCUMENTS
        ):
            return True
        if verb is None or words.at(i - 1) in NEGATIONS:
            continue
        if (reader.is_media(i + 1) or then in DOCUMENTS) and verb.finite:
            return True
        if (
            word[0] in "وف"
            and verb.finite
            and (then in THAT or (then in LEADS and words.at(i + 2) in THAT))
        ):
            return True
    return False
