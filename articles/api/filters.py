"""The parameters of each resource, as sets of filters that refuse what they do not know."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.api.parameters import (
    Choice,
    Country,
    Moment,
    Names,
    Ordering,
    Query,
    Reference,
    Words,
)
from articles.api.reading import General, Parameters
from articles.api.serializers.articles import ArticleMembersSerializer
from articles.api.serializers.citations import ArticleSerializer, CitationSerializer
from articles.api.serializers.comments import CommentSerializer, CorrectionSerializer
from articles.api.serializers.sources import SourceSerializer
from articles.api.serializers.taxonomy import SectionSerializer, TopicSerializer
from articles.models import ArticleStatus, CitationRole, CitationState, SourceKind
from articles.queries import (
    api_articles,
    api_citations,
    api_references,
    api_sources,
)

_BY_ID = {"id": ["id"]}
_BY_NAME = {"name": ["sort_key", "id"], **_BY_ID}


def _fields(names: Iterable[str]) -> Names:
    return Names(_("Only these members of each thing, separated by commas."), list(names))


def _ordering(keys: Any, default: str) -> Ordering:
    return Ordering(_("The order of the list; “-” turns it round."), keys, default)


def _expand(names: list[str]) -> Names:
    return Names(_("Give more: what is named here is shown in full."), names)


def _article() -> Reference:
    return Reference(_("Of this article, by its id."), find=api_references.article_id)


def _source() -> Reference:
    return Reference(
        _("Resting on this source, by its id; an id that was merged leads to the new one."),
        find=lambda text, user: api_references.source_id(text),
    )


def _role() -> Choice:
    return Choice(_("With a source in this role."), CitationRole.values)


def may_see_states(user: Any) -> bool:
    """Whether the person belongs to the newsroom, and so may ask for other states."""
    return bool(user.is_authenticated and user.is_staff)


class ArticleItemParameters(Parameters):
    fields = _fields(ArticleSerializer.members())
    expand = _expand(["corrections"])


class ArticleParameters(General):
    RESTRICTED = {"status": may_see_states}

    q = Query(
        _(
            "Words that all stand in the article, in any form, in the language of the search. "
            "Where more than 10,000 match, a page may have fewer rows than it could and yet a "
            "next one, and count is null."
        )
    )
    source = _source()
    source_role = _role()
    topic = Reference(
        _("With this topic, by id or slug."),
        find=lambda text, user: api_references.topic_id(text),
        by_slug=True,
    )
    section = Reference(
        _("In this section, by id or slug."),
        find=lambda text, user: api_references.section_id(text),
        by_slug=True,
    )
    status = Choice(_("In this state; for the newsroom only."), ArticleStatus.values)
    published_from = Moment(_("Published then or later."))
    published_to = Moment(_("Published then or earlier; a day counts to its end."), until=True)
    modified_from = Moment(_("Saved then or later."))
    modified_to = Moment(_("Saved then or earlier; a day counts to its end."), until=True)
    ordering = _ordering(
        {
            "published_at": ["published_on", "id"],
            "modified_at": ["modified_at", "id"],
            "dated": ["sort_at", "id"],
            **_BY_ID,
        },
        "-published_at",
    )
    fields = _fields(ArticleSerializer.members())
    expand = _expand(["corrections"])

    def narrow(self, queryset: Any, *, q: str = "", **given: Any) -> Any:
        """All but `q`, which the view asks the index for."""
        return api_articles.narrow(queryset, **given)


class SourceItemParameters(Parameters):
    fields = _fields(SourceSerializer.members())


class SourceParameters(General):
    q = Words(_("The beginning of a name, or of a word in one, in any script and spelling."))
    kind = Choice(_("Of this kind."), SourceKind.values)
    country = Country(_("Of this country, two letters of ISO 3166-1."))
    ordering = _ordering(_BY_NAME, "name")
    fields = _fields(SourceSerializer.members())

    def narrow(self, queryset: Any, **given: Any) -> Any:
        return api_sources.narrow(queryset, **given)


class CitationItemParameters(Parameters):
    fields = _fields(CitationSerializer.members())
    expand = _expand(["article"])


class CitationParameters(General):
    RESTRICTED = {"state": api_citations.sees_all_states}

    article = _article()
    source = _source()
    source_role = _role()
    state = Choice(_("In this state; for the newsroom only."), CitationState.values)
    ordering = _ordering(_BY_ID, "id")
    fields = _fields(CitationSerializer.members())
    expand = _expand(["article"])

    def narrow(self, queryset: Any, **given: Any) -> Any:
        return api_citations.narrow(queryset, **given)


class TopicItemParameters(Parameters):
    fields = _fields(TopicSerializer.members())


class TopicParameters(General):
    ordering = _ordering(_BY_NAME, "name")
    fields = _fields(TopicSerializer.members())


class SectionItemParameters(Parameters):
    fields = _fields(SectionSerializer.members())


class SectionParameters(General):
    ordering = _ordering({"position": ["position", "id"], **_BY_ID}, "position")
    fields = _fields(SectionSerializer.members())


class OfArticle(General):
    article = _article()

    def narrow(self, queryset: Any, **given: Any) -> Any:
        return queryset.filter(**given)


class CommentItemParameters(Parameters):
    fields = _fields(CommentSerializer.members())
    expand = _expand(["article"])


class CommentParameters(OfArticle):
    ordering = _ordering({"created_at": ["created_at", "id"], **_BY_ID}, "-created_at")
    fields = _fields(CommentSerializer.members())
    expand = _expand(["article"])


class CorrectionItemParameters(Parameters):
    fields = _fields(CorrectionSerializer.members())
    expand = _expand(["article"])


class CorrectionParameters(OfArticle):
    ordering = _ordering({"at": ["at", "id"], **_BY_ID}, "-at")
    fields = _fields(CorrectionSerializer.members())
    expand = _expand(["article"])


# What an article shows where it is expanded: all but its citations.
WHOLE_ARTICLE = tuple(ArticleMembersSerializer.members())
