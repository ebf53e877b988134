"""Chains of many shapes: closing credits and copies of agencies."""

from tests.attribution.by_hand import Case, M

CREDITS = (
    Case(
        "credit, relayed, interview, speaker",
        "كشف رئيس الشركة يوسف المنصوري أن المصنع سيفتتح في يونيو، بحسب مجلة ميد.\n\n"
        "وأضاف المنصوري في حديث لصحيفة الاتحاد أن التكلفة بلغت مليار درهم.",
        (
            M("ميد", "relayed", "بحسب مجلة"),
            M("الاتحاد", "interview", "في حديث لصحيفة"),
            M("أرقام", "credit", "المصدر: موقع", target="footer"),
        ),
        ("أرقام < ميد < الاتحاد < يوسف المنصوري",),
        origins=1,
        footer="المصدر: موقع أرقام",
        named=4,
        disagreements=("credit_not_in_body أرقام ميد",),
    ),
    Case(
        "credit only",
        "افتتح المعرض الدولي للكتاب أبوابه أمام الزوار صباح الأربعاء بمشاركة أربعين دولة.",
        (M("وام", "credit", "المصدر:", target="footer"),),
        ("وام",),
        origins=1,
        uncredited=(0,),
        footer="المصدر: وام",
    ),
    Case(
        "a credit line inside the body is no content",
        "افتتح المعرض الدولي للكتاب أبوابه أمام الزوار صباح الأربعاء بمشاركة أربعين دولة.\n\n"
        "المصدر: وكالة أنباء البحرين\n\nقم بكتابة اول تعليق",
        (M("وكالة أنباء البحرين", "credit", "المصدر:"),),
        ("وكالة أنباء البحرين",),
        origins=1,
        uncredited=(0,),
    ),
    Case(
        "credit and body agree",
        "قالت وكالة سبوتنيك إن القمة ستعقد في موعدها.",
        (
            M("سبوتنيك", "reported", "قالت وكالة"),
            M("سبوتنيك", "credit", "المصدر:", target="footer"),
        ),
        ("سبوتنيك",),
        origins=1,
        footer="المصدر: سبوتنيك",
        named=1,
    ),
    Case(
        "credit and body disagree",
        "ذكرت صحيفة هآرتس أن الحكومة أجلت التصويت. وأضافت الصحيفة أن الخلاف مستمر.",
        (
            M("هآرتس", "reported", "ذكرت صحيفة"),
            M("روسيا اليوم", "credit", "المصدر:", target="footer"),
        ),
        ("روسيا اليوم < هآرتس",),
        origins=1,
        footer="المصدر: روسيا اليوم",
        disagreements=("credit_not_in_body روسيا اليوم هآرتس",),
    ),
    Case(
        "credit for the house of what the body names",
        "ذكرت قناة العربية أن الطريق الساحلي أعيد فتحه بعد انقطاع أسبوعين.",
        (
            M("العربية", "reported", "ذكرت قناة"),
            M("العربية.نت", "credit", "المصدر:", target="footer"),
        ),
        ("العربية.نت < العربية",),
        origins=1,
        footer="المصدر: العربية.نت",
        related={"العربية.نت": ("العربية",)},
    ),
    Case(
        "two credits, one of them in the body",
        "قالت وكالة رويترز إن العاصفة ستضرب الساحل الليلة.",
        (
            M("رويترز", "reported", "قالت وكالة"),
            M("سكاي نيوز عربية", "credit", "المصدر:", target="footer"),
            M("رويترز", "credit", "المصدر:", target="footer"),
        ),
        ("رويترز", "سكاي نيوز عربية"),
        origins=2,
        footer="المصدر: سكاي نيوز عربية، رويترز",
    ),
    Case(
        "an agency's copy",
        "باريس (أ ف ب) - أعلنت وزارة الداخلية اعتقال خمسة مشتبه بهم. وقالت الوزارة إن التحقيق مستمر.",
        (M("أ ف ب", "agency_copy", ""),),
        ("أ ف ب < وزارة الداخلية",),
        origins=1,
        speakers=("وزارة الداخلية",),
        named=2,
    ),
    Case(
        "an agency's copy and an interview of our own",
        "أعلنت الشركة الوطنية للسكك الحديدية زيادة رحلاتها.\n\n"
        "وقال المدير العام للشركة فؤاد عازار في تصريح لصحيفة الوسط إن الأسعار لن تتغير.",
        (
            M("رويترز", "agency_copy", target="byline"),
            M("الوسط", "interview", "في تصريح لصحيفة", own=True),
        ),
        ("رويترز < الشركة الوطنية للسكك الحديدية", "فؤاد عازار"),
        origins=2,
        byline="رويترز",
        publisher="الوسط",
        named=3,
    ),
    Case(
        "an agency's copy that relays another agency",
        "ذكرت وكالة الأنباء المركزية الكورية أن تجربة جديدة أجريت فجر الأحد.",
        (
            M("رويترز", "agency_copy", target="byline"),
            M("وكالة الأنباء المركزية الكورية", "reported", "ذكرت"),
        ),
        ("رويترز < وكالة الأنباء المركزية الكورية",),
        origins=1,
        byline="رويترز",
    ),
    Case(
        "a credit around an agency's copy",
        "قال متحدث باسم الجيش إن الطائرة هبطت بسلام.",
        (
            M("د ب أ", "agency_copy", target="byline"),
            M("مصراوي", "credit", "المصدر:", target="footer"),
        ),
        ("مصراوي < د ب أ < متحدث باسم الجيش",),
        origins=1,
        byline="د ب أ",
        footer="المصدر: مصراوي",
        disagreements=("credit_not_in_byline مصراوي د ب أ",),
    ),
)  # fmt: skip
