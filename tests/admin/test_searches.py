"""Saved searches in the admin: kept from the list of articles, counted, looked at, each one's own."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import SavedSearch, User
from articles.search.asked import Filters
from articles.services.saved_searches import save_search
from tests import factories
from tests.services.state import nothing_changes

pytestmark = pytest.mark.django_db
HOME, SAVE = "/admin/searches/", "/admin/searches/save/"
LIST = "/admin/articles/article/"


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response
    content: str = response.content.decode()
    return content


def news(client: Client) -> dict[str, int | None]:
    return {row.search.name: row.new for row in client.get(HOME).context["rows"]}


def test_from_the_list_of_articles(
    desk: Client, editor: User, search_index: Callable[[], None]
) -> None:
    section, topic = factories.section("شؤون"), factories.topic("قمح")
    search_index()
    assert f'href="{HOME}"' in page(desk, LIST) and SAVE not in page(desk, LIST)
    address = f"{SAVE}?q=S-400&amp;status=draft&amp;section={section.pk}&amp;topic={topic.pk}"
    listed = f"{LIST}?q=S-400&status__exact=draft&section__id__exact={section.pk}"
    assert f'href="{address}"' in page(desk, f"{listed}&topics__id__exact={topic.pk}")
    asked = page(desk, address.replace("&amp;", "&"))
    for said in ("S-400", "مسودة", "شؤون", "قمح"):
        assert said in asked
    form = {"name": "منظومة", "address": f"?q=S-400&status=draft&section={section.pk}"}
    response = desk.post(SAVE, form)
    assert (response.status_code, response["Location"]) == (302, HOME)
    saved = SavedSearch.objects.get()
    assert (saved.owner, saved.name, saved.q) == (editor, "منظومة", "S-400")
    assert saved.narrowed == {"status": ["draft"], "section": [section.pk]}


def test_by_the_address_of_a_page_of_results(desk: Client) -> None:
    source = factories.source("Paper", "صحيفة")
    form = {
        "name": "قطر",
        "address": f"https://archive.example/search/?q=%D9%82%D8%B7%D8%B1&source={source.pk}"
                   "&year=2019&published_from=2019-06-01&ordering=-published_at",
    }  # fmt: skip
    desk.post(SAVE, form)
    saved = SavedSearch.objects.get()
    assert (saved.q, saved.narrowed) == (
        "قطر", {"source": [source.pk], "year": [2019], "published_from": ["2019-06-01"]},
    )  # fmt: skip
    shown = page(desk, f"{HOME}{saved.pk}/")
    for said in ("صحيفة", "2019", "من 2019-06-01"):
        assert said in shown
    asked = (
        f"q=%D9%82%D8%B7%D8%B1&amp;source={source.pk}&amp;year=2019&amp;published_from=2019-06-01"
    )
    for path in ("/search/", "/search/feed.atom"):
        assert f'href="{path}?{asked}"' in shown


def test_what_cannot_be_saved_is_said_at_its_field(desk: Client, editor: User) -> None:
    save_search(by=editor, name="قطر", q="قطر")
    with nothing_changes():
        for name, address, field in (
            ("قطر", "?q=x", "name"), ("", "?q=x", "name"), ("x", "", "address"),
            ("x", "?year=x", "address"), ("x", "?cursor=1", "__all__"),
            ("x", f"?q={'x' * 501}", "address"),
        ):  # fmt: skip
            response = desk.post(SAVE, {"name": name, "address": address})
            assert response.status_code == 200
            assert list(response.context["form"].errors) == [field], (name, address)
        assert desk.get(f"{SAVE}?year=x").status_code == 404


def test_what_is_new_since_one_looked(
    desk: Client, editor: User, search_index: Callable[[], None]
) -> None:
    factories.article("قطر")
    one = save_search(by=editor, name="واحد", q="قطر")
    save_search(by=editor, name="اثنان", q="قطر", filters=Filters(statuses=("draft",)))
    search_index()
    assert news(desk) == {"واحد": 0, "اثنان": 0}
    new = factories.article("والقطرية")
    draft, _other = factories.draft("في قطر"), factories.article("روسيا")
    search_index()
    assert news(desk) == {"واحد": 2, "اثنان": 1}
    where = f"{HOME}{one.pk}/"
    found = desk.get(where).context["page"].items
    assert [article.pk for article in found][:2] == [draft.pk, new.pk] and len(found) == 3
    assert page(desk, where).count("<b>جديد</b>") == 2
    response = desk.post(where, {"act": "look", "from": "list"})
    assert response["Location"] == HOME
    assert news(desk) == {"واحد": 0, "اثنان": 1}
    assert page(desk, where).count("<b>جديد</b>") == 0


def test_without_an_index(desk: Client, editor: User) -> None:
    one = save_search(by=editor, name="واحد", q="قطر")
    assert news(desk) == {"واحد": None}
    assert "يُعاد بناء فهرس البحث: لا يُعدّ شيء الآن." in page(desk, HOME)
    assert "يُعاد بناء فهرس البحث. أعد المحاولة بعد قليل." in page(desk, f"{HOME}{one.pk}/")
    assert desk.get(f"{HOME}{one.pk}/?cursor=x").status_code == 200


def test_renamed_and_deleted(desk: Client, editor: User) -> None:
    one = save_search(by=editor, name="واحد", q="قطر")
    where = f"{HOME}{one.pk}/"
    assert desk.post(where, {"act": "rename", "name": "قطر"})["Location"] == where
    assert SavedSearch.objects.get().name == "قطر"
    with nothing_changes():
        desk.post(where, {"act": "rename", "name": " "})
        desk.post(where, {"act": "burn"})
    assert desk.post(where, {"act": "delete"})["Location"] == HOME
    assert not SavedSearch.objects.exists()
    assert desk.get(where).status_code == 404


def test_nobody_opens_the_search_of_another(
    client: Client, editor: User, chief: User, administrator: User
) -> None:
    one = save_search(by=editor, name="واحد", q="قطر", filters=Filters(since=date(2019, 1, 1)))
    client.force_login(chief)
    with nothing_changes():
        assert news(client) == {}
        for act in ("look", "rename", "delete"):
            assert client.post(f"{HOME}{one.pk}/", {"act": act, "name": "x"}).status_code == 404
    client.force_login(administrator)
    with nothing_changes():
        for path in (HOME, SAVE, f"{HOME}{one.pk}/"):
            assert client.get(path).status_code == 403
        form = {"name": "x", "address": "?q=x"}
        assert client.post(SAVE, form).status_code == 403


def test_a_contributor_finds_own_drafts_only(
    client: Client, contributor: User, search_index: Callable[[], None]
) -> None:
    one = save_search(by=contributor, name="واحد", q="قطر")
    own, public = factories.draft("قطر", by=contributor), factories.article("قطر")
    factories.draft("قطر")
    search_index()
    client.force_login(contributor)
    assert news(client) == {"واحد": 2}
    found = client.get(f"{HOME}{one.pk}/").context["page"].items
    assert [article.pk for article in found] == [public.pk, own.pk]


def test_queries_do_not_grow_with_results_and_one_comes_with_each_search(
    desk: Client, editor: User, search_index: Callable[[], None]
) -> None:
    section = factories.section()
    one = save_search(by=editor, name="0", q="قطر", filters=Filters(sections=(section.pk,)))
    costs, homes = [], []
    for more in (1, 19):
        for number in range(more):
            factories.article("قطر", section=section)
            save_search(
                by=editor, name=f"{more}-{number}", q="قطر", filters=Filters(sections=(section.pk,))
            )
        search_index()
        for path, kept in ((f"{HOME}{one.pk}/", costs), (HOME, homes)):
            desk.get(path)
            with CaptureQueriesContext(connection) as queries:
                desk.get(path)
            kept.append(len(queries))
    assert costs[0] == costs[1]
    assert homes[1] - homes[0] == 19
