"""What a parameter of the API refers to: an article, a source, a topic or a section."""

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser

from articles.models import Section, Source, Topic, User
from articles.queries.api_articles import readable
from articles.text.ids import id_in

T = TypeVar("T", Section, Topic)


def article_id(text: str, user: User | AnonymousUser) -> int | None:
    """The id, if `user` may read that article."""
    pk = id_in(text)
    if pk is None or not readable(user).filter(pk=pk).exists():
        return None
    return pk


def source_id(text: str) -> int | None:
    """The id of the source, or of the one that it was merged into."""
    pk = id_in(text)
    seen: set[int] = set()
    while pk is not None and pk not in seen:
        seen.add(pk)
        row = Source.objects.filter(pk=pk).values_list("merged_into").first()
        if row is None:
            return None
        if row[0] is None:
            return pk
        pk = row[0]
    return None


def topic_id(text: str) -> int | None:
    """The id of the topic with this id or this slug."""
    return _taxon_id(Topic, text)


def section_id(text: str) -> int | None:
    """The id of the section with this id or this slug."""
    return _taxon_id(Section, text)


def _taxon_id(model: type[T], text: str) -> int | None:
    """By id where the text is a number, else (or where there is no such id) by slug."""
    if "\x00" in text:
        return None
    pk = id_in(text)
    if pk is not None and model.objects.filter(pk=pk).exists():
        return pk
    return model.objects.filter(slug=text).values_list("pk", flat=True).first()
