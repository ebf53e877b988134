"""Citations: one link of an article to a source, with its evidence as W3C selectors."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from articles.api.serializers.articles import (
    ArticleMembersSerializer,
    ArticleReferenceSerializer,
    uri_of,
)
from articles.api.serializers.base import Code, Number, Published, Text, TextOrNull
from articles.api.serializers.comments import CorrectionNoteSerializer, NoticeSerializer
from articles.api.serializers.sources import CitedSourceSerializer
from articles.models import (
    Article,
    Citation,
    CitationRole,
    CitationState,
    EvidenceState,
    EvidenceTarget,
)
from articles.queries.api_citations import Links, confirmed_via, links_of
from articles.queries.source_dates import day_of, name_then


class TextQuoteSelectorSerializer(Published):
    """The words themselves, with what stands before and after them (W3C Web Annotation)."""

    type = serializers.ChoiceField(["TextQuoteSelector"], read_only=True)
    exact = Text(help_text=_("The words."))
    prefix = Text(help_text=_("What stands before them."))
    suffix = Text(help_text=_("What stands after them."))


class TextPositionSelectorSerializer(Published):
    """Where the words stand, counted in Unicode code points (W3C Web Annotation)."""

    type = serializers.ChoiceField(["TextPositionSelector"], read_only=True)
    start = Number(help_text=_("Code points before the first one of the words."))
    end = Number(help_text=_("Code points before the first one after the words."))


SELECTOR = PolymorphicProxySerializer(
    component_name="Selector",
    serializers=[TextQuoteSelectorSerializer, TextPositionSelectorSerializer],
    resource_type_field_name=None,
    many=True,
)


class EvidenceSerializer(Published):
    """The words of the article that the citation rests on."""

    target = Code(EvidenceTarget.choices, help_text=_("The text of the article that they are in."))
    revision = Number(help_text=_("The version of the article that the position counts in."))
    selectors = serializers.SerializerMethodField(
        help_text=_("The words as a TextQuoteSelector, their place as a TextPositionSelector.")
    )

    @extend_schema_field(SELECTOR)
    def get_selectors(self, citation: Citation) -> list[dict[str, Any]]:
        return [
            {
                "type": "TextQuoteSelector",
                "exact": citation.exact,
                "prefix": citation.prefix,
                "suffix": citation.suffix,
            },
            {"type": "TextPositionSelector", "start": citation.start, "end": citation.end},
        ]


class CitationSerializer(Published):
    """One link of an article's chain of sources.

    The context has `links` (how the citations lead into one another) and `sees_all` (whether the
    reader may see links that are not confirmed, and evidence that is no longer in the text).
    """

    id = Number(help_text=_("The citation's id, which via of another one names."))
    article = ArticleReferenceSerializer(
        read_only=True, help_text=_("The article; with expand=article all of it.")
    )
    source = CitedSourceSerializer(  # type: ignore[assignment]
        read_only=True,
        allow_null=True,
        help_text=_("The source, null while the name is not resolved."),
    )
    name = serializers.SerializerMethodField(
        help_text=_(
            "The source as the article names it; where it does not, the main name that the source"
            " had on the article's day in the article's language, if it has another today; or null."
        )
    )
    role = Code(CitationRole.choices, help_text=_("What the source did for the article."))
    via = serializers.SerializerMethodField(
        help_text=_("The citation through which the article has this one, null at its first link.")
    )
    state = Code(
        CitationState.choices, help_text=_("Its state; the public only ever sees confirmed.")
    )
    confidence = serializers.FloatField(
        read_only=True,
        allow_null=True,
        help_text=_("How sure a program was, from 0 to 1; null where a person said it."),
    )
    evidence = serializers.SerializerMethodField(
        help_text=_("The words that it rests on, or null where none are given.")
    )

    consulted = serializers.BooleanField(
        read_only=True, help_text=_("Whether the newsroom has read the source itself.")
    )
    report_address = TextOrNull(help_text=_("Where the source published it, or null."))
    archived_address = TextOrNull(help_text=_("A copy of it in a web archive, or null."))
    rests_on = serializers.SerializerMethodField(
        help_text=_("The uri of the article here that the source published, or null.")
    )

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_rests_on(self, citation: Any) -> str | None:
        return None if citation.report_id is None else uri_of(citation.report_id)

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_name(self, citation: Citation) -> str | None:
        if citation.name or citation.source is None:
            return citation.name or None
        article = citation.article
        return name_then(citation.source.names.all(), article.language, day_of(article))

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_via(self, citation: Citation) -> int | None:
        if self.context.get("sees_all"):
            return citation.via_id
        links: Links = self.context["links"]
        return confirmed_via(citation.via_id, links)

    @extend_schema_field(EvidenceSerializer(allow_null=True))
    def get_evidence(self, citation: Citation) -> dict[str, Any] | None:
        # Words that an edit took out of the text stay in the newsroom.
        shown = citation.evidence_state == EvidenceState.FOUND or (
            self.context.get("sees_all") and citation.evidence_state != EvidenceState.NONE
        )
        return EvidenceSerializer(citation).data if shown else None


class ArticleSerializer(ArticleMembersSerializer):
    """An article with the chain of sources that it rests on."""

    EXTRA = ("corrections",)

    citations = serializers.SerializerMethodField(
        help_text=_("Its chain of sources, by position; each as in the resource citations.")
    )
    notices = NoticeSerializer(
        many=True,
        read_only=True,
        help_text=_("What it rests on and was taken back, as readers are told, newest first."),
    )
    corrections = CorrectionNoteSerializer(
        many=True,
        required=False,
        help_text=_("Its corrections, oldest first, with expand."),
    )

    @extend_schema_field(CitationSerializer(many=True))
    def get_citations(self, article: Article) -> Any:
        every = list(article.citations.all())
        shown = [
            citation
            for citation in every
            if self.context.get("sees_all") or citation.state == CitationState.CONFIRMED
        ]
        context = {"links": links_of(every), "sees_all": self.context.get("sees_all")}
        return CitationSerializer(shown, many=True, context=context).data
