"""Parts of addresses: slugs of any script, and years, months and days as digits of fixed width."""

from django.urls import register_converter


class SlugConverter:
    """Anything but a slash and control characters; wrong slugs are redirected, not refused."""

    regex = r"[^/\x00-\x1f\x7f]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class _NumberConverter:
    width: int
    regex: str

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:0{self.width}}"


class YearConverter(_NumberConverter):
    """0001 to 9999."""

    width = 4
    regex = r"(?!0000)[0-9]{4}"


class MonthConverter(_NumberConverter):
    """01 to 12."""

    width = 2
    regex = r"0[1-9]|1[0-2]"


class DayConverter(_NumberConverter):
    """01 to 31."""

    width = 2
    regex = r"0[1-9]|[12][0-9]|3[01]"


def register() -> None:
    """Make the converters known under "words", "year", "month" and "day"."""
    register_converter(SlugConverter, "words")
    register_converter(YearConverter, "year")
    register_converter(MonthConverter, "month")
    register_converter(DayConverter, "day")
