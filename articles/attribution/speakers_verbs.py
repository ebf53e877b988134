"""The verbs, participles and phrases that hand over to a speaker, in all their written forms."""

from dataclasses import dataclass

from articles.text.fold import fold

# How far a verb alone shows that somebody speaks: HUMAN takes no other subject, SAYING takes a
# subject that can speak, CLAUSE needs its clause («تابع الوزير أن», not «تابع الوزير العمل»).
MANY = "many"  # the gender of «قالوا»
HUMAN, SAYING, CLAUSE = "human", "saying", "clause"

# Past, the present without its prefix, the participle; '-' for one that is not in use.
_VERBS = {
    HUMAN: """
        قال قول قائل | أضاف ضيف مضيف | صرح صرح مصرح | أردف ردف مردف | استطرد ستطرد مستطرد
        أجاب جيب مجيب | أفصح فصح مفصح | غرد غرد مغرد | تساءل تساءل متسائل | استدرك ستدرك مستدرك
    """,
    SAYING: """
        أكد ؤكد مؤكد | أوضح وضح موضح | أعلن علن معلن | ذكر ذكر - | أفاد فيد - | شدد شدد مشدد
        أشار شير مشير | كشف كشف كاشف | نفى نفي ناف | اعتبر عتبر معتبر | رأى رى - | حذر حذر محذر
        دعا دعو داع | زعم زعم زاعم | ادعى دعي مدعي | أبلغ بلغ - | أخبر خبر - | طالب طالب مطالب
        اتهم تهم متهم | ندد ندد مندد | أدان دين - | توقع توقع متوقع | هدد هدد مهدد | أعرب عرب معرب
        تعهد تعهد متعهد | اعترف عترف معترف | أقر قر - | رجح رجح مرجح | استبعد ستبعد مستبعد
        نبه نبه منبه | نوه نوه منوه | ألمح لمح ملمح | لفت لفت لافت | وصف صف واصف | انتقد نتقد منتقد
        أبدى بدي - | عبر عبر معبر | توعد توعد متوعد | ناشد ناشد مناشد
        شرح شرح شارح | برر برر مبرر | علق علق معلق | رحب رحب مرحب | استنكر ستنكر مستنكر
    """,
    CLAUSE: """
        تابع تابع متابع | زاد زيد - | بين بين - | واصل واصل مواصلا | ختم ختم - | اختتم ختتم مختتم
        رد رد رادا | كتب كتب - | روى روي - | حكى حكي - | مضى مضي - | اقترح قترح مقترح | فسر فسر مفسر
        استكمل ستكمل مستكمل | جزم جزم جازم | خلص خلص - | أبان بين مبين
    """,
}
_LAME = {"نفى": "نفت", "رأى": "رأت", "دعا": "دعت", "ادعى": "ادعت", "أبدى": "أبدت"} | {
    "روى": "روت",
    "حكى": "حكت",
    "مضى": "مضت",
}


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb of saying: `gender` is m, f or '' (many), `finite` is False for «مضيفا»."""

    lemma: str
    strength: str
    gender: str
    finite: bool


def _finite(past: str, present: str) -> list[tuple[str, str]]:
    female = _LAME.get(past, past + "ت")
    plural = (past[:-1] if past in _LAME else past) + "وا"
    found = [(past, "m"), (female, "f"), (plural, "")]
    found += [("ي" + present, "m"), ("ت" + present, "f"), ("ي" + present + "ون", "")]
    dual = "" if past in _LAME else past + "ا"
    found += [(dual or past, "" if dual else "m"), (past + "تا", ""), ("ي" + present + "ان", "")]
    return found


def _participles(stem: str) -> list[tuple[str, str]]:
    if stem == "-":
        return []
    if (len(stem) == 3 and stem[1:] in ("اع", "اف")) or stem == "مدعي":  # داعيا، نافيا
        stem = stem if stem.endswith("ي") else stem + "ي"
    if stem.endswith("ا"):
        return [(stem, "m")]
    return [(stem + "ا", "m"), (stem + "ة", "f"), (stem + "ين", "")]


def _table() -> dict[str, Verb]:
    table: dict[str, Verb] = {}
    for strength, rows in _VERBS.items():
        for row in rows.replace("\n", "|").split("|"):
            if not row.strip():
                continue
            for entry in _entries(row.split()):
                past, present, participle = entry
                for form, gender in _finite(past, present):
                    table.setdefault(fold(form), Verb(fold(past), strength, gender, True))
                for form, gender in _participles(participle):
                    table.setdefault(fold(form), Verb(fold(past), strength, gender, False))
    return table


def _entries(words: list[str]) -> list[tuple[str, str, str]]:
    return [(words[i], words[i + 1], words[i + 2]) for i in range(0, len(words), 3)]


VERBS = _table()
# «تبين», «تعتبر» and their like mostly have things for subjects; «يذكر أن» has none.
for _form in (
    "عبر تبين تعبر تعتبر يعتبر تقر يقر تصف يصف ترد يرد تعلق تزيد يزيد تخلص يخلص تفسر يفسر تواصل"
    " تمضي يمضي تلفت تبلغ يبلغ"
).split():
    VERBS.pop(_form, None)
IMPERSONAL = frozenset(fold(word) for word in "يذكر ويذكر يشار ويشار يقال ويقال يعتقد".split())

# «رأى» and «رأي», «نفى» and «نفي» fold alike; with ي they are nouns. «بين» is «between», too.
ONLY_WITH_MAQSURA = frozenset(fold(word) for word in "رأى نفى ادعى".split())

# The particles between a verb and its clause: «أشار إلى أن».
LEADS = frozenset(fold(word) for word in "إلى على عن من بـ".split())
_PRONOUNS = ("", "ه", "ها", "هم", "هما", "هن", "نا", "ني", "ي", "ك", "كم")
THAT = frozenset(
    lead + fold("أن") + pronoun for lead in ("", "ب", "ل") for pronoun in _PRONOUNS
) | {fold("أنني"), fold("إننا"), fold("بأننا")}
# After «بحسب الوزير»
THEN = frozenset("ف" + fold("أن") + pronoun for pronoun in _PRONOUNS)
BY_SAYING = frozenset(fold(word) for word in "قائلا قائلة قائلين بالقول".split())
# «نقلت عنه قوله»
HIS_SAYING = frozenset(
    fold(word)
    for word in "قوله قولها قولهم قولهما تأكيده تأكيدها نفيه نفيها إشارته وصفه تصريحه".split()
)
# The clause stands before them: «...، كما قال الوزير», «حسبما أفاد».
AS_SAID = frozenset(fold(word) for word in "حسبما كما مثلما وفقما ما لما بما مما".split())
NEGATIONS = frozenset(fold(word) for word in "لم ولم لن ولن لا ولا دون بدون إذا لو هل فلم".split())
# Before a present form: «يمكن أن يقول».
SUBJUNCTIVES = frozenset(fold(word) for word in "أن وأن كي لكي حتى أو".split())
# Prepositions with a speaker after them, as folded words; the last one takes «ل».
ACCORDING = frozenset(fold(word) for word in "بحسب حسب وبحسب وحسب وفق ووفق".split())
ACCORDING_TO = frozenset(fold(word) for word in "وفقا ووفقا طبقا وطبقا استنادا واستنادا".split())
RELAYING = frozenset(
    fold(word)
    for word in "نقل نقلت ونقل ونقلت نقلا ونقلا تنقل ينقل ونقلوا نقلته نقلتها فنقلت".split()
)
WORDING = frozenset(fold(word) for word in "قول تعبير لسان رأي وصف ذمة قوله تعبيره قولها".split())
