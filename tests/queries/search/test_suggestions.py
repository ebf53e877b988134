"""Suggestions while typing: names and titles that go on as was begun, and nothing hidden."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.queries.suggestions import Suggestion, suggestions
from articles.services.actors import COMMAND
from articles.services.sources import Name, create_source
from tests import factories
from tests.queries.search.conftest import Indexed
from tests.queries.search.test_search import made


def said(typed: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in suggestions(typed)]


@pytest.fixture
def archive(indexed: Indexed) -> Indexed:
    names = [Name("كوميرسانت"), Name("Коммерсантъ", language="ru")]
    kommersant = create_source(by=COMMAND, name="Kommersant", names=names)
    section, topic = factories.section("الشؤون الدولية"), factories.topic("التعاون العسكري")
    person = factories.person("سامي الكاتب")
    filed = {"section": section, "topics": [topic], "people": [person]}
    article = made("التعاون بين البلدين", day=9, **filed)
    factories.citation(article, kommersant)
    factories.citation(made("كوميرسانت تكتب"), kommersant)
    made("تعاون البلدين في العسكرية")
    indexed()
    return indexed


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("كومي", [("source", "كوميرسانت"), ("title", "كوميرسانت تكتب")]),
        ("komm", [("source", "كوميرسانت")]),
        ("Комме", [("source", "كوميرسانت")]),
        ("دولي", [("section", "الشؤون الدولية")]),
        ("الدولي", [("section", "الشؤون الدولية")]),
        ("شؤو", [("section", "الشؤون الدولية")]),
        ("سامي ال", [("person", "سامي الكاتب")]),
        ("التعاون العسك", [("topic", "التعاون العسكري"), ("title", "تعاون البلدين في العسكرية")]),
        ("بلدين تعا", [("topic", "التعاون العسكري"), ("title", "التعاون بين البلدين"),
                       ("title", "تعاون البلدين في العسكرية")]),
        ("ك", []),
        ("", []),
        ("«(-", []),
        ("كومي زز", []),
    ],
)  # fmt: skip
def test_what_goes_on_as_was_begun(
    archive: Indexed, typed: str, found: list[tuple[str, str]]
) -> None:
    assert said(typed) == found


def test_the_whole_suggestion(archive: Indexed) -> None:
    found = suggestions("قال كومي")
    source = found[0]
    assert source == Suggestion("source", "كوميرسانت", "قال كوميرسانت", source.pk, source.slug, 2)


def test_nothing_hidden_is_suggested(indexed: Indexed) -> None:
    hidden = factories.source("Secret Daily", "السرية اليومية")
    draft = factories.draft("مسودة سرية", topics=[factories.topic("سري للغاية")],
                            people=[factories.person("سريع الكتابة")])  # fmt: skip
    factories.citation(draft, hidden)
    late = made("خبر سري قديم")
    factories.citation(late, factories.source("Secretly", "سرية أخرى"))
    indexed()
    assert said("سري") == [("source", "سرية أخرى"), ("title", "خبر سري قديم")]
    assert said("secr") == [("source", "سرية أخرى")]
    indexed(changed=(late.pk,))
    assert said("سري") == said("secr") == []
    indexed()
    Article.objects.filter(pk=late.pk).update(embargo_until="2999-01-01T00:00Z")
    assert said("خبر سر") == [("source", "سرية أخرى")]  # a title is read from the database


@pytest.mark.parametrize("count", [1, 20])
def test_as_many_questions_for_any_number(indexed: Indexed, count: int) -> None:
    for n in range(count):
        source = factories.source(f"Common {n}", f"شائع {n}")
        factories.citation(made(f"شائعة {n}", topics=[factories.topic(f"شائع {n}")]), source)
    indexed()
    suggestions("شائ")
    with CaptureQueriesContext(connection) as asked:
        found = suggestions("شائ")
    assert len(found) == min(3 * count, 8)
    assert len(asked) == 3
