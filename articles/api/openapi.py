"""The OpenAPI description: parameters from the filters, errors from the list of problems.

`manage.py spectacular --file tests/api/openapi.yaml --validate` renews the copy that tests hold it
to. Its texts are English, so that the same code always gives the same description.
"""

from typing import Any

from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from articles.api.problems import KINDS, MEDIA_TYPE
from articles.api.reading import described
from articles.api.serializers.base import Code, Moment, Number, Published, Text
from articles.models import WithdrawalReason

_HEADERS = {
    "ETag": "A strong validator of these bytes; send it back as If-None-Match.",
    "Last-Modified": "When anything that the archive publishes last changed.",
    "Link": "The neighbouring pages of a list (RFC 8288), rel next and prev.",
}
# Where only some of a shape have an error, those that do.
_OF = {"withdrawn": (["articles"],), "search_rebuilding": (["articles"], ["search"])}
_HAS = {"Link": ("list", "graph", "log", "search"), "Last-Modified": ("list", "item", "graph",
        "log", "chain", "entry")}  # fmt: skip
_ERRORS = {
    "list": (
        "invalid_parameters", "forbidden", "not_acceptable", "search_rebuilding", "internal_error",
    ),
    "item": (
        "invalid_parameters", "not_found", "withdrawn", "not_acceptable", "internal_error",
    ),
    "graph": ("invalid_parameters", "not_acceptable", "internal_error"),
    "search": (
        "invalid_parameters", "forbidden", "not_acceptable", "search_rebuilding", "internal_error",
    ),
    "log": ("invalid_parameters", "not_acceptable", "resync", "internal_error"),
}  # fmt: skip


class FaultSerializer(Published):
    """One thing that is wrong with a request."""

    parameter = Text(help_text="The parameter that is wrong or unknown.")
    code = Text(help_text="What is wrong, such as unknown_parameter, repeated, empty or invalid.")
    detail = Text(help_text="The same for people, in Arabic or English.")


class ProblemSerializer(Published):
    """An error (RFC 9457). `code` is for programs and stable; texts are for people."""

    type = serializers.URLField(read_only=True, help_text="Where the documentation explains it.")
    title = Text(help_text="What kind of problem it is, in Arabic or English.")
    status = Number(help_text="The HTTP status.")
    detail = Text(help_text="What is wrong here, in Arabic or English.")
    code = Code([(code, code) for code in KINDS], help_text="The kind of problem.")
    instance = Text(help_text="The address asked for.")
    errors = FaultSerializer(  # type: ignore[assignment]
        many=True, required=False, help_text="Each fault of the parameters."
    )
    parameter = serializers.CharField(required=False, help_text="A parameter that is not allowed.")
    uri = serializers.URLField(required=False, help_text="What was withdrawn or erased.")
    reason_code = serializers.ChoiceField(
        WithdrawalReason.choices, required=False, help_text="Why an article was withdrawn."
    )
    reason = serializers.CharField(required=False, help_text="The public reason of a withdrawal.")
    withdrawn_at = Moment(read_only=False, required=False, help_text="When it was withdrawn.")
    cursor = serializers.CharField(required=False, help_text="Where to go on after a resync.")


class Generator(SchemaGenerator):
    """Describes the API in English, whatever the language of the process."""

    def get_schema(self, request: Any = None, public: bool = False) -> Any:
        with translation.override("en"):
            return super().get_schema(request, public)


class Schema(AutoSchema):
    """The description of one address."""

    view: Any

    def get_tags(self) -> list[str]:
        return self._tokenize_path()[:1] or ["entry"]

    def get_description(self) -> str:  # type: ignore[override]
        return str(self.view.ABOUT)

    def get_operation_id(self) -> str:
        tag = self.get_tags()[0]
        if self._shape() == "item":
            return f"read_{tag[:-1]}"
        if self._shape() == "chain":
            return "read_chain"
        return f"list_{tag}" if self._shape() == "list" else f"read_{tag}"

    def get_filter_backends(self) -> list[Any]:
        return []  # the parameters are described below, with those that do not filter

    def get_override_parameters(self) -> list[Any]:
        found = [self._parameter(name, parameter) for name, parameter in self._parameters()]
        for name, description in _HEADERS.items():
            if self._shape() in _HAS.get(name, (self._shape(),)):
                found.append(
                    OpenApiParameter(
                        name, str, OpenApiParameter.HEADER, description=description, response=[200]
                    )
                )
        if self._shape() in ("item", "chain"):
            by_slug = self.get_tags()[0] in ("topics", "sections")
            found.append(
                OpenApiParameter(
                    "id",
                    str if by_slug else int,
                    OpenApiParameter.PATH,
                    description="The id, or the slug." if by_slug else "The id.",
                )
            )
        return found

    def _parameters(self) -> Any:
        if self._shape() == "item":
            return described(self.view.ITEM)
        return described(self.view.LIST)

    def _parameter(self, name: str, parameter: Any) -> OpenApiParameter:
        return OpenApiParameter(
            name,
            dict(parameter.schema),
            OpenApiParameter.QUERY,
            description=parameter.help_text,
            explode=False if parameter.joined else None,
            style="form" if parameter.joined else None,
        )

    def _shape(self) -> str:
        action = getattr(self.view, "action", None)
        if action == "retrieve":
            return "item"
        if action == "list":
            return "list"
        last = self.path.strip("/").rpartition("/")[2]
        shapes = {"changes": "log", "graph": "graph", "chain": "chain", "search": "search"}
        return shapes.get(last, "entry")

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        bodies["304"] = {"description": "What you have is what there is."}
        problem = self.resolve_serializer(ProblemSerializer, "response").ref
        shape = "item" if self._shape() == "chain" else self._shape()
        for code in _ERRORS.get(shape, ("not_acceptable", "internal_error")):
            if code in _OF and self.get_tags() not in _OF[code]:
                continue
            kind = KINDS[code]
            bodies[str(kind.status)] = {
                "description": f"{kind.title} (`{code}`)",
                "content": {MEDIA_TYPE: {"schema": problem}},
            }
        return bodies
