"""Sources in the article's form: rows become citations, with chain and evidence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import (
    Article,
    AuditEntry,
    Change,
    Citation,
    CitationState,
    EvidenceState,
    Source,
    User,
)
from articles.services.actors import COMMAND
from articles.services.citations import change_citation
from tests import factories
from tests.admin.article_forms import ADD, change, fields, filled

pytestmark = pytest.mark.django_db
BODY = (
    "<p>قال السفير إن التعاون ماضٍ، وفق «New Defence Order. Strategy».</p><p>قال غيره 😀 شيئًا.</p>"
)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def article() -> Article:
    return factories.article("سفير قطر", body=BODY, footer="المصدر: موقع DFNC.RU")


def row(number: int, **values: object) -> dict[str, object]:
    return {f"citations-{number}-{name}": value for name, value in values.items()}


def rows(count: int, stored: int = 0) -> dict[str, object]:
    return {"citations-TOTAL_FORMS": count, "citations-INITIAL_FORMS": stored}


def test_a_chain_of_new_rows_is_saved_with_a_new_article(desk: Client) -> None:
    source = factories.source("DFNC.RU", "موقع DFNC.RU")
    form = filled(desk, ADD, title="سفير", body=BODY, footer="المصدر: موقع DFNC.RU", _publish="1")
    form |= rows(3)
    form |= row(0, name="السفير", role="spoken", via_row="2", target="body", exact="قال السفير")
    form |= row(1, source=source.pk, role="credit", target="footer", exact="موقع DFNC.RU",
                state="confirmed", consulted="on")  # fmt: skip
    form |= row(
        2, name="New Defence Order. Strategy", role="relayed", via_row="1", state="suggested"
    )
    response = desk.post(ADD, form)
    assert response.status_code == 302, response.context["errors"]
    spoken, credit, relayed = Article.objects.get().citations.order_by("position")
    assert (spoken.name, spoken.via, spoken.state) == ("السفير", relayed, CitationState.CONFIRMED)
    assert (credit.source, credit.via, credit.consulted) == (source, None, True)
    assert (relayed.via, relayed.state) == (credit, CitationState.SUGGESTED)
    assert (spoken.target, spoken.exact, spoken.start, spoken.end) == ("body", "قال السفير", 0, 10)
    assert (credit.target, credit.start, credit.end) == ("footer", 8, 20)
    assert (relayed.evidence_state, relayed.exact) == (EvidenceState.NONE, "")
    assert Article.objects.get().status == "published"


def test_words_that_are_not_in_the_text_are_refused_in_their_row(
    desk: Client, article: Article
) -> None:
    form = filled(desk, change(article), title="عنوان آخر") | rows(2)
    form |= row(0, name="السفير", role="spoken", target="body", exact="قال السفير")
    form |= row(1, name="غيره", role="spoken", target="body", exact="لم يقل", state="confirmed")
    response = desk.post(change(article), form)
    formset = response.context["inline_admin_formsets"][0].formset
    assert [list(errors) for errors in formset.errors] == [[], ["exact"]]
    kept = fields(response.content.decode())
    assert kept["citations-1-exact"] == ["لم يقل"]
    assert kept["title"] == ["عنوان آخر"]
    article.refresh_from_db()
    assert (article.title, article.version) == ("سفير قطر", 2)
    assert Citation.objects.count() == 0


def test_words_that_occur_twice_need_their_surroundings(desk: Client, article: Article) -> None:
    form = filled(desk, change(article)) | rows(1)
    form |= row(0, name="غيره", role="spoken", target="body", exact="قال ")
    form["citations-0-exact"] = "قال"
    response = desk.post(change(article), form)
    formset = response.context["inline_admin_formsets"][0].formset
    assert list(formset.errors[0]) == ["exact"]
    form |= row(0, prefix="\r\n\r\n", suffix=" غيره")
    assert desk.post(change(article), form).status_code == 302
    citation = Citation.objects.get()
    assert article.body_text[citation.start : citation.end] == "قال"
    assert citation.start == article.body_text.index("قال غيره")


def test_a_row_needs_a_source_or_a_name(desk: Client, article: Article) -> None:
    form = filled(desk, change(article)) | row(0, role="spoken")
    formset = desk.post(change(article), form).context["inline_admin_formsets"][0].formset
    assert list(formset.errors[0]) == ["source"]
    assert Citation.objects.count() == 0


def test_rows_nobody_touched_are_not_written(desk: Client, article: Article) -> None:
    first = factories.citation(article, factories.source(), exact="التعاون", role="relayed")
    factories.citation(article, name="السفير", via=first, role="spoken", confidence=0.5)
    before = list(Citation.objects.order_by("pk").values())
    seq, entries = Change.objects.count(), AuditEntry.objects.count()
    assert desk.post(change(article), filled(desk, change(article))).status_code == 302
    assert list(Citation.objects.order_by("pk").values()) == before
    assert (Change.objects.count(), AuditEntry.objects.count()) == (seq, entries)


def test_a_name_is_resolved_rejected_and_given_other_evidence(
    desk: Client, article: Article, editor: User
) -> None:
    source = factories.source()
    citation = factories.citation(article, name="السفير", state="suggested", exact="قال السفير")
    form = filled(desk, change(article)) | row(
        0, source=source.pk, state="rejected", exact="التعاون ماضٍ", role="quoted", position="4"
    )
    assert desk.post(change(article), form).status_code == 302
    citation.refresh_from_db()
    assert (citation.source, citation.name, citation.role) == (source, "السفير", "quoted")
    assert (citation.state, citation.asserted_by) == (CitationState.REJECTED, editor)
    assert (citation.exact, citation.start, citation.position) == ("التعاون ماضٍ", 14, 4)
    article.refresh_from_db()
    assert article.version == 2  # the text is the same


def test_evidence_may_be_taken_away(desk: Client, article: Article) -> None:
    citation = factories.citation(article, name="السفير", exact="قال السفير")
    assert (
        desk.post(change(article), filled(desk, change(article)) | row(0, exact="")).status_code
        == 302
    )
    citation.refresh_from_db()
    assert (citation.evidence_state, citation.exact, citation.start) == ("none", "", None)


def test_a_chain_may_be_turned_round(desk: Client, article: Article) -> None:
    first = factories.citation(article, name="أ")
    second = factories.citation(article, name="ب", via=first)
    form = filled(desk, change(article))
    assert form["citations-1-via_row"] == ["0"]
    form |= row(0, via_row="1") | row(1, via_row="")
    assert desk.post(change(article), form).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.via, second.via) == (second, None)


def test_a_circle_is_refused(desk: Client, article: Article) -> None:
    first = factories.citation(article, name="أ")
    second = factories.citation(article, name="ب", via=first)
    form = filled(desk, change(article)) | row(0, via_row="1")
    formset = desk.post(change(article), form).context["inline_admin_formsets"][0].formset
    assert list(formset.errors[0]) == ["via_row"]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.via, second.via) == (None, first)


def test_a_removed_link_lets_the_chain_pass(desk: Client, article: Article) -> None:
    first = factories.citation(article, name="أ")
    second = factories.citation(article, name="ب", via=first)
    third = factories.citation(article, name="ج", via=second)
    form = filled(desk, change(article)) | row(1, DELETE="on")
    assert desk.post(change(article), form).status_code == 302
    third.refresh_from_db()
    assert (third.via, Citation.objects.count()) == (first, 2)


def test_a_row_somebody_else_changed_is_shown_first(desk: Client, article: Article) -> None:
    citation = factories.citation(article, name="السفير", role="spoken")
    form = filled(desk, change(article)) | row(0, name="سفير قطر")
    change_citation(by=COMMAND, citation_id=citation.pk, role="statement")
    response = desk.post(change(article), form)
    formset = response.context["inline_admin_formsets"][0].formset
    assert list(formset.errors[0]) == ["__all__"]
    citation.refresh_from_db()
    assert (citation.name, citation.role) == ("السفير", "statement")
    again = fields(response.content.decode())
    assert again["citations-0-name"] == ["سفير قطر"]
    assert desk.post(change(article), again).status_code == 302
    citation.refresh_from_db()
    assert (citation.name, citation.role) == ("سفير قطر", "statement")


def test_a_contributor_cannot_touch_the_sources_of_others(
    client: Client, contributor: User, article: Article
) -> None:
    citation = factories.citation(article, name="السفير")
    client.force_login(contributor)
    client.post(change(article), row(0, id=citation.pk, name="غصب", role="spoken") | rows(1, 1))
    citation.refresh_from_db()
    assert citation.name == "السفير"


@pytest.mark.parametrize("term", ["نيو ديفنس", "New Def", "Новый обо", "dfnc.ru"])
def test_a_source_is_found_by_its_names_in_three_scripts(desk: Client, term: str) -> None:
    from articles.services.sources import Name, create_source

    source = create_source(
        by=COMMAND,
        name="New Defence Order",
        names=[Name("نيو ديفِنس أوردر"), Name("Новый оборонный заказ", "ru")],
        domains=["dfnc.ru"],
    )
    factories.source("Other")
    answer = desk.get(
        "/admin/autocomplete/",
        {"app_label": "articles", "model_name": "citation", "field_name": "source", "term": term},
    )
    assert [item["id"] for item in answer.json()["results"]] == [str(source.pk)]


def test_a_source_is_added_in_a_small_window(desk: Client) -> None:
    response = desk.get("/admin/articles/source/add/?_popup=1&_to_field=id")
    assert response.status_code == 200
    form = {"_popup": "1", "_to_field": "id", "name": "Tass", "label": "تاس", "kind": "agency"}
    for prefix in ("names", "domains", "affiliations"):
        form |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    answer = desk.post("/admin/articles/source/add/?_popup=1", form)
    source = Source.objects.get(name="Tass")
    assert answer.status_code == 200
    assert f"{source.pk}" in answer.content.decode()
    assert "popup_response" in answer.content.decode()


def test_many_rows_need_no_more_queries(desk: Client, django_assert_num_queries: object) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (1, 20):
        article = factories.article(body=BODY)
        previous = None
        for _ in range(number):
            previous = factories.citation(article, factories.source(), via=previous)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert desk.get(change(article)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_addresses_and_a_copy_of_the_report(desk: Client, article: Article) -> None:
    path = change(article)
    new = row(0, name="تاس", role="reported", state="confirmed",
              report_address="https://tass.ru/1", archived_address="https://archive.example/1",
              copy=SimpleUploadedFile("r.html", b"<p>x"))  # fmt: skip
    form = filled(desk, path) | rows(1) | new
    response = desk.post(path, form)
    assert response.status_code == 302, response.context["errors"]
    citation = article.citations.get()
    assert (citation.report_address, citation.archived_address) == (
        "https://tass.ru/1", "https://archive.example/1",
    )  # fmt: skip
    kept = citation.archived_original
    assert kept is not None
    assert (kept.media_type, bytes(kept.content)) == ("text/html", b"<p>x")
    shown = desk.get(path).content.decode()
    assert "ثمة نسخة محفوظة" in shown
    refused = {"citations-0-copy": SimpleUploadedFile("r.exe", b"MZ"),
               "citations-0-archived_address": "ftp://x.example/"}  # fmt: skip
    for name, value in refused.items():
        response = desk.post(path, filled(desk, path) | {name: value})
        assert response.status_code == 200
        citation.refresh_from_db()
        assert (citation.archived_original_id, citation.archived_address) == (
            kept.pk, "https://archive.example/1",
        )  # fmt: skip
    desk.post(path, filled(desk, path) | {"citations-0-drop_copy": "on"})
    citation.refresh_from_db()
    assert citation.archived_original is None
