"""Lists, chains, names that several sources share, and texts other than the body."""

from tests.attribution.mention_cases import case, e

COORDINATION = (
    case(
        "ذكرت وكالة ⟦رويترز⟧ و⟦فرانس برس⟧ أن الهدنة دخلت حيز التنفيذ.",
        e("reported", "ذكرت", "Reuters"),
        e("reported", "ذكرت", "AFP"),
    ),
    case(
        "بحسب ⟦رويترز⟧ و⟦أسوشيتد برس⟧ فإن الصفقة ألغيت.",
        e("relayed", "بحسب", "Reuters"),
        e("relayed", "بحسب", "AP"),
    ),
    case(
        "وفقا لوكالتي ⟦رويترز⟧ و⟦بلومبرغ⟧ هبط السعر.",
        e("relayed", "وفقا لوكالتي", "Reuters"),
        e("relayed", "وفقا لوكالتي", "Bloomberg"),
    ),
    case(
        "قالت صحيفتا ⟦التايمز⟧ و⟦الغارديان⟧ إن الوزير استقال.",
        e("reported", "قالت", "The Times"),
        e("reported", "قالت", "The Guardian"),
    ),
    case(
        "ذكرت صحيفة ⟦لوموند⟧ وموقع ⟦ويكيليكس⟧ أن الوثائق أصلية.",
        e("reported", "ذكرت", "Le Monde"),
        e("reported", "ذكرت", "WikiLeaks"),
    ),
    case(
        "وقال الوزير لصحيفة ⟦الأهرام⟧ وقناة ⟦العربية⟧ إن المشروع مستمر.",
        e("interview", "وقال", "Al-Ahram"),
        e("interview", "وقال", "Al Arabiya"),
    ),
    case(
        "نشرت صحف ⟦الأهرام⟧ و⟦المصري اليوم⟧ و⟦اليوم السابع⟧ نص القانون.",
        e("reported", "نشرت", "Al-Ahram"),
        e("reported", "نشرت", "Al-Masry Al-Youm"),
        e("reported", "نشرت", "Youm7"),
    ),
    case(
        "بحسب وكالة ⟦رويترز⟧، تراجع النفط. وذكرت ⟦بلومبرغ⟧ أن الطلب ضعيف.",
        e("relayed", "بحسب", "Reuters"),
        e("reported", "وذكرت", "Bloomberg"),
    ),
    case(
        "ذكرت ⟦رويترز⟧ أو ⟦فرانس برس⟧ الخبر أولا.",
        e("reported", "ذكرت", "Reuters"),
        e("reported", "ذكرت", "AFP"),
    ),
    case(
        "قالت ⟦رويترز⟧ إن المصنع أغلق، وقالت ⟦بلومبرغ⟧ إنه بيع.",
        e("reported", "قالت", "Reuters"),
        e("reported", "وقالت", "Bloomberg"),
    ),
)

CHAINS = (
    case(
        "نقلت صحيفة ⟦الأهرام⟧ عن وكالة ⟦رويترز⟧ أن الوفد غادر.",
        e("relayed", "نقلت", "Al-Ahram"),
        e("relayed", "نقلت صحيفة الأهرام عن", "Reuters"),
    ),
    case(
        "وذكرت صحيفة ⟦عكاظ⟧ نقلا عن وكالة ⟦تاس⟧ أن الوفد غادر.",
        e("reported", "وذكرت", "Okaz"),
        e("relayed", "نقلا عن", "TASS"),
    ),
    case(
        "وقال السفير لصحيفة ⟦كوميرسانت⟧، بحسب وكالة ⟦تاس⟧، إن المحادثات جيدة.",
        e("interview", "وقال", "Kommersant"),
        e("relayed", "بحسب", "TASS"),
    ),
    case(
        "وقال السفير في مقابلة مع ⟦كوميرسانت⟧ نشرتها مجلة «⟦New Defence Order. Strategy⟧» إن المحادثات جيدة.",
        e("interview", "في مقابلة مع", "Kommersant"),
        e("interview", "مقابلة مع كوميرسانت نشرتها", "New Defence Order. Strategy"),
    ),
    case(
        "أعلن الوفد موافقته، وفق ما نقلت ⟦سانا⟧ عن قناة «⟦روسيا 24⟧» الروسية.",
        e("relayed", "وفق ما نقلت", "SANA"),
        e("relayed", "نقلت سانا عن"),
    ),
    case(
        "وذكرت ⟦الأناضول⟧، نقلا عن ⟦د ب أ⟧، أن الطائرة هبطت اضطراريا.",
        e("reported", "وذكرت", "Anadolu"),
        e("relayed", "نقلا عن", "DPA"),
    ),
)

# The program never settles a shared name: it ranks by country and by what else the text names.
SHARED = (
    case(
        "ذكرت صحيفة «⟦الوطن⟧» أن المشروع تأخر.",
        e("reported", "ذكرت", "Al-Watan (Saudi)", "Al-Watan (Egypt)", "Al-Watan (Kuwait)"),
    ),
    case(
        "ذكرت صحيفة «⟦الوطن⟧» المصرية أن المشروع تأخر.", e("reported", "ذكرت", "Al-Watan (Egypt)")
    ),
    case(
        "ذكرت صحيفة ⟦الوطن⟧ الكويتية أن المشروع تأخر.", e("reported", "ذكرت", "Al-Watan (Kuwait)")
    ),
    case(
        "ذكرت صحيفة «⟦الوطن⟧» أن المشروع تأخر.",
        e("reported", "ذكرت", "Al-Watan (Egypt)", "Al-Watan (Saudi)", "Al-Watan (Kuwait)"),
        publisher="الأهرام",
    ),
    case(
        "قالت صحيفة «⟦الوطن⟧» الكويتية إن المشروع تأخر. وأعلنت الشركة إفلاسها، بحسب صحيفة «⟦الوطن⟧».",
        e("reported", "قالت", "Al-Watan (Kuwait)"),
        e("relayed", "بحسب", "Al-Watan (Kuwait)", "Al-Watan (Saudi)", "Al-Watan (Egypt)"),
    ),
    case("ذكرت صحيفة ⟦الجزيرة⟧ أن المشروع تأخر.", e("reported", "ذكرت", "Al-Jazirah")),
    case("ذكرت قناة ⟦الجزيرة⟧ أن المشروع تأخر.", e("reported", "ذكرت", "Al Jazeera")),
    case(
        "بحسب «⟦الجزيرة⟧» فإن المشروع تأخر عاما كاملا بسبب نقص التمويل.",
        e("relayed", "بحسب", "Al Jazeera", "Al-Jazirah"),
    ),
    case("بحسب «⟦الجزيرة⟧» القطرية تأخر المشروع.", e("relayed", "بحسب", "Al Jazeera")),
    case("ذكرت وكالة أنباء «⟦الشرق الأوسط⟧» أن القطار تأخر.", e("reported", "ذكرت", "MENA")),
    case("ذكرت صحيفة «⟦الشرق الأوسط⟧» أن القطار تأخر.", e("reported", "ذكرت", "Asharq Al-Awsat")),
    case("قال الفنان لقناة «⟦الحياة⟧» إن المسلسل انتهى.", e("interview", "قال", "Al Hayat TV")),
    case("ذكرت صحيفة «⟦الحياة⟧» أن المسلسل انتهى.", e("reported", "ذكرت", "Al-Hayat")),
    case(
        "ذكرت صحيفة «⟦الأخبار⟧» اللبنانية أن الجلسة تأجلت.",
        e("reported", "ذكرت", "Al-Akhbar (Lebanon)"),
    ),
    case(
        "ذكرت صحيفة «⟦الأخبار⟧» أن الجلسة تأجلت.",
        e("reported", "ذكرت", "Al-Akhbar (Egypt)", "Al-Akhbar (Lebanon)"),
        publisher="اليوم السابع",
    ),
    case("ذكرت صحيفة «⟦التايمز⟧» البريطانية أن العقد وقع.", e("reported", "ذكرت", "The Times")),
    case(
        "ذكرت مجلة «⟦الأهرام العربي⟧» أن المعرض سيفتتح غدا.",
        e("reported", "ذكرت", "Al-Ahram Al-Arabi"),
    ),
    case("ذكرت مجلة ⟦التايم⟧ أن الشركة ستطرح أسهمها.", e("reported", "ذكرت", "TIME")),
)

TARGETS = (
    case("⟦رويترز⟧: تأجيل المحادثات إلى الخميس", e("reported", "", "Reuters"), target="title"),
    case(
        "صحيفة ⟦لوموند⟧: الحكومة تدرس رفع الضرائب", e("reported", None, "Le Monde"), target="title"
    ),
    case("«⟦الغارديان⟧»: المصنع أغلق أبوابه", e("reported", None, "The Guardian"), target="title"),
    case("الوزير ل⟦رويترز⟧: لن نرفع الأسعار", e("interview", None, "Reuters"), target="title"),
    case(
        "تأجيل المحادثات إلى الخميس، بحسب ⟦رويترز⟧", e("relayed", "بحسب", "Reuters"), target="title"
    ),
    case("الحياة تعود إلى المدينة القديمة", target="title"),
    case(
        "ذكرت صحيفة ⟦عكاظ⟧ أن الأمانة وقعت العقد.",
        e("reported", "ذكرت", "Okaz"),
        target="standfirst",
    ),
    case("القاهرة - ⟦رويترز⟧", e("agency_copy", None, "Reuters"), target="byline"),
    case("⟦أ ف ب⟧", e("agency_copy", None, "AFP"), target="byline"),
    case("أحمد سالم", target="byline"),
    case("باريس (⟦أ.ف.ب⟧)", e("agency_copy", None, "AFP"), target="byline"),
    case("المصدر: صحيفة ⟦الأهرام⟧", e("credit", "المصدر:", "Al-Ahram"), target="footer"),
    case("نقلا عن: ⟦رويترز⟧", e("credit", None, "Reuters"), target="footer"),
    case("جميع الحقوق محفوظة", target="footer"),
)

CASES = (*COORDINATION, *CHAINS, *SHARED, *TARGETS)
