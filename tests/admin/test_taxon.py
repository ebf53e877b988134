"""Sections, topics and people in the admin: made, found, deleted while unused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import AuditEntry, ChangeLog, Person, Section, Topic
from tests import factories
from tests.admin.forms import act, said

pytestmark = pytest.mark.django_db
Login = Callable[..., Client]
SECTIONS, TOPICS, PEOPLE = (
    f"/admin/articles/{kind}/" for kind in ("section", "topic", "person")
)  # fmt: skip


def test_a_chief_editor_adds_a_section_whose_address_comes_from_its_name(as_role: Login) -> None:
    before = ChangeLog.objects.get().site_version
    response = as_role("chief editor").post(
        f"{SECTIONS}add/", {"name": " علوم  الفضاء ", "slug": "", "position": 3, "description": ""}
    )
    assert response.status_code == 302
    section = Section.objects.get()
    assert (section.name, section.slug, section.position) == ("علوم الفضاء", "علوم-الفضاء", 3)
    assert ChangeLog.objects.get().site_version == before + 1
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_type, entry.object_id) == ("create", "section", section.pk)


def test_a_second_section_of_a_name_is_refused_with_what_was_typed(as_role: Login) -> None:
    factories.section("علوم")
    response = as_role("chief editor").post(
        f"{SECTIONS}add/", {"name": "علوم", "position": 7, "description": "وصف كُتب الآن"}
    )
    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == ["name"]
    assert "وصف كُتب الآن" in response.content.decode()
    assert Section.objects.count() == 1


def test_an_editor_sees_sections_and_does_not_change_them(as_role: Login) -> None:
    section = factories.section("علوم")
    client = as_role("editor")
    path = f"{SECTIONS}{section.pk}/change/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"name": "غيرها", "slug": "x", "position": 1}).status_code == 403
    assert client.get(f"{SECTIONS}add/").status_code == 403
    assert client.post(f"{SECTIONS}{section.pk}/delete/", {"post": "yes"}).status_code == 403
    section.refresh_from_db()
    assert section.name == "علوم"


def test_a_topic_is_changed_through_the_service(as_role: Login) -> None:
    topic = factories.topic("الفضاء")
    response = as_role("editor").post(
        f"{TOPICS}{topic.pk}/change/",
        {"name": "الفضاء والفلك", "slug": topic.slug, "description": "ما فوق الغلاف الجوي"},
    )
    assert response.status_code == 302
    changed = Topic.objects.get()
    assert (changed.name, changed.description) == ("الفضاء والفلك", "ما فوق الغلاف الجوي")
    assert changed.sort_key != topic.sort_key
    assert AuditEntry.objects.filter(action="change", object_type="topic").count() == 1


@pytest.mark.parametrize("term", ["أسلحة", "الاسلحه", "اسلح"])
def test_topics_are_found_however_they_are_spelled(as_role: Login, term: str) -> None:
    wanted = factories.topic("الأسلحة النووية")
    factories.topic("الرياضة")
    found = as_role("editor").get(TOPICS, {"q": term}).context["cl"].result_list
    assert [row.pk for row in found] == [wanted.pk]


def test_people_are_found_by_their_folded_name(as_role: Login) -> None:
    wanted = factories.person("أحمد الشُّقيري")
    factories.person("سلمى الحربي")
    found = as_role("editor").get(PEOPLE, {"q": "احمد الشقيري"}).context["cl"].result_list
    assert [row.pk for row in found] == [wanted.pk]


def test_what_articles_use_is_not_deleted(as_role: Login) -> None:
    used, free = factories.topic("الفضاء"), factories.topic("البحر")
    factories.article(topics=[used])
    chief = as_role("chief editor")
    act(chief, TOPICS, "delete_selected", used.pk, free.pk, post="yes")
    assert Topic.objects.count() == 2
    act(chief, TOPICS, "delete_selected", free.pk, post="yes")
    assert list(Topic.objects.all()) == [used]
    response = chief.post(f"{TOPICS}{used.pk}/delete/", {"post": "yes"}, follow=True)
    assert said(response) == ["في «الفضاء» مواد: انقلها أولًا."]
    assert list(Topic.objects.all()) == [used]


@pytest.mark.parametrize("make", [factories.topic, factories.person])
def test_contributors_add_and_do_not_delete(as_role: Login, make: Callable[[], Any]) -> None:
    thing = make()
    path = f"/admin/articles/{thing._meta.model_name}/"
    client = as_role("contributor")
    assert client.post(f"{path}add/", {"name": "جديد", "slug": ""}).status_code == 302
    assert client.post(f"{path}{thing.pk}/delete/", {"post": "yes"}).status_code == 403
    assert type(thing).objects.count() == 2
    assert Person.objects.count() + Topic.objects.count() == 2
