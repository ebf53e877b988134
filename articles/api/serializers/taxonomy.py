"""Sections and topics, and the small objects that articles show of them and of people."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.api.serializers.base import Number, Published, Text, TextOrNull
from articles.models import Section, Topic
from articles.templatetags.addresses import absolute

URL = serializers.URLField


class SectionReferenceSerializer(Published):
    """The section of an article."""

    id = Number(help_text=_("The section's id, which the parameter section takes."))
    name = Text(help_text=_("The name that readers see."))
    slug = Text(help_text=_("The last part of the page's address; section takes it too."))
    url = serializers.SerializerMethodField(help_text=_("The readers' page of the section."))

    @extend_schema_field(URL)
    def get_url(self, section: Section) -> str:
        return absolute(reverse("articles:section", args=[section.slug]))


class SectionSerializer(SectionReferenceSerializer):
    """A section of the newsroom; an article stands in one at most."""

    description = TextOrNull(help_text=_("What stands in it."))
    position = Number(help_text=_("Its place among the sections, from the smallest."))


class TopicReferenceSerializer(Published):
    """A topic of an article."""

    id = Number(help_text=_("The topic's id, which the parameter topic takes."))
    name = Text(help_text=_("The name that readers see."))
    slug = Text(help_text=_("The last part of the page's address; topic takes it too."))
    url = serializers.SerializerMethodField(help_text=_("The readers' page of the topic."))

    @extend_schema_field(URL)
    def get_url(self, topic: Topic) -> str:
        return absolute(reverse("articles:topic", args=[topic.slug]))


class TopicSerializer(TopicReferenceSerializer):
    """What articles are about, across sections."""

    description = TextOrNull(help_text=_("What it covers."))


class BylineSerializer(Published):
    """Who signs an article; of a name that is not resolved to a person, id and url are null."""

    id = Number(allow_null=True, help_text=_("The person's id, null where only a name is known."))
    name = Text(help_text=_("The name in the byline."))
    url = URL(
        read_only=True, allow_null=True, help_text=_("The readers' page of the person, or null.")
    )
