"""What articles are filed under: sections, topics, people."""

from django.db.models import QuerySet

from articles.models import Person, Section, Topic


def rail() -> list[Section]:
    """All sections in the order of the rail (one query)."""
    return list(Section.objects.order_by("position", "id"))


def topic(slug: str) -> Topic | None:
    return Topic.objects.filter(slug=slug).first()


def person(pk: int) -> Person | None:
    return Person.objects.filter(pk=pk).first()


def topics() -> QuerySet[Topic]:
    """All topics in Arabic order."""
    return Topic.objects.order_by("sort_key", "id")
