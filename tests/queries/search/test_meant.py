"""«هل تقصد …؟»: what is offered, that it finds more, and that it tells nothing of what is hidden."""

import pytest

from articles.queries.search import Meant, search
from articles.search.asked import Filters
from articles.services.actors import COMMAND
from articles.services.sources import Name, create_source
from tests import factories
from tests.queries.search.conftest import Indexed
from tests.queries.search.test_search import made


@pytest.fixture
def archive(indexed: Indexed) -> Indexed:
    made("التعاون العسكري بين قطر وروسيا", body="<p>قال وزير الخارجية في المدرسة.</p>")
    made("مقابلة مع كوميرسانت", body="<p>Bahrain and youtube</p>")
    made("التعاون الاقتصادي", body="<p>Vitamin K</p>")
    indexed()
    return indexed


@pytest.mark.parametrize(
    ("q", "parts", "total"),
    [
        # One letter less, more, another, two in the wrong order; also after proclitics.
        ("العسكي", [("العسكري", True)], 1),
        ("التعاوون", [("التعاون", True)], 2),
        ("الاقتضادي", [("الاقتصادي", True)], 1),
        ("كويمرسانت", [("كوميرسانت", True)], 1),
        ("والتعاوم", [("والتعاون", True)], 2),
        ("روسيا المدرصة", [("روسيا ", False), ("المدرسة", True)], 1),
        ("«وزير الخارجبة» -اقتصاد", [("«وزير ", False), ("الخارجية", True), ("» -اقتصاد", False)], 1),
        # Run together, torn apart.
        ("وزيرالخارجية", [("وزير الخارجية", True)], 1),
        ("كومير سانت", [("كوميرسانت", True)], 1),
        # By the consonants of a name of the table.
        ("كمرسانط", [("كوميرسانت", True)], 1),
        # The other keyboard.
        ("hgjuh,k", [("التعاون", True)], 2),
        ("hgjuh,k hgus;vd", [("التعاون العسكري", True)], 2),
        ("لاشاقشهى", [("bahrain", True)], 1),
        ("غخعفعلاث", [("youtube", True)], 1),
    ],
)  # fmt: skip
def test_offered(archive: Indexed, q: str, parts: list[tuple[str, bool]], total: int) -> None:
    found = search(q).meant
    assert found == Meant("".join(text for text, _ in parts), tuple(parts), total)
    assert search(found.q).total == total


@pytest.mark.parametrize(
    "q", ["", "التعاون", "كوميرسانت", "قطر وروسيا", "زخرفة", "2021", "«»", "في", "-العسكي"]
)
def test_not_offered(archive: Indexed, q: str) -> None:
    assert search(q).meant is None


def test_a_source_is_offered_by_its_main_name(indexed: Indexed) -> None:
    names = [Name("كوميرسانت"), Name("كومرسنت")]
    source = create_source(by=COMMAND, name="Kommersant", names=names)
    factories.citation(made("خبر"), source)
    indexed()
    found = search("كمرسنت").meant
    assert found == Meant("كوميرسانت", (("كوميرسانت", True),), 1)


def test_after_an_operator_too(indexed: Indexed) -> None:
    names = [Name("نيويورك تايمز")]
    source = create_source(by=COMMAND, name="The New York Times", names=names)
    factories.citation(made("خبر", body="<p>قالت رويترز</p>"), source)
    other = create_source(by=COMMAND, name="Reuters", names=[Name("رويترز")])
    factories.citation(made("خبر آخر"), other)
    indexed()
    assert search("خبر مصدر:رويترر").meant == Meant(
        "خبر مصدر:رويترز", (("خبر مصدر:", False), ("رويترز", True)), 1
    )
    assert search("source:روتيرز").meant == Meant(
        "source:رويترز", (("source:", False), ("رويترز", True)), 1
    )
    assert search("source:«روتيرز»").meant == Meant(
        "source:«رويترز»", (("source:«", False), ("رويترز", True), ("»", False)), 1
    )


def test_a_query_that_finds_nothing_is_not_replaced(archive: Indexed) -> None:
    found = search("hgus;vd")
    assert (found.total, found.hits, found.understood.words) == (0, (), ("hgus;vd",))


def test_what_the_filters_leave_nothing_of_is_not_offered(archive: Indexed) -> None:
    assert search("العسكي", Filters(years=(1999,))).meant is None


def test_nothing_hidden_is_offered(indexed: Indexed, editor: object) -> None:
    made("شيء آخر")
    factories.draft("الفضيحة الكبرى")
    indexed()
    assert search("الفضيخة").meant is None
    assert search("hgtqdpm").meant is None
    found = search("الفضيخة", user=editor).meant
    assert found is not None and found.q == "الفضيحة"
