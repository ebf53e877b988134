"""Articles with their chain, and the small object that other resources show of one."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.api.serializers.base import Code, Moment, Number, Published, Text, TextOrNull, said
from articles.api.serializers.taxonomy import (
    BylineSerializer,
    SectionReferenceSerializer,
    TopicReferenceSerializer,
)
from articles.models import Article, ArticleStatus
from articles.queries.api_articles import is_due
from articles.templatetags.addresses import absolute, article_path, person_path

_MOMENT = serializers.DateTimeField(allow_null=True)


def uri_of(article_id: int) -> str:
    """The address that names the article for good, whatever its title becomes."""
    return absolute(reverse("articles:article_short", args=[article_id]))


def published_when(article: Article, column: str) -> datetime | None:
    """A date of publication; of an article that is due, the one that the worker will store."""
    stored: datetime | None = getattr(article, column)
    if stored is None and is_due(article) and article.publish_at is not None:
        return max(at for at in (article.publish_at, article.embargo_until) if at is not None)
    return stored


class _Status(Code):
    """The state; what is due counts as published."""

    def get_attribute(self, article: Article) -> str:
        return ArticleStatus.PUBLISHED if is_due(article) else article.status


class ArticleMembersSerializer(Published):
    """All of an article but its citations."""

    id = Number(help_text=_("The article's id, which the parameter article takes."))
    uri = serializers.SerializerMethodField(
        help_text=_("The address that names the article for good.")
    )
    url = serializers.SerializerMethodField(
        help_text=_("The readers' page, whose address follows the title.")
    )
    title = Text(help_text=_("The headline, plain text."))
    standfirst = TextOrNull(help_text=_("The sentence under the headline, or null."))
    body_html = Text(source="body", help_text=_("The text as a safe subset of HTML."))
    body_text = Text(help_text=_("The text without markup; a blank line between paragraphs."))
    footer_text = TextOrNull(source="footer", help_text=_("The closing credit line, or null."))
    language = Text(help_text=_("The language of the text, such as ar."))
    section = SectionReferenceSerializer(
        read_only=True, allow_null=True, help_text=_("The section, or null.")
    )
    topics = TopicReferenceSerializer(many=True, read_only=True, help_text=_("The topics."))
    byline = serializers.SerializerMethodField(help_text=_("Who signs it, in order."))
    dated = TextOrNull(
        help_text=_("When the original says it was written (EDTF), null where that is unknown.")
    )
    first_published_at = serializers.SerializerMethodField(
        help_text=_("When it first appeared here; this never changes.")
    )
    published_at = serializers.SerializerMethodField(
        help_text=_("When it last appeared here; differs after a withdrawal that was taken back.")
    )
    modified_at = Moment(help_text=_("When it was last saved."))
    corrected_at = Moment(allow_null=True, help_text=_("When it was last corrected, or null."))
    status = _Status(
        ArticleStatus.choices, help_text=_("Its state; the public only ever sees published.")
    )
    version = Number(help_text=_("Counts up with every save; evidence names it as revision."))
    rights = TextOrNull(help_text=_("Whose rights, under which licence, or null."))

    @extend_schema_field(serializers.URLField)
    def get_uri(self, article: Article) -> str:
        return uri_of(article.pk)

    @extend_schema_field(serializers.URLField)
    def get_url(self, article: Article) -> str:
        return absolute(article_path(article))

    @extend_schema_field(BylineSerializer(many=True))
    def get_byline(self, article: Article) -> list[dict[str, Any]]:
        people = [row.person for row in article.bylines.all()]
        if not people and article.byline_text:
            return [{"id": None, "name": article.byline_text, "url": None}]
        return [
            {"id": person.pk, "name": person.name, "url": absolute(person_path(person))}
            for person in people
        ]

    @extend_schema_field(_MOMENT)
    def get_first_published_at(self, article: Article) -> str | None:
        return said(published_when(article, "first_published_at"))

    @extend_schema_field(_MOMENT)
    def get_published_at(self, article: Article) -> str | None:
        return said(published_when(article, "published_at"))


class ArticleReferenceSerializer(ArticleMembersSerializer):
    """An article that something else belongs to: what names it, or all of it with expand=article.

    Its citations are at citations?article=.
    """

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for name in set(fields) - {"id", "uri", "url", "title"}:
            fields[name].read_only, fields[name].required = False, False
        return fields

    def to_representation(self, article: Article) -> dict[str, Any]:
        if "article" in self.context.get("expand", ()):
            return super().to_representation(article)
        return {
            "id": article.pk,
            "uri": uri_of(article.pk),
            "url": absolute(article_path(article)),
            "title": article.title,
        }
