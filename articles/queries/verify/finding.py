"""What a check says when something is wrong, and the form of checks that are one query."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, models

T = TypeVar("T", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: the check's name, where, and what."""

    check: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.check}: {self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A query whose every row is a finding: `where` and `what` are filled with its columns."""

    check: str
    sql: str
    where: str
    what: str


def apply(rules: Iterable[Rule]) -> Iterator[Finding]:
    """The findings of all `rules`, in order."""
    for rule in rules:
        for row in rows(rule.sql):
            yield Finding(rule.check, rule.where.format(*row), rule.what.format(*row))


def rows(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of one query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return cursor.fetchall()


def portions(queryset: models.QuerySet[T], size: int) -> Iterator[list[T]]:
    """All rows in order of their key, `size` at a time; no server-side cursor is needed."""
    last = 0
    while portion := list(queryset.filter(pk__gt=last).order_by("pk")[:size]):
        yield portion
        last = portion[-1].pk
