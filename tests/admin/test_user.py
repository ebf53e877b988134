"""Accounts in the admin: made, described, given roles and passwords by whom it behoves."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from articles.models import AuditEntry, User
from tests import factories
from tests.admin.forms import act

pytestmark = pytest.mark.django_db
Login = Callable[..., Client]
LIST = "/admin/articles/user/"


def person(**values: Any) -> dict[str, Any]:
    return {"first_name": "ليلى", "last_name": "حداد", "email": ""} | values


def roles(account: User) -> list[str]:
    return sorted(account.groups.values_list("name", flat=True))


def test_an_administrator_makes_an_account(as_role: Login) -> None:
    section = factories.section()
    response = as_role("administrator").post(
        f"{LIST}add/",
        person(
            username="layla", password="tin-kettle-42", groups=["editor"], sections=[section.pk]
        ),
    )
    assert response.status_code == 302
    account = User.objects.get(username="layla")
    assert (account.get_full_name(), account.is_active, account.is_staff) == (
        "ليلى حداد", True, True,
    )  # fmt: skip
    assert account.check_password("tin-kettle-42")
    assert roles(account) == ["editor"]
    assert [row.pk for row in account.sections.all()] == [section.pk]
    assert not account.user_permissions.exists()
    sent = {"username": "layla", "password": "tin-kettle-42"}
    assert Client().post("/admin/login/", sent).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"password": "12345"}, "password"),
        ({"username": "two words"}, "username"),
        ({"email": "nothing"}, "email"),
        ({"groups": ["superuser"]}, "groups"),
    ],
)
def test_wrong_accounts_come_back(as_role: Login, wrong: dict[str, Any], where: str) -> None:
    client = as_role("administrator")
    before = User.objects.count()
    sent = person(username="layla", password="tin-kettle-42", groups=["editor"]) | wrong
    response = client.post(f"{LIST}add/", sent)
    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == [where]
    assert "ليلى" in response.content.decode()
    assert User.objects.count() == before
    assert not AuditEntry.objects.exists()


def test_an_administrator_changes_roles_and_switches_an_account_off(as_role: Login) -> None:
    account = factories.user("contributor")
    client = as_role("administrator")
    response = client.post(
        f"{LIST}{account.pk}/change/",
        person(is_staff="on", is_active="on", groups=["moderator", "chief editor"]),
    )
    assert response.status_code == 302
    account.refresh_from_db()
    assert roles(account) == ["chief editor", "moderator"]
    assert account.first_name == "ليلى"
    act(client, LIST, "deactivate", account.pk)
    account.refresh_from_db()
    assert not account.is_active
    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["change", "set_roles", "change"]


def test_nobody_changes_their_own_roles_or_locks_their_own_account(as_role: Login) -> None:
    client = as_role("administrator")
    me = User.objects.get()
    path = f"{LIST}{me.pk}/change/"
    assert "groups" not in client.get(path).context["adminform"].form.fields
    sent = person(is_staff="on", is_active="on", groups=["administrator", "chief editor"])
    assert client.post(path, sent).status_code == 302
    assert roles(me) == ["administrator"]
    response = client.post(path, person(is_staff="on"))
    assert response.status_code == 200
    assert response.context["adminform"].form.non_field_errors() == ["لا يقفل أحد حسابه بنفسه."]
    me.refresh_from_db()
    assert me.is_active


def test_a_chief_editor_gives_only_roles_below_chief(as_role: Login) -> None:
    account = factories.user("contributor")
    chief = as_role("chief editor")
    path = f"{LIST}{account.pk}/change/"
    form = chief.get(path).context["adminform"].form
    assert [name for name, _label in form.fields["groups"].choices] == [
        "contributor", "editor", "moderator",
    ]  # fmt: skip
    assert "email" not in form.fields
    # Fields that are not shown are not taken either.
    assert chief.post(path, person(email="x@example.org", groups=["editor"])).status_code == 302
    account.refresh_from_db()
    assert (roles(account), account.email, account.first_name) == (["editor"], "", "")
    refused = chief.post(path, person(groups=["administrator"]))
    assert refused.status_code == 200
    assert list(refused.context["adminform"].form.errors) == ["groups"]
    assert roles(account) == ["editor"]


def test_a_chief_editor_leaves_another_chief_alone(as_role: Login) -> None:
    other = factories.user("chief editor")
    response = as_role("chief editor").post(f"{LIST}{other.pk}/change/", person(groups=["editor"]))
    assert response.status_code == 200
    assert len(response.context["adminform"].form.non_field_errors()) == 1
    assert roles(other) == ["chief editor"]


def test_an_administrator_sets_a_password(as_role: Login) -> None:
    account = factories.user("editor")
    client = as_role("administrator")
    path = f"{LIST}{account.pk}/password/"
    new = {"password1": "tin-kettle-42", "password2": "tin-kettle-42"}
    short = client.post(path, {"password1": "abc", "password2": "abc"})
    assert (short.status_code, list(short.context["form"].errors)) == (200, ["password2"])
    unlike = client.post(path, new | {"password2": "tin-kettle-43"})
    assert (unlike.status_code, list(unlike.context["form"].errors)) == (200, ["password2"])
    account.refresh_from_db()
    assert account.check_password("secret-word")
    assert client.post(path, new).status_code == 302
    account.refresh_from_db()
    assert account.check_password("tin-kettle-42")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.detail) == ("set_password", {"username": account.username})


@pytest.mark.parametrize("role", ["chief editor", "editor", "contributor", "moderator"])
def test_others_set_no_passwords_and_make_no_accounts(as_role: Login, role: str) -> None:
    account = factories.user("editor")
    client = as_role(role)
    new = {"password1": "tin-kettle-42", "password2": "tin-kettle-42"}
    assert client.post(f"{LIST}{account.pk}/password/", new).status_code == 403
    sent = person(username="layla", password="tin-kettle-42", groups=["chief editor"])
    assert client.post(f"{LIST}add/", sent).status_code == 403
    act(client, LIST, "deactivate", account.pk)
    account.refresh_from_db()
    assert account.check_password("secret-word")
    assert account.is_active
    assert not User.objects.filter(username="layla").exists()


def test_one_s_own_password_goes_through_the_service_and_the_session_stays(as_role: Login) -> None:
    client = as_role("contributor")
    sent = {"old_password": "secret-word", "new_password1": "tin-kettle-42",
            "new_password2": "tin-kettle-42"}  # fmt: skip
    assert client.post("/admin/password_change/", sent).status_code == 302
    assert User.objects.get().check_password("tin-kettle-42")
    assert client.get("/admin/").status_code == 200
    assert AuditEntry.objects.get().action == "set_password"


def test_an_administrator_has_no_editorial_page(as_role: Login) -> None:
    client = as_role("administrator")
    article = factories.article()
    for kind in ("article", "source", "section", "topic", "comment", "revision", "citation"):
        assert client.get(f"/admin/articles/{kind}/").status_code == 403, kind
    assert client.get(f"/admin/articles/article/{article.pk}/change/").status_code == 403
    for kind in ("user", "auditentry", "job"):
        assert client.get(f"/admin/articles/{kind}/").status_code == 200, kind


def test_accounts_are_not_deleted(as_role: Login) -> None:
    account = factories.user("editor")
    client = as_role("administrator")
    assert client.post(f"{LIST}{account.pk}/delete/", {"post": "yes"}).status_code == 403
    act(client, LIST, "delete_selected", account.pk, post="yes")
    assert User.objects.filter(pk=account.pk).exists()


def test_roles_are_shown_and_not_edited(as_role: Login) -> None:
    client = as_role("administrator")
    group = Group.objects.get(name="editor")
    before = group.permissions.count()
    assert client.get("/admin/auth/group/").status_code == 200
    path = f"/admin/auth/group/{group.pk}/change/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"name": "editor", "permissions": []}).status_code == 403
    assert client.post("/admin/auth/group/add/", {"name": "new"}).status_code == 403
    assert (group.permissions.count(), Group.objects.count()) == (before, 5)
    assert as_role("editor").get("/admin/auth/group/").status_code == 403
