"""Kinds of parameters: what each accepts, what it says of a bad value, how the schema shows it."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django_filters import Filter

from articles.models import User
from articles.queries.keyset import LONGEST_CURSOR
from articles.search.query_language import LONGEST as LONGEST_QUERY

PAGE_SIZE, LARGEST_PAGE = 20, 100
LONGEST_REFERENCE = 200  # a slug
LONGEST_NAME, MOST_WORDS = 200, 8
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?"
    r"([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
)


class Parameter(Filter):
    """A parameter of the API; `schema` is its JSON schema, `help_text` tells people about it."""

    field_class: Any = forms.CharField
    schema: Mapping[str, Any] = {"type": "string"}
    joined = False  # whether several values are written with commas between them

    def __init__(self, help_text: Any, **extra: Any) -> None:
        super().__init__(help_text=help_text, **extra)

    @property
    def help_text(self) -> str:
        return str(self.extra["help_text"])


class _WordsField(forms.CharField):
    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if len(text.split()) > MOST_WORDS:
            raise ValidationError(_("Give at most %(count)d words.") % {"count": MOST_WORDS})
        return text


class Words(Parameter):
    """A few words of a name."""

    field_class = _WordsField
    schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}

    def __init__(self, help_text: Any) -> None:
        super().__init__(help_text, max_length=LONGEST_NAME)


class Query(Parameter):
    """What is searched for, in the language of the readers' search: nothing of it is refused."""

    schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_QUERY}

    def __init__(self, help_text: Any) -> None:
        super().__init__(help_text, max_length=LONGEST_QUERY)


class Reference(Parameter):
    """The id (or slug) of something that the archive holds, found by `find(text, user)`."""

    def __init__(
        self, help_text: Any, *, find: Callable[[str, Any], int | None], by_slug: bool = False
    ) -> None:
        super().__init__(help_text, max_length=LONGEST_REFERENCE)
        self._find = find
        self.schema = {"type": "string" if by_slug else "integer"}

    def find(self, text: str, user: User) -> int:
        """The id. Raises ValidationError where `user` may not see such a thing, or none is."""
        pk = self._find(text, user)
        if pk is None:
            raise ValidationError(_("There is nothing public of this kind."), code="unknown_value")
        return pk


class References(Reference):
    """Ids (or slugs) with commas between them, each found as a `Reference` finds one."""

    joined = True

    def __init__(self, help_text: Any, **finding: Any) -> None:
        super().__init__(help_text, **finding)
        self.schema = {"type": "array", "items": self.schema}

    def find(self, text: str, user: User) -> Any:
        """The ids, each once. Raises ValidationError as that of `Reference`."""
        names = [name.strip() for name in text.split(",")]
        return tuple(dict.fromkeys(super(References, self).find(name, user) for name in names))


class _ChoiceField(forms.ChoiceField):
    default_error_messages = {"invalid_choice": _("Choose one of: %(choices)s.")}

    def validate(self, value: Any) -> None:
        codes = [str(code) for code, _label in self.choices]  # type: ignore[misc,union-attr]
        if value not in codes:
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"choices": ", ".join(codes)},
            )


class Choice(Parameter):
    """One of a closed list of codes."""

    field_class = _ChoiceField

    def __init__(self, help_text: Any, codes: Sequence[str]) -> None:
        super().__init__(help_text, choices=[(code, code) for code in codes])
        self.schema = {"type": "string", "enum": list(codes)}


class _CountryField(forms.CharField):
    def to_python(self, value: Any) -> Any:
        text = str(super().to_python(value)).upper()
        if not re.fullmatch(r"[A-Z]{2}", text):
            raise ValidationError(_("Give the two letters of a country, such as QA."))
        return text


class Country(Parameter):
    """A country by its code of ISO 3166-1."""

    field_class = _CountryField
    schema = {"type": "string", "pattern": "^[A-Za-z]{2}$"}


def _in_utc(moment: datetime) -> datetime:
    """The moment in UTC, or the first or last that has a year of four digits.

    A database takes offsets of less than 16 hours only.
    """
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return (datetime.min if moment.year == 1 else datetime.max).replace(tzinfo=UTC)


class _MomentField(forms.CharField):
    def __init__(self, *, until: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.until = until

    def to_python(self, value: Any) -> Any:
        text = str(super().to_python(value))
        try:
            if _DAY.fullmatch(text):
                at = time.max if self.until else time.min
                zone = timezone.get_current_timezone()
                return _in_utc(datetime.combine(date.fromisoformat(text), at, zone))
            if _MOMENT.fullmatch(text) and (moment := parse_datetime(text.upper())):
                return _in_utc(moment)
        except ValueError:
            pass
        raise ValidationError(
            _(
                "Give a day such as 2019-06-18, or a time such as 2019-06-18T09:30:00Z; "
                "in an address the sign + is written %(plus)s."
            )
            % {"plus": "%2B"}
        )


class Moment(Parameter):
    """A day, or a time with its offset; a day begins the range at its start, ends it at its end."""

    field_class = _MomentField

    def __init__(self, help_text: Any, *, until: bool = False) -> None:
        super().__init__(help_text, until=until)
        self.schema = {
            "type": "string",
            "anyOf": [{"format": "date"}, {"format": "date-time"}],
        }


class _NamesField(forms.CharField):
    def __init__(self, *, allowed: Collection[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.allowed = allowed

    def to_python(self, value: Any) -> Any:
        names = [name.strip() for name in str(super().to_python(value)).split(",")]
        unknown = [name for name in dict.fromkeys(names) if name not in self.allowed]
        if unknown:
            raise ValidationError(
                _("Not known: %(names)s. Choose from: %(choices)s.")
                % {"names": ", ".join(unknown)[:200], "choices": ", ".join(self.allowed)}
            )
        return tuple(dict.fromkeys(names))


class Names(Parameter):
    """Names from a closed list, separated by commas."""

    field_class = _NamesField
    joined = True

    def __init__(self, help_text: Any, allowed: Collection[str]) -> None:
        super().__init__(help_text, allowed=tuple(allowed))
        self.schema = {"type": "array", "items": {"type": "string", "enum": list(allowed)}}


class Ordering(Choice):
    """The order of a list: a name, or a name with "-" for the other way round.

    `keys` gives the keys of the row comparison for each name, ascending.
    """

    def __init__(self, help_text: Any, keys: Mapping[str, Sequence[str]], default: str) -> None:
        super().__init__(help_text, [sign + name for name in keys for sign in ("-", "")])
        self.schema = {**self.schema, "default": default}
        self.keys, self.default = keys, default

    def keys_of(self, ordering: str) -> tuple[str, ...]:
        """The keys of `articles.queries.keyset.page`."""
        sign = "-" if ordering.startswith("-") else ""
        return tuple(sign + key for key in self.keys[ordering.removeprefix("-")])


class _SizeField(forms.CharField):
    def to_python(self, value: Any) -> Any:
        text = str(super().to_python(value))
        if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= LARGEST_PAGE:
            raise ValidationError(
                _("Give a number from 1 to %(largest)d.") % {"largest": LARGEST_PAGE}
            )
        return int(text)


class Size(Parameter):
    """How many rows a page has."""

    field_class = _SizeField
    schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE}


class Cursor(Parameter):
    """The place of a page in its list, as a link to the page gave it."""

    schema = {"type": "string", "maxLength": LONGEST_CURSOR}

    def __init__(self, help_text: Any) -> None:
        super().__init__(help_text, strip=False)
