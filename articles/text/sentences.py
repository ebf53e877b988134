"""Splitting a plain text into sentences that keep quotations, foreign names and abbreviations."""

import re

from articles.text.paragraphs import Span, paragraphs, trimmed
from articles.text.quotations import quotations

_LETTERS = "\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06ee-\u06ff\u0750-\u077f\u08a0-\u08c9"
_SIGNS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"

# Where a sentence may end: a run of stops, or the end of a line.
_STOPS = re.compile(r"[.!?؟…۔。‼⁇⁈⁉]+|\n")
_WORD = re.compile(r"[^\W_]")
_CLOSING = re.compile("[)\\]}»”“›’\"']*")
_OPENING = frozenset("([{«“”„\"‹‘'")

# What is looked at on both sides of a stop is bounded, so that no text takes more than linear time.
_NEAR = 48
_BEFORE = re.compile(rf"([\w{_SIGNS}-]*)[\W_]{{0,16}}$")
_AFTER = re.compile(r"[^\w\n]{0,16}(\w*)")
_FOREIGN = re.compile(rf"[^\W\d_{_LETTERS}{_SIGNS}]")
_ARABIC_WORD = re.compile(rf"(?:[{_LETTERS}][{_SIGNS}]*){{3,}}$")

# One Arabic letter, or several with dots or blanks between: «د.», «أ.ف.ب», «د ب أ».
_ONE = rf"[{_LETTERS}][{_SIGNS}]*"
_INITIALS = re.compile(rf"(?<![^\W_])(?<![{_SIGNS}])(?:{_ONE}[.\s]{{1,2}}){{0,9}}{_ONE}$")
_TITLE_AFTER_PARTICLE = re.compile(rf"(?<![^\W_])(?:[وفبلك][دأ]|وم)[{_SIGNS}]*$")
# As many letters as an agency's name has; fewer are the title before a name.
_AGENCY = 3
_NUMBERED = re.compile(r"\d\s?$")
_LIST_NUMBER = re.compile(r"[^\w\n]{0,4}\d{1,3}[^\w\n]{0,2}")
_LIST_AFTER_COLON = re.compile(r"[:؛]\s?\d{1,2}$")
# «المجموعة أ.» ends a sentence, «الدكتور أ. خليل» does not.
_LETTERED = re.compile(
    r"(?:مجموعة|فئة|درجة|نقطة|خطة|قسم|فيتامين|فيروس|صنف|قطاع|فقرة|بند)\s[(«“\"]?$"
)
_LATIN = re.compile(
    r"(?<![^\W_])(?:[A-Za-z](?:\.[A-Za-z])+|(?i:dr|mr|mrs|ms|prof|st|vs))$", re.ASCII
)
# After a stop without a blank: how the addresses of sites end in Arabic.
_ADDRESS_ENDS = frozenset({"كوم", "أورج", "اورج", "نيوز", "أونلاين", "اونلاين"})


def sentences(text: str) -> list[Span]:
    """The sentences of a text, inside its paragraphs and lines, without blanks at their ends.

    Never broken are a quotation in marks (as `quotations` finds them), a run of foreign words
    (`New Defence Order. Strategy`, however long), abbreviations and initials («د. أحمد»,
    «أ.ف.ب»), numbers and addresses. A quotation of several words that ends with a full stop ends
    its sentence («قال: “نعم، ننتظر.”»), one that ends with ؟ or ! only before a new line. Two
    dots are a pause, three end a sentence. Offsets in code points; together the spans hold every
    character that is no blank. Linear in the text.
    """
    quoted = _outermost(text)
    found = []
    for paragraph in paragraphs(text):
        start = seen = paragraph.start
        has_word = False
        for stop in _STOPS.finditer(text, *paragraph):
            at = stop.start()
            has_word = has_word or _WORD.search(text, seen, at) is not None
            seen = at
            while quoted and quoted[-1].end <= at:
                quoted.pop()
            cut = _cut(text, start, stop, quoted[-1] if quoted else None)
            if cut and has_word:
                found.append(trimmed(text, start, cut))
                start = seen = cut
                has_word = False
        found.append(trimmed(text, start, paragraph.end))
    return [span for span in found if span.start < span.end]


def _outermost(text: str) -> list[Span]:
    """The outermost quotations with their marks, the first one last."""
    spans: list[Span] = []
    for quoted in sorted(quotations(text), key=lambda quoted: quoted.outer_start):
        if not spans or quoted.outer_start >= spans[-1].end:
            spans.append(Span(quoted.outer_start, quoted.outer_end))
    return spans[::-1]


def _cut(text: str, start: int, stop: re.Match[str], quoted: Span | None) -> int:
    """Where the sentence that began at `start` ends if it ends at this stop, else 0.

    `quoted` is the quotation around the stop, or the next one after it.
    """
    at, end = stop.span()
    if quoted is not None and quoted.start <= at:
        return _cut_at_quotation_end(text, stop, quoted)
    if stop.group() == "\n":
        return end
    before = text[max(start, at - _NEAR) : at]
    if before.endswith("(") and text.startswith(")", end):  # (…), (؟)
        return 0
    limit = quoted.start if quoted is not None else len(text)
    closing = _CLOSING.match(text, end, max(end, limit))
    after = closing.end() if closing else end
    following = _AFTER.match(text, after)
    word = following[1] if following else ""
    if after < len(text) and not text[after].isspace() and text[after] not in _OPENING:
        ends = _ends_without_blank(before, stop.group(), word, glued=text[after] == word[:1])
    else:
        ends = _ends(before, stop.group(), word, first=text[start:at] if at - start < 8 else "")
    return after if ends else 0


def _cut_at_quotation_end(text: str, stop: re.Match[str], quoted: Span) -> int:
    """The end of a quotation, if it is of several words and this full stop ends it, else 0."""
    last = stop.end() == quoted.end - 1 or text[stop.end() : quoted.end - 1] == " "
    if not last or stop.group().strip("."):
        return 0
    several = any(map(str.isspace, text[quoted.start : stop.start()].strip(" «“”„‟\"‹‘'")))
    after = _AFTER.match(text, quoted.end)
    before = text[max(quoted.start, stop.start() - _NEAR) : stop.start()]
    run = after is not None and _is_foreign_run(before, after[1])
    glued = text[quoted.end : quoted.end + 1].strip() != ""
    return quoted.end if several and not run and not glued else 0


def _is_foreign_run(before: str, word: str) -> bool:
    """Whether foreign words stand on both sides of the stop."""
    last = _BEFORE.search(before)
    return bool(last and _FOREIGN.search(last[1]) and _FOREIGN.match(word))


def _ends_without_blank(before: str, stop: str, word: str, *, glued: bool) -> bool:
    """Whether a stop ends a sentence although the next word follows at once: «انتهى.وقال»."""
    if not glued or _FOREIGN.match(word) or word[:1].isdigit():
        return False
    if stop == ".":
        words = bool(_ARABIC_WORD.search(before)) and bool(_ARABIC_WORD.match(word))
        return words and word not in _ADDRESS_ENDS
    return not stop.strip("؟?!") and bool(_ARABIC_WORD.search(before))


def _ends(before: str, stop: str, word: str, *, first: str) -> bool:
    """Whether a stop with a blank after it ends a sentence; `first` is what stands before it in
    the sentence, if that is short."""
    if stop == ".." or _is_foreign_run(before, word):
        return False
    if stop != "." or not word:
        return True
    if _LIST_NUMBER.fullmatch(first) or _LIST_AFTER_COLON.search(before):
        return False
    if _TITLE_AFTER_PARTICLE.search(before) or _LATIN.search(before):
        return False
    initials = _INITIALS.search(before)
    if initials is None:
        return True
    rest = before[: initials.start()]
    if _NUMBERED.search(rest) or _LETTERED.search(rest):
        return True
    letters = sum(map(str.isalpha, initials.group()))
    return letters >= _AGENCY and len(word) > 1
