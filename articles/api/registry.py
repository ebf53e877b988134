"""The resources of the API, by the name of one of each."""

from articles.api.views import resources
from articles.api.views.articles import ArticleViewSet
from articles.api.views.base import ResourceViewSet

RESOURCES: dict[str, type[ResourceViewSet]] = {
    "article": ArticleViewSet,
    "source": resources.SourceViewSet,
    "citation": resources.CitationViewSet,
    "topic": resources.TopicViewSet,
    "section": resources.SectionViewSet,
    "comment": resources.CommentViewSet,
    "correction": resources.CorrectionViewSet,
}
