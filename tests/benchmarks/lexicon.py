"""Counts words of the corpus and writes `articles/text/lexicon.txt`, which the stemmer looks up.

    python -m tests.benchmarks.lexicon CORPUS

Only words that stand in many articles get in, and only what decides a question of the stemmer:
whether a first letter is a proclitic, whether an ending is a suffix.
"""

import gzip
import json
import re
import sys
import textwrap
from collections import Counter
from pathlib import Path

from articles.text.stem import lightly_cleaned, without_suffixes

OUT = Path(__file__).resolve().parents[2] / "articles" / "text" / "lexicon.txt"
NAMES = OUT.parents[1] / "attribution" / "names"
WORD = re.compile("[\u0621-\u063a\u0640-\u0652]+")
ARTICLE = re.compile("[وف]?[بك]?ال(..+)$")
COMPOUND = re.compile("(?:[وف]?[بك]|[وف])ال(..+)$|[وف]?لل(..+)$")
PLURALS = ("ان", "ون", "ين")
PRONOUNS = ("هما", "هم", "هن", "نا")

# What counting does not tell: words of their own although the rest is one, and the reverse.
WHOLE_TOO = "وافق باتت كلوب لوس فيفر وينز كونت بونت بيونغ بوست"
UNBROKEN_TOO = "بكين كيري ليون"
SPLIT_AFTER_ALL = "واضافت بلقاء ولات وانه وان وهنا وادت وادي"
KEPT_TOO = """
    سليمان سلمان عثمان حسين حسان رمضان سلطان عمان مروان عدنان حمدان زيدان غسان رضوان نعمان
    طهران برلين بوتين بكين ماكرون لقمان شعبان مرجان ريحان كنعان قحطان عدوان ليون دبلن شاهين
    ناسا كوبا ياسين امين يمين حنين سنين تكوين تمكين عرفان فرحان سرحان
"""


class Counts:
    """How often forms and families of forms stand in the corpus."""

    def __init__(self) -> None:
        self.forms: Counter[str] = Counter()
        self.with_article: Counter[str] = Counter()
        self.hamza_first: Counter[str] = Counter()  # families
        self.family: Counter[str] = Counter()
        self.family_with_article: Counter[str] = Counter()

    def read(self, corpus: Path, at_most: int = 40_000) -> None:
        words: Counter[str] = Counter()
        with gzip.open(corpus / "articles_load.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number >= at_most:
                    break
                article = json.loads(line)
                words.update(WORD.findall(article["title"] + " " + article["body"]))
        for word, count in words.items():
            form = lightly_cleaned(word)
            self.forms[form] += count
            if word[0] in "أإآ":
                self.hamza_first[without_suffixes(form)] += count
        for form, count in self.forms.items():
            self.family[without_suffixes(form)] += count
            match = ARTICLE.match(form)
            if match:
                self.with_article[match[1]] += count
                self.family_with_article[without_suffixes(match[1])] += count

    def of_family(self, base: str) -> int:
        return self.family[base] + self.family_with_article[base]

    def of_form(self, form: str) -> int:
        return self.forms[form] + self.with_article[form]


def whole(counts: Counts, known: set[str]) -> tuple[set[str], set[str]]:
    """Families, then single forms, that keep a first letter which looks like a proclitic."""
    families = set(WHOLE_TOO.split())
    for base, alone in counts.family.items():
        if base[:1] not in ("و", "ف", "ب", "ل", "ك", "س") or len(base) < 3 or alone < 8:
            continue
        if COMPOUND.match(base) or (base[0] == "س" and base[1] not in "يتن"):
            continue
        articles = counts.family_with_article[base]
        rest = counts.of_family(base[1:])
        least = 0.02 if base[0] == "و" else 0.1
        own = (articles >= 5 and articles >= 0.05 * alone) or rest < least * alone
        if (base[0] == "و" or base[1:] in known) and own:
            families.add(base)
    for base, count in counts.hamza_first.items():
        # Of short families, as that of ألف, some forms have an article: الفئة.
        if base.startswith("ال") and len(base) > 3 and 8 <= count >= 0.5 * counts.family[base]:
            families.add(base)
    families -= set(SPLIT_AFTER_ALL.split())
    return families, _unbroken(counts, families)


def _unbroken(counts: Counts, families: set[str]) -> set[str]:
    found = set(UNBROKEN_TOO.split())
    for form, count in counts.forms.items():
        if count < 10 or len(form) < 4 or without_suffixes(form) in families:
            continue
        if form[0] in "وفبلك" and counts.with_article[form] >= max(5, 0.05 * count):
            found.add(form)
        if count < 40:
            continue
        compound = COMPOUND.match(form)
        # A compound is itself among the forms with the article.
        if compound and compound[1] and counts.with_article[compound[1]] < 1.03 * count:
            found.add(form)
        least = 0.02 if form[0] == "و" else 0.05
        if not compound and form[0] in "وفبلك" and counts.of_form(form[1:]) < least * count:
            found.add(form)
    # «للجنة» is of لجنة, «للفتيات» of فتيات.
    found |= {
        form[1:]
        for form in counts.forms
        if form.startswith("لل") and counts.of_form(form[1:]) > max(10, counts.of_form(form[2:]))
    }
    return found - set(SPLIT_AFTER_ALL.split())


def kept(counts: Counts, known: set[str]) -> set[str]:
    """Forms, without proclitics, that end in what only looks like a suffix."""
    found = {
        form
        for form in set(counts.forms) | set(counts.with_article)
        if len(form) > 3 and counts.of_form(form) >= 15 and _is_kept(counts, known, form)
    } | set(KEPT_TOO.split())
    return {form for form in found if not _has_proclitic(counts, form, found)}


def _is_kept(counts: Counts, known: set[str], form: str) -> bool:
    count = counts.of_form(form)
    rest = form[:-2]
    if form.endswith(PLURALS):
        # No plural or dual keeps its ن before a pronoun or an ending.
        longer = (form + ending for ending in ("ها", "ه", "هم", "ي", "ية", "ات"))
        if sum(map(counts.of_form, longer)) >= 0.04 * count:
            return True
        return counts.of_form(_single(rest)) < 0.03 * count
    if form.endswith(PRONOUNS):
        rest = form[: -len(next(filter(form.endswith, PRONOUNS)))]
        if len(rest) < 3:
            return False
        own = counts.with_article[form] >= 0.05 * count
        return own or counts.of_form(rest) + counts.of_form(_single(rest)) < 0.05 * count
    if form.endswith("ا") and not form.endswith("ها") and without_suffixes(form[:-1]) in known:
        rest = form[:-1]
        evidence = sum(map(counts.of_form, (rest, rest + "ي", rest + "ية")))
        return counts.with_article[form] >= 0.03 * count or evidence < 0.05 * count
    return False


def _single(rest: str) -> str:
    """The singular of what remains of دولتان without its ending."""
    return rest[:-1] + "ة" if rest.endswith("ت") else rest


def _has_proclitic(counts: Counts, form: str, found: set[str]) -> bool:
    if ARTICLE.match(form) or COMPOUND.match(form):
        return True
    rest = form[1:]
    return form[0] in "وفبلك" and rest in found and counts.of_form(rest) > counts.of_form(form)


def main(corpus: Path) -> None:
    counts = Counts()
    counts.read(corpus)
    known = {
        base
        for base in counts.family | counts.family_with_article
        if counts.of_family(base) >= 60 and len(base) >= 2 and not _has_article(base)
    }
    known |= _words_of_names()
    families, unbroken = whole(counts, known)
    known = {base for base in known if not _begins_with_proclitic(base, known, families)}
    sections = {
        "known": known,
        "whole": families,
        "unbroken": unbroken,
        "kept": kept(counts, known),
    }
    with OUT.open("w", encoding="utf-8") as out:
        for name, words in sections.items():
            out.write(f"[{name}]\n{textwrap.fill(' '.join(sorted(words)), 99)}\n")
            print(name, len(words))


def _words_of_names() -> set[str]:
    """The words that names of sources begin with: «لكوميرسانت» is a name after a proclitic."""
    found = set()
    for path in NAMES.glob("*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            for name in json.loads(line).get("ar", ()):
                first = without_suffixes(lightly_cleaned(name.split()[0]))
                if len(first) > 3 and not _has_article(first):
                    found.add(first)
    return found


def _has_article(base: str) -> bool:
    return base.startswith("ال") or bool(COMPOUND.match(base))


def _begins_with_proclitic(base: str, known: set[str], families: set[str]) -> bool:
    return base[0] in "وفبلك" and len(base) > 3 and base[1:] in known and base not in families


if __name__ == "__main__":
    main(Path(sys.argv[1]))
