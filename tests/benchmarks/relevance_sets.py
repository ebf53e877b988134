"""Passages and what is asked of them, for `relevance.py`: XQuAD in Arabic and the corpus's articles.

- `questions`: those of XQuAD over pieces of 60 to 100 words of its paragraphs; the piece with the
  answer is wanted. `short`: the same, 45 words of 100 that tell something left out.
- `made`: a question word, then three to five telling words of a sentence, four of ten of them in
  another form; its piece of an article is wanted.
- `asked`: questions written for this by readers of a piece, as one who does not know it would type
  them (`labels/questions.tsv`: CRC-32 of the piece, question); `asked_news` of articles, and
  `heldout` (`labels/questions_heldout.tsv`), written later by others, to which nothing is tuned.
- `headlines`: of articles; any piece of the article is wanted. `openings`: first sentences of
  articles; any other piece is wanted.

Half A are those on every other article, half B the others. All of it is drawn with fixed seeds.
"""

import gzip
import json
import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from articles.text.analyser import Term, analyse_text
from articles.text.paragraphs import Span
from articles.text.sentences import sentences

LABELS = Path(__file__).parent / "labels"
LEAST, MOST, TOO_FEW = 60, 100, 25  # words of a piece, and of a rest that goes with the last one
EACH = 600  # of the sets that are made, as many
LEFT_OUT = 0.45
OTHER_FORM = 0.4

ASKING = {
    "year": ("متى", "في أي عام", "في أي سنة", "متى تم"),
    "number": ("كم", "كم عدد", "كم بلغ", "كم يبلغ عدد"),
    "other": ("من", "من هو", "ما هو", "ما هي", "أين", "لماذا", "ماذا"),
}
_YEAR = re.compile("1[5-9][0-9]{2}|20[0-9]{2}")
_NUMBER = re.compile("[0-9.]+")
_ARABIC = re.compile("[\u0621-\u064a]+")

# What the encyclopedia calls XQuAD's articles, in the order of its file.
TITLES = """
    سوبر بول 50|وارسو|نورمان|نيكولا تسلا|نظرية التعقيد الحسابي|معلم|مارتن لوثر|جنوب كاليفورنيا
    |سكاي (المملكة المتحدة)|فيكتوريا (أستراليا)|هوغونوتيون|محرك بخاري|أكسجين|أزمة النفط 1973
    |برنامج أبولو|قانون الاتحاد الأوروبي|غابات الأمازون المطيرة|مشطيات|فرسنو (كاليفورنيا)
    |تبديل الرزم|الموت الأسود|جيولوجيا|نيوكاسل أبون تاين|متحف فيكتوريا وألبرت|إيه بي سي|جنكيز خان
    |صيدلة|جهاز مناعي|عصيان مدني|بناء|مدرسة خاصة|جامعة هارفارد|جاكسونفيل (فلوريدا)|تفاوت اقتصادي
    |دكتور هو|جامعة شيكاغو|سلالة يوان|كينيا|الهيئة الحكومية الدولية المعنية بتغير المناخ
    |بلاستيدات خضراء|عدد أولي|نهر الراين|البرلمان الاسكتلندي|إسلاموية|إمبريالية
    |الكنيسة الميثودية المتحدة|الحرب الفرنسية والهندية|قوة
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A text to search with, the passages that answer it, and its half; `without` is a passage
    that is passed over."""

    text: str
    answers: frozenset[int]
    half: int
    without: int = -1


@dataclass(slots=True)
class Sets:
    """Passages as title and text, and the sets of questions by name."""

    passages: list[tuple[str, str]] = field(default_factory=list)
    questions: defaultdict[str, list[Question]] = field(default_factory=lambda: defaultdict(list))


def pieces(corpus: Path, others: int) -> Sets:
    """XQuAD in pieces with `others` pieces of articles, and all sets."""
    sets = Sets()
    _xquad(sets, corpus)
    begin = len(sets.passages)
    families = _articles(sets, corpus, begin + others)
    _made(sets, begin, families)
    _asked(sets, begin)
    for name in ("headlines", "openings"):
        random.Random(5).shuffle(sets.questions[name])
        del sets.questions[name][EACH:]
    return sets


def whole(corpus: Path, others: int) -> Sets:
    """Whole articles: `retold`, other titles of the same articles by other publishers, and `made`
    questions of a sentence of them."""
    sets = Sets()
    other_titles: defaultdict[str, set[str]] = defaultdict(set)
    with (corpus / "near_duplicates_dev.jsonl").open(encoding="utf-8") as lines:
        for pair in map(json.loads, lines):
            if pair["why"] == "same body" and pair["kept_title"] != pair["dropped_title"]:
                other_titles[pair["kept_id"]].add(pair["dropped_title"])
    families: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in _shuffled(corpus):
        titles = other_titles.get(article["id"], ())
        if titles or others > 0:
            others -= not titles
            number = len(sets.passages)
            half = _number(article["id"]) % 2
            for title in sorted(titles):
                sets.questions["retold"].append(Question(title, frozenset([number]), half))
            sets.passages.append((article["title"], article["body"]))
            if number < others // 10:
                _count_forms(families, article["body"])
    _made(sets, 0, families)
    return sets


def xquad(corpus: Path) -> list[dict[str, Any]]:
    """The articles of XQuAD in Arabic."""
    path = corpus / "retrieval" / "xquad" / "xquad.ar.json"
    return json.loads(path.read_text("utf-8"))["data"]  # type: ignore[no-any-return]


def _xquad(sets: Sets, corpus: Path) -> None:
    titles = [title.strip() for title in TITLES.split("|")]
    for number, article in enumerate(xquad(corpus)):
        for paragraph in article["paragraphs"]:
            text, base = paragraph["context"], len(sets.passages)
            cut = _pieces(text)
            sets.passages += ((titles[number], text[start:end]) for start, end in cut)
            for asked in paragraph["qas"]:
                at = asked["answers"][0]["answer_start"]
                piece = next(i for i, (_, end) in enumerate(cut) if at < end)
                wanted, half = frozenset([base + piece]), number % 2
                question = asked["question"]
                sets.questions["questions"].append(Question(question, wanted, half))
                sets.questions["short"].append(Question(_shortened(question), wanted, half))


def _asked(sets: Sets, begin: int) -> None:
    numbers = {_number(text): number for number, (_, text) in enumerate(sets.passages)}
    for file, later in (("questions.tsv", ""), ("questions_heldout.tsv", "heldout")):
        for line in (LABELS / file).read_text("utf-8").splitlines():
            piece, text = line.split("\t")
            number = numbers.get(int(piece, 16))
            if number is not None:
                name = later or ("asked" if number < begin else "asked_news")
                half = _number(piece) % 2
                sets.questions[name].append(Question(text, frozenset([number]), half))


def _shortened(question: str) -> str:
    terms = analyse_text(question)
    telling = [at for at, term in enumerate(terms) if not term.is_stop]
    chance = random.Random(_number(question))
    gone = set(chance.sample(telling, int(len(telling) * LEFT_OUT)))
    return " ".join(
        question[term.start : term.end] for at, term in enumerate(terms) if at not in gone
    )


def _articles(sets: Sets, corpus: Path, end: int) -> dict[str, Counter[str]]:
    """Pieces of articles until there are `end` passages; the words of each stem in them."""
    families: defaultdict[str, Counter[str]] = defaultdict(Counter)
    seen: set[str] = set()
    for article in _shuffled(corpus):
        if len(sets.passages) >= end:
            break
        title, body = article["title"], article["body"]
        cut = _pieces(body)
        if not cut or title in seen:
            continue
        seen.add(title)
        base, half = len(sets.passages), _number(article["id"]) % 2
        sets.passages += ((title, body[start:stop]) for start, stop in cut)
        whole = frozenset(range(base, len(sets.passages)))
        if 5 <= len(title.split()) <= 12:
            sets.questions["headlines"].append(Question(title, whole, half))
        opening = body[slice(*sentences(body)[0])]
        if len(cut) > 1 and 6 <= len(opening.split()) <= 30:
            question = Question(opening, whole - {base}, half, without=base)
            sets.questions["openings"].append(question)
        if len(seen) <= end // 10:
            _count_forms(families, body)
    return families


def _count_forms(families: dict[str, Counter[str]], text: str) -> None:
    for term in analyse_text(text):
        if not term.is_stop and _ARABIC.fullmatch(term.folded):
            families[term.stem][text[term.start : term.end]] += 1


def articles(corpus: Path) -> Iterator[dict[str, Any]]:
    """All articles of the corpus, in the order of its file."""
    with gzip.open(corpus / "articles_load.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _shuffled(corpus: Path) -> list[dict[str, Any]]:
    every = list(articles(corpus))
    random.Random(11).shuffle(every)
    return every


def _made(sets: Sets, begin: int, families: dict[str, Counter[str]]) -> None:
    order = list(range(begin, len(sets.passages)))
    random.Random(9).shuffle(order)
    made = sets.questions["made"]
    for number in order:
        if len(made) >= EACH:
            break
        text = sets.passages[number][1]
        asked = _question_of(text, families)
        if asked:
            made.append(Question(asked, frozenset([number]), _number(text) % 2))


def _question_of(text: str, families: dict[str, Counter[str]]) -> str:
    """A question that a sentence of the text answers, or ''."""
    chance = random.Random(_number(text))
    some = [text[slice(*span)] for span in sentences(text)]
    some = [one for one in some if 8 <= len(one.split()) <= 35]
    if not some:
        return ""
    sentence = chance.choice(some)
    terms = analyse_text(sentence)
    numbers = [term.stem for term in terms if _NUMBER.fullmatch(term.stem)]
    kind = "year" if any(map(_YEAR.fullmatch, numbers)) else "number" if numbers else "other"
    telling = [t for t in terms if not t.is_stop and len(t.stem) > 1 and t.stem not in numbers]
    if len(telling) < 6 or (kind == "other" and chance.random() < 0.6):
        return ""
    chosen = chance.sample(range(len(telling)), chance.choice((3, 4, 4, 5)))
    words = [_form(sentence, telling[at], families, chance) for at in sorted(chosen)]
    return f"{chance.choice(ASKING[kind])} {' '.join(words)}؟"


def _form(text: str, term: Term, families: dict[str, Counter[str]], chance: random.Random) -> str:
    word = text[term.start : term.end]
    others = [other for other in families.get(term.stem, ()) if other != word]
    return chance.choice(others) if others and chance.random() < OTHER_FORM else word


def _pieces(text: str) -> list[Span]:
    """Whole sentences together, of `LEAST` words if there are so many, and at most `MOST`."""
    found: list[Span] = []
    words = MOST  # of the last piece
    for start, end in sentences(text):
        more = len(text[start:end].split())
        if words >= LEAST or words + more > MOST:
            found.append(Span(start, end))
            words = more
        else:
            found[-1] = Span(found[-1].start, end)
            words += more
    if len(found) > 1 and words < TOO_FEW:
        found[-2:] = [Span(found[-2].start, found[-1].end)]
    return found


def _number(text: str) -> int:
    return zlib.crc32(text.encode())
