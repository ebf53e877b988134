"""A pasted article taken apart, reversibly: title, body, closing credit, comment prompt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.text.fold import fold, fold_map
from articles.text.paragraphs import Span

LONGEST_CREDIT = 200
"""Code points of a line that may be a closing credit; a longer one is a paragraph."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """The parts of a pasted text, '' where it has none, each without blanks at its ends.

    `gaps` are the five runs of blanks around them: before the title, after it, after the body,
    after the footer and after the prompt.
    """

    title: str
    body: str
    footer: str
    prompt: str
    gaps: tuple[str, str, str, str, str]

    def joined(self) -> str:
        """The text as it was pasted, exactly."""
        parts = ("", self.title, self.body, self.footer, self.prompt)
        return "".join(part + gap for part, gap in zip(parts, self.gaps, strict=True))


@dataclass(frozen=True, slots=True)
class NamedCredit:
    """A source that a closing credit names.

    `start` and `end` count code points of the footer, end exclusive. The span begins at the cue
    («المصدر»), that of a second or further name in the same line at its noun or name.
    `kind_word` is the noun before the name, as «موقع» or «موقع صحيفة».
    """

    name: str
    start: int
    end: int
    kind_word: str
    cue: str


def _spelt(word: str) -> str:
    """A regular expression for a word with tashkeel and tatweel anywhere in it."""
    signs = "[\u0640\u064b-\u065f\u0670]*"
    return "".join(char + signs for char in word)


_MARKS = "\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_OPENERS, _CLOSERS = "([{«“„", ")]}»”“"
_NO_LINE_END = "[^\n\r\x85\u2028\u2029]"
_LINE = re.compile(f"{_NO_LINE_END}+")
# Only with the article: «مصدر: …» is what an unnamed source says.
_CUE = "|".join(map(_spelt, ("المصدر", "المصادر", "مصدر الخبر"))) + "|[Ss]ources?|SOURCE"
_COLON = f"[\\s{_MARKS}]*[::/|=–—-][\\s{_MARKS}]*"
_BARE_CUE = re.compile(rf"(?:\W|_){{0,9}}(?:{_CUE}){_COLON}")
_CREDIT = re.compile(
    rf"^(?:(?!\n)\W){{0,9}}(?P<cue>{_CUE}){_COLON}(?P<names>{_NO_LINE_END}*\w{_NO_LINE_END}*)",
    re.MULTILINE,
)
_BETWEEN_NAMES = re.compile(r"\s*\+\s*|\s*[;؛]\s*|\s+[/|]\s+")
_BETWEEN_SOURCES = re.compile(rf"{_BETWEEN_NAMES.pattern}|\s*[،,]\s*")
_ENDS = " \t\u00a0.,،؛;:*_–—-" + "".join(
    chr(code) for code in (0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF)
)
# «وكالة الأنباء السعودية» is the whole name, «وكالة الأناضول» a noun and a name.
_AGENCY = rf"وكال[ةه](?!{_NO_LINE_END}*(?:[أا]نباء|صحاف[ةه]))"
_KIND_WORDS = re.compile(
    rf"(?P<kind>(?:(?:موقع|صحيف[ةه]|جريد[ةه]|مجل[ةه]|قنا[ةه]|{_AGENCY})\s+)+)(?=\S)"
)

# What themes invite to, folded; only these may be glued to the credit before them.
_THING = "(?:تعليقا?|تعليقك|تعليقكم|تعليقاتكم|ردا?|ردك|رايك|رايكم)"
_ON_THIS = "(?: (?:هنا|الان|الغاء الرد|علي .{1,80}))?"
_INVITATION = (
    rf"(?:قم|قومي|قوموا|بادر) ب(?:كتابه|اضافه|ترك) (?:اول )?{_THING}{_ON_THIS}"
    rf"|كن(?:وا)? (?:انت )?اول من (?:يعلق|(?:يكتب|يترك|يضيف) {_THING}){_ON_THIS}"
    rf"|(?:اترك|اتركي|اتركوا|اضف|اضيفي|اكتب|اكتبي|ضع|ارسل) (?:لنا )?(?:اول )?{_THING}{_ON_THIS}"
    rf"|شارك(?:نا)? ب?{_THING}{_ON_THIS}"
    "|(?:leave|write|add|post) (?:a|your) (?:comment|reply)(?: cancel reply)?"
    "|be the first to (?:comment|reply)(?: on .{1,80})?"
)
_NOTICE = (
    "(?:لا|لا توجد|لا يوجد) (?:اي )?تعليقات?(?: بعد| حتي الان)?"
    "|[0-9]{1,6} تعليق(?:ات|ا)?|(?:ال)?تعليقات(?: [0-9]{1,6}| مغلقه)?|الغاء الرد"
    "|لن يتم نشر عنوان بريدك الالكتروني(?: الحقول الالزاميه مشار اليها(?: ب.{0,9})?)?"
    "|الحقول الالزاميه مشار اليها(?: ب.{0,9})?"
    "|no comments(?: yet)?|[0-9]{1,6} comments?|comments(?: are closed)?|cancel reply"
    "|your email address will not be published(?: required fields are marked)?"
)
_PROMPT = re.compile(f"{_INVITATION}|{_NOTICE}")
_GLUED = re.compile(f"(?:{_INVITATION})$")
_LONGEST_PROMPT = 160


def split_pasted(text: str) -> Pasted:
    """Take a pasted text apart: the first line is the title, the end is looked at line by line.

    The prompt are the last lines that only invite to comment («قم بكتابة اول تعليق», "Leave a
    comment"); the footer the lines before that credit a source («المصدر: …»), also where the
    prompt is glued to the last of them. All between is the body. No input raises.
    """
    lines = _lines(text)
    title, rest = (lines[0], lines[1:]) if lines else (Span(0, 0), [])
    body_end = len(rest)
    while body_end and _is_prompt(text[slice(*rest[body_end - 1])]):
        body_end -= 1
    before, prompt = rest[:body_end], rest[body_end:]
    if before and (glued := _glued_prompt(text, before[-1])):
        before, prompt = [*before[:-1], glued[0]], [glued[1], *prompt]
    footer_start = _footer_start(text, before)
    spans = [title, *map(_whole, (before[:footer_start], before[footer_start:], prompt))]
    return _cut(text, spans)


def find_credits(footer: str) -> list[NamedCredit]:
    """The sources that the lines of a footer name, in order.

    Names are separated by +, ; or a spaced / and, after «المصادر», by commas. Quotation marks and
    brackets around a name, and the noun before it, are no part of it.
    """
    found = []
    for match in _CREDIT.finditer(footer):
        several = fold(match["cue"]) in ("المصادر", "sources")
        separator = _BETWEEN_SOURCES if several else _BETWEEN_NAMES
        start: int | None = match.start("cue")
        for span in _pieces(footer, match.start("names"), match.end("names"), separator):
            name = _trimmed_name(footer, span)
            if name.start == name.end:
                continue
            kind = _KIND_WORDS.match(footer, name.start, name.end)
            bare = _trimmed_name(footer, Span(kind.end("kind"), name.end)) if kind else name
            kind_word = kind["kind"].strip() if kind else ""
            begin = name.start if start is None else start
            end = _with_closer(footer, begin, bare.end)
            found.append(NamedCredit(footer[slice(*bare)], begin, end, kind_word, match["cue"]))
            start = None
    return found


def credit_name(credit: str) -> str:
    """The first source that a closing credit names: «DFNC.RU» of «المصدر: موقع DFNC.RU».

    '' where the text is no credit.
    """
    found = find_credits(credit)
    return found[0].name if found else ""


def _lines(text: str) -> list[Span]:
    """The lines that are not blank, without the blanks at their ends."""
    spans = (_stripped(text, Span(*match.span())) for match in _LINE.finditer(text))
    return [span for span in spans if span.start < span.end]


def _stripped(text: str, span: Span, marks: str | None = None) -> Span:
    piece = text[slice(*span)]
    left = len(piece) - len(piece.lstrip(marks))
    return Span(span.start + left, span.start + max(left, len(piece.rstrip(marks))))


def _whole(lines: Sequence[Span]) -> Span | None:
    return Span(lines[0].start, lines[-1].end) if lines else None


def _cut(text: str, spans: Sequence[Span | None]) -> Pasted:
    """The parts and the gaps between them; where a part is missing, its gap is empty."""
    parts, gaps, end = [], [], 0
    for span in spans:
        parts.append(text[slice(*span)] if span else "")
        gaps.append(text[end : span.start] if span else "")
        end = span.end if span else end
    title, body, footer, prompt = parts
    first, second, third, fourth = gaps
    return Pasted(title, body, footer, prompt, (first, second, third, fourth, text[end:]))


def _is_prompt(line: str) -> bool:
    return len(line) <= _LONGEST_PROMPT and _PROMPT.fullmatch(fold(line)) is not None


def _is_credit(line: str) -> bool:
    return len(line) <= LONGEST_CREDIT and _CREDIT.match(line) is not None


def _glued_prompt(text: str, line: Span) -> tuple[Span, Span] | None:
    """A line that is a credit with a prompt right after it, cut in two; None for any other."""
    words = text[slice(*line)]
    if len(words) > LONGEST_CREDIT + _LONGEST_PROMPT or not _CREDIT.match(words):
        return None
    folded = fold_map(words)
    match = _GLUED.search(folded.text)
    if match is None:
        return None
    cut = line.start + folded.original(*match.span())[0]
    credit = _stripped(text, Span(line.start, cut))
    if not _is_credit(text[slice(*credit)]):
        return None
    return credit, Span(cut, line.end)


def _footer_start(text: str, lines: Sequence[Span]) -> int:
    """The index of the first of the last lines that are credits; the cue may have its own line."""
    start = len(lines)
    while start:
        if _is_credit(text[slice(*lines[start - 1])]):
            start -= 1
        elif (
            start > 1
            and lines[start - 1].end - lines[start - 1].start <= LONGEST_CREDIT // 2
            and _BARE_CUE.fullmatch(text[slice(*lines[start - 2])])
        ):
            start -= 2
        else:
            break
    return start


def _with_closer(text: str, start: int, end: int) -> int:
    """The end of a span, after the mark that closes a quotation or bracket opened in it."""
    closes = text[end : end + 1] in tuple(_CLOSERS + '"')
    opened = any(mark in text[start:end] for mark in _OPENERS + '"”')
    return end + 1 if closes and opened else end


def _pieces(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[Span]:
    pieces = []
    for match in separator.finditer(text, start, end):
        pieces.append(Span(start, match.start()))
        start = match.end()
    return [*pieces, Span(start, end)]


def _trimmed_name(text: str, span: Span) -> Span:
    """The span without marks at its ends, and without brackets or quotes that do not belong."""
    while True:
        span = _stripped(text, span, _ENDS)
        piece = text[slice(*span)]
        if not piece:
            return span
        opens, closes = piece[0] in _OPENERS + '"”', piece[-1] in _CLOSERS + '"'
        if len(piece) > 1 and opens and closes:
            span = Span(span.start + 1, span.end - 1)
        elif opens and not any(mark in piece[1:] for mark in _CLOSERS + '"'):
            span = Span(span.start + 1, span.end)
        elif closes and not any(mark in piece[:-1] for mark in _OPENERS + '"'):
            span = Span(span.start, span.end - 1)
        else:
            return span
