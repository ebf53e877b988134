"""Sources with all their names, and the small object that a citation shows of one."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.api.serializers.base import Code, Number, Published, Text, TextOrNull
from articles.models import NameKind, Source, SourceKind
from articles.queries.api_sources import name_in
from articles.templatetags.addresses import absolute, source_path

LANGUAGES = ("ar", "ru", "en")


class NamesByLanguageSerializer(Published):
    """The name that stands for the source in each language, null where it has none."""

    ar = TextOrNull()
    ru = TextOrNull()
    en = TextOrNull()


class SourceNameSerializer(Published):
    """One name of a source."""

    name = Text(help_text=_("The name as it is written."))
    language = Text(help_text=_("The language of the name, such as ar, ru or en."))
    kind = Code(NameKind.choices, help_text=_("What kind of name it is."))


class _Addressed(Published):
    id = Number(help_text=_("The source's id, which the parameter source takes."))
    url = serializers.SerializerMethodField(help_text=_("The readers' page of the source."))
    name = Text(
        help_text=_("The main name: English, or the original one where no English one is in use.")
    )

    @extend_schema_field(serializers.URLField)
    def get_url(self, source: Source) -> str:
        return absolute(source_path(source))


class SourceReferenceSerializer(_Addressed):
    """Another source that this one belongs to, or was merged into."""


class CitedSourceSerializer(_Addressed):
    """The source of a citation."""

    names = serializers.SerializerMethodField(help_text=_("Its name in each language, or null."))
    kind = Code(SourceKind.choices, help_text=_("What kind of source it is."))

    @extend_schema_field(NamesByLanguageSerializer)
    def get_names(self, source: Source) -> dict[str, str | None]:
        names = list(source.names.all())
        return {language: name_in(language, names) for language in LANGUAGES}


class SourceSerializer(_Addressed):
    """Who articles rest on: a publication, an agency, a broadcaster, a site, a person."""

    names = SourceNameSerializer(
        many=True, read_only=True, help_text=_("All names in all scripts, with their languages.")
    )
    kind = Code(SourceKind.choices, help_text=_("What kind of source it is."))
    country = TextOrNull(help_text=_("The country, two letters of ISO 3166-1, or null."))
    domains = serializers.SerializerMethodField(help_text=_("The domains of its web sites."))
    owner = SourceReferenceSerializer(
        read_only=True, allow_null=True, help_text=_("The source that owns it, or null.")
    )
    parent = SourceReferenceSerializer(
        read_only=True, allow_null=True, help_text=_("The source that it is a part of, or null.")
    )
    merged_into = SourceReferenceSerializer(
        read_only=True,
        allow_null=True,
        help_text=_("The source that replaced it when two turned out to be one, else null."),
    )

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_domains(self, source: Source) -> list[Any]:
        return [row.domain for row in source.domains.all()]
