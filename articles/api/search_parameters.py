"""The parameters of the search: those of the readers' page, checked as all of the API are."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.api.filters import may_see_states
from articles.api.parameters import Choice, Cursor, Names, Parameter, Query, References, Size
from articles.api.reading import Parameters
from articles.api.serializers.search import CHOSEN
from articles.models import ArticleStatus, CitationRole
from articles.queries import api_references
from articles.search.asked import Filters

RELEVANCE, NEWEST = "relevance", "-published_at"


class _DayField(forms.CharField):
    def to_python(self, value: Any) -> Any:
        text = str(super().to_python(value))
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        raise ValidationError(_("Give a day such as 2019-06-18."))


class Day(Parameter):
    """A day of the archive's calendar."""

    field_class = _DayField
    schema = {"type": "string", "format": "date"}


class _YearsField(forms.CharField):
    def to_python(self, value: Any) -> Any:
        years = [year.strip() for year in str(super().to_python(value)).split(",")]
        if not all(re.fullmatch(r"[0-9]{1,4}", year) for year in years):
            raise ValidationError(_("Give a year such as 2019, or 0 for what has no date."))
        return tuple(dict.fromkeys(int(year) for year in years))


class Years(Parameter):
    """Years, separated by commas."""

    field_class = _YearsField
    joined = True
    schema = {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 9999}}


class SearchParameters(Parameters):
    RESTRICTED = {"status": may_see_states}

    q = Query(
        _(
            "What is searched for: words, “phrases”, -without, source:, topic:, before:, after:, "
            "also in Arabic. Nothing is refused: the answer says in query how it was understood."
        )
    )
    section = References(
        _("In this section, by id or slug."),
        find=lambda text, user: api_references.section_id(text),
        by_slug=True,
    )
    source = References(
        _("Resting on these sources, all of them, by id."),
        find=lambda text, user: api_references.source_id(text),
    )
    source_role = Names(_("With sources in these roles, all of them."), CitationRole.values)
    topic = References(
        _("With these topics, all of them, by id or slug."),
        find=lambda text, user: api_references.topic_id(text),
        by_slug=True,
    )
    year = Years(_("Dated in this year; 0 for what has no date."))
    published_from = Day(_("Dated, or without a date published, on this day or later."))
    published_to = Day(_("Dated, or without a date published, on this day or earlier."))
    status = Names(_("In this state; for the newsroom only."), ArticleStatus.values)
    ordering = Choice(
        _("Best match first, which is how words are answered, or newest first."),
        [RELEVANCE, NEWEST],
    )
    facets = Choice(_("With off, nothing is counted by facet."), ["on", "off"])
    fields = Names(_("Only these members of each article, separated by commas."), CHOSEN)
    cursor = Cursor(_("The place of the page; take it from next or previous."))
    page_size = Size(_("Rows on a page."))


def filters_of(given: Mapping[str, Any]) -> Filters:
    """What was asked for besides the words, read."""
    return Filters(
        sections=given.get("section", ()),
        sources=given.get("source", ()),
        topics=given.get("topic", ()),
        roles=given.get("source_role", ()),
        years=given.get("year", ()),
        statuses=given.get("status", ()),
        since=given.get("published_from"),
        until=given.get("published_to"),
    )
