"""Who acts: a person with an account, or a part of the program."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from articles.models import User


@dataclass(frozen=True)
class SystemActor:
    """A part of the program that acts by itself; it may do everything, and is named in history."""

    name: str


WORKER = SystemActor("worker")
COMMAND = SystemActor("command")
READER = SystemActor("reader")

Actor = User | SystemActor | AnonymousUser


def actor_name(by: Actor) -> str:
    """What history records: the login name, or the name of the part of the program."""
    if isinstance(by, SystemActor):
        return by.name
    return by.get_username() or "anonymous"


def account(by: Actor) -> User | None:
    """The person's account, or None for a part of the program."""
    return by if isinstance(by, User) else None
