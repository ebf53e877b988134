"""Months under two names, on one line."""

import pytest

from articles.text.months_whole import months_whole


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>في شهر حزيران \\ يونيو.</p>", "<p>في شهر [حزيران \\ يونيو].</p>"),
        ("في 25 تشرين أول \\ أكتوبر 2017", "في 25 [تشرين أول \\ أكتوبر] 2017"),
        ("في 18حزيران \\ يونيو 2019", "في 18[حزيران \\ يونيو] 2019"),
        ("أكتوبر/تشرين الأول الماضي", "[أكتوبر/تشرين الأول] الماضي"),
        ("آب/أغسطس ثم أيلول/سبتمبر", "[آب/أغسطس] ثم [أيلول/سبتمبر]"),
        ("حزيران/يوليو و<em>نعم/لا</em>", "حزيران/يوليو و<em>نعم/لا</em>"),
        ('<a href="/أ/ب">حزيران/يونيو</a>', '<a href="/أ/ب">[حزيران/يونيو]</a>'),
        ("&lt;آب/أغسطس&gt; &amp;", "&lt;[آب/أغسطس]&gt; &amp;"),
    ],
)
def test_only_the_two_names_of_one_month(html: str, expected: str) -> None:
    whole = expected.replace("[", '<span class="nb">').replace("]", "</span>")
    assert months_whole(html) == whole
