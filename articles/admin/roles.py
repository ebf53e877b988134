"""The newsroom's roles as people read them; the groups carry names that programs know."""

from django.utils.translation import gettext_lazy as _

from articles.services.accounts import ADMINISTRATOR, BELOW_CHIEF, CHIEF, ROLES

TITLES = {
    "contributor": _("contributor"),
    "editor": _("editor"),
    CHIEF: _("chief editor"),
    "moderator": _("moderator"),
    ADMINISTRATOR: _("administrator"),
}
DUTIES = {
    "contributor": _("Writes and edits own drafts, and sends them to review."),
    "editor": _(
        "Edits every article of the sections given, settles sources, publishes, corrects, imports."
    ),
    CHIEF: _("Everything editorial, also sections, deletion and the roles below chief editor."),
    "moderator": _("Sees comments and decides on them."),
    ADMINISTRATOR: _("Manages accounts and settings; no editorial right by that alone."),
}
assert set(TITLES) == set(DUTIES) == set(ROLES)


def title(role: str) -> str:
    """The name of a role for people."""
    return str(TITLES.get(role, role))


def choices(*, below_chief: bool = False) -> list[tuple[str, str]]:
    """Roles that may be given, with what each may do."""
    given = BELOW_CHIEF if below_chief else ROLES
    return [(role, f"{TITLES[role]}: {DUTIES[role]}") for role in given]
