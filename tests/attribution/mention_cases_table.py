"""A small table of sources for tests, independent of the one that comes with the program."""

from articles.attribution.table import Entry, NameTable


def _entry(
    name: str, kind: str, country: str, ar: str = "", *, en: str = "", ru: str = "",
    abbr: str = "", domains: str = "", weak: str = "", parent: str = "",
) -> Entry:  # fmt: skip
    """An entry whose lists are written with strokes between their members."""

    def listed(text: str) -> tuple[str, ...]:
        return tuple(text.split("|")) if text else ()

    return Entry(
        name=name, kind=kind, evidence="example.org", ar=listed(ar), en=listed(en), ru=listed(ru),
        abbr=listed(abbr), domains=listed(domains), country=country, parent=parent,
        weak=listed(weak),
    )  # fmt: skip


ENTRIES = (
    _entry("Reuters", "agency", "GB", "رويترز", ru="Рейтер", domains="reuters.com"),
    _entry(
        "AFP", "agency", "FR", "فرانس برس|وكالة الصحافة الفرنسية|وكالة الأنباء الفرنسية",
        en="Agence France-Presse", abbr="أ ف ب|AFP", domains="afp.com",
    ),
    _entry("DPA", "agency", "DE", "وكالة الأنباء الألمانية", abbr="د ب أ|DPA"),
    _entry("AP", "agency", "US", "أسوشيتد برس|أسوشييتد برس", en="Associated Press", abbr="أ ب|AP"),
    _entry("Anadolu", "agency", "TR", "الأناضول", domains="aa.com.tr"),
    _entry("SPA", "agency", "SA", "وكالة الأنباء السعودية|واس", abbr="واس|SPA"),
    _entry("SANA", "agency", "SY", "سانا|الوكالة العربية السورية للأنباء", abbr="SANA"),
    _entry("IRNA", "agency", "IR", "إرنا|وكالة الأنباء الإيرانية"),
    _entry("Fars", "agency", "IR", "فارس", weak="فارس"),
    _entry(
        "Asharq Al-Awsat", "newspaper", "SA", "الشرق الأوسط", domains="aawsat.com",
        weak="الشرق الأوسط",
    ),
    _entry(
        "MENA", "agency", "EG", "وكالة أنباء الشرق الأوسط|الشرق الأوسط", abbr="أ ش أ",
        weak="الشرق الأوسط",
    ),
    _entry("TASS", "agency", "RU", "تاس", ru="ТАСС", abbr="TASS", domains="tass.ru"),
    _entry("Interfax", "agency", "RU", "إنترفاكس", ru="Интерфакс"),
    _entry("RIA Novosti", "agency", "RU", "نوفوستي|ريا نوفوستي", ru="РИА Новости"),
    _entry("Bloomberg", "agency", "US", "بلومبرغ|بلومبيرغ|بلومبيرج"),
    _entry("Xinhua", "agency", "CN", "شينخوا"),
    _entry("Maan", "agency", "PS", "معا", weak="معا"),
    _entry("Kommersant", "newspaper", "RU", "كوميرسانت|كومرسانت", ru="Коммерсантъ|Коммерсант"),
    _entry(
        "New Defence Order. Strategy", "magazine", "RU", "النظام الدفاعي الجديد",
        ru="Новый оборонный заказ. Стратегии",
    ),
    _entry("DFNC.RU", "site", "RU", domains="dfnc.ru", parent="New Defence Order. Strategy"),
    _entry("NYT", "newspaper", "US", "نيويورك تايمز", en="The New York Times|New York Times"),
    _entry("The Times", "newspaper", "GB", "التايمز|تايمز", en="Times", weak="تايمز|Times"),
    _entry("The Guardian", "newspaper", "GB", "الغارديان|الجارديان", en="Guardian"),
    _entry("Washington Post", "newspaper", "US", "واشنطن بوست|الواشنطن بوست"),
    _entry("WSJ", "newspaper", "US", "وول ستريت جورنال"),
    _entry("The Sun", "newspaper", "GB", "صن|ذا صن", weak="صن"),
    _entry("Le Monde", "newspaper", "FR", "لوموند"),
    _entry("Der Spiegel", "magazine", "DE", "دير شبيغل|شبيغل"),
    _entry("TIME", "magazine", "US", "التايم|تايم", weak="تايم|TIME"),
    _entry("Nature", "journal", "GB", "نيتشر", weak="Nature"),
    _entry("PLOS Biology", "journal", "US", "بلوس بيولوجي"),
    _entry("Haaretz", "newspaper", "IL", "هآرتس"),
    _entry("Yedioth Ahronoth", "newspaper", "IL", "يديعوت أحرونوت"),
    _entry("Israeli Army Radio", "broadcaster", "IL", "إذاعة الجيش الإسرائيلي"),
    _entry("Syrian TV", "broadcaster", "SY", "التلفزيون السوري"),
    _entry("WikiLeaks", "site", "", "ويكيليكس", domains="wikileaks.org"),
    _entry("BBC", "broadcaster", "GB", "بي بي سي|هيئة الإذاعة البريطانية", domains="bbc.co.uk"),
    _entry("BBC Arabic", "broadcaster", "GB", "بي بي سي عربي", parent="BBC"),
    _entry("CNN", "broadcaster", "US", "سي إن إن|سي أن أن", domains="cnn.com"),
    _entry("CNN Arabic", "site", "AE", "سي إن إن بالعربية", parent="CNN"),
    _entry("Sky News", "broadcaster", "GB", "سكاي نيوز"),
    _entry("Sky News Arabia", "broadcaster", "AE", "سكاي نيوز عربية", parent="Sky News"),
    _entry(
        "Al Jazeera", "broadcaster", "QA", "الجزيرة|الجزيرة نت", domains="aljazeera.net",
        weak="الجزيرة",
    ),
    _entry("Al-Jazirah", "newspaper", "SA", "الجزيرة", weak="الجزيرة"),
    _entry("Al Arabiya", "broadcaster", "AE", "العربية|العربية نت", weak="العربية"),
    _entry("Al-Watan (Saudi)", "newspaper", "SA", "الوطن", weak="الوطن"),
    _entry("Al-Watan (Egypt)", "newspaper", "EG", "الوطن", weak="الوطن"),
    _entry("Al-Watan (Kuwait)", "newspaper", "KW", "الوطن", weak="الوطن"),
    _entry("Al-Hayat", "newspaper", "GB", "الحياة", weak="الحياة"),
    _entry("Al Hayat TV", "broadcaster", "EG", "الحياة", weak="الحياة"),
    _entry("Al-Akhbar (Lebanon)", "newspaper", "LB", "الأخبار", weak="الأخبار"),
    _entry("Al-Akhbar (Egypt)", "newspaper", "EG", "الأخبار", weak="الأخبار"),
    _entry("Al-Ittihad", "newspaper", "AE", "الاتحاد", weak="الاتحاد"),
    _entry("Al Riyadh", "newspaper", "SA", "الرياض", weak="الرياض"),
    _entry("Okaz", "newspaper", "SA", "عكاظ"),
    _entry("Al-Yaum", "newspaper", "SA", "اليوم", weak="اليوم"),
    _entry("Youm7", "newspaper", "EG", "اليوم السابع", domains="youm7.com"),
    _entry("Al-Masry Al-Youm", "newspaper", "EG", "المصري اليوم"),
    _entry("Al-Ahram", "newspaper", "EG", "الأهرام"),
    _entry(
        "Al-Ahram Al-Arabi", "magazine", "EG", "الأهرام العربي", parent="Al-Ahram",
        weak="الأهرام العربي",
    ),
    _entry("Sabq", "site", "SA", "سبق", domains="sabq.org", weak="سبق"),
    _entry("NASA", "institution", "US", "ناسا", domains="nasa.gov"),
)  # fmt: skip

TABLE = NameTable(ENTRIES)
