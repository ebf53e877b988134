"""Accounts: making them, their roles and passwords; all of it audited."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from articles.models import Section, User
from articles.services.actors import COMMAND, Actor, SystemActor
from articles.services.permissions import may, require
from articles.services.recording import recording

CHIEF, ADMINISTRATOR = "chief editor", "administrator"
BELOW_CHIEF = ("contributor", "editor", "moderator")
ROLES = (*BELOW_CHIEF, CHIEF, ADMINISTRATOR)
# Of the account that a new site starts with: whoever has it can try everything.
FIRST = (CHIEF, "moderator", ADMINISTRATOR)
EDITABLE = {"first_name", "last_name", "email", "is_active", "is_staff"}

# Without 0 and o, 1, i and l, which people mix up when they copy a password by hand.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def create_account(
    *,
    by: Actor,
    username: str,
    password: str,
    groups: Iterable[str] = (),
    sections: Iterable[Section] = (),
    **values: Any,
) -> User:
    """Make an account that may enter the admin; `groups` are names of ROLES.

    Raises PermissionDenied, and ValidationError by field.
    """
    require(by, "manage_accounts")
    account = User(username=username.strip(), is_staff=True)
    _set(account, values)
    _check_password(password, account)
    account.set_password(password)
    account.full_clean()
    roles = _groups(groups)
    with recording(by) as log:
        account.save(force_insert=True)
        account.groups.set(roles)
        account.sections.set(sections)
        log.audit("create", account, username=account.username, roles=_names(roles))
    return account


def change_account(*, by: Actor, user_id: int, **values: Any) -> User:
    """Change name, e-mail, whether the account is active and may enter the admin.

    Raises PermissionDenied, ValidationError, User.DoesNotExist.
    """
    require(by, "manage_accounts")
    with recording(by) as log:
        account = _locked(by, user_id)
        before = {name: getattr(account, name) for name in values}
        _set(account, values)
        changed = sorted(name for name in values if getattr(account, name) != before[name])
        if not changed:
            return account
        if account == by and not (account.is_active and account.is_staff):
            raise ValidationError(_("Nobody can lock their own account."))
        account.full_clean(exclude=["password"])
        account.save(update_fields=changed)
        log.audit("change", account, username=account.username, fields=changed)
    return account


def set_roles(
    *, by: Actor, user_id: int, groups: Iterable[str], sections: Iterable[Section] | None = None
) -> User:
    """Let the account have exactly the roles `groups`; None leaves its sections as they are.

    Who manages accounts gives every role, a chief editor those below chief editor and only to
    accounts that hold no other. Nobody changes their own. Raises PermissionDenied,
    ValidationError, User.DoesNotExist.
    """
    with recording(by) as log:
        account = _locked(by, user_id)
        roles = _groups(groups)
        old = set(account.groups.values_list("name", flat=True))
        new = {role.name for role in roles}
        old_sections = set(account.sections.values_list("pk", flat=True))
        places = None if sections is None else {section.pk for section in sections}
        if places is None:
            places = old_sections
        if old == new and old_sections == places:
            return account
        _require_roles(by, account, old | new)
        account.groups.set(roles)
        account.sections.set(places)
        log.audit(
            "set_roles", account, username=account.username, before=sorted(old),
            after=sorted(new), sections=sorted(places),
        )  # fmt: skip
    return account


def set_password(*, by: Actor, user_id: int, password: str) -> User:
    """Set a password: one's own, or anybody's by who manages accounts.

    Raises PermissionDenied, ValidationError, User.DoesNotExist.
    """
    if not (isinstance(by, User) and by.is_active and by.pk == user_id):
        require(by, "manage_accounts")
    with recording(by) as log:
        account = _locked(by, user_id)
        _check_password(password, account)
        account.set_password(password)
        account.save(update_fields=["password"])
        log.audit("set_password", account, username=account.username)
    return account


def ensure_editor(*, username: str = "editor") -> str | None:
    """The password of the first account, made now; None if somebody has this name already."""
    if User.objects.filter(username=username).exists():
        return None
    return reset_editor(username=username)


def reset_editor(*, username: str = "editor") -> str:
    """Make or reset an account that holds the roles of FIRST; returns its new password.

    Raises ValidationError for a name that no account may have.
    """
    password = readable_password()
    account = User.objects.filter(username=username).first()
    with recording(COMMAND):
        if account is None:
            create_account(by=COMMAND, username=username, password=password, groups=FIRST)
            return password
        roles = set(account.groups.values_list("name", flat=True))
        set_roles(by=COMMAND, user_id=account.pk, groups=roles | set(FIRST))
        change_account(by=COMMAND, user_id=account.pk, is_active=True, is_staff=True)
        set_password(by=COMMAND, user_id=account.pk, password=password)
    return password


def readable_password() -> str:
    """Four groups of four letters and digits that are told apart at a glance (79 bits)."""
    groups = ("".join(secrets.choice(_LETTERS) for _n in range(4)) for _group in range(4))
    return "-".join(groups)


def _locked(by: Actor, user_id: int) -> User:
    """The account, locked. One above all rights is left to its like."""
    account = User.objects.select_for_update().get(pk=user_id)
    like = isinstance(by, SystemActor) or getattr(by, "is_superuser", False)
    if account.is_superuser and not like and getattr(by, "pk", None) != account.pk:
        raise PermissionDenied(_("Your role does not allow this."))
    return account


def _require_roles(by: Actor, account: User, touched: set[str]) -> None:
    if isinstance(by, SystemActor):
        return
    if account == by:
        raise PermissionDenied(_("Nobody changes their own roles."))
    if may(by, "manage_accounts"):
        return
    require(by, "manage_editorial_roles")
    if not touched <= set(BELOW_CHIEF):
        raise PermissionDenied(_("A chief editor gives only the roles below chief editor."))


def _groups(names: Iterable[str]) -> list[Group]:
    wanted = set(names)
    if wanted - set(ROLES):
        raise ValidationError({"groups": _("Choose roles of the newsroom.")})
    return list(Group.objects.filter(name__in=wanted))


def _names(groups: Iterable[Group]) -> list[str]:
    return sorted(group.name for group in groups)


def _set(account: User, values: dict[str, Any]) -> None:
    unknown = set(values) - EDITABLE
    if unknown:
        raise TypeError(f"not fields of an account: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(account, name, value)


def _check_password(password: str, account: User) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
