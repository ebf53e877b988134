"""Readers' comments and the newsroom's corrections, as they stand on public pages."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from articles.api.serializers.articles import ArticleReferenceSerializer
from articles.api.serializers.base import Code, Moment, Number, Published, Text
from articles.models import CommentState


class CommentSerializer(Published):
    """A comment that a moderator approved; plain text, and nothing of its writer but the name."""

    id = Number(help_text=_("The comment's id."))
    article = ArticleReferenceSerializer(
        read_only=True, help_text=_("The article; with expand=article all of it.")
    )
    parent = Number(  # type: ignore[assignment]
        source="parent_id", allow_null=True, help_text=_("The comment that it answers, or null.")
    )
    name = Text(help_text=_("The name that its writer gave."))
    text = Text(help_text=_("What it says, plain text with line breaks."))
    from_newsroom = serializers.BooleanField(
        read_only=True, help_text=_("Whether the newsroom wrote it.")
    )
    created_at = Moment(help_text=_("When it was written."))
    status = Code(CommentState.choices, source="state", help_text=_("Always approved here."))


class CorrectionNoteSerializer(Published):
    """A public note on what was wrong in an article and what is right."""

    id = Number(help_text=_("The correction's id."))
    text = Text(help_text=_("What was wrong and what is right, plain text."))
    at = Moment(help_text=_("When it was corrected."))
    revision = Number(
        source="revision.number",
        allow_null=True,
        default=None,
        help_text=_("The version of the article that has the correction, or null."),
    )


class NoticeSerializer(Published):
    """What readers are told because something that the article rests on was taken back."""

    id = Number(help_text=_("The notice's id."))
    text = Text(help_text=_("What readers should know, plain text."))
    at = Moment(help_text=_("When it was written."))


class CorrectionSerializer(CorrectionNoteSerializer):
    """A correction with its article."""

    article = ArticleReferenceSerializer(
        read_only=True, help_text=_("The article; with expand=article all of it.")
    )
