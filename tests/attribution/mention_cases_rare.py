"""Sentences whose verb stands after the name, lines that are no credit, and rarer ways of citing."""

from tests.attribution.mention_cases import case, e
from tests.attribution.mention_cases_amid import amid, closing

# The verb after the name is the cue.
CUES = (
    amid(
        "صحيفة ⟦الغارديان⟧ ذكرت أن الوزيرة ستستقيل قبل نهاية العام.",
        e("reported", "ذكرت", "The Guardian"),
    ),
    amid(
        "وكانت صحيفة ⟦التايمز⟧ قد كشفت الشهر الماضي تفاصيل العقد.",
        e("reported", "كشفت", "The Times"),
    ),
    amid(
        "قالت ⟦رويترز⟧ إن صحيفة ⟦الغارديان⟧ نشرت الوثيقة كاملة.",
        e("reported", "قالت", "Reuters"),
        e("reported", "نشرت", "The Guardian"),
    ),
    amid("وهي تفاصيل كانت مجلة ⟦دير شبيغل⟧ أول من كشفها.", e("reported", "كشفها", "Der Spiegel")),
    amid("وكانت ⟦رويترز⟧ ذكرت في وقت سابق أن المحادثات فشلت.", e("reported", "ذكرت", "Reuters")),
)

# A short sentence is no byline and no credit.
LINES = (
    case(
        "وعنونت صحيفة «⟦الأخبار⟧» اللبنانية صفحتها الأولى: حكومة الفرصة الأخيرة.",
        e("quoted", "وعنونت", "Al-Akhbar (Lebanon)"),
    ),
    closing("وبحسب ⟦رويترز⟧ انتهت المناورة.", e("relayed", "وبحسب", "Reuters")),
    closing(
        "نقلا عن وكالة ⟦تاس⟧ وصل الوفد الروسي إلى العاصمة صباح أمس.",
        e("relayed", "نقلا عن", "TASS"),
    ),
    closing(
        "المصادر: ⟦رويترز⟧ - ⟦الأناضول⟧",
        e("credit", "المصادر:", "Reuters"),
        e("credit", "المصادر:", "Anadolu"),
    ),
)

OTHERS = (
    amid("حصلت صحيفة واشنطن بوست على جائزة بوليتزر للصحافة هذا العام."),
    amid("وأعادت صحيفة ⟦عكاظ⟧ نشر المقابلة كاملة.", e("reported", "وأعادت", "Okaz")),
    amid("وأفاد صحافي في وكالة ⟦فرانس برس⟧ بأن الطريق مغلق.", e("reported", "صحافي", "AFP")),
    amid(
        "وقال في برنامج الثامنة على قناة ⟦العربية⟧ إن العمل مستمر.",
        e("interview", "وقال", "Al Arabiya"),
    ),
    amid(
        "وقال في برنامج «الثامنة» على قناة ⟦العربية⟧ إن العمل مستمر.",
        e("interview", "وقال", "Al Arabiya"),
    ),
    amid("وسبق لصحيفة ⟦الأهرام⟧ أن نشرت الوثيقة.", e("reported", "نشرت", "Al-Ahram")),
    amid("وقد نسبت ⟦رويترز⟧ إلى مصدر قوله إن السفينة أبحرت.", e("relayed", "نسبت", "Reuters")),
    amid(
        "وبحسب كل من ⟦رويترز⟧ و⟦تاس⟧ فإن السفينة أبحرت.",
        e("relayed", "وبحسب", "Reuters"),
        e("relayed", "وبحسب", "TASS"),
    ),
    amid("وأفادت قناة «⟦أخبار الشمال⟧» المحلية بأن السفينة أبحرت.", e("reported", "وأفادت")),
    amid(
        "وقال تلفزيون ⟦فارو⟧، الذي ذكرته ⟦رويترز⟧، إن السفينة أبحرت.",
        e("reported", "وقال"),
        e("reported", "ذكرته", "Reuters"),
    ),
    amid(
        "وصرح الناطق لقناتي ⟦العربية⟧ و⟦الجزيرة⟧ بأن الطريق مفتوح.",
        e("interview", "وصرح", "Al Arabiya"),
        e("interview", "وصرح", "Al Jazeera"),
    ),
    amid(
        "وقالت صحيفة ⟦الغارديان⟧ البريطانية، نقلا عن تقرير لوكالة ⟦بلومبرغ⟧، إن السهم هبط.",
        e("reported", "وقالت", "The Guardian"),
        e("relayed", None, "Bloomberg"),
    ),
    amid("وفي افتتاحيتها رأت صحيفة ⟦التايمز⟧ أن الوقت ينفد.", e("quoted", None, "The Times")),
    amid("وفي نبأ عاجل لوكالة ⟦شينخوا⟧ أن الزلزال ضرب الساحل.", e("reported", None, "Xinhua")),
)

CASES = (*CUES, *LINES, *OTHERS)
