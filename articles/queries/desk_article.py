"""One article on the desk where its citations are settled, and the way to the next one."""

from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from articles.attribution.analysis import analyse
from articles.attribution.table import load_table
from articles.attribution.types import Analysis, Texts
from articles.models import Article, ArticleStatus, Citation, CitationState, CitationStep, User
from articles.models.article import SEES_ALL
from articles.queries.chain import Hop, hops
from articles.queries.desk import with_open_suggestions
from articles.queries.desk_alerts import Alert, alerts
from articles.queries.desk_citations import Entry, citations_of, entries
from articles.queries.desk_text import AMBIGUOUS, Passage, passages
from articles.queries.texts import texts_of
from articles.queries.waiting import of_sections
from articles.text.quoted_words import quoted_words

STEPS = 20
"""Steps that the desk lists."""


@dataclass(frozen=True, slots=True)
class DeskArticle:
    """All that the desk shows of an article.

    `counts` are citations by look (states and "ambiguous"); `chain` is what readers see now and
    `expected` what they will see once every open suggestion is confirmed. `steps` are the last
    ones of everybody, newest first; `undoable` and `redoable` are the person's own. `previous_id`
    and `next_id` are the neighbours in the queue of articles with open suggestions.
    """

    article: Article
    passages: tuple[Passage, ...]
    entries: tuple[Entry, ...]
    counts: dict[str, int]
    chain: list[Hop]
    expected: list[Hop]
    alerts: tuple[Alert, ...]
    steps: list[CitationStep]
    undoable: CitationStep | None
    redoable: CitationStep | None
    previous_id: int | None
    next_id: int | None

    @property
    def open(self) -> int:
        """How many citations wait for a decision."""
        return self.counts.get(CitationState.SUGGESTED, 0) + self.counts.get(AMBIGUOUS, 0)

    @property
    def places(self) -> int:
        """How many places of the texts are marked."""
        pieces = (piece for passage in self.passages for paragraph in passage.paragraphs
                  for piece in paragraph.pieces)  # fmt: skip
        return len({(piece.end, mark.number) for piece in pieces for mark in piece.ends})

    @property
    def bare(self) -> int:
        """How many paragraphs credit nobody."""
        every = (one for passage in self.passages for one in passage.paragraphs)
        return sum(paragraph.bare for paragraph in every)

    @property
    def quotes(self) -> bool:
        """Whether the text quotes words that other articles may have too."""
        return bool(quoted_words(self.article.body_text))

    @property
    def acceptable(self) -> dict[int, int]:
        """Versions, by id, of the open citations that «accept the rest» confirms: those that mean
        one thing and whose words stand in the text."""
        return {
            entry.citation.pk: entry.citation.version
            for entry in self.entries
            if entry.look == CitationState.SUGGESTED and entry.old is None
        }


def desk(article_id: int, user: User) -> DeskArticle | None:
    """The article as `user` settles it; None where they may not see it (8 queries at most)."""
    article: Any = _article(article_id, user)
    if article is None:
        return None
    citations = citations_of(article)
    analysis = analysed(article)
    shown = entries(article, citations)
    steps = _steps(article)
    own = [step for step in steps if step.by_id == user.pk]
    return DeskArticle(
        article=article,
        passages=passages(article, citations, analysis),
        entries=shown,
        counts=dict(Counter(entry.look for entry in shown)),
        chain=hops(citations),
        expected=hops(_confirmed(citations)),
        alerts=alerts(article, shown, analysis, user),
        steps=steps[:STEPS],
        undoable=next((step for step in own if step.action != "undo"), None),
        redoable=_redoable(own),
        previous_id=article.previous_open,
        next_id=article.next_open,
    )


def seen_at_desk(article_id: int, user: User) -> Article | None:
    """The article alone, for a part of its desk; None where `user` may not see it (one query)."""
    return Article.objects.visible_to(user).filter(pk=article_id).first()


def next_open(user: User, *, after: Article | None = None) -> int | None:
    """The newest article with open suggestions that `user` settles, or the next one after another,
    as its id; None where there is none."""
    queue = open_articles(user).order_by("-sort_at", "-pk")
    if after is not None:
        queue = queue.filter(_older(after.sort_at, after.pk))
    return queue.values_list("pk", flat=True).first()


def open_articles(user: User) -> QuerySet[Any]:
    """Articles with open suggestions that `user` may settle: of their sections, or own drafts."""
    articles = of_sections(user)
    if not user.has_perm(SEES_ALL):
        drafts = (ArticleStatus.DRAFT, ArticleStatus.IN_REVIEW)
        articles = articles.filter(created_by=user, status__in=drafts)
    return articles.filter(with_open_suggestions(), erased_at=None)


def analysed(article: Article) -> Analysis:
    """What attribution finds in the article as it is; kept for the next view of the same texts."""
    return _analysed(texts_of(article))


@lru_cache(maxsize=32)
def _analysed(texts: Texts) -> Analysis:
    return analyse(texts, load_table())


def _article(article_id: int, user: User) -> Article | None:
    queue = open_articles(user).exclude(pk=OuterRef("pk"))
    older = queue.filter(_older(OuterRef("sort_at"), OuterRef("pk"))).order_by("-sort_at", "-pk")
    newer = queue.filter(_newer(OuterRef("sort_at"), OuterRef("pk"))).order_by("sort_at", "pk")
    return (
        Article.objects.visible_to(user)
        .select_related("section")
        .annotate(
            next_open=Subquery(older.values("pk")[:1]),
            previous_open=Subquery(newer.values("pk")[:1]),
        )
        .filter(pk=article_id)
        .first()
    )


def _older(at: Any, pk: Any) -> Q:
    return Q(sort_at__lt=at) | Q(sort_at=at, pk__lt=pk)


def _newer(at: Any, pk: Any) -> Q:
    return Q(sort_at__gt=at) | Q(sort_at=at, pk__gt=pk)


def _confirmed(citations: Sequence[Citation]) -> list[Citation]:
    """Copies of the citations, those that are open confirmed."""
    copies = [copy(citation) for citation in citations]
    for one in copies:
        if one.state == CitationState.SUGGESTED:
            one.state = CitationState.CONFIRMED
    return copies


def _steps(article: Article) -> list[CitationStep]:
    """Steps that nobody took back, the newest first (one query)."""
    steps = article.citation_steps.filter(undone_by=None).select_related("by")
    return list(steps.defer("before", "after").order_by(F("pk").desc())[:200])


def _redoable(own: Sequence[CitationStep]) -> CitationStep | None:
    step = next((step for step in own if step.action != "redo"), None)
    return step if step is not None and step.action == "undo" else None
