"""The words that readers see marked: the evidence with its verb, and its source named once more."""

from pathlib import Path

import pytest

from articles.attribution.types import Texts
from articles.models import Article
from articles.queries.article import complete, find
from tests import factories

pytestmark = pytest.mark.django_db

BODY = (
    "<p>أعلن السفير أحمد بن ناصر أن التعاون بين البلدين ماض في النمو، وذلك وفقا لخبر نشرته مجلة"
    " «نيو ديفنس أوردر» الروسية.</p>"
    "<p>وكان السفير قد شغل منصب رئيس المخابرات العسكرية قبل سنوات.</p>"
    "<p>وقال السفير إن بلاده تدرس القضايا المتعلقة بالتعاون من جوانبها كلها. وأضاف أنها جادة.</p>"
)


def marked(article: Article) -> list[tuple[str, int, bool]]:
    found = find(article.pk)
    assert found is not None
    text = found.body_text
    return [(text[one.start : one.end], one.number, one.evidence) for one in complete(found).words]


def test_the_evidence_has_its_verb_and_its_source_is_marked_once_in_each_paragraph() -> None:
    article = factories.article(body=BODY)
    paper = factories.source("New Defence Order", "نيو ديفنس أوردر", kind="magazine")
    near = factories.citation(article, paper, exact="نيو ديفنس أوردر")
    factories.citation(
        article, name="السفير أحمد بن ناصر", role="spoken", via=near, exact="السفير أحمد بن ناصر"
    )
    assert marked(article) == [
        ("أعلن السفير أحمد بن ناصر", 2, True),
        ("وفقا لخبر نشرته مجلة «نيو ديفنس أوردر»", 1, True),
        ("وقال السفير", 2, False),
    ]


def test_only_what_is_confirmed() -> None:
    article = factories.article(body=BODY)
    factories.citation(
        article, name="السفير", role="spoken", exact="وقال السفير", state="suggested"
    )
    assert marked(article) == []


def test_words_that_an_editor_chose_stay_as_they_are() -> None:
    article = factories.article(body="<p>كان الاتفاق قد أعلن في موسكو قبل سنوات كما هو معروف.</p>")
    factories.citation(article, name="بيان", role="statement", exact="أعلن في موسكو")
    assert marked(article) == [("أعلن في موسكو", 1, True)]


def test_who_is_quoted_is_not_whom_he_names() -> None:
    """The paper stands in what the ambassador says; his verbs are not its evidence."""
    article = factories.article(
        body="<p>قال السفير أحمد بن ناصر إن ما ذكرته كوميرسانت غير صحيح.</p>"
        "<p>وأضاف السفير أن بلاده تدرس القضايا المتعلقة بالتعاون كلها.</p>"
    )
    paper = factories.source("Kommersant", "كوميرسانت", kind="newspaper")
    factories.citation(article, paper, exact="كوميرسانت")
    assert [(number, own) for _, number, own in marked(article)] == [(1, True)]


def test_of_words_over_each_other_each_keeps_its_own() -> None:
    article = factories.article(body="<p>نقلت وكالة رويترز عن السفير قوله إن التعاون مستمر.</p>")
    agency = factories.source("Reuters", "رويترز", kind="agency")
    near = factories.citation(article, agency, exact="رويترز")
    factories.citation(article, name="السفير", role="spoken", via=near, exact="السفير")
    words = marked(article)
    assert [(number, own) for _, number, own in words] == [(1, True), (2, True)]
    assert words[0][0].endswith("رويترز") and "السفير" in words[1][0]
    assert "رويترز" not in words[1][0]


def test_the_first_article(seed: Path) -> None:
    rows = seed.read_text("utf-8").split("\n")
    texts = Texts(title=rows[0], body="\n\n".join(rows[1:-2]), footer=rows[-2])
    body = "".join(f"<p>{row}</p>" for row in rows[1:-2])
    article = factories.article(texts.title, body=body, footer=texts.footer)
    site = factories.source("DFNC.RU", "موقع DFNC.RU", kind="site")
    magazine = factories.source("New Defence Order. Strategy", kind="magazine")
    paper = factories.source("Kommersant", "كوميرسانت", kind="newspaper")
    one = factories.citation(article, site, role="credit", exact=texts.footer, target="footer")
    two = factories.citation(article, magazine, exact="New Defence Order. Strategy", via=one)
    three = factories.citation(article, paper, role="interview", exact="كوميرسانت", via=two)
    name = "الشيخ أحمد بن ناصر بن جاسم آل ثاني"
    exact = f"سفير قطر لدى روسيا، {name}"
    factories.citation(article, name=name, role="spoken", via=three, exact=exact)
    assert marked(article) == [
        (f"أعلن {exact}", 4, True),
        ("وفقا لخبر نشرته مجلة ” New Defence Order. Strategy”", 2, True),
        ("وقال السفير", 4, False),
        ("في مقابلة له مع صحيفة كوميرسانت", 3, True),
        ("أشار السفير القطري", 4, False),
        ("وأوضح السفير القطري لدى موسكو", 4, False),
        (f"وبحسب {name}", 4, False),
        ("قال السفير", 4, False),
    ]
