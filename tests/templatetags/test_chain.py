"""The chain as a sentence, in words, in lists and marked in the text."""

import re

import pytest

from articles.models import Article, Citation
from articles.queries.article import complete, find
from articles.queries.articles import cards
from articles.queries.chain import Hop
from articles.templatetags import chain
from articles.templatetags.chain_evidence import marked_body
from tests import factories

pytestmark = pytest.mark.django_db


def cite(article: Article, name: str, **fields: object) -> Citation:
    return factories.citation(article, name=name, **fields)  # type: ignore[arg-type]


def short(article: Article, mark: object = "") -> str:
    return str(chain.sanad(cards(Article.objects.filter(pk=article.pk)).get(), mark))  # type: ignore[arg-type]


def page_of(article: Article):  # type: ignore[no-untyped-def]
    found = find(article.pk)
    assert found is not None
    return complete(found)


def test_the_short_chain_is_a_sentence_whose_origin_is_bold() -> None:
    article = factories.article()
    near = cite(article, "موقع DFNC.RU")
    cite(article, "سفير قطر", via=cite(article, "كوميرسانت", via=near))
    assert short(article) == (
        '<p class="sanad"><b>عن</b>&nbsp;موقع <bdi class="nb" lang="en" dir="ltr">DFNC.RU</bdi>'
        ' <b>عن</b>&nbsp;كوميرسانت <b>عن</b>&nbsp;<span class="root">سفير قطر</span></p>'
    )


def test_two_origins_are_two_clauses() -> None:
    article = factories.article()
    cite(article, "ناسا")
    cite(article, "برافدا")
    assert short(article) == (
        '<p class="sanad"><b>عن</b>&nbsp;<span class="root">ناسا</span>،'
        ' <b>وعن</b>&nbsp;<span class="root">برافدا</span></p>'
    )


@pytest.mark.parametrize(
    ("origins", "rest"),
    [(3, ""), (4, "وأصل آخر"), (5, "وأصلين آخرين"), (6, "و3 أصول أخرى"), (14, "و11 أصلًا آخر"),
     (103, "و100 أصل آخر")],
)  # fmt: skip
def test_more_than_three_origins_are_counted(origins: int, rest: str) -> None:
    article = factories.article()
    Citation.objects.bulk_create(
        Citation(article=article, name=f"مصدر {n}", role="relayed", state="confirmed", position=n)
        for n in range(origins)
    )
    html = short(article)
    assert html.count('class="root"') == 3
    assert re.sub("<[^>]*>", "", html).endswith(f"مصدر 2 {rest}" if rest else "مصدر 2")


def test_without_a_confirmed_link_there_is_none() -> None:
    article = factories.article()
    cite(article, "مقترح", state="suggested")
    assert short(article) == ""


def test_the_source_whose_page_it_is_is_marked() -> None:
    article = factories.article()
    source = factories.source("Kommersant", "كوميرسانت")
    near = factories.citation(article, source)
    assert '<mark class="root">كوميرسانت</mark>' in short(article, source)
    cite(article, "السفير", via=near)
    assert "<mark>كوميرسانت</mark>" in short(article, source)
    listed = cards(Article.objects.filter(pk=article.pk)).get()
    assert chain.part_of(source, listed) == '<p class="role">منقول عنه</p>'


def test_its_part_in_an_article_of_a_list() -> None:
    article = factories.article()
    source = factories.source()
    factories.citation(article, source)
    listed = cards(Article.objects.filter(pk=article.pk)).get()
    assert chain.part_of(source, listed) == '<p class="role rub">أصل الخبر</p>'


@pytest.mark.parametrize(
    ("named", "origins", "words"),
    [
        (1, 1, "مصدر واحد مسمّى، أصل واحد مستقل"),
        (2, 1, "مصدران مسمّيان، أصل واحد مستقل"),
        (2, 2, "مصدران مسمّيان، أصلان مستقلان"),
        (3, 1, "ثلاثة مصادر مسمّاة، أصل واحد مستقل"),
        (10, 3, "عشرة مصادر مسمّاة، ثلاثة أصول مستقلة"),
        (11, 11, "11 مصدرًا مسمّى، 11 أصلًا مستقلًا"),
        (100, 100, "100 مصدر مسمّى، 100 أصل مستقل"),
    ],
)
def test_the_number_of_sources_is_never_without_that_of_origins(
    named: int, origins: int, words: str
) -> None:
    links: list[Hop] = []
    for number in range(1, named + 1):
        link = Citation(pk=number, name=f"مصدر {number}", role="relayed")
        links.append(Hop(link, number, 0, None, origin=number <= origins))
    assert chain.chain_summary(links) == words


def test_no_source_at_all() -> None:
    assert chain.chain_summary([]) == "لا مصادر مسمّاة، لا أصل"


def test_the_name_readers_see() -> None:
    both = Citation(source=factories.source("Kommersant", "كوميرسانت"), role="relayed")
    latin = Citation(source=factories.source("Tass"), role="relayed")
    raw = Citation(name="موقع DFNC.RU", role="credit")
    names = [chain.name_of(Hop(link, 1, 0, None, origin=True)) for link in (both, latin, raw)]
    assert names == ["كوميرسانت", "Tass", "موقع DFNC.RU"]


def test_evidence_in_the_text_is_marked_and_numbered_like_its_link() -> None:
    article = factories.article(
        body="<p>قال السفير إن موقع DFNC.RU ذكره.</p>", footer="المصدر: موقع DFNC.RU"
    )
    near = cite(article, "موقع", exact="المصدر: موقع DFNC.RU", target="footer", role="credit")
    cite(article, "السفير", via=near, exact="قال السفير", role="spoken")
    page = page_of(article)
    assert marked_body(page) == (
        '<p><a class="ev" id="e2" href="#s2"><span>قال السفير</span><sup>\xa02</sup></a> إن موقع'
        ' <bdi class="nb" lang="en" dir="ltr">DFNC.RU</bdi> ذكره.</p>'
    )
    assert [chain.marked_in_text(hop) for hop in page.chain] == [False, True]
    assert [chain.evidence_stands(hop) for hop in page.chain] == [True, True]
    assert [chain.place(hop) for hop in page.chain] == ["في ذيل المادة", "في المتن"]
