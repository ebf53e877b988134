"""What all serializers share: members on request, and texts that are null where there is none."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from rest_framework import serializers


class Published(serializers.Serializer[Any]):
    """The published members of a thing; `only` names those to give (all without it).

    `EXTRA` are members that are given only on request, with the parameter `expand`.
    """

    EXTRA: Collection[str] = ()

    def __init__(self, *args: Any, only: Collection[str] | None = None, **kwargs: Any) -> None:
        self._only = only
        super().__init__(*args, **kwargs)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        if self._only is None:
            return fields
        return {name: field for name, field in fields.items() if name in self._only}

    @classmethod
    def members(cls) -> list[str]:
        """The names of all members, in the order in which they are given."""
        return list(cls._declared_fields)

    @classmethod
    def usual(cls) -> list[str]:
        """The names of the members that are given without being asked for."""
        return [name for name in cls.members() if name not in cls.EXTRA]


class TextOrNull(serializers.CharField):
    """A text that is null where the archive holds none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True, "allow_null": True, **kwargs})

    def to_representation(self, value: Any) -> Any:
        return str(value) if value else None


class Number(serializers.IntegerField):
    """An id or a version."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True, **kwargs})


class Text(serializers.CharField):
    """A text that is always there."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True, **kwargs})


class Moment(serializers.DateTimeField):
    """A time with the offset of the archive's time zone (RFC 3339)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True, **kwargs})


def said(moment: datetime | None) -> str | None:
    """A time as `Moment` writes it."""
    return None if moment is None else Moment().to_representation(moment)


class Code(serializers.ChoiceField):
    """One of a closed list of codes."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, **{"read_only": True, **kwargs})
