"""Lines of the change log: what became visible, changed or disappeared."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.api.serializers.articles import uri_of
from articles.api.serializers.base import Code, Moment, Number, Published, Text, TextOrNull
from articles.models import ChangeOp
from articles.queries.api_changes import Entry
from articles.templatetags.addresses import absolute

_PLACES = {"source": "articles:source_short", "comment": "api:comment"}
KINDS = ("article", "source", "comment")


class ChangeSerializer(Published):
    """One change; with the op withdrawn or deleted it is a tombstone: drop your copy."""

    cursor = serializers.SerializerMethodField(
        help_text=_("The place of this change in the log, which the parameter since takes.")
    )
    type = serializers.ChoiceField(KINDS, read_only=True, help_text=_("What changed."))
    id = Number(help_text=_("Its id in the resource of that type."))
    uri = serializers.SerializerMethodField(help_text=_("The address that names it for good."))
    op = Code(ChangeOp.choices, help_text=_("What happened to it, as things stand now."))
    at = Moment(help_text=_("When."))
    reason_code = TextOrNull(help_text=_("Why it was withdrawn or deleted, else null."))
    version = Number(
        allow_null=True, help_text=_("Its version after the change; null in a tombstone.")
    )

    def get_cursor(self, entry: Entry) -> str:
        return f"{self.context['log_id']}.{entry.seq}"

    @extend_schema_field(serializers.URLField)
    def get_uri(self, entry: Entry) -> str:
        if entry.type == "article":
            return uri_of(entry.id)
        return absolute(reverse(_PLACES[entry.type], args=[entry.id]))


class ChangesPageSerializer(Published):
    """A part of the change log in its order, without gaps."""

    next = serializers.URLField(
        read_only=True, allow_null=True, help_text=_("The address of the next page, or null.")
    )
    previous = serializers.URLField(
        read_only=True, allow_null=True, help_text=_("Always null: the log is read forwards.")
    )
    cursor = Text(help_text=_("Where to go on from later, with since=, even if nothing is here."))
    results = ChangeSerializer(many=True, read_only=True, help_text=_("The changes."))
