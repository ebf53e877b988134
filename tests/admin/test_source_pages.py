"""The pages around a source: merging, taking back, owners over time, whom its citations mean."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Affiliation, CitationStep, Source, SourceMerge
from articles.services.actors import COMMAND
from articles.services.citations import change_citation
from articles.services.source_merging import merge_source
from tests import factories
from tests.admin.forms import formset, said
from tests.admin.test_source import LIST, fields
from tests.services.state import nothing_changes

pytestmark = pytest.mark.django_db
Login = Callable[..., Client]


def pair() -> tuple[Source, Source]:
    return factories.source("RIA", "ريا"), factories.source("RIA Novosti", "ريا")


def test_a_chief_finds_the_other_sees_what_moves_and_merges(as_role: Login) -> None:
    twin, whole = pair()
    factories.source("TASS", "تاس")
    factories.citation(factories.article(), twin)
    chief, page = as_role("chief editor"), f"{LIST}{twin.pk}/merge/"
    assert f'href="{page}"' in chief.get(f"{LIST}{twin.pk}/change/").content.decode()
    assert chief.get(page).context["found"] == [whole]  # a name in common
    assert [row.name for row in chief.get(page, {"q": "تاس"}).context["found"]] == ["TASS"]
    with nothing_changes():
        asked = chief.get(page, {"into": whole.pk})
    assert asked.context["rows"] == [("الإسنادات", 1)]
    done = chief.post(page, {"into": whole.pk}, follow=True)
    assert said(done) == ["دُمج «ريا» في «ريا»."]
    merge = SourceMerge.objects.get()
    assert (merge.source, merge.into, merge.undone_at) == (twin, whole, None)
    assert done.redirect_chain == [(f"{LIST}{whole.pk}/change/", 302)]
    back = f"{LIST}{twin.pk}/mergers/{merge.pk}/"
    assert f'href="{back}"' in done.content.decode()
    assert chief.get(back).context["left"] == []
    assert said(chief.post(back, follow=True)) == ["عاد «ريا» مصدرًا قائمًا بذاته."]
    assert chief.get(back).status_code == 404
    twin.refresh_from_db()
    assert twin.merged_into is None
    assert twin.citations.count() == 1


def test_what_stays_is_named_before_it_is_taken_back(as_role: Login) -> None:
    twin, whole = pair()
    third = factories.source("TASS", "تاس")
    cited = factories.citation(factories.article("زيارة الوزير"), twin)
    merge = merge_source(by=COMMAND, source_id=twin.pk, into_id=whole.pk)
    change_citation(by=COMMAND, citation_id=cited.pk, source=third)
    page = as_role("chief editor").get(f"{LIST}{twin.pk}/mergers/{merge.pk}/").content.decode()
    assert "زيارة الوزير" in page
    assert "تاس" in page


@pytest.mark.parametrize("role", ["contributor", "editor", "moderator", "administrator"])
def test_others_neither_merge_nor_take_back(as_role: Login, role: str) -> None:
    twin, whole = pair()
    third = factories.source()
    merge = merge_source(by=COMMAND, source_id=twin.pk, into_id=whole.pk)
    client = as_role(role)
    with nothing_changes():
        for page in (f"{LIST}{whole.pk}/merge/", f"{LIST}{twin.pk}/mergers/{merge.pk}/"):
            assert client.get(page).status_code == 403
            assert client.post(page, {"into": third.pk}).status_code == 403


def test_a_merged_source_is_only_looked_at(as_role: Login) -> None:
    twin, whole = pair()
    merge_source(by=COMMAND, source_id=twin.pk, into_id=whole.pk)
    chief = as_role("chief editor")
    assert chief.get(f"{LIST}{twin.pk}/change/").status_code == 200
    assert chief.get(f"{LIST}{twin.pk}/merge/").status_code == 302
    with nothing_changes():
        assert chief.post(f"{LIST}{twin.pk}/change/", fields(name="X")).status_code == 403
        assert chief.post(f"{LIST}{twin.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("into", ["", "0", "x", "٣", "9" * 30])
def test_a_target_that_is_none_changes_nothing(as_role: Login, into: str) -> None:
    twin, _whole = pair()
    chief = as_role("chief editor")
    with nothing_changes():
        page = chief.post(f"{LIST}{twin.pk}/merge/", {"into": into})
    assert page.status_code == 200


def test_periods_are_edited_beside_the_source(as_role: Login) -> None:
    source, old, new = (factories.source(name) for name in ("Times", "Thomson", "News"))
    rows = [
        {"kind": "owner", "to": old.pk, "valid_from": "1966-01-01", "valid_to": "1980-12-31"},
        {"kind": "owner", "to": new.pk, "valid_from": "1981-01-01", "valid_to": ""},
    ]
    editor, page = as_role("editor"), f"{LIST}{source.pk}/change/"
    sent = fields(name="Times", label="Times") | formset("affiliations", rows)
    assert editor.post(page, sent).status_code == 302
    source.refresh_from_db()
    assert source.owner == new
    stored = Affiliation.objects.order_by("valid_from")
    rows = [
        row | {"id": kept.pk, "source": source.pk} for row, kept in zip(rows, stored, strict=True)
    ]
    rows[0]["valid_to"] = "1981-01-01"
    sent = fields(name="Times", label="Times", owner=str(new.pk))
    with nothing_changes():
        refused = editor.post(page, sent | formset("affiliations", rows, initial=2))
    assert refused.context["adminform"].form.non_field_errors() == [
        "تشترك فترتان من نوع واحد (المالك) في أيام: «Thomson» و«News»."
    ]
    rows[0]["valid_to"] = "1980-12-31"
    with nothing_changes():
        sent["owner"] = str(old.pk)
        refused = editor.post(page, sent | formset("affiliations", rows, initial=2))
    assert refused.context["adminform"].form.errors == {
        "owner": ["تقول الفترات أدناه غير ذلك عن يومنا هذا."]
    }
    rows[1]["DELETE"] = "on"
    sent["owner"] = str(new.pk)
    assert editor.post(page, sent | formset("affiliations", rows, initial=2)).status_code == 302
    source.refresh_from_db()
    assert (source.owner, Affiliation.objects.count()) == (None, 1)


def test_citations_are_sent_to_another_source_and_back(as_role: Login) -> None:
    jazeera, daily = factories.source("Al Jazeera", "الجزيرة"), factories.source("Al-Jazirah")
    article = factories.article(
        "خبر", body="<p>مقدمة. نقلت صحيفة الجزيرة السعودية الخبر. خاتمة.</p>"
    )
    one = factories.citation(article, jazeera, name="الجزيرة", exact="الجزيرة", role="reported")
    two = factories.citation(article, jazeera, name="قناة الجزيرة")
    editor, page = as_role("editor"), f"{LIST}{jazeera.pk}/citations/"
    shown = editor.get(page, {"spelling": "الجزيرة"})
    assert shown.context["spellings"] == [("الجزيرة", 1), ("قناة الجزيرة", 1)]
    (told,) = shown.context["told"]
    assert (told.before, told.words, told.after) == ("نقلت صحيفة ", "الجزيرة", " السعودية الخبر.")
    assert (told.citation, told.countries) == (one, ["SA"])
    with nothing_changes():
        found = editor.post(page, {"c": one.pk, "q": "jazirah", "find": "1"})
    assert found.context["found"] == [daily]
    assert found.context["chosen"] == {one.pk}
    done = editor.post(page, {"c": one.pk, "to": daily.pk, "send": "1"}, follow=True)
    assert said(done) == ["نُقل استشهاد واحد إلى «Al-Jazirah»."]
    assert (list(daily.citations.all()), list(jazeera.citations.all())) == ([one], [two])
    batch = CitationStep.objects.get().batch
    assert [item.batch for item in done.context["sent"]] == [batch]
    back = editor.post(page, {"undo": str(batch)}, follow=True)
    assert said(back) == ["تم التراجع."]
    assert (set(jazeera.citations.all()), back.context["sent"]) == ({one, two}, [])


def test_a_source_is_made_on_the_way(as_role: Login) -> None:
    jazeera = factories.source("Al Jazeera", "الجزيرة")
    cited = factories.citation(factories.article(), jazeera)
    editor, page = as_role("editor"), f"{LIST}{jazeera.pk}/citations/"
    new = {"c": cited.pk, "to": "new", "send": "1", "kind": "newspaper"}
    with nothing_changes():
        assert editor.post(page, new).status_code == 200  # it has no name
        assert editor.post(page, new | {"label": "الجزيرة", "c": "0"}).status_code == 200
    editor.post(page, new | {"label": "الجزيرة", "name": "Al-Jazirah", "country": "sa"})
    made = Source.objects.get(name="Al-Jazirah")
    assert (made.label, made.kind, made.country) == ("الجزيرة", "newspaper", "SA")
    assert list(made.citations.all()) == [cited]


@pytest.mark.parametrize("role", ["contributor", "moderator", "administrator"])
def test_others_send_nothing(as_role: Login, role: str) -> None:
    source, other = pair()
    cited = factories.citation(factories.article(), source)
    client, page = as_role(role), f"{LIST}{source.pk}/citations/"
    with nothing_changes():
        assert client.get(page).status_code == 403
        sent = client.post(page, {"c": cited.pk, "to": other.pk, "send": "1"})
        assert sent.status_code == 403


def test_a_wrong_batch_is_said(as_role: Login) -> None:
    source, _other = pair()
    editor, page = as_role("editor"), f"{LIST}{source.pk}/citations/"
    for batch in ("x", "00000000-0000-0000-0000-000000000000"):
        assert said(editor.post(page, {"undo": batch}, follow=True)) == ["لا شيء يُتراجع عنه."]


@pytest.mark.parametrize("page", ["citations", "change", "merge"])
def test_as_many_queries_for_20_as_for_one(
    as_role: Login, page: str, django_assert_max_num_queries: Callable[..., object]
) -> None:
    chief, counts = as_role("chief editor"), []
    for number in (1, 20):
        source = factories.source(f"Big {number}", f"كبير {number}")
        for index in range(number):
            factories.citation(factories.article(), source, name=f"س{index}")
            part = factories.source(f"Part {number}-{index}", f"كبير {number}")
            if page == "change":
                merge_source(by=COMMAND, source_id=part.pk, into_id=source.pk)
        chief.get(f"{LIST}{source.pk}/{page}/")  # what is kept once is kept now
        with django_assert_max_num_queries(40) as counted:
            assert chief.get(f"{LIST}{source.pk}/{page}/").status_code == 200
        counts.append(len(counted))  # type: ignore[arg-type]
    assert counts[0] == counts[1]
