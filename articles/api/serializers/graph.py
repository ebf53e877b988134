"""The graph of sources: how many articles have one source right before another in their chains."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from articles.api.serializers.base import Code, Number, Published
from articles.api.serializers.sources import SourceReferenceSerializer
from articles.models import SourceKind


class NodeSerializer(SourceReferenceSerializer):
    """A source of the graph."""

    kind = Code(SourceKind.choices, help_text=_("What kind of source it is."))


class EdgeSerializer(Published):
    """That one source relies on another."""

    before = NodeSerializer(
        read_only=True, help_text=_("The source that relies on the other: it is nearer the reader.")
    )
    source = NodeSerializer(  # type: ignore[assignment]
        read_only=True, help_text=_("The source that it relies on.")
    )
    articles = Number(help_text=_("In how many articles one stands right before the other."))


class GraphPageSerializer(Published):
    """A part of the graph, the heaviest edges first."""

    count = serializers.IntegerField(
        required=False, help_text=_("How many edges there are; only with count=on.")
    )
    next = serializers.URLField(
        read_only=True, allow_null=True, help_text=_("The address of the next page, or null.")
    )
    previous = serializers.URLField(
        read_only=True, allow_null=True, help_text=_("The address of the page before, or null.")
    )
    nodes = NodeSerializer(
        many=True, read_only=True, help_text=_("The sources of these edges, each once, by id.")
    )
    results = EdgeSerializer(many=True, read_only=True, help_text=_("The edges."))
