"""Paragraphs that name no source: of those that say something, after what is confirmed."""

import pytest

from articles.models import Article
from articles.queries.article import complete, find
from articles.queries.chain_bare import content_paragraphs
from articles.services.actors import COMMAND
from articles.services.citations import settle_citations
from tests import factories

pytestmark = pytest.mark.django_db

PLAIN = "وكان البلدان قد وقّعا اتفاقية للتعاون العسكري دخلت حيز التنفيذ لمدة خمس سنوات."
BODY = (
    "<h2>عنوان بين الفقرات لا يقول شيئًا عن أحد في هذا النص كله</h2>"
    "<p>قال السفير أحمد بن ناصر إن التعاون بين البلدين ماض في النمو.</p>"
    f"<p>{PLAIN}</p>"
    "<p>وأضاف السفير أن بلاده تدرس القضايا المتعلقة بالتعاون العسكري من جوانبها كلها.</p>"
    "<p>وذكرت صحيفة كوميرسانت أن الاتفاقية تتجدد تلقائيًا كل خمس سنوات بين الطرفين.</p>"
    "<p>سطر قصير.</p>"
)


def bare(article: Article) -> list[str]:
    found = find(article.pk)
    assert found is not None
    return [found.body_text[start:end] for start, end in complete(found).bare]


def test_nobody_has_looked_yet() -> None:
    article = factories.article(body=BODY)
    factories.citation(article, name="السفير", exact="قال السفير", state="suggested")
    assert bare(article) == []


def test_words_of_a_confirmed_speaker_name_their_paragraphs() -> None:
    article = factories.article(body=BODY)
    speaker = factories.citation(
        article, name="السفير أحمد بن ناصر", role="spoken", exact="السفير أحمد بن ناصر"
    )
    left = bare(article)
    assert left == [
        PLAIN,
        "وذكرت صحيفة كوميرسانت أن الاتفاقية تتجدد تلقائيًا كل خمس سنوات بين الطرفين.",
    ]
    paper = factories.source("Kommersant", "كوميرسانت", kind="newspaper")
    factories.citation(article, paper)  # without evidence: its name is found
    assert bare(article) == [PLAIN]
    settle_citations(by=COMMAND, citation_ids=[speaker.pk], state="rejected")
    assert [words.split()[0] for words in bare(article)] == ["قال", "وكان", "وأضاف"]


def test_only_paragraphs_that_say_something_count() -> None:
    article = factories.article(body=BODY)
    assert len(content_paragraphs(article)) == 4


def test_it_takes_no_query(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    from articles.queries.chain_bare import bare_paragraphs

    article = factories.article(body=BODY)
    factories.citation(article, factories.source("Tass", "تاس", kind="agency"))
    found = find(article.pk)
    assert found is not None
    chain = complete(found).chain
    with django_assert_num_queries(0):
        assert len(bare_paragraphs(found, chain, content_paragraphs(found))) == 4


def test_a_text_beyond_all_measure_is_not_judged() -> None:
    article = factories.article(body=f"<p>{'كلمة ' * 12_001}</p>")
    factories.citation(article, name="أحد")
    assert bare(article) == []


def test_evidence_outside_the_text_covers_no_paragraph() -> None:
    article = factories.article(body=f"<p>{PLAIN}</p><p>{PLAIN}</p>", footer="المصدر: موقع ما")
    factories.citation(article, name="موقع ما", target="footer", exact="المصدر: موقع ما")
    assert bare(article) == [PLAIN, PLAIN]


def test_of_the_first_article(seed, client) -> None:  # type: ignore[no-untyped-def]
    from django.core.management import call_command

    call_command("import_articles", str(seed), "--publish", verbosity=0)
    article = Article.objects.get()
    factories.citation(
        article, name="الشيخ أحمد بن ناصر بن جاسم آل ثاني", role="spoken",
        exact="سفير قطر لدى روسيا، الشيخ أحمد بن ناصر بن جاسم آل ثاني",
    )  # fmt: skip
    assert [words.split()[0] for words in bare(article)] == ["سبق", "وتشمل"]
