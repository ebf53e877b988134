"""Sources, citations, topics, sections, comments and corrections over the API."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.api import filters
from articles.api.filters import WHOLE_ARTICLE
from articles.api.serializers.citations import CitationSerializer
from articles.api.serializers.comments import CommentSerializer, CorrectionSerializer
from articles.api.serializers.sources import SourceSerializer
from articles.api.serializers.taxonomy import SectionSerializer, TopicSerializer
from articles.api.views.base import ResourceViewSet
from articles.models import Citation, Comment, Correction, Section, Source, Topic
from articles.queries import api_citations, api_comments, api_references, api_sources


class SourceViewSet(ResourceViewSet):
    """Sources, those merged into another too."""

    ABOUT = _("Whom articles rest on. A source that was merged into another stays and says so.")
    LIST, ITEM = filters.SourceParameters, filters.SourceItemParameters
    serializer_class = SourceSerializer
    queryset = Source.objects.none()

    def rows(self) -> Any:
        return api_sources.every()


class CitationViewSet(ResourceViewSet):
    """Citations, each with its place in the chain."""

    ABOUT = _("The links between articles and sources, with role, chain and evidence.")
    LIST, ITEM = filters.CitationParameters, filters.CitationItemParameters
    serializer_class = CitationSerializer
    queryset = Citation.objects.none()

    def rows(self) -> Any:
        return api_citations.readable(self.request.user)

    def loaded(self, queryset: Any, shown: Collection[str]) -> Any:
        return api_citations.with_parts(
            queryset, self.request.user, article=self.whole(WHOLE_ARTICLE)
        )

    def context(self, things: list[Any]) -> dict[str, Any]:
        links = api_citations.links_in(citation.article_id for citation in things)
        return {"links": links, "sees_all": api_citations.sees_all_states(self.request.user)}


class TopicViewSet(ResourceViewSet):
    """Topics."""

    ABOUT = _("What articles are about.")
    LIST, ITEM = filters.TopicParameters, filters.TopicItemParameters
    serializer_class = TopicSerializer
    queryset = Topic.objects.none()

    def rows(self) -> Any:
        return Topic.objects.all()

    def identified(self, text: str) -> int | None:
        return api_references.topic_id(text)


class SectionViewSet(ResourceViewSet):
    """Sections."""

    ABOUT = _("The sections of the newsroom.")
    LIST, ITEM = filters.SectionParameters, filters.SectionItemParameters
    serializer_class = SectionSerializer
    queryset = Section.objects.none()

    def rows(self) -> Any:
        return Section.objects.all()

    def identified(self, text: str) -> int | None:
        return api_references.section_id(text)


class CommentViewSet(ResourceViewSet):
    """Approved comments."""

    ABOUT = _("Readers' comments as they stand under articles.")
    LIST, ITEM = filters.CommentParameters, filters.CommentItemParameters
    serializer_class = CommentSerializer
    queryset = Comment.objects.none()

    def rows(self) -> Any:
        return api_comments.comments(self.request.user)

    def loaded(self, queryset: Any, shown: Collection[str]) -> Any:
        return api_comments.comments_with_parts(queryset, article=self.whole(WHOLE_ARTICLE))


class CorrectionViewSet(ResourceViewSet):
    """Corrections."""

    ABOUT = _("The newsroom's public corrections.")
    LIST, ITEM = filters.CorrectionParameters, filters.CorrectionItemParameters
    serializer_class = CorrectionSerializer
    queryset = Correction.objects.none()

    def rows(self) -> Any:
        return api_comments.corrections(self.request.user)

    def loaded(self, queryset: Any, shown: Collection[str]) -> Any:
        return api_comments.corrections_with_parts(queryset, article=self.whole(WHOLE_ARTICLE))
