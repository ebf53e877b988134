"""What a search found: articles with the words that they were found by, counted by facet."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.api.serializers.base import Number, Published, Text
from articles.api.serializers.citations import SELECTOR, ArticleSerializer
from articles.queries.api_search import Found, Highlight
from articles.queries.search import Results
from articles.text.anchors import quote_at

CHOSEN = tuple(name for name in ArticleSerializer.members() if name not in ArticleSerializer.EXTRA)
"""The members of an article that `fields` may name."""

USUAL = (
    "id", "uri", "url", "title", "standfirst", "section", "topics", "byline", "dated",
    "first_published_at", "published_at", "modified_at", "corrected_at", "status", "version",
)  # fmt: skip
"""Those that are given without being asked for."""

FACETS = ("section", "source", "source_role", "topic", "year")
"""What everybody's results are counted by."""


class FoundArticleSerializer(ArticleSerializer):
    """An article that was found: what a list of results shows of it, more with fields."""

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        fields.pop("corrections", None)
        for name in set(fields) - set(USUAL):
            fields[name].read_only, fields[name].required = False, False
        return fields


class MarkSerializer(Published):
    """A word or phrase of the search."""

    selectors = serializers.SerializerMethodField(
        help_text=_("The words as a TextQuoteSelector, their place as a TextPositionSelector.")
    )

    @extend_schema_field(SELECTOR)
    def get_selectors(self, mark: Any) -> list[dict[str, Any]]:
        text, start, end = mark
        return selectors(text, start, end)


class HighlightSerializer(Published):
    """A passage of an article with the words that were searched for."""

    field = serializers.ChoiceField(  # type: ignore[assignment]
        ["title", "standfirst", "body_text"],
        read_only=True,
        help_text=_("The member of the article that the passage stands in."),
    )
    revision = Number(help_text=_("The version of the article that the positions count in."))
    text = serializers.SerializerMethodField(help_text=_("The passage."))
    selectors = serializers.SerializerMethodField(
        help_text=_("The passage as a TextQuoteSelector, its place as a TextPositionSelector.")
    )
    marks = serializers.SerializerMethodField(
        help_text=_("The words in it that were searched for, in whatever form they stand there.")
    )

    def get_text(self, one: Highlight) -> str:
        return one.text[one.start : one.end]

    @extend_schema_field(SELECTOR)
    def get_selectors(self, one: Highlight) -> list[dict[str, Any]]:
        return selectors(one.text, one.start, one.end)

    @extend_schema_field(MarkSerializer(many=True))
    def get_marks(self, one: Highlight) -> Any:
        marks = [(one.text, mark.start, mark.end) for mark in one.marks]
        return [self._of_marks.to_representation(mark) for mark in marks]

    @cached_property
    def _of_marks(self) -> MarkSerializer:
        return MarkSerializer()


class FoundSerializer(Published):
    """An article, and where in it the words stand."""

    article = serializers.SerializerMethodField(help_text=_("The article."))
    highlights = HighlightSerializer(
        many=True,
        read_only=True,
        help_text=_("The title where words of the search stand in it, then the best passages."),
    )

    @extend_schema_field(FoundArticleSerializer)
    def get_article(self, found: Found) -> Any:
        return self._of_articles.to_representation(found.article)

    @cached_property
    def _of_articles(self) -> FoundArticleSerializer:
        """One for all that was found: to make its fields costs more than to give an article."""
        context = {"sees_all": self.context.get("sees_all")}
        return FoundArticleSerializer(only=self.context.get("shown", USUAL), context=context)


@extend_schema_field({"type": ["integer", "string"]})
class _Value(serializers.Field[Any, Any, Any, Any]):
    def to_representation(self, value: int | str) -> int | str:
        return value


class FacetValueSerializer(Published):
    """A value that results can be narrowed to."""

    value = _Value(
        read_only=True,
        help_text=_("What the parameter of this name takes: an id, a code or a year."),
    )
    label = Text(help_text=_("Its name for people."))  # type: ignore[assignment]
    count = Number(help_text=_("How many of the articles found have it."))
    chosen = serializers.BooleanField(
        read_only=True, help_text=_("Whether the results are narrowed to it.")
    )


class FacetsSerializer(Published):
    """The most frequent values of each field among the articles found."""

    section = FacetValueSerializer(many=True, read_only=True, help_text=_("The sections."))
    source = FacetValueSerializer(  # type: ignore[assignment]
        many=True, read_only=True, help_text=_("The sources.")
    )
    source_role = FacetValueSerializer(many=True, read_only=True, help_text=_("The roles."))
    topic = FacetValueSerializer(many=True, read_only=True, help_text=_("The topics."))
    year = FacetValueSerializer(
        many=True, read_only=True, help_text=_("The years, the latest first.")
    )
    status = FacetValueSerializer(
        many=True, required=False, help_text=_("The states; for the newsroom only.")
    )


class UnderstoodSerializer(Published):
    """How the query was understood, part by part."""

    words = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=_("Words: the more, the better.")
    )
    phrases = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text=_("What stands word for word."),
    )
    without = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=_("What stands nowhere in them.")
    )
    sources = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=_("Names after source:.")
    )
    topics = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=_("Names after topic:.")
    )
    without_sources = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=_("Names after -source:.")
    )
    without_topics = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=_("Names after -topic:.")
    )
    after = serializers.DateField(
        read_only=True, allow_null=True, help_text=_("Dated on this day or later, or null.")
    )
    before = serializers.DateField(
        read_only=True, allow_null=True, help_text=_("Dated before this day, or null.")
    )
    notes = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text=_("The same in sentences for people, in Arabic or English."),
    )


class MeantSerializer(Published):
    """The query as it may have been meant."""

    q = Text(help_text=_("The query, written otherwise."))
    total = Number(help_text=_("How many articles it finds."))


class SearchPageSerializer(Published):
    """A page of results."""

    next = serializers.URLField(
        read_only=True, allow_null=True, help_text=_("The address of the next page, or null.")
    )
    previous = serializers.URLField(
        read_only=True, allow_null=True, help_text=_("The address of the page before, or null.")
    )
    count = Number(
        allow_null=True,
        help_text=_("How many articles were found; null while the index catches up with changes."),
    )
    state = serializers.ChoiceField(
        ["ready", "catching_up"],
        read_only=True,
        help_text=_("Of the index: while it catches up it may miss what changed last."),
    )
    query = UnderstoodSerializer(read_only=True, help_text=_("How the query was understood."))
    did_you_mean = MeantSerializer(
        read_only=True, allow_null=True, help_text=_("What may have been meant, or null.")
    )
    facets = FacetsSerializer(
        read_only=True, allow_null=True, help_text=_("Counts by facet; null where none are given.")
    )
    results = FoundSerializer(
        many=True, read_only=True, help_text=_("The articles, best match or newest first.")
    )


def selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """A part of a text as selectors of the W3C Web Annotation model."""
    quote = quote_at(text, start, end)
    return [
        {
            "type": "TextQuoteSelector",
            "exact": quote.exact,
            "prefix": quote.prefix,
            "suffix": quote.suffix,
        },
        {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
    ]


def query_of(results: Results) -> dict[str, Any]:
    """The member `query`."""
    understood = results.understood
    return {
        "words": understood.words,
        "phrases": understood.phrases,
        "without": understood.without,
        "sources": understood.sources,
        "topics": understood.topics,
        "without_sources": understood.without_sources,
        "without_topics": understood.without_topics,
        "after": understood.after,
        "before": understood.before,
        "notes": results.notes,
    }


def facets_of(results: Results) -> dict[str, Any]:
    """The member `facets` of results that were counted."""
    counted: dict[str, Any] = {facet.field: facet.values for facet in results.facets}
    return dict.fromkeys(FACETS, ()) | counted
