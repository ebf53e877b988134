"""Sections, topics and people: stored with what is derived, kept while articles need them."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.models import ChangeLog, Person, Section, Topic, User
from articles.services.actors import COMMAND
from articles.services.taxonomy import delete_taxon, save_person, save_section, save_topic
from tests import factories
from tests.services.state import Since, nothing_changes

pytestmark = pytest.mark.django_db

Taxon = Section | Topic | Person
SAVE: dict[str, Callable[..., Taxon]] = {
    "section": save_section, "topic": save_topic, "person": save_person,
}  # fmt: skip


def test_what_is_derived() -> None:
    section = save_section(by=COMMAND, name=" الشؤون  الدولية\u202e ", position=3)
    assert (section.name, section.slug, section.position) == ("الشؤون الدولية", "الشؤون-الدولية", 3)
    topic = save_topic(by=COMMAND, name="التعاون")
    assert (topic.slug, topic.sort_key) == ("التعاون", "1تعاون")
    person = save_person(by=COMMAND, name="ليلى الصبّاغ")
    assert (person.slug, person.folded, person.sort_key) == (
        "ليلى-الصباغ", "ليلي الصباغ", "1ليلي 1الصباغ",
    )  # fmt: skip


@pytest.mark.parametrize("kind", SAVE)
def test_a_change_is_seen_and_audited(kind: str, chief: User) -> None:
    taxon = SAVE[kind](by=COMMAND, name="قبل")
    since, before = Since(), ChangeLog.objects.get()
    SAVE[kind](by=chief, **{kind: taxon}, name="بعد", description="وصف")
    taxon.refresh_from_db()
    assert (taxon.name, taxon.description, taxon.slug) == ("بعد", "وصف", "قبل")
    after = ChangeLog.objects.get()
    assert (after.seq, after.site_version) == (before.seq, before.site_version + 1)
    assert (since.changes(), since.audited()) == ([], [(chief.username, "change", kind)])


@pytest.mark.parametrize("kind", SAVE)
def test_a_name_needs_letters(kind: str) -> None:
    with nothing_changes(), pytest.raises(ValidationError) as refused:
        SAVE[kind](by=COMMAND, name=" … ")
    assert list(refused.value.message_dict) == ["name"]


@pytest.mark.parametrize("kind", ["section", "topic"])
def test_one_name_is_one_thing(kind: str) -> None:
    SAVE[kind](by=COMMAND, name="اسم")
    with nothing_changes(), pytest.raises(ValidationError) as refused:
        SAVE[kind](by=COMMAND, name=" اسم ")
    assert set(refused.value.message_dict) == {"name", "slug"}


def test_two_people_may_share_a_name() -> None:
    assert factories.person("علي").pk != factories.person("علي").pk


def test_what_articles_need_is_kept(chief: User) -> None:
    section, topic, person = factories.section(), factories.topic(), factories.person()
    factories.draft(section=section, topics=[topic], people=[person])
    for taxon in (section, topic, person):
        with nothing_changes(), pytest.raises(ValidationError):
            delete_taxon(by=chief, taxon=taxon)


@pytest.mark.parametrize("kind", SAVE)
def test_what_nobody_needs_is_deleted(kind: str, chief: User) -> None:
    taxon = SAVE[kind](by=COMMAND, name="اسم")
    since, before = Since(), ChangeLog.objects.get().site_version
    delete_taxon(by=chief, taxon=taxon)
    assert not type(taxon).objects.exists()
    assert since.audited() == [(chief.username, "delete", kind)]
    assert ChangeLog.objects.get().site_version == before + 1


def test_a_section_that_bounds_an_editor_is_kept(chief: User) -> None:
    """An editor without sections works in all of them: deleting the last one would widen that."""
    section = factories.section()
    editor = factories.user("editor", sections=[section])
    with nothing_changes(), pytest.raises(ValidationError):
        delete_taxon(by=chief, taxon=section)
    editor.sections.set([factories.section()])
    delete_taxon(by=chief, taxon=section)
    assert not Section.objects.filter(pk=section.pk).exists()


@pytest.mark.parametrize(
    ("kind", "may_add", "may_change", "may_delete"),
    [
        ("section", ["chief editor"], ["chief editor"], ["chief editor"]),
        ("topic", ["contributor", "editor", "chief editor"], ["editor", "chief editor"],
         ["chief editor"]),
        ("person", ["contributor", "editor", "chief editor"], ["editor", "chief editor"],
         ["chief editor"]),
    ],
)  # fmt: skip
def test_who_may(
    kind: str, may_add: list[str], may_change: list[str], may_delete: list[str]
) -> None:
    for role in ("", "contributor", "editor", "chief editor", "moderator", "administrator"):
        user = factories.user(role)
        taxon = SAVE[kind](by=COMMAND, name=f"اسم {role or 'x'}")
        attempts: list[tuple[list[str], Callable[[], object]]] = [
            (may_add, lambda: SAVE[kind](by=user, name=f"جديد {role}")),  # noqa: B023
            (may_change, lambda: SAVE[kind](by=user, **{kind: taxon}, description="x")),  # noqa: B023
            (may_delete, lambda: delete_taxon(by=user, taxon=taxon)),  # noqa: B023
        ]
        for allowed, attempt in attempts:
            if role in allowed:
                attempt()
                continue
            with nothing_changes(), pytest.raises(PermissionDenied):
                attempt()
            taxon.refresh_from_db()
