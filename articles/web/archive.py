"""The archive by year, month and day, and what has no date."""

from datetime import date

from django.http import Http404

from articles.queries import archive
from articles.web.caching import Asked, Page, reader_page
from articles.web.lists import page_or_404


@reader_page()
def archive_page(asked: Asked) -> Page:
    return Page("articles/archive.html", {"counted": archive.years()})


@reader_page("cursor")
def year_page(asked: Asked, year: int) -> Page:
    counted = archive.months(year)
    if not counted.total:
        raise Http404("nothing of this year")
    found = page_or_404(lambda: archive.of_year(year, asked.cursor))
    return Page("articles/archive_year.html", {"year": year, "counted": counted, "found": found})


@reader_page("cursor")
def month_page(asked: Asked, year: int, month: int) -> Page:
    counted = archive.days(year, month)
    if not counted.total:
        raise Http404("nothing of this month")
    found = page_or_404(lambda: archive.of_month(year, month, asked.cursor))
    context = {"year": year, "month": month, "counted": counted, "found": found}
    return Page("articles/archive_month.html", context)


@reader_page("cursor")
def day_page(asked: Asked, year: int, month: int, day: int) -> Page:
    try:
        on = date(year, month, day)
    except ValueError as error:
        raise Http404("no such day") from error
    found = page_or_404(lambda: archive.of_day(on, asked.cursor))
    if not found.items:
        raise Http404("nothing of this day")
    return Page("articles/archive_day.html", {"day": on, "found": found})


@reader_page("cursor")
def undated_page(asked: Asked) -> Page:
    found = page_or_404(lambda: archive.undated(asked.cursor))
    return Page("articles/undated.html", {"found": found})
