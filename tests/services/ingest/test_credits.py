"""A closing credit becomes a citation: whose it is, and where it stands in the footer."""

import pytest

from articles.models import Article, Citation
from articles.services.actors import COMMAND
from articles.services.ingest import ingest
from articles.services.ingest.matching import domain_in, matches_of
from articles.services.sources import Name, create_source
from tests import factories
from tests.services.ingest.items import FOOTER, credited, credits_of, record

pytestmark = pytest.mark.django_db


def store(footer: str = FOOTER, **fields: object) -> Article:
    return Article.objects.get(pk=ingest(credited(1, footer, **fields), by=COMMAND).article_id)


def test_a_credit_of_an_unknown_source_stays_a_name() -> None:
    article = store()
    citation = article.citations.get()
    assert (citation.source, citation.name, citation.role) == (None, "PORT.EXAMPLE", "credit")
    assert (citation.state, citation.asserted_how, citation.asserted_by) == (
        "confirmed",
        "import",
        None,
    )
    assert (citation.cue, citation.target, citation.revision) == ("المصدر", "footer", 1)
    assert (citation.start, citation.end, citation.evidence_state) == (0, 25, "found")
    assert article.footer[citation.start : citation.end] == citation.exact == FOOTER  # type: ignore[misc]
    assert (citation.prefix, citation.suffix) == ("", "")


@pytest.mark.parametrize(
    "make",
    [
        lambda: _with_domain("port.example"),
        lambda: create_source(by=COMMAND, name="Port", names=[Name("Port.Example", "en")]),
        lambda: create_source(by=COMMAND, name="PORT.EXAMPLE"),
    ],
)
def test_a_credit_finds_its_source_by_name_or_domain(make: object) -> None:
    source = make()  # type: ignore[operator]
    citation = store().citations.get()
    assert (citation.source_id, citation.name) == (source.pk, "PORT.EXAMPLE")


def _with_domain(domain: str) -> object:
    return factories.source("Port", domains=[domain])


def test_an_ambiguous_name_is_nobodys() -> None:
    factories.source("First", label="الوطن")
    factories.source("Second", label="الوطن")
    citation = store("المصدر: صحيفة الوطن").citations.get()
    assert (citation.source_id, citation.name) == (None, "الوطن")


def test_a_merged_source_stands_for_what_it_became() -> None:
    kept, gone = factories.source("Kept"), factories.source("Gone", label="القديم")
    type(gone).objects.filter(pk=gone.pk).update(merged_into=kept)
    assert store("المصدر: القديم").citations.get().source_id == kept.pk


def test_several_sources_keep_their_order() -> None:
    article = store("المصدر: رويترز + موقع «ب»")
    rows = article.citations.order_by("position").values_list(
        "position", "name", "exact", "start", "end"
    )
    assert list(rows) == [(0, "رويترز", "المصدر: رويترز", 0, 14), (1, "ب", "موقع «ب»", 17, 25)]
    assert [article.footer[start:end] for *_, start, end in rows] == [row[2] for row in rows]


def test_evidence_is_found_again_where_cleaning_moved_it() -> None:
    footer = "  \u200e(المصدر:  موقع  PORT.EXAMPLE)"
    item = record(1, footer=footer, credits=credits_of("\u200e(المصدر: موقع PORT.EXAMPLE)"))
    article = Article.objects.get(pk=ingest(item, by=COMMAND).article_id)
    citation = article.citations.get()
    assert article.footer[citation.start : citation.end] == citation.exact  # type: ignore[misc]
    assert citation.evidence_state == "found"


def test_without_its_words_in_the_footer_a_credit_has_no_evidence() -> None:
    item = record(1, footer="شيء آخر", credits=credits_of(FOOTER))
    ingest(item, by=COMMAND)
    citation = Citation.objects.get()
    assert (citation.evidence_state, citation.exact, citation.target) == ("none", "", "")
    assert (citation.start, citation.end, citation.revision) == (None, None, None)


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("DFNC.RU", "dfnc.ru"),
        ("https://www.Dfnc.ru/a/b?c", "dfnc.ru"),
        ("dfnc.ru:8080", "dfnc.ru"),
        ("صحيفة.السعودية", "صحيفة.السعودية"),
        ("رويترز", ""),
        ("New Defence Order. Strategy", ""),
        ("a@b.example", ""),
        ("a\x00.example", ""),
        ("", ""),
    ],
)
def test_domain_in(name: str, domain: str) -> None:
    assert domain_in(name) == domain


def test_matches_take_as_many_queries_for_one_name_as_for_twenty(
    django_assert_num_queries: object,
) -> None:
    for number in range(20):
        factories.source(f"Source-{number}.example")
    for names in (["Source-1.example"], [f"Source-{number}.example" for number in range(20)]):
        with django_assert_num_queries(3):  # type: ignore[operator]
            matches = matches_of(names)
        assert all(matches.only(name) for name in names)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert matches_of([]).only("x") is None
