"""Arabic function words, which weigh nothing in a search, and among them the words that ask."""

# Written as `stem.lettered` leaves a word: without tashkeel, the forms of alef alike, but ى and ة
# as they stand: على is a preposition, علي is a man. What people write with dots or without, but
# never as a name, stands here both ways. Left out is what is also a common noun or a name:
# أمام (إمام), أم, عم, خلف, بي, لي (ولي).
QUESTION_WORDS = frozenset(
    """
    من ما ماذا متى متي اين كيف كم لماذا هل اي اية ايه ايا ايان انى ماهو ماهي بماذا لمن ممن علام
    فيم بم كيفما اينما ماهى اى ماالذي مالذي امتى امتي
    """.split()
)
"""Words that ask, though some of them do other work too."""

_PREPOSITIONS = """
    في فى من الى الي على عن حتى حتي مع منذ مذ لدى لدي عند عندما بين خلال حول نحو ضد دون بدون عبر
    حسب وفق وفقا بحسب قبل بعد تحت فوق وراء ضمن تجاه ازاء سوى سوي رغم برغم بسبب عدا بينما حين
    حينما كلما طالما مثل مثلما غير بعض كل كلا كلتا جميع اثناء جراء
"""
_PRONOUNS = """
    انا نحن انت انتم انتما هو هي هى هما هم هن هذا هذه هذان هذين هاتان هاتين هؤلاء هولاء ذلك ذاك تلك
    اولئك اوليك هنا هناك هنالك الذي الذى التي التى اللذان اللذين اللتان اللتين الذين اللاتي
    اللواتي نفسه نفسها ذاته ذاتها انفسهم
"""
_WITH_PRONOUNS = """
    له لها لهم لهن لهما لك لكم لنا به بها بهم بهن بهما بك بكم بنا فيه فيها فيهم فيهما فينا
    منه منها منهم منهما منا منك منكم مني عنه عنها عنهم عنهما عنا عني عليه عليها عليهم عليهما
    علينا عليك اليه اليها اليهم اليهما الينا اليك معه معها معهم معهما معنا معي لديه لديها لديهم
    لدينا عنده عندها عندهم عندنا بينه بينها بينهم بينهما بيننا حوله حولها بعده بعدها قبله قبلها
    كله كلها كلهم بعضها بعضهم بعضه غيره غيرها غيرهم دونه دونها انه انها انهم انهما انهن انني اني
    اننا انك انكم لانه لانها لانهم لاني لاننا بانه بانها بانهم كانه كانها كانهم لكنه لكنها لكنهم
    لكننا لكنني لكنهما مما عما فيما بما كما لما ربما انما كانما بذلك لذلك كذلك بهذا لهذا بهذه لهذه
    كهذا كهذه لاي باي مثلا
"""
_PARTICLES = """
    و ف ب ل ك ال لل ان او اما الا لا لم لن لو لولا اذ اذا اذن قد لقد سوف ثم بل لكن ليت لعل كي
    لكي كى لكى ولا ثمة حيث حيثما هكذا يا ايها ايتها نعم فقط ايضا جدا الان لان بان فان ليس ليست
    ليسوا لست كان كانت كانوا يكون تكون يكونوا كنت كنا
"""

PREPOSITIONS = frozenset(_PREPOSITIONS.split())
"""Prepositions and the like, which take pronouns: خلالها, ضده."""

STOPWORDS = QUESTION_WORDS | frozenset(
    f"{_PREPOSITIONS} {_PRONOUNS} {_WITH_PRONOUNS} {_PARTICLES}".split()
)
"""Prepositions, pronouns, conjunctions, particles, كان and its forms, and `QUESTION_WORDS`."""
