"""Chains of many shapes, written by hand: texts of our own, with mentions made by hand."""

import pytest

from articles.text.paragraphs import paragraphs
from tests.attribution.by_hand import Case, M, lines

CASES = (
    Case(
        "one agency that is the subject",
        "ذكرت وكالة رويترز أن محادثات السلام ستستأنف الأسبوع المقبل في جنيف.",
        (M("رويترز", "reported", "ذكرت وكالة"),),
        ("رويترز",),
        origins=1,
    ),
    Case(
        "one newspaper in parenthesis, and a paragraph that credits nobody",
        "أغلقت السلطات الميناء أمام السفن الكبيرة، بحسب صحيفة النهار.\n\n"
        "ويقع الميناء على بعد ثلاثين كيلومترا من العاصمة ويخدم ثلاث محافظات.",
        (M("النهار", "relayed", "بحسب صحيفة"),),
        ("النهار",),
        origins=1,
        uncredited=(1,),
    ),
    Case(
        "nothing at all",
        "تشهد المدينة هذا العام موسما سياحيا نشطا بعد سنوات من الركود.\n\n"
        "وتضم البلدة القديمة أكثر من أربعين فندقا صغيرا ومتحفين.",
        uncredited=(0, 1),
    ),
    Case(
        "an institution speaks for itself",
        "أعلنت وزارة الصحة تسجيل عشرين إصابة جديدة بالحصبة في الشمال.",
        (),
        ("وزارة الصحة",),
        origins=1,
        speakers=("وزارة الصحة",),
    ),
    Case(
        "two agencies side by side",
        "تراجعت أسعار النفط إلى أدنى مستوى منذ عام، وفقا لوكالتي رويترز وبلومبرغ.",
        (
            M("رويترز", "relayed", "وفقا لوكالتي"),
            M("بلومبرغ", "relayed", "وفقا لوكالتي"),
        ),
        ("رويترز", "بلومبرغ"),
        origins=2,
    ),
    Case(
        "two newspapers in two sentences",
        "قالت صحيفة الغارديان إن الحكومة تدرس زيادة الضرائب على الشركات الكبرى. "
        "وذكرت صحيفة التايمز أن القرار لن يصدر قبل الخريف.",
        (
            M("الغارديان", "reported", "قالت صحيفة"),
            M("التايمز", "reported", "وذكرت صحيفة"),
        ),
        ("الغارديان", "التايمز"),
        origins=2,
    ),
    Case(
        "two subjects in one sentence, each with its own clause",
        "قالت صحيفة لوموند إن الاتفاق جاهز، وذكرت وكالة الأناضول أن التوقيع تأجل.",
        (
            M("لوموند", "reported", "قالت صحيفة"),
            M("الأناضول", "reported", "وذكرت وكالة"),
        ),
        ("لوموند", "الأناضول"),
        origins=2,
    ),
    Case(
        "one agency quotes another",
        "نقلت رويترز عن وكالة فارس أن ناقلة احتجزت قبالة السواحل الجنوبية.",
        (M("رويترز", "relayed", "نقلت"), M("فارس", "relayed", "عن وكالة")),
        ("رويترز < فارس",),
        origins=1,
    ),
    Case(
        "reported, with its own source in parenthesis",
        "ذكرت صحيفة الشروق نقلا عن وكالة الأنباء الإيطالية أن الرحلات ستعود في مايو.",
        (
            M("الشروق", "reported", "ذكرت صحيفة"),
            M("وكالة الأنباء الإيطالية", "relayed", "نقلا عن"),
        ),
        ("الشروق < وكالة الأنباء الإيطالية",),
        origins=1,
    ),
    Case(
        "an outlet that another one has cited",
        "كشف تحقيق لمجلة دير شبيغل، نشرته صحيفة الأيام، عن شبكة لتهريب الآثار.",
        (
            M("دير شبيغل", "relayed", "تحقيق لمجلة"),
            M("الأيام", "reported", "نشرته صحيفة"),
        ),
        ("الأيام < دير شبيغل",),
        origins=1,
    ),
    Case(
        "a broadcaster, whom an agency cites, in a relative clause",
        "قال تلفزيون الشرق الذي نقلت عنه وكالة شينخوا إن الجسر انهار فجرا.",
        (
            M("تلفزيون الشرق", "reported", "قال"),
            M("شينخوا", "relayed", "نقلت عنه وكالة"),
        ),
        ("شينخوا < تلفزيون الشرق",),
        origins=1,
    ),
    Case(
        "a claim about a report",
        "قالت وكالة الأناضول إن صحيفة حرييت ذكرت أن المصنع سيغلق أبوابه.",
        (
            M("الأناضول", "reported", "قالت وكالة"),
            M("حرييت", "reported", "ذكرت"),
        ),
        ("الأناضول < حرييت",),
        origins=1,
    ),
    Case(
        "a report that another one passes on at the end",
        "قالت صحيفة معاريف إن الوفد غادر القاهرة، بحسب ما نقلته وكالة معا.",
        (
            M("معاريف", "reported", "قالت صحيفة"),
            M("معا", "relayed", "بحسب ما نقلته وكالة", nth=1),
        ),
        ("معا < معاريف",),
        origins=1,
    ),
    Case(
        "an interview",
        "قال وزير الطاقة سعد الكعبي في مقابلة مع قناة الجزيرة إن الإنتاج سيرتفع العام المقبل. "
        "وأضاف أن المشروع الجديد سيبدأ في الربع الأول.",
        (M("الجزيرة", "interview", "في مقابلة مع قناة"),),
        ("الجزيرة < سعد الكعبي",),
        origins=1,
        speakers=("سعد الكعبي",),
        named=2,
    ),
    Case(
        "told to an agency with a proclitic",
        "قال المتحدث باسم الشرطة كمال حداد لرويترز إن ثلاثة أشخاص أوقفوا.",
        (M("رويترز", "interview", "قال"),),
        ("رويترز < كمال حداد",),
        origins=1,
    ),
    Case(
        "an interview that leads to its speaker in the next sentence",
        "أجرت صحيفة الراي مقابلة مع المخرج هاني سالم. وقال سالم إن فيلمه الجديد جاهز للعرض.",
        (M("الراي", "interview", "أجرت صحيفة"),),
        ("الراي < هاني سالم",),
        origins=1,
        speakers=("هاني سالم",),
    ),
    Case(
        "two interviews with two persons",
        "قال الخبير الاقتصادي نبيل مراد لقناة العربية إن التضخم سيتراجع. "
        "وقالت المحللة ريم خوري في تصريح لصحيفة الأخبار إن الأسعار سترتفع.",
        (
            M("العربية", "interview", "قال"),
            M("الأخبار", "interview", "في تصريح لصحيفة"),
        ),
        ("العربية < نبيل مراد", "الأخبار < ريم خوري"),
        origins=2,
    ),
    Case(
        "one speaker in two outlets",
        "قال الوزير جمال ياسين لقناة الحرة إن المفاوضات مستمرة. "
        "وأكد ياسين في حديث لصحيفة الرأي أن الاتفاق قريب.",
        (
            M("الحرة", "interview", "قال"),
            M("الرأي", "interview", "في حديث لصحيفة"),
        ),
        ("الحرة < جمال ياسين", "الرأي < جمال ياسين"),
        origins=1,
        speakers=("جمال ياسين",),
    ),
    Case(
        "an agency passes on an interview",
        "نقلت وكالة تاس عن وزير المالية قوله في مقابلة مع صحيفة إزفيستيا إن العجز انخفض.",
        (
            M("تاس", "relayed", "نقلت وكالة"),
            M("إزفيستيا", "interview", "في مقابلة مع صحيفة"),
        ),
        ("تاس < إزفيستيا < وزير المالية",),
        origins=1,
    ),
    Case(
        "an interview, told by a third",
        "قال المدرب عادل رمزي لقناة أبوظبي الرياضية، بحسب ما ذكرته صحيفة البيان، إنه باق في منصبه.",
        (
            M("أبوظبي الرياضية", "interview", "قال"),
            M("البيان", "relayed", "بحسب ما ذكرته صحيفة"),
        ),
        ("البيان < أبوظبي الرياضية < عادل رمزي",),
        origins=1,
    ),
    Case(
        "a relayed lead carries the interview of the one who speaks in it",
        "أعلن محافظ البنك المركزي طارق عامر أن الاحتياطي ارتفع، وفقا لموقع إيكونومي بلس.\n\n"
        "وقال المحافظ في مقابلة مع تلفزيون بلومبرغ إن الدين الخارجي تحت السيطرة.",
        (
            M("إيكونومي بلس", "relayed", "وفقا لموقع"),
            M("بلومبرغ", "interview", "في مقابلة مع تلفزيون"),
        ),
        ("إيكونومي بلس < بلومبرغ < طارق عامر",),
        origins=1,
    ),
    Case(
        "a relayed lead does not carry the interview of another",
        "تراجعت العملة أمام الدولار، وفقا لموقع إيكونومي بلس.\n\n"
        "وقال المحلل عمرو فاروق في مقابلة مع تلفزيون بلومبرغ إن التراجع مؤقت.",
        (
            M("إيكونومي بلس", "relayed", "وفقا لموقع"),
            M("بلومبرغ", "interview", "في مقابلة مع تلفزيون"),
        ),
        ("إيكونومي بلس", "بلومبرغ < عمرو فاروق"),
        origins=2,
    ),
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
    Case(
        "somebody without a name, behind an agency",
        "نقلت وكالة رويترز عن مصدر أمني قوله إن الانفجار نجم عن عبوة ناسفة. وأضاف المصدر أن اثنين قتلا.",
        (M("رويترز", "relayed", "نقلت وكالة"),),
        ("رويترز < ?مصدر أمني",),
        origins=1,
        named=1,
    ),
    Case(
        "two without names, behind one agency",
        "قال مسؤولان لرويترز إن المحادثات تعثرت. وقال دبلوماسي غربي إن جولة أخرى ستعقد.",
        (M("رويترز", "interview", "قال"),),
        ("رويترز < ?مسؤولان", "رويترز < ?دبلوماسي غربي"),
        origins=1,
        named=1,
    ),
    Case(
        "witnesses, and nobody else",
        "قال شهود عيان إن النيران اندلعت في مخزن للأخشاب. وذكر سكان أن الدخان غطى الحي.",
        (),
        ("?شهود عيان", "?سكان"),
        origins=1,
        named=0,
    ),
    Case(
        "an institution and its spokesman are one origin",
        "أعلنت وزارة الدفاع الروسية إسقاط ست طائرات مسيرة. "
        "وأوضح المتحدث باسم وزارة الدفاع الروسية إيغور كوناشينكوف أن الحطام سقط في البحر.",
        (),
        ("وزارة الدفاع الروسية", "إيغور كوناشينكوف"),
        origins=1,
        named=2,
    ),
    Case(
        "two states' ministries are two origins",
        "قالت وزارة الخارجية المصرية إن الاجتماع كان مثمرا. "
        "وأكدت وزارة الخارجية السودانية أن الوفدين اتفقا على جولة ثانية.",
        (),
        ("وزارة الخارجية المصرية", "وزارة الخارجية السودانية"),
        origins=2,
    ),
    Case(
        "a statement that an agency carries",
        "قالت هيئة الطيران المدني في بيان نقلته وكالة واس إن الرحلات ستستأنف غدا.",
        (M("واس", "relayed", "نقلته وكالة"),),
        ("واس < هيئة الطيران المدني",),
        origins=1,
        speakers=("هيئة الطيران المدني",),
    ),
    Case(
        "a statement of its own beside an agency's report",
        "ذكرت وكالة بترا أن المعبر أغلق مؤقتا.\n\nوقالت مديرية الأمن العام في بيان إن الإغلاق لأعمال صيانة.",
        (M("بترا", "reported", "ذكرت وكالة"),),
        ("بترا", "مديرية الأمن العام"),
        origins=2,
    ),
    Case(
        "the agency named before relays a newspaper",
        "قالت وكالة الأنباء الألمانية إن الوزير استقال.\n\n"
        "ونقلت الوكالة عن صحيفة بيلد أن القرار اتخذ مساء الجمعة.",
        (
            M("وكالة الأنباء الألمانية", "reported", "قالت"),
            M("بيلد", "relayed", "عن صحيفة"),
        ),
        ("وكالة الأنباء الألمانية < بيلد",),
        origins=1,
    ),
    Case(
        "the newspaper named before quotes a person",
        "كشفت صحيفة واشنطن بوست عن خطة لنقل السفارة.\n\n"
        "ونقلت الصحيفة عن السيناتور جون ماكين قوله إن الكونغرس لم يبلغ بالأمر.",
        (M("واشنطن بوست", "reported", "كشفت صحيفة"),),
        ("واشنطن بوست < جون ماكين",),
        origins=1,
    ),
    Case(
        "names in Latin script",
        "وقال Tim Cook لصحيفة Financial Times إن الشركة ستفتح متجرين في الرياض.",
        (M("Financial Times", "interview", "قال"),),
        ("Financial Times < Tim Cook",),
        origins=1,
        speakers=("Tim Cook",),
    ),
    Case(
        "an outlet in Cyrillic behind an agency",
        "نقلت وكالة نوفوستي عن صحيفة «Коммерсантъ» أن الصفقة ألغيت.",
        (M("نوفوستي", "relayed", "نقلت وكالة"), M("Коммерсантъ", "relayed", "عن صحيفة")),
        ("نوفوستي < Коммерсантъ",),
        origins=1,
    ),
    Case(
        "the same outlet three times is one node",
        "قالت صحيفة القدس إن الإضراب سيعم المدن. وبحسب القدس فإن النقابات وافقت. "
        "ونشرت القدس صورة للبيان.",
        (
            M("القدس", "reported", "قالت صحيفة"),
            M("القدس", "relayed", "وبحسب", nth=1),
            M("القدس", "reported", "ونشرت", nth=2),
        ),
        ("القدس",),
        origins=1,
        named=1,
    ),
    Case(
        "two names of one outlet",
        "ذكرت وكالة فرانس برس أن الحريق امتد. وقال مسؤول محلي لـأ ف ب إن الإخلاء اكتمل.",
        (
            M("فرانس برس", "reported", "ذكرت وكالة", source="AFP"),
            M("أ ف ب", "interview", "قال", source="AFP"),
        ),
        ("أ ف ب < ?مسؤول محلي",),
        origins=1,
        named=1,
    ),
    Case(
        "an unknown outlet and one that may be several",
        "ذكر موقع نبض القلمون أن الطريق قطع. وقالت صحيفة الوطن إن الأمطار ستستمر.",
        (
            M("نبض القلمون", "reported", "ذكر موقع", source=None),
            M("الوطن", "reported", "قالت صحيفة", source="Al-Watan (SA)|Al-Watan (SY)"),
        ),
        ("نبض القلمون", "الوطن"),
        origins=2,
    ),
    Case(
        "three deep with a speaker",
        "ذكر موقع عمون نقلا عن صحيفة نيويورك تايمز أن البيت الأبيض جمد المساعدة. "
        "وقال مسؤول أمريكي كبير للصحيفة إن القرار مؤقت.",
        (
            M("عمون", "reported", "ذكر موقع"),
            M("نيويورك تايمز", "relayed", "نقلا عن صحيفة"),
        ),
        ("عمون < نيويورك تايمز < ?مسؤول أمريكي كبير",),
        origins=1,
    ),
    Case(
        "two speakers and their anaphors",
        "قال رئيس البلدية حسن شقير إن الأشغال بدأت، مضيفا أن الميزانية جاهزة.\n\n"
        "وأكدت المهندسة ليلى نصار أن الجسر آمن. وأضافت: «فحصنا كل الأعمدة الأسبوع الماضي».\n\n"
        "وتابع شقير أن الافتتاح سيكون في الربيع.",
        (),
        ("حسن شقير", "ليلى نصار"),
        origins=2,
        speakers=("حسن شقير", "ليلى نصار"),
    ),
    Case(
        "a speaker through an agency and another to the newspaper itself",
        "قال الرئيس التونسي لوكالة تونس أفريقيا للأنباء إن الحوار سيبدأ قريبا.\n\n"
        "وقال الأمين العام للنقابة سامي الطاهري لـ«الصباح» إن النقابة لم تدع إليه.",
        (
            M("تونس أفريقيا", "interview", "قال"),
            M("الصباح", "interview", "قال", own=True),
        ),
        ("تونس أفريقيا < الرئيس التونسي", "سامي الطاهري"),
        origins=2,
        publisher="الصباح",
    ),
    Case(
        "background between two credited paragraphs",
        "أعلن حاكم مصرف لبنان رياض سلامة أن السيولة كافية.\n\n"
        "ويعاني البلد من أزمة مالية منذ خريف عام 2019 فقدت فيها العملة معظم قيمتها.\n\n"
        "وأشار إلى أن المصارف ستفتح أبوابها يوم الاثنين.",
        (),
        ("رياض سلامة",),
        origins=1,
        uncredited=(1,),
    ),
    Case(
        "a quotation that goes on in the next paragraph",
        "وقالت الكاتبة هدى بركات: «كتبت الرواية في خمس سنوات ولم أعد أعرف كيف أتركها».\n\n"
        "«كنت أعود إليها كل ليلة وأبدأ من جديد كأنني لم أكتب شيئا».",
        (),
        ("هدى بركات",),
        origins=1,
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.shape)
def test_the_chain(case: Case) -> None:
    analysis = case.analyse()
    assert lines(analysis) == case.chains
    assert analysis.origins == case.origins


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.shape)
def test_the_paragraphs_that_credit_nobody(case: Case) -> None:
    spans = [(span.start, span.end) for span in paragraphs(case.body)]
    assert tuple(spans.index(span) for span in case.analyse().uncredited) == case.uncredited


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.speakers], ids=lambda case: case.shape
)
def test_the_speakers(case: Case) -> None:
    assert tuple(speaker.name for speaker in case.analyse().speakers) == case.speakers


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.named is not None], ids=lambda case: case.shape
)
def test_the_number_of_named_sources(case: Case) -> None:
    assert case.analyse().named_sources == case.named


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.shape)
def test_where_credit_and_body_differ(case: Case) -> None:
    told = tuple(
        " ".join((one.code, one.footer, *one.body)) for one in case.analyse().disagreements
    )
    assert told == case.disagreements


def test_there_are_at_least_forty_shapes() -> None:
    assert len({case.shape for case in CASES}) >= 40
