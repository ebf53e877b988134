"""Sources in the admin: names in three scripts, domains, search; only through the service."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import AuditEntry, Change, Source, SourceName
from articles.services.actors import COMMAND
from articles.services.sources import Name, create_source
from tests import factories
from tests.admin.forms import act, formset, said

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/source/"
Login = Callable[..., Client]


def fields(**values: Any) -> dict[str, str]:
    sent = {
        "name": "Kommersant", "label": "", "kind": "newspaper", "country": "", "description": "",
        "owner": "", "parent": "", "valid_from": "", "valid_to": "",
    }  # fmt: skip
    sent |= formset("names", []) | formset("domains", []) | formset("affiliations", [])
    return sent | values


def kommersant() -> Source:
    names = [Name("Коммерсантъ", "ru"), Name("كومرسانت", "ar")]
    return create_source(
        by=COMMAND, name="Kommersant", label="كوميرسانت", names=names, domains=["kommersant.ru"]
    )


def test_an_editor_adds_a_source_with_its_names_and_domains(as_role: Login) -> None:
    names = [
        {"name": "كوميرسانت", "language": "ar", "kind": "canonical"},
        {"name": "Коммерсантъ", "language": "ru", "kind": "alias"},
    ]
    response = as_role("editor").post(
        f"{LIST}add/",
        fields(country="ru")
        | formset("names", names)
        | formset("domains", [{"domain": "WWW.Kommersant.ru"}]),
    )
    assert response.status_code == 302, response.context["errors"]
    source = Source.objects.get()
    assert (source.name, source.label, source.kind, source.country) == (
        "Kommersant", "كوميرسانت", "newspaper", "RU",
    )  # fmt: skip
    assert sorted(source.names.values_list("name", "language", "folded")) == [
        ("Kommersant", "en", "kommersant"),
        ("Коммерсантъ", "ru", "коммерсантъ"),
        ("كوميرسانت", "ar", "كوميرسانت"),
    ]
    assert [domain.domain for domain in source.domains.all()] == ["kommersant.ru"]
    assert list(Change.objects.values_list("op", "source")) == [("published", source.pk)]
    entry = AuditEntry.objects.get(object_type="source")
    assert (entry.action, entry.object_id) == ("create", source.pk)


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"country": "q1"}, "country"),
        ({"valid_from": "2020-01-02", "valid_to": "2019-01-01"}, "valid_to"),
        ({"name": "«»"}, "name"),
    ],
)
def test_what_the_service_refuses_comes_back_with_what_was_typed(
    as_role: Login, wrong: dict[str, str], where: str
) -> None:
    typed = [{"name": "الكومرسانت", "language": "ar", "kind": "alias"}]
    response = as_role("editor").post(f"{LIST}add/", fields(**wrong) | formset("names", typed))
    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == [where]
    page = response.content.decode()
    assert "الكومرسانت" in page
    for value in wrong.values():
        assert value in page
    assert not Source.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_domain_of_another_source_is_refused(as_role: Login) -> None:
    kommersant()
    response = as_role("editor").post(
        f"{LIST}add/", fields(name="Copy") | formset("domains", [{"domain": "www.kommersant.ru"}])
    )
    assert response.status_code == 200
    assert response.context["adminform"].form.non_field_errors() == [
        "kommersant.ru ليس نطاقًا، أو هو لمصدر آخر."
    ]
    assert list(Source.objects.values_list("name", flat=True)) == ["Kommersant"]


def test_the_inline_forms_show_the_other_names_only(as_role: Login) -> None:
    source = kommersant()
    response = as_role("editor").get(f"{LIST}{source.pk}/change/")
    names = response.context["inline_admin_formsets"][0].formset
    assert [form.instance.name for form in names.initial_forms] == ["كومرسانت", "Коммерсантъ"]


def test_a_renamed_source_is_still_found_under_its_old_names(as_role: Login) -> None:
    source = kommersant()
    kept = list(source.names.exclude(name__in=["Kommersant", "كوميرسانت"]))
    rows = [
        {"id": row.pk, "source": source.pk, "name": row.name, "language": row.language,
         "kind": row.kind}
        for row in kept
    ]  # fmt: skip
    rows[0]["DELETE"] = "on"
    response = as_role("editor").post(
        f"{LIST}{source.pk}/change/",
        fields(name="Kommersant Daily", label="كوميرسانت") | formset("names", rows, initial=2),
    )
    assert response.status_code == 302, response.context["errors"]
    source.refresh_from_db()
    assert (source.name, source.version) == ("Kommersant Daily", 2)
    assert sorted(source.names.values_list("name", "kind")) == [
        ("Kommersant", "alias"),
        ("Kommersant Daily", "canonical"),
        (rows[1]["name"], "alias"),
        ("كوميرسانت", "canonical"),
    ]


@pytest.mark.parametrize(
    "term", ["kommers", "КОММЕРСАНТЪ", "كوميرسانت", "كومرسانت", "kommersant.ru"]
)
def test_search_and_autocomplete_in_three_scripts(as_role: Login, term: str) -> None:
    source = kommersant()
    factories.source("TASS", "تاس")
    client = as_role("editor")
    found = client.get(LIST, {"q": term}).context["cl"].result_list
    assert [row.pk for row in found] == [source.pk]
    asked = {"app_label": "articles", "model_name": "source", "field_name": "owner", "term": term}
    results = client.get("/admin/autocomplete/", asked).json()["results"]
    assert results == [{"id": str(source.pk), "text": "كوميرسانت"}]


def test_search_for_signs_finds_nothing_and_for_nothing_finds_all(as_role: Login) -> None:
    kommersant()
    client = as_role("editor")
    assert list(client.get(LIST, {"q": "%"}).context["cl"].result_list) == []
    assert len(client.get(LIST, {"q": ""}).context["cl"].result_list) == 1


def test_autocomplete_offers_no_merged_source(as_role: Login) -> None:
    kept, gone = kommersant(), factories.source("Kommersant FM")
    Source.objects.filter(pk=gone.pk).update(merged_into=kept)
    asked = {"app_label": "articles", "model_name": "source", "field_name": "owner", "term": "komm"}
    results = as_role("editor").get("/admin/autocomplete/", asked).json()["results"]
    assert [row["id"] for row in results] == [str(kept.pk)]


def test_a_source_that_articles_rest_on_is_not_deleted(as_role: Login) -> None:
    used, free = kommersant(), factories.source("TASS")
    factories.citation(factories.article(), used)
    chief = as_role("chief editor")
    response = chief.post(f"{LIST}{used.pk}/delete/", {"post": "yes"}, follow=True)
    assert Source.objects.count() == 2
    assert response.status_code == 200
    # All or none: the free one stays with the one that is needed.
    response = act(chief, LIST, "delete_selected", used.pk, free.pk, post="yes")
    assert Source.objects.count() == 2
    response = act(chief, LIST, "delete_selected", free.pk, post="yes")
    assert list(Source.objects.all()) == [used]
    assert len(said(response)) == 1
    assert AuditEntry.objects.filter(action="delete", object_id=free.pk).count() == 1


@pytest.mark.parametrize("role", ["moderator", "administrator"])
def test_others_do_not_see_sources(as_role: Login, role: str) -> None:
    source = kommersant()
    client = as_role(role)
    for path in (LIST, f"{LIST}add/", f"{LIST}{source.pk}/change/"):
        assert client.get(path).status_code == 403
    assert client.post(f"{LIST}add/", fields(name="Other")).status_code == 403
    assert Source.objects.count() == 1


def test_a_contributor_adds_but_does_not_change(as_role: Login) -> None:
    source = kommersant()
    client = as_role("contributor")
    assert client.post(f"{LIST}add/", fields(name="TASS")).status_code == 302
    changed = client.post(f"{LIST}{source.pk}/change/", fields(name="Other"))
    assert changed.status_code == 403
    assert sorted(Source.objects.values_list("name", flat=True)) == ["Kommersant", "TASS"]
    assert SourceName.objects.filter(source=source).count() == 4
