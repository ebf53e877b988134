"""The OpenAPI description of the API, made once per process."""

from functools import cache
from typing import Any

from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.openapi import Generator
from articles.api.reading import Parameters
from articles.api.views.base import ReadView
from articles.models import Article


class SchemaView(ReadView):
    """OpenAPI 3.1 as JSON, or as YAML where the header Accept asks for application/yaml."""

    schema = None
    renderer_classes = [
        OpenApiJsonRenderer2,
        OpenApiJsonRenderer,
        OpenApiYamlRenderer2,
        OpenApiYamlRenderer,
    ]

    def get(self, request: Request) -> Response:
        Parameters(request.query_params, Article.objects.none(), request=request).read()
        return Response(described())

    def changed_when(self) -> Any:
        return None


@cache
def described() -> Any:
    """The schema of all addresses, in English."""
    return Generator().get_schema(request=None, public=True)
