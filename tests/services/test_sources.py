"""Sources: names in every script with their folded forms, domains, links, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.models import NameKind, Source, SourceName, User
from articles.queries import verify
from articles.services.actors import COMMAND
from articles.services.sources import Name, create_source, delete_source, edit_source
from tests import factories
from tests.services.state import Since, nothing_changes

pytestmark = pytest.mark.django_db


def names(source: Source) -> list[tuple[str, str, str, str]]:
    """(name, folded, language, kind), in order of name."""
    rows = SourceName.objects.filter(source=source).order_by("name")
    return list(rows.values_list("name", "folded", "language", "kind"))


def test_a_source_with_its_names(editor: User) -> None:
    since = Since()
    source = create_source(
        by=editor, name=" New  Defence Order. Strategy ", country="ru", kind="magazine",
        names=[Name("مجلة «النظام الدفاعي»"), Name("Новый оборонный заказ", "ru", "former",
                                                   date(2007, 1, 1), date(2010, 1, 1))],
        domains=["WWW.DFNC.ru ", "dfnc.ru", ""],
    )  # fmt: skip
    source.refresh_from_db()
    assert (source.name, source.label, source.slug, source.country, source.kind) == (
        "New Defence Order. Strategy", "مجلة «النظام الدفاعي»", "مجلة-النظام-الدفاعي", "RU",
        "magazine",
    )  # fmt: skip
    assert names(source) == [
        ("New Defence Order. Strategy", "new defence order strategy", "en", "canonical"),
        ("Новый оборонный заказ", "новыи оборонныи заказ", "ru", "former"),
        ("مجلة «النظام الدفاعي»", "مجله النظام الدفاعي", "ar", "canonical"),
    ]
    assert list(source.domains.values_list("domain", flat=True)) == ["dfnc.ru"]
    assert since.changes() == [(source.pk, "published", "", 1)]
    assert since.audited() == [(editor.username, "create", "source")]


def test_without_an_arabic_name_the_canonical_one_is_shown() -> None:
    source = factories.source("TASS")
    assert (source.label, source.slug) == ("TASS", "tass")
    assert names(source) == [("TASS", "tass", "en", "canonical")]


def test_two_sources_may_share_a_name() -> None:
    first, second = factories.source("Al-Watan", "الوطن"), factories.source("El Watan", "الوطن")
    assert set(Source.objects.named("الوطن")) == {first, second}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " … "}, "name"),
        ({"name": "س" * 201, "label": "س"}, "name"),
        ({"country": "Qatar"}, "country"),
        ({"kind": "rumour"}, "kind"),
        ({"names": [Name("!!")]}, "names"),
        ({"domains": ["http://x.org/a"]}, "domains"),
        ({"domains": ["taken.org"]}, "domains"),
    ],
)
def test_what_is_refused_names_its_field(values: dict[str, object], field: str) -> None:
    factories.source("Taken", domains=["taken.org"])
    with nothing_changes(), pytest.raises(ValidationError) as refused:
        create_source(by=COMMAND, **({"name": "X"} | values))  # type: ignore[arg-type]
    assert list(refused.value.message_dict) == [field]


def test_an_edit_replaces_what_is_given(editor: User) -> None:
    source = factories.source("Old", "القديم", domains=["old.org", "kept.org"])
    since = Since()
    edit_source(by=editor, source_id=source.pk, description="وصف", domains=["kept.org", "new.org"])
    source.refresh_from_db()
    assert (source.description, source.version, source.label) == ("وصف", 2, "القديم")
    assert list(source.domains.values_list("domain", flat=True)) == ["kept.org", "new.org"]
    edit_source(by=editor, source_id=source.pk, names=[Name("اسم آخر")])
    assert [name for name, _folded, _language, _kind in names(source)] == [
        "Old", "اسم آخر", "القديم",
    ]  # fmt: skip
    assert since.changes() == [(source.pk, "updated", "", 2), (source.pk, "updated", "", 3)]
    assert since.audited() == [(editor.username, "edit", "source")] * 2


def test_a_renamed_source_is_still_found_under_its_old_name() -> None:
    source = factories.source("Old", "القديم")
    edit_source(by=COMMAND, source_id=source.pk, name="New", label="الجديد")
    source.refresh_from_db()
    assert (source.slug, source.sort_key) == ("الجديد", "1جديد")
    assert {(name, kind) for name, _folded, _language, kind in names(source)} == {
        ("New", "canonical"), ("الجديد", "canonical"), ("Old", "alias"), ("القديم", "alias"),
    }  # fmt: skip
    assert NameKind.ALIAS == "alias"
    assert list(verify.findings()) == []


def test_a_source_does_not_belong_to_itself() -> None:
    first, second = factories.source(), factories.source()
    edit_source(by=COMMAND, source_id=second.pk, owner=first)
    for link, other in (("owner", second), ("owner", first), ("parent", first)):
        with nothing_changes(), pytest.raises(ValidationError) as refused:
            edit_source(by=COMMAND, source_id=first.pk, **{link: other})
        assert list(refused.value.message_dict) == [link]


def test_what_nothing_rests_on_is_deleted_with_a_tombstone(chief: User) -> None:
    source = factories.source("Gone", "الذاهب", domains=["gone.org"])
    since = Since()
    delete_source(by=chief, source_id=source.pk)
    assert not Source.objects.filter(pk=source.pk).exists()
    assert since.changes() == [(source.pk, "deleted", "", 1)]
    assert since.audited() == [(chief.username, "delete", "source")]
    assert list(verify.findings()) == []


def test_what_something_rests_on_is_not_deleted(chief: User) -> None:
    cited, owner, whole = factories.source(), factories.source(), factories.source()
    factories.citation(factories.article(), cited)
    part = factories.source(owner=owner, parent=whole)
    for source in (cited, owner, whole):
        with nothing_changes(), pytest.raises(ValidationError):
            delete_source(by=chief, source_id=source.pk)
    delete_source(by=chief, source_id=part.pk)
    delete_source(by=chief, source_id=owner.pk)


def test_who_may_not_changes_nothing(editor: User, contributor: User) -> None:
    source = factories.source()
    for user in (factories.user(), factories.user("moderator"), factories.user("administrator")):
        with nothing_changes(), pytest.raises(PermissionDenied):
            create_source(by=user, name="X")
    for user in (contributor, factories.user("moderator")):
        with nothing_changes(), pytest.raises(PermissionDenied):
            edit_source(by=user, source_id=source.pk, name="X")
    for user in (contributor, editor):
        with nothing_changes(), pytest.raises(PermissionDenied):
            delete_source(by=user, source_id=source.pk)
