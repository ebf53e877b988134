"""Days of the Hijri calendar in Arabic words, as the Umm al-Qura calendar counts them."""

from datetime import date

from hijridate import Gregorian

MONTHS = (
    "محرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر",
    "جمادى الأولى",
    "جمادى الآخرة",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة",
    "ذو الحجة",
)


def hijri_day(day: date) -> tuple[int, int, int] | None:
    """Year, month and day; None outside the calendar's table (1924-08-01 to 2077-11-16)."""
    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return None
    return found.year, found.month, found.day
