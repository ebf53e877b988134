"""What the words before a name say: the cue that attributes something to it, and the role."""

from articles.attribution import lexicon as lex
from articles.attribution import types as t
from articles.attribution.informed import (
    LET_KNOW,
    RECEIVED,
    according_to_somebody,
    informed,
    received,
)
from articles.attribution.places import Place, after_name, is_adjective, known_word
from articles.attribution.publishing import in_source, of_report
from articles.attribution.seeking import (
    COMPLEMENTS,
    WROTE,
    Verdict,
    as_clause,
    is_according,
    leftwards,
    nearest,
    saying,
    talk,
)
from articles.attribution.words import Words, among

_DOES_TO = lex.folded_set(
    "انتقد هاجم اتهم حاور استضاف أبلغ أخبر تناول يتهم ينتقد اتهمت انتقدت هاجمت أبلغت أخبرت"
)
_FEMININE = lex.folded_set(
    "صحيفة جريدة وكالة قناة محطة شبكة إذاعة مجلة دورية بوابة هيئة فضائية يومية أسبوعية مدونة منصة"
    " قنوات صحف وكالات مجلات إذاعات"
)
_WITNESSED = lex.SAYING | lex.folded_set("شاهد رأى سمع شاهدت رصد لاحظ")
_WITNESSES = lex.REPORTERS | lex.WITNESSES
_SPOKE = lex.folded_set("تحدث تحدثت يتحدث تتحدث حديثه تواصل تحدثوا متحدثا متحدثة التقت حاورت")
_NOT = lex.folded_set("لم لن ولم ولن")
_BEFORE_NOW = frozenset({"سبق"})  # «سبق لصحيفة X أن نشرت»
_ISSUES = lex.folded_set("العدد عدد عددها الطبعة طبعة النسخة")
_ISSUED = lex.folded_set("صادر صادرة صدر صدرت الصادر الصادرة")
_AMONG = lex.folded_set("بينها منها ومنها بينهم أبرزها وأبرزها مثل ومثل منهم ومنهم")
_WITH_THEM = lex.folded_set("معه معها معهم معهما إليه إليها إليهم")
_ASKED = lex.folded_set("سأل سألت سألته سألها سؤال أسئلة سؤالا استفسار")
_NO_SUBJECT = frozenset({"قالا", "نشرا", "ذكرا", "قوله", "قولها"})


def judge(place: Place) -> Verdict | None:
    """The verdict of the words before the name, None where they do not attribute."""
    if "ل" in place.clitics:
        return _to(place, place.left)
    if "ب" in place.clitics:
        return in_source(place, place.left)
    if "ك" in place.clitics:
        return None
    previous = place.before()
    if not previous:
        return None
    if place.clitics in ("و", "ف"):
        return _second_subject(place)
    if previous == "مع":
        return _with(place)
    if previous == "من":
        if place.left > 0 and known_word(place.words.at(place.left - 1), _WITNESSES)[1]:
            return _reporter(place, place.left - 1, "")
        issue = nearest(place.words, place.left - 1, 3, _ISSUES)
        return None if issue is None else in_source(place, issue - 1)
    if previous == "الي":
        return _to(place, place.left - 1)
    if previous in ("في", "علي", "عبر", "وفي", "وعبر", "خلال"):
        return in_source(place, place.left - 1)
    if previous in ("عن", "وعن", "فعن"):
        return _from(place)
    return _directly(place)


def _to(place: Place, left: int) -> Verdict | None:
    """«… لـX»: according to it, a report of it, or somebody spoke to it."""
    words = place.words
    previous = words.at(left) if left >= 0 and not words.ends_sentence(left + 1) else ""
    if not previous:
        return None
    if among(previous, lex.ACCORDING_TO_L):
        return Verdict(t.RELAYED, left, place.head_at, "according")
    if among(previous, _BEFORE_NOW):
        verb = _verb_after_that(place)
        return None if verb is None else Verdict(t.REPORTED, verb, verb, "subject")
    clitics, reporter = known_word(previous, lex.REPORTERS)
    if reporter:
        return _reporter(place, left, clitics)
    report = _report_before(words, left)
    if report is not None:
        return of_report(place, report)
    if previous in lex.NOT_ATTRIBUTING:
        return None
    if nearest(words, left, 2, WROTE) is not None:
        article = nearest(words, left, 5, lex.ARTICLES)
        return None if article is None else Verdict(t.QUOTED, article, left, "article")
    found = talk(words, left, lex.TALKS)
    if found is not None:
        return Verdict(t.INTERVIEW, found, left, "talk")
    verb = saying(words, left)
    if verb is not None:
        return Verdict(t.INTERVIEW, verb, verb, "told")
    far = nearest(words, left, 8, lex.TALKS)
    if far is not None and nearest(words, left, left - far, COMPLEMENTS) is None:
        return Verdict(t.INTERVIEW, far, far, "far_talk")
    return according_to_somebody(place, left)


def _verb_after_that(place: Place) -> int | None:
    """The verb of «… لصحيفة X أن نشرت»."""
    i = after_name(place.words, place.last)
    said = place.words.at(i) in COMPLEMENTS and among(place.words.at(i + 1), lex.PUBLISHING)
    return i + 1 if said else None


def _report_before(words: Words, left: int) -> int | None:
    """The noun of what a source publishes at the word `left`, or before its adjectives."""
    for k in leftwards(words, left, 3):
        if known_word(words.at(k), lex.REPORTS)[1]:
            return k
        if not is_adjective(words.at(k)) and words.at(k) not in lex.TALK_ADJECTIVES:
            break
    return None


def _with(place: Place) -> Verdict | None:
    words = place.words
    found = talk(words, place.left - 1, lex.WITH_TALKS)
    if found is not None:
        return Verdict(t.INTERVIEW, found, place.left, "talk")
    verb = nearest(words, place.left - 1, 4, _SPOKE)
    return None if verb is None else Verdict(t.INTERVIEW, verb, verb, "told")


def _from(place: Place) -> Verdict | None:
    """«نقلا عن X», «نقلت صحيفة Y عن X»."""
    words = place.words
    for i in leftwards(words, place.left - 1, 10):
        word = words.at(i)
        sure = i == place.left - 1 or place.marked or not place.weak
        if sure and (among(word, lex.TAKEN) or among(word, lex.RELAYING)):
            return Verdict(t.RELAYED, i, place.left, "taken")
        if among(word, _ISSUED):
            report = nearest(words, i - 1, 4, lex.REPORTS)
            return None if report is None else of_report(place, report)
        if word in COMPLEMENTS:
            break
    return None


def _directly(place: Place) -> Verdict | None:
    """The word before the phrase governs it: «بحسب X», «ذكرت X», «تقرير X», «مراسل X»."""
    words, left = place.words, place.left
    previous = place.before()
    if among(previous, lex.ACCORDING):
        return Verdict(t.RELAYED, left, left, "according")
    clitics, reporter = known_word(previous, lex.REPORTERS)
    if reporter:
        return _reporter(place, left, clitics)
    if previous in _AMONG:
        return _among_others(place, left)
    if known_word(previous, lex.WITH_TALKS)[1] and (place.marked or not place.weak):
        return Verdict(t.INTERVIEW, left, left, "talk")
    if among(previous, _ASKED):
        return Verdict(t.INTERVIEW, left, left, "talk")
    if known_word(previous, lex.REPORTS)[1]:
        return of_report(place, left)
    for i in leftwards(words, left, 4):
        if among(words.at(i), _SPOKE) and i < left and words.at(i + 1) in _WITH_THEM:
            return Verdict(t.INTERVIEW, i, i + 1, "told")
        if among(words.at(i), lex.PUBLISHING):
            return _verb(place, i)
        if among(words.at(i), RECEIVED) and not place.weak:
            return received(place, i)
        object_of_verb = i == left and place.heads and words.at(i).endswith(("ه", "ها"))
        if words.at(i) not in lex.ADVERBS and not object_of_verb:
            break
    return informed(place)


def _second_subject(place: Place) -> Verdict | None:
    """«ذكرت الإذاعة العامة وصحيفة X»: a verb whose first subject is no name of a source."""
    words = place.words
    if not place.heads or place.clitics != "و":
        return None
    for i in leftwards(words, place.left, 5):
        word = words.at(i)
        if is_according(word):
            return Verdict(t.RELAYED, i, i, "shared")
        if word in COMPLEMENTS:
            break
        if i < place.left and among(word, lex.PUBLISHING):
            found = _verb(place, i)
            return found and found._replace(reason="shared")
    return None


def _among_others(place: Place, left: int) -> Verdict | None:
    """«ذكرت مواقع منها X»."""
    for i in leftwards(place.words, left - 1, 12):
        word = place.words.at(i)
        if is_according(word):
            return Verdict(t.RELAYED, i, i, "shared")
        if among(word, lex.PUBLISHING):
            return Verdict(t.REPORTED, i, i, "shared")
    return None


def _verb(place: Place, i: int) -> Verdict | None:
    words = place.words
    word = words.at(i)
    verb = word if word in lex.PUBLISHING else word[1:]
    if not _agrees(place, verb):
        told = among(word, LET_KNOW) and (place.heads or not place.weak)
        return Verdict(t.INTERVIEW, i, i, "told") if told else None
    if i > 0 and words.at(i - 1) in _NOT:
        return None
    first = as_clause(words, i - 1)
    if first is not None:
        return Verdict(t.RELAYED, first, i, "as_verb")
    if verb in lex.RELAYING:
        return Verdict(t.RELAYED, i, i, "relayed_verb")
    if verb[-1:] in "ها" and verb not in _NO_SUBJECT:
        found = _object_of(words, i)
        if found is not None:
            return found
    if verb in lex.WRITING or nearest(words, i - 1, 3, lex.EDITORIALS) is not None:
        return Verdict(t.QUOTED, i, i, "wrote")
    relays = words.at(place.last + 1) in lex.TAKEN
    if place.weak and not (place.marked or relays or verb in lex.ONLY_MEDIA):
        return None
    return Verdict(t.REPORTED, i, i, "verb")


def _agrees(place: Place, verb: str) -> bool:
    """Whether the source can be the verb's subject: a masculine verb before a feminine head
    noun has it for its object («انتقد صحيفة X»)."""
    head = place.heads[-1] if place.heads else ""
    feminine = verb[:1] == "ت" or verb.rstrip("هام")[-1:] == "ت"
    if head in _FEMININE:
        return feminine
    return feminine or verb not in _DOES_TO


def _object_of(words: Words, i: int) -> Verdict | None:
    """What «… نشرته X» was: a report according to which, an interview, an article."""
    for k in leftwards(words, i - 1, 6):
        word = words.at(k)
        if is_according(word):
            return Verdict(t.RELAYED, k, i, "according")
        if known_word(word, lex.PUBLISHED_TALKS)[1]:
            return Verdict(t.INTERVIEW, k, i, "talk")
        if known_word(word, lex.ARTICLES)[1]:
            return Verdict(t.QUOTED, k, i, "article")
    return None


def _reporter(place: Place, i: int, clitics: str) -> Verdict | None:
    """«ذكر مراسل X» is reported by it; «قال فلان لمراسل X» was said to it."""
    words = place.words
    if "ل" in clitics and i > 0 and among(words.at(i - 1), lex.ACCORDING_TO_L):
        return Verdict(t.RELAYED, i - 1, i, "according")
    if "ل" in clitics:
        verb = saying(words, i - 1)
        return None if verb is None else Verdict(t.INTERVIEW, verb, verb, "told")
    if i > 0 and is_according(words.at(i - 1)):
        return Verdict(t.RELAYED, i - 1, i, "according")
    if nearest(words, i - 1, 2, _ASKED) is not None:
        return Verdict(t.INTERVIEW, i, i, "talk")
    if nearest(words, i - 1, 3, _WITNESSED) is not None:
        return Verdict(t.REPORTED, i, i, "reporter")
    for k in range(place.last + 1, min(len(words), place.last + 9)):
        if words.ends_sentence(k):
            break
        if among(words.at(k), _WITNESSED):
            return Verdict(t.REPORTED, i, i, "reporter")
    return None
