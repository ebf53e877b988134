"""Who acts: a person with an account, or a part of the program."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from articles.models import User


@dataclass(frozen=True)
class SystemActor:
    """A part of the program that acts by itself; it may do everything, and is named in history."""

    name: str


WORKER = SystemActor("worker")
COMMAND = SystemActor("command")
READER = SystemActor("reader")

TITLES = {
    WORKER.name: _("the worker"),
    COMMAND.name: _("a command"),
    READER.name: _("a reader"),
    "anonymous": _("a reader"),
}
"""What people call the parts of the program."""

Actor = User | SystemActor | AnonymousUser


def actor_name(by: Actor) -> str:
    """What history records: the login name, or the name of the part of the program."""
    if isinstance(by, SystemActor):
        return by.name
    return by.get_username() or "anonymous"


def actor_title(name: str) -> str:
    """What people read for a name in history: the part of the program in words, or the login."""
    return str(TITLES.get(name, name))


def account(by: Actor) -> User | None:
    """The person's account, or None for a part of the program."""
    return by if isinstance(by, User) else None
