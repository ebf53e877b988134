"""The chain told as one Arabic sentence: each role, each kind of source, one to three branches."""

import re

import pytest

from articles.models import Citation, CitationRole, Source, SourceKind
from articles.queries.chain import Hop, hops
from articles.templatetags.chain_names import noun_of
from articles.templatetags.chain_sentence import chain_sentence, led_by

Spec = tuple[str, str, str, int]
"""Role, kind of the source ('' for a name without one), name, and the link before it (0: none)."""


def chain(*specs: Spec) -> list[Hop]:
    """The chain of links that are not saved, numbered from 1 as they are given."""
    citations = []
    for number, (role, kind, name, before) in enumerate(specs, 1):
        source = Source(pk=number, name=name, label=name, kind=kind) if kind else None
        citations.append(
            Citation(
                pk=number, position=number, role=role, source=source, state="confirmed",
                name="" if kind else name, via_id=before or None,
            )
        )  # fmt: skip
    return hops(citations)


def told(*specs: Spec) -> str:
    return re.sub("<[^>]*>", "", str(chain_sentence(chain(*specs))))


def test_the_chain_of_the_first_article() -> None:
    links = chain(
        ("credit", "site", "DFNC.RU", 0),
        ("relayed", "magazine", "New Defence Order. Strategy", 1),
        ("interview", "newspaper", "كوميرسانت", 2),
        ("spoken", "person", "سفير قطر لدى روسيا", 3),
    )
    assert chain_sentence(links) == (
        '<b>نقل هذه المادةَ</b> موقع <bdi class="nb" lang="en" dir="ltr">DFNC.RU</bdi>'
        ' <b>عن</b> مجلة <bdi lang="en" dir="ltr">New Defence Order. Strategy</bdi>'
        " <b>عن مقابلة أجرتها</b> صحيفة كوميرسانت <b>مع</b> سفير قطر لدى روسيا."
    )


def test_no_chain_no_sentence() -> None:
    assert chain_sentence([]) == ""


@pytest.mark.parametrize(
    ("role", "first", "behind"),
    [
        ("relayed", "نقلت هذه المادةَ صحيفة س", "عن صحيفة س"),
        ("credit", "نقلت هذه المادةَ صحيفة س", "عن صحيفة س"),
        (
            "reported",
            "تستند هذه المادة إلى خبر أوردته صحيفة س",
            "عن خبر أوردته صحيفة س",
        ),
        (
            "interview",
            "تستند هذه المادة إلى مقابلة أجرتها صحيفة س",
            "عن مقابلة أجرتها صحيفة س",
        ),
        ("quoted", "تستند هذه المادة إلى نص مقتبس من صحيفة س", "عن نص مقتبس من صحيفة س"),
        ("agency_copy", "وزّعت هذه المادةَ صحيفة س", "عن نص وزّعته صحيفة س"),
        ("spoken", "تستند هذه المادة إلى أقوال صحيفة س", "على لسان صحيفة س"),
        ("statement", "تستند هذه المادة إلى بيان أصدرته صحيفة س", "عن بيان أصدرته صحيفة س"),
    ],
)
def test_each_role_first_and_behind_another(role: str, first: str, behind: str) -> None:
    assert role in CitationRole.values
    assert told((role, "newspaper", "س", 0)) == f"{first}."
    assert told(("relayed", "site", "ص", 0), (role, "newspaper", "س", 1)) == (
        f"نقل هذه المادةَ موقع ص {behind}."
    )


@pytest.mark.parametrize(
    ("kind", "relayed", "interview", "statement"),
    [
        ("agency", "نقلت هذه المادةَ وكالة س", "أجرتها وكالة س", "أصدرته وكالة س"),
        ("newspaper", "نقلت هذه المادةَ صحيفة س", "أجرتها صحيفة س", "أصدرته صحيفة س"),
        ("magazine", "نقلت هذه المادةَ مجلة س", "أجرتها مجلة س", "أصدرته مجلة س"),
        ("broadcaster", "نقلت هذه المادةَ قناة س", "أجرتها قناة س", "أصدرته قناة س"),
        ("site", "نقل هذه المادةَ موقع س", "أجراها موقع س", "أصدره موقع س"),
        ("journal", "نقلت هذه المادةَ دورية س", "أجرتها دورية س", "أصدرته دورية س"),
        ("institution", "هذه المادة منقولة عن س", "مع س", "صادر عن س"),
        ("person", "هذه المادة منقولة عن س", "مع س", "صادر عن س"),
        ("other", "هذه المادة منقولة عن س", "مع س", "صادر عن س"),
        ("", "هذه المادة منقولة عن س", "مع س", "صادر عن س"),
    ],
)
def test_verbs_agree_with_the_head_noun_of_each_kind(
    kind: str, relayed: str, interview: str, statement: str
) -> None:
    assert kind in ("", *SourceKind.values)
    assert told(("relayed", kind, "س", 0)) == f"{relayed}."
    assert told(("interview", kind, "س", 0)) == f"تستند هذه المادة إلى مقابلة {interview}."
    assert told(("statement", kind, "س", 0)) == f"تستند هذه المادة إلى بيان {statement}."


def test_the_kinds_tested_are_all() -> None:
    assert len(SourceKind.values) == 9 and len(CitationRole.values) == 8


@pytest.mark.parametrize(
    ("kind", "name", "text", "gender", "outlet"),
    [
        ("newspaper", "صحيفة الحياة", "صحيفة الحياة", "f", True),
        ("agency", "الوكالة الوطنية للإعلام", "الوكالة الوطنية للإعلام", "f", True),
        ("broadcaster", "تلفزيون لبنان", "تلفزيون لبنان", "m", True),
        ("broadcaster", "Radio Liberty", "إذاعة Radio Liberty", "f", True),
        ("newspaper", "nytimes.com", "موقع nytimes.com", "m", True),
        ("site", "بوابة الأهرام", "بوابة الأهرام", "f", True),
        ("", "مجلة العربي", "مجلة العربي", "f", True),
        ("", "موقع DFNC.RU", "موقع DFNC.RU", "m", True),
        ("", "حمزة علي", "حمزة علي", "", False),
        ("institution", "وزارة الدفاع الروسية", "وزارة الدفاع الروسية", "f", False),
        ("institution", "مجلس الأمن", "مجلس الأمن", "m", False),
        ("institution", "الكرملين", "الكرملين", "m", False),
        ("institution", "ناسا", "ناسا", "", False),
        ("institution", "وكالة الفضاء الأوروبية", "وكالة الفضاء الأوروبية", "f", False),
        ("person", "شركة", "شركة", "", False),
    ],
)
def test_a_head_noun_only_where_the_name_has_none(
    kind: str, name: str, text: str, gender: str, outlet: bool
) -> None:
    noun = noun_of(chain(("relayed", kind, name, 0))[0])
    assert (noun.text, noun.gender, noun.outlet) == (text, gender, outlet)


def test_two_and_three_links_next_to_the_article_are_joined() -> None:
    paper, site = ("relayed", "newspaper", "أ", 0), ("relayed", "site", "ب", 0)
    assert told(paper, site) == "نقلت هذه المادةَ صحيفة أ، ونقلها موقع ب."
    assert told(site, ("credit", "agency", "ج", 0), ("relayed", "", "د", 0)) == (
        "نقل هذه المادةَ موقع ب، ونقلتها وكالة ج، وهي منقولة عن د."
    )
    assert told(
        ("spoken", "person", "أ", 0), ("statement", "institution", "وزارة ب", 0), paper
    ) == ("تستند هذه المادة إلى أقوال أ، وإلى بيان أصدرته وزارة ب، ونقلتها صحيفة أ.")
    assert told(("agency_copy", "agency", "أ", 0), ("agency_copy", "site", "ب", 0),
                ("quoted", "other", "كتاب", 0)) == (
        "وزّعت هذه المادةَ وكالة أ، ووزّعها موقع ب، وتستند إلى نص مقتبس من كتاب."
    )  # fmt: skip


def test_branches_behind_one_link() -> None:
    site = ("credit", "site", "م", 0)
    assert told(site, ("relayed", "agency", "أ", 1), ("relayed", "newspaper", "ب", 1)) == (
        "نقل هذه المادةَ موقع م عن وكالة أ وعن صحيفة ب."
    )
    assert told(site, ("interview", "newspaper", "أ", 1), ("spoken", "person", "ب", 2),
                ("spoken", "", "ج", 2), ("relayed", "agency", "د", 2)) == (
        "نقل هذه المادةَ موقع م عن مقابلة أجرتها صحيفة أ مع ب ومع ج وعن وكالة د."
    )  # fmt: skip


def test_of_branches_that_lead_on_each_has_its_clause() -> None:
    """«عن أ عن ب وعن ج عن د» would not say behind whom ج stands."""
    assert told(
        ("credit", "site", "م", 0),
        ("relayed", "agency", "أ", 1),
        ("relayed", "person", "ب", 2),
        ("relayed", "newspaper", "ج", 1),
        ("spoken", "person", "د", 4),
        ("relayed", "journal", "ه", 1),
    ) == (
        "نقل هذه المادةَ موقع م عن دورية ه وعن وكالة أ عن ب؛ كما نقل موقع م عن صحيفة ج على لسان د."
    )


@pytest.mark.parametrize(
    ("role", "first", "later"),
    [
        ("relayed", "نقلًا عن", "عن"),
        ("reported", "عن خبر أوردته", "عن خبر أوردته"),
        ("interview", "عن مقابلة أجرتها", "عن مقابلة أجرتها"),
        ("quoted", "عن نص مقتبس من", "عن نص مقتبس من"),
        ("agency_copy", "عن نص وزّعته", "عن نص وزّعته"),
        ("credit", "نقلًا عن", "عن"),
        ("spoken", "على لسان", "على لسان"),
        ("statement", "عن بيان أصدرته", "عن بيان أصدرته"),
    ],
)
def test_the_words_before_each_link_of_the_list(role: str, first: str, later: str) -> None:
    near, far = chain((role, "agency", "أ", 0), (role, "agency", "ب", 1))
    assert (led_by(near), led_by(far)) == (first, later)


def test_an_interview_with_the_source_itself_is_held_by_nobody_else() -> None:
    assert told(("interview", "", "كوميرسانت", 0), ("spoken", "person", "السفير", 1)) == (
        "تستند هذه المادة إلى مقابلة مع كوميرسانت على لسان السفير."
    )


@pytest.mark.parametrize(
    ("links", "end"),
    [(4, "ونقلتها صحيفة 4"), (5, "وفي القائمة مصدر آخر"), (6, "وفي القائمة مصدران آخران"),
     (7, "وفي القائمة 3 مصادر أخرى"), (15, "وفي القائمة 11 مصدرًا آخر"),
     (104, "وفي القائمة 100 مصدر آخر")],
)  # fmt: skip
def test_what_would_make_it_too_long_is_counted(links: int, end: str) -> None:
    specs: list[Spec] = [("relayed", "newspaper", str(n + 1), 0) for n in range(links)]
    assert told(*specs).endswith(f"، {end}.")


def test_a_long_line_ends_in_the_list() -> None:
    """A chain of a thousand links is told as far as anybody listens."""
    specs: list[Spec] = [("relayed", "newspaper", str(n + 1), n) for n in range(1000)]
    assert told(*specs).endswith("عن صحيفة 7، وفي القائمة 993 مصدرًا آخر.")


def test_names_are_escaped() -> None:
    assert "&lt;b&gt;" in chain_sentence(chain(("relayed", "", "<b>", 0)))
