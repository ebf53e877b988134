"""The names of what a search is narrowed to, also where nothing was found."""

from collections.abc import Sequence

from articles.models import CitationRole, Section, Source, Topic
from articles.search.asked import Filters


def names_of(filters: Filters, sections: Sequence[Section]) -> dict[tuple[str, int | str], str]:
    """(parameter, value) -> name for people of the sections, sources, topics and roles chosen.

    What does not exist has none. One query for sources and one for topics, where some are chosen.
    """
    found: dict[tuple[str, int | str], str] = {
        ("section", one.pk): one.name for one in sections if one.pk in filters.sections
    }
    if filters.sources:
        sources = Source.objects.filter(pk__in=filters.sources)
        found |= {("source", one.pk): one.label or one.name for one in sources}
    if filters.topics:
        topics = Topic.objects.filter(pk__in=filters.topics)
        found |= {("topic", one.pk): one.name for one in topics}
    for role in filters.roles:
        found["source_role", role] = str(CitationRole(role).label)
    return found
