"""Facets: they combine, come off, and count what the reader may see."""

from datetime import date

from articles.models import CitationRole
from articles.queries.search import Results, search
from articles.search.asked import Filters
from tests import factories
from tests.queries.search.conftest import Indexed
from tests.queries.search.test_search import made, titles


def counts(found: Results, field: str) -> list[tuple[str, int]]:
    facet = next((one for one in found.facets if one.field == field), None)
    return [(value.label, value.count) for value in facet.values] if facet else []


def test_they_combine_and_come_off(indexed: Indexed) -> None:
    home, world = factories.section("محليات"), factories.section("دوليات")
    gas, war = factories.topic("الغاز"), factories.topic("الحرب")
    reuters = factories.source("Reuters", "رويترز")
    one = made("خبر أول", section=home, topics=[gas, war], dated="2019")
    two = made("خبر ثان", section=world, topics=[gas])
    made("خبر ثالث", section=world, date_unknown=True)
    for article, role in ((one, CitationRole.RELAYED), (two, CitationRole.REPORTED)):
        factories.citation(article, reuters, role=role)
    indexed()

    found = search("خبر")
    assert [facet.field for facet in found.facets] == [
        "section", "source", "source_role", "topic", "year",
    ]  # fmt: skip
    assert counts(found, "section") == [("دوليات", 2), ("محليات", 1)]
    assert counts(found, "source") == [("رويترز", 2)]
    roles = {str(CitationRole.RELAYED.label): 1, str(CitationRole.REPORTED.label): 1}
    assert dict(counts(found, "source_role")) == roles
    assert counts(found, "topic") == [("الغاز", 2), ("الحرب", 1)]
    assert counts(found, "year") == [("2021", 1), ("2019", 1), ("بلا تاريخ", 1)]

    narrowed = search("خبر", Filters(topics=(gas.pk,), sections=(world.pk,)))
    assert titles(narrowed) == ["خبر ثان"] and narrowed.total == 1
    assert counts(narrowed, "topic") == [("الغاز", 1)]
    # Another section would take the place of the chosen one, so each says what it would find.
    assert dict(counts(narrowed, "section")) == {"دوليات": 1, "محليات": 1}
    assert counts(search("خبر", Filters(years=(2019,))), "year") == counts(found, "year")
    assert counts(search("خبر", Filters(years=(2019,))), "section") == [("محليات", 1)]
    both = search("خبر", Filters(topics=(gas.pk, war.pk)))
    assert titles(both) == ["خبر أول"]
    none = search("خبر", Filters(topics=(war.pk,), sections=(world.pk,), years=(0,)))
    assert none.total == 0
    assert counts(none, "topic") == [("الحرب", 0)]
    assert counts(none, "section") == [("دوليات", 0)]
    assert counts(none, "year") == [("بلا تاريخ", 0)]
    assert all(value.chosen for facet in none.facets for value in facet.values)


def test_other_filters(indexed: Indexed) -> None:
    source = factories.source()
    old = made("خبر قديم", day=0)
    factories.citation(old, source, role=CitationRole.INTERVIEW)
    made("خبر جديد", day=9)
    indexed()
    assert titles(search("خبر", Filters(roles=(CitationRole.INTERVIEW,)))) == ["خبر قديم"]
    assert titles(search("خبر", Filters(sources=(source.pk,)))) == ["خبر قديم"]
    assert titles(search("خبر", Filters(since=date(2021, 6, 2)))) == ["خبر جديد"]
    assert titles(search("خبر", Filters(until=date(2021, 6, 1)))) == ["خبر قديم"]
    assert titles(search("خبر", Filters(since=date.min, until=date.max), newest_first=True)) == [
        "خبر جديد", "خبر قديم",
    ]  # fmt: skip
    assert titles(search("خبر after:2021-06-10")) == ["خبر جديد"]
    assert titles(search("خبر before:2021-06-10")) == ["خبر قديم"]
    assert titles(search("قبل:2021-06-10 بعد:«1 حزيران 2021»")) == ["خبر قديم"]
    assert search("خبر", Filters(sources=(10**12,))).total == 0
    assert [facet.values for facet in search("", Filters(sources=(10**12,))).facets] == []


def test_the_staff_sees_states(indexed: Indexed, editor: object, contributor: object) -> None:
    made("خبر منشور")
    factories.draft("خبر مسودة")
    factories.draft("خبر لي", by=contributor)
    indexed()
    found = search("خبر", user=editor)
    assert sorted(titles(found)) == ["خبر لي", "خبر مسودة", "خبر منشور"]
    assert counts(found, "status") == [("مسودة", 2), ("منشورة", 1)] and found.total == 3
    assert titles(search("خبر", Filters(statuses=("published",)), user=editor)) == ["خبر منشور"]
    own = search("خبر", user=contributor)
    assert sorted(titles(own)) == ["خبر لي", "خبر منشور"]
    assert (own.total, counts(own, "status")) == (2, [])
    assert titles(search("خبر")) == ["خبر منشور"]
