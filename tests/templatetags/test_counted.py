"""Every counted text of readers' pages in the six plural forms of Arabic."""

import pytest
from django.utils.translation import ngettext

from articles.services.limits import TooMany
from articles.templatetags.arabic import number

COUNTS = (0, 1, 2, 3, 11, 100)


@pytest.mark.parametrize(
    ("singular", "plural", "forms"),
    [
        (
            "%(shown)s article",
            "%(shown)s articles",
            ["لا مواد", "مادة واحدة", "مادتان", "3 مواد", "11 مادة", "100 مادة"],
        ),
        (
            "%(shown)s article, filed by its own date where that is known.",
            "%(shown)s articles, filed by their own dates where those are known.",
            [
                "لا مواد في الأرشيف بعد.",
                "مادة واحدة، رُتّبت بتاريخها هي حيث عُرف.",
                "مادتان، رُتّبتا بتاريخهما هما حيث عُرف.",
                "3 مواد، رُتّبت بتواريخها هي حيث عُرفت.",
                "11 مادة، رُتّبت بتواريخها هي حيث عُرفت.",
                "100 مادة، رُتّبت بتواريخها هي حيث عُرفت.",
            ],
        ),
        (
            "%(shown)s article dated without a month",
            "%(shown)s articles dated without a month",
            [
                "لا مواد بلا شهر",
                "مادة واحدة لا يُعرف شهرها",
                "مادتان لا يُعرف شهرهما",
                "3 مواد لا يُعرف شهرها",
                "11 مادة لا يُعرف شهرها",
                "100 مادة لا يُعرف شهرها",
            ],
        ),
        (
            "%(shown)s article rests on it.",
            "%(shown)s articles rest on it.",
            [
                "لم تستند إليه مادة.",
                "استندت إليه مادة واحدة.",
                "استندت إليه مادتان.",
                "استندت إليه 3 مواد.",
                "استندت إليه 11 مادة.",
                "استندت إليه 100 مادة.",
            ],
        ),
        (
            "In %(shown)s of them the report originates there.",
            "In %(shown)s of them the report originates there.",
            [
                "ولم يكن أصل الخبر في أي منها.",
                "وكان أصل الخبر في مادة واحدة.",
                "وكان أصل الخبر في مادتين.",
                "وكان أصل الخبر في 3 مواد.",
                "وكان أصل الخبر في 11 مادة.",
                "وكان أصل الخبر في 100 مادة.",
            ],
        ),
        (
            "%(shown)s source",
            "%(shown)s sources",
            ["لا مصادر", "مصدر واحد", "مصدران", "3 مصادر", "11 مصدرًا", "100 مصدر"],
        ),
        (
            "%(shown)s minute",
            "%(shown)s minutes",
            ["أقل من دقيقة", "دقيقة واحدة", "دقيقتان", "3 دقائق", "11 دقيقة", "100 دقيقة"],
        ),
        (
            "%(shown)s comment",
            "%(shown)s comments",
            ["لا تعليقات", "تعليق واحد", "تعليقان", "3 تعليقات", "11 تعليقًا", "100 تعليق"],
        ),
    ],
)
def test_counted(singular: str, plural: str, forms: list[str]) -> None:
    assert [ngettext(singular, plural, n) % {"shown": number(n)} for n in COUNTS] == forms


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (101, "101 مادة"),
        (102, "102 مادة"),
        (103, "103 مواد"),
        (111, "111 مادة"),
        (1000, "1,000 مادة"),
    ],
)
def test_the_last_two_digits_decide(n: int, words: str) -> None:
    assert ngettext("%(shown)s article", "%(shown)s articles", n) % {"shown": number(n)} == words


@pytest.mark.parametrize(
    ("seconds", "wait"),
    [(1, "بعد دقيقة."), (120, "بعد دقيقتين."), (121, "بعد 3 دقائق."), (660, "بعد 11 دقيقة."),
     (6000, "بعد 100 دقيقة.")],
)  # fmt: skip
def test_how_long_to_wait(seconds: int, wait: str) -> None:
    begin = "أرسلت كثيرًا في وقت قصير. نصك محفوظ أدناه: أرسله من جديد "
    assert TooMany(seconds).messages == [begin + wait]
