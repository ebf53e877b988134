"""Lists of articles: of a section, a topic, a person."""

from collections.abc import Callable
from typing import TypeVar

from django.http import Http404, HttpResponsePermanentRedirect

from articles.queries import articles, taxonomy
from articles.templatetags.addresses import person_path
from articles.web.caching import Asked, Page, reader_page

M = TypeVar("M")


def page_or_404(turn: Callable[[], M]) -> M:
    """The page of a list; a cursor that no page gave out is an address that does not exist."""
    try:
        return turn()
    except ValueError as error:
        raise Http404("bad cursor") from error


@reader_page("cursor")
def section_page(asked: Asked, slug: str) -> Page:
    section = next((section for section in asked.sections if section.slug == slug), None)
    if section is None:
        raise Http404("no such section")
    found = page_or_404(lambda: articles.of_section(section, asked.cursor))
    return Page("articles/section.html", {"section": section, "found": found})


@reader_page("cursor")
def topic_page(asked: Asked, slug: str) -> Page:
    topic = taxonomy.topic(slug)
    if topic is None:
        raise Http404("no such topic")
    found = page_or_404(lambda: articles.of_topic(topic, asked.cursor))
    return Page("articles/topic.html", {"topic": topic, "found": found})


@reader_page("cursor")
def person_page(asked: Asked, pk: int, slug: str = "") -> Page | HttpResponsePermanentRedirect:
    person = taxonomy.person(pk)
    if person is None:
        raise Http404("no such person")
    if slug != person.slug:
        return HttpResponsePermanentRedirect(person_path(person))
    found = page_or_404(lambda: articles.of_person(person, asked.cursor))
    return Page("articles/person.html", {"person": person, "found": found})
