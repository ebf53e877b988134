"""One article with all that its page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, Func, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from articles.models import (
    Article,
    ArticleStatus,
    Citation,
    CitationState,
    Correction,
    Notice,
    Person,
    Revision,
    Shape,
    Topic,
    User,
)
from articles.queries.article_parts import annotations_of_parts, notes_of, people_of, topics_of
from articles.queries.chain import FIELDS as LINK_FIELDS
from articles.queries.chain import Hop, hops
from articles.queries.chain_bare import bare_paragraphs, content_paragraphs
from articles.queries.chain_words import Words, attributing_words
from articles.queries.comments import Thread, number_shown, under_article
from articles.queries.neighbours import Neighbours, annotations, neighbours
from articles.queries.pictures import renditions
from articles.queries.quotations import AlsoQuoted, also_quoted
from articles.queries.related import Related, related
from articles.queries.source_dates import day_of, names_on
from articles.text.paragraphs import Span

EVIDENCE = (
    "consulted", "target", "exact", "start", "end", "evidence_state",
    "report_address", "archived_address", "archived_original",
    "source__kind", "source__description", "source__country",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article with its byline, topics, chain, corrections, notices, the comments under it and
    what stands beside it in its section, and what is about the same.

    `also_quoted` are its quotations that other public articles have too. `suggested` are
    citations that nobody has reviewed, none unless `settings.SHOW_SUGGESTED`. `words` are those of
    the text that attribute something to sources of the chain, in their order. `paragraphs` are
    those of the text that say something, `bare` those of them that name no source of the chain.
    """

    article: Article
    people: list[Person]
    topics: list[Topic]
    chain: list[Hop]
    suggested: list[Citation]
    words: list[Words]
    paragraphs: list[Span]
    bare: list[Span]
    also_quoted: list[AlsoQuoted]
    corrections: list[Correction]
    notices: list[Notice]
    threads: list[Thread]
    neighbours: Neighbours
    related: Related


def find(pk: int, user: User | AnonymousUser | None = None) -> Article | None:
    """The article if `user` may read it, or if its withdrawal is public; look at its `status`.

    Annotated with `comments_shown`, with the `renditions` of its lead picture (format, size and
    file, by width), `text_changed`: its content is not that which was first published, and what
    `neighbours` takes. One query.
    """
    seen = Article.objects.visible_to(user) | Article.objects.withdrawn_in_public()
    return _annotated(seen.filter(pk=pk)).first()


def _annotated(queryset: QuerySet[Article]) -> QuerySet[Article]:
    kept = Revision.objects.filter(article=OuterRef("pk"))
    first = kept.filter(snapshot__status=ArticleStatus.PUBLISHED).order_by("number")
    last = kept.order_by("-number")
    return queryset.select_related("section", "lead_image").annotate(
        comments_shown=number_shown(),
        renditions=renditions(Shape.FULL),
        **annotations(),
        **annotations_of_parts(),
        text_changed=Coalesce(
            _Differ(Subquery(first.values("snapshot")[:1]), Subquery(last.values("snapshot")[:1])),
            Value(False),
        ),
    )


class _Differ(Func):
    """Whether two snapshots differ in more than the state of the article."""

    output_field = BooleanField()

    def as_sql(self, compiler, connection, **extra):  # type: ignore[no-untyped-def,override]
        (left, left_params), (right, right_params) = (
            compiler.compile(expression) for expression in self.source_expressions
        )
        return f"(({left}) - 'status' <> ({right}) - 'status')", [*left_params, *right_params]


def complete(article: Article) -> ArticlePage:
    """What stands around the text of `article`, which `find` gave (eight queries, one more where
    it quotes somebody, and another where others have the same words)."""
    citations = article.citations.select_related("source").only(*LINK_FIELDS, *EVIDENCE)
    citations = citations.annotate(name_then=names_on(day_of(article)))
    links = list(citations.order_by("position", "id"))
    chain, spans = hops(links), content_paragraphs(article)
    topics = topics_of(article)
    corrections, notices = notes_of(article)
    return ArticlePage(
        article=article,
        people=people_of(article),
        topics=topics,
        chain=chain,
        suggested=_suggested(links) if settings.SHOW_SUGGESTED else [],
        words=attributing_words(article, chain),
        paragraphs=spans,
        bare=bare_paragraphs(article, chain, spans),
        also_quoted=also_quoted(article),
        corrections=corrections,
        notices=notices,
        threads=under_article(article.pk),
        neighbours=neighbours(article),
        related=related(
            article,
            sources={hop.citation.source_id for hop in chain if hop.citation.source_id},
            topics={topic.pk for topic in topics},
        ),
    )


def _suggested(links: Sequence[Citation]) -> list[Citation]:
    return [citation for citation in links if citation.state == CitationState.SUGGESTED]
