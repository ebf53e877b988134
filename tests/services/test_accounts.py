"""Accounts: made, given roles and passwords by whom it behoves, all of it audited."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from articles.models import AuditEntry, User
from articles.services.accounts import (
    change_account,
    create_account,
    ensure_editor,
    readable_password,
    reset_editor,
    set_password,
    set_roles,
)
from articles.services.actors import COMMAND, WORKER
from articles.services.permissions import may
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "tin-kettle-42"
FIRST = ["administrator", "chief editor", "moderator"]


def roles(account: User) -> list[str]:
    return sorted(account.groups.values_list("name", flat=True))


def audit() -> list[tuple[str, int | None, str]]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", "object_id", "actor"))


def test_an_account_with_roles_and_sections(administrator: User) -> None:
    section = factories.section()
    before = AuditEntry.objects.count()
    account = create_account(
        by=administrator, username=" layla ", password=PASSWORD, groups=["editor"],
        sections=[section], first_name="ليلى", email="layla@example.org",
    )  # fmt: skip
    stored = User.objects.get(username="layla")
    assert (stored.pk, stored.first_name, stored.email) == (
        account.pk, "ليلى", "layla@example.org",
    )  # fmt: skip
    assert (stored.is_staff, stored.is_active, stored.is_superuser) == (True, True, False)
    assert stored.check_password(PASSWORD)
    assert (roles(stored), list(stored.sections.all())) == (["editor"], [section])
    assert audit()[before:] == [("create", account.pk, administrator.username)]
    assert PASSWORD not in str(AuditEntry.objects.latest("pk").detail)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "two words"}, "username"),
        ({"username": "ahmad"}, "username"),
        ({"password": "short"}, "password"),
        ({"password": "12345678901"}, "password"),
        ({"password": "newsroom-chief", "username": "newsroom-chief"}, "password"),
        ({"email": "nothing"}, "email"),
        ({"groups": ["superuser"]}, "groups"),
    ],
)
def test_what_no_account_may_have(administrator: User, values: dict[str, Any], field: str) -> None:
    factories.user("editor", username="ahmad")
    given: dict[str, Any] = {"username": "layla", "password": PASSWORD} | values
    with pytest.raises(ValidationError) as refused:
        create_account(by=administrator, **given)
    assert list(refused.value.message_dict) == [field]
    assert User.objects.count() == 2
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("role", ["", "contributor", "editor", "chief editor", "moderator"])
def test_who_manages_no_accounts(role: str) -> None:
    by, other = factories.user(role), factories.user("contributor")
    with pytest.raises(PermissionDenied):
        create_account(by=by, username="layla", password=PASSWORD)
    with pytest.raises(PermissionDenied):
        change_account(by=by, user_id=other.pk, is_active=False)
    with pytest.raises(PermissionDenied):
        set_password(by=by, user_id=other.pk, password=PASSWORD)
    other.refresh_from_db()
    assert other.is_active
    assert other.check_password("secret-word")
    assert User.objects.count() == 2
    assert not AuditEntry.objects.exists()


def test_an_inactive_administrator_may_nothing(administrator: User) -> None:
    administrator.is_active = False
    administrator.save()
    with pytest.raises(PermissionDenied):
        create_account(by=administrator, username="layla", password=PASSWORD)
    with pytest.raises(PermissionDenied):
        set_password(by=administrator, user_id=administrator.pk, password=PASSWORD)
    assert User.objects.count() == 1


def test_changes_are_audited_by_field_and_nothing_changed_is_nothing_said(
    administrator: User, editor: User
) -> None:
    change_account(by=administrator, user_id=editor.pk, first_name="ليلى", is_active=True)
    change_account(by=administrator, user_id=editor.pk, first_name="ليلى")
    assert audit() == [("change", editor.pk, administrator.username)]
    assert AuditEntry.objects.get().detail == {
        "username": editor.username, "fields": ["first_name"],
    }  # fmt: skip
    with pytest.raises(TypeError):
        change_account(by=administrator, user_id=editor.pk, is_superuser=True)


def test_nobody_locks_their_own_account(administrator: User) -> None:
    for values in ({"is_active": False}, {"is_staff": False}):
        with pytest.raises(ValidationError):
            change_account(by=administrator, user_id=administrator.pk, **values)
    administrator.refresh_from_db()
    assert (administrator.is_active, administrator.is_staff) == (True, True)


def test_roles_are_replaced_and_sections_kept_unless_given(
    administrator: User, editor: User
) -> None:
    section = factories.section()
    editor.sections.add(section)
    set_roles(by=administrator, user_id=editor.pk, groups=["editor", "moderator"])
    assert (roles(editor), list(editor.sections.all())) == (["editor", "moderator"], [section])
    set_roles(by=administrator, user_id=editor.pk, groups=["contributor"], sections=[])
    assert (roles(editor), list(editor.sections.all())) == (["contributor"], [])
    entries = AuditEntry.objects.filter(action="set_roles").order_by("pk")
    assert [entry.detail for entry in entries] == [
        {"username": editor.username, "before": ["editor"], "after": ["editor", "moderator"],
         "sections": [section.pk]},
        {"username": editor.username, "before": ["editor", "moderator"],
         "after": ["contributor"], "sections": []},
    ]  # fmt: skip


def test_a_chief_editor_gives_roles_below_their_own(chief: User) -> None:
    new, peer, manager = (
        factories.user(role) for role in ("contributor", "chief editor", "administrator")
    )
    set_roles(by=chief, user_id=new.pk, groups=["editor", "moderator"])
    assert roles(new) == ["editor", "moderator"]
    for account, groups in (
        (new, ["chief editor"]),
        (peer, ["editor"]),
        (manager, []),
        (chief, []),
    ):
        with pytest.raises(PermissionDenied):
            set_roles(by=chief, user_id=account.pk, groups=groups)
    assert [roles(account) for account in (new, peer, manager, chief)] == [
        ["editor", "moderator"], ["chief editor"], ["administrator"], ["chief editor"],
    ]  # fmt: skip


def test_an_administrator_does_not_become_an_editor(administrator: User) -> None:
    with pytest.raises(PermissionDenied):
        set_roles(by=administrator, user_id=administrator.pk, groups=FIRST)
    assert roles(administrator) == ["administrator"]
    article = factories.draft()
    for right in ("edit_any_article", "publish_article", "settle_citation", "moderate_comment"):
        assert not may(administrator, right, article)


def test_one_s_own_password_and_somebody_else_s(administrator: User, editor: User) -> None:
    set_password(by=editor, user_id=editor.pk, password=PASSWORD)
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)
    set_password(by=administrator, user_id=editor.pk, password="iron-kettle-43")
    editor.refresh_from_db()
    assert editor.check_password("iron-kettle-43")
    with pytest.raises(ValidationError) as refused:
        set_password(by=editor, user_id=editor.pk, password="short")
    assert list(refused.value.message_dict) == ["password"]
    assert audit() == [
        ("set_password", editor.pk, editor.username),
        ("set_password", editor.pk, administrator.username),
    ]


def test_an_account_above_all_rights_is_left_to_its_like(administrator: User) -> None:
    root = User.objects.create_superuser("root", password="secret-word")
    with pytest.raises(PermissionDenied):
        set_password(by=administrator, user_id=root.pk, password=PASSWORD)
    with pytest.raises(PermissionDenied):
        change_account(by=administrator, user_id=root.pk, is_active=False)
    with pytest.raises(PermissionDenied):
        set_roles(by=administrator, user_id=root.pk, groups=["contributor"])
    root.refresh_from_db()
    assert root.check_password("secret-word")
    set_password(by=WORKER, user_id=root.pk, password=PASSWORD)
    root.refresh_from_db()
    assert root.check_password(PASSWORD)


def test_the_first_account_may_see_everything_and_is_made_once() -> None:
    password = ensure_editor()
    account = User.objects.get(username="editor")
    assert password is not None
    assert account.check_password(password)
    assert (roles(account), account.is_staff, account.is_superuser) == (FIRST, True, False)
    for right in ("publish_article", "erase_article", "moderate_comment", "manage_accounts"):
        assert may(account, right)
    assert ensure_editor() is None
    account.refresh_from_db()
    assert account.check_password(password)


def test_a_reset_opens_the_account_again_and_keeps_its_other_roles() -> None:
    account = factories.user("contributor", username="editor", is_active=False)
    password = reset_editor()
    account.refresh_from_db()
    assert (account.is_active, account.check_password(password)) == (True, True)
    assert roles(account) == ["administrator", "chief editor", "contributor", "moderator"]
    assert {entry.actor for entry in AuditEntry.objects.all()} == {COMMAND.name}


def test_passwords_for_people_are_read_at_a_glance() -> None:
    made = {readable_password() for _n in range(200)}
    assert len(made) == 200
    shape = re.compile(r"(?:[abcdefghjkmnp-z2-9]{4}-){3}[abcdefghjkmnp-z2-9]{4}")
    assert all(shape.fullmatch(password) for password in made)


def test_the_command_prints_the_password_once() -> None:
    out = StringIO()
    call_command("editor_password", "--username", "layla", stdout=out)
    found = re.fullmatch(r"Sign in as layla with the password (\S{19})\n", out.getvalue())
    assert found is not None
    assert User.objects.get(username="layla").check_password(found.group(1))
    assert roles(User.objects.get(username="layla")) == FIRST
    with pytest.raises(CommandError):
        call_command("editor_password", "--username", "two words", stdout=out)
    assert User.objects.count() == 1
