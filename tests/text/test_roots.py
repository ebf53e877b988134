"""Roots: words of one root meet, whatever pattern they have; function words have none."""

import pytest

from articles.text.analyser import analyse_text
from articles.text.roots import root


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("نقد انتقاد الانتقادات منتقد ناقد", "نقد"),
        ("إعصار الأعاصير عصر", "عصر"),
        ("اكتشف اكتشاف مكتشف يكتشف كاشف", "كشف"),
        ("تأسست تأسيس تأسس أسس", "اسس"),
        ("استخدام يستخدم مستخدم خدم تستخدم", "خدم"),
        ("حاكم حكام محكوم تحكيم محاكم", "حكم"),
        ("ولدت ولادة مولود مواليد", "ولد"),
        ("بدأ بداية", "بد"),
        ("شاعر شعراء أشعار شعر", "شعر"),
        ("قصيدة قصائد", "قصد"),
        ("معركة معارك", "عرك"),
        ("روزفلت روزفيلت", "~رزفلت"),
        ("هوغونوت هوغنوت", "~هغنت"),
        ("غوغل جوجل قوقل", "~غغل"),
        ("تلغرام تيليجرام", "~تلغرم"),
    ],
)
def test_words_of_one_root(words: str, expected: str) -> None:
    assert {root(term.stem) for term in analyse_text(words)} == {expected}


@pytest.mark.parametrize(
    ("stem", "expected"),
    [("من", ""), ("2019", "2019"), ("nato", "nato"), ("يد", "يد"), ("عليـ", "عل"), ("", "")],
)
def test_what_has_no_root(stem: str, expected: str) -> None:
    assert root(stem) == expected
