"""An article's chain over the API, as JSON-LD."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.reading import Parameters
from articles.api.serializers.chain import chain_document
from articles.api.views.articles import gone
from articles.api.views.base import ReadView
from articles.models import Article
from articles.queries import api_articles
from articles.queries.api_chain import chain_of
from articles.text.ids import id_in


class LinkedDataRenderer(JSONRenderer):
    media_type = "application/ld+json"
    format = "jsonld"


class ChainView(ReadView):
    """The chain of one article."""

    ABOUT = _(
        "The chain of sources of one article as JSON-LD: PROV-O says what was derived from what, "
        "Web Annotation which words of the article say so. Only what is confirmed stands in it."
    )
    LIST = ITEM = Parameters
    renderer_classes = [LinkedDataRenderer, JSONRenderer]

    @extend_schema(responses={200: {"type": "object", "required": ["@context", "@graph"]}})
    def get(self, request: Request, pk: str) -> Response:
        Parameters(request.query_params, Article.objects.none(), request=request).read()
        article_id = id_in(pk)
        chain = None if article_id is None else chain_of(article_id, request.user)
        if chain is None:
            article = None if article_id is None else api_articles.withdrawn(article_id)
            raise Http404 if article is None else gone(article)
        return Response(chain_document(chain))
