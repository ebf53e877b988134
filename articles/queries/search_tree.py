"""A query and its filters as what is asked of the index."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from articles.models import Article, User
from articles.models.article import SEES_ALL
from articles.queries.search_names import Also, Names
from articles.search.asked import Filters, Understood
from articles.search.documents import microseconds
from articles.search.engine import DATE, KEY
from articles.search.nodes import Between, Combined, Node, OneOf
from articles.search.phrases import also_node, phrase_node, unwanted_node
from articles.search.question import Other, Question
from articles.text.analyser import analyse_text

OWN_AT_MOST = 10_000
"""Articles of their own, the newest, that a contributor's search looks at."""

_HIDDEN = OneOf("public", (0,))


def seen_by(user: User | AnonymousUser | None, changed: Sequence[int]) -> tuple[Node, ...]:
    """Conditions for what `user` may see (one query for contributors, none for others)."""
    if user is not None and user.is_authenticated:
        if user.has_perm(SEES_ALL):
            return ()
        own = Article.objects.filter(created_by=user).order_by("-pk").values_list("pk", flat=True)
        keys = tuple(own[:OWN_AT_MOST])
        if keys:
            return (Combined(should=(readers(changed), OneOf(KEY, keys))),)
    return (readers(changed),)


def readers(changed: Sequence[int]) -> Node:
    """What everybody may see: never what changed since the index was written.

    It says what they may not see, since that is far less to look at.
    """
    return Combined(never=(_HIDDEN, OneOf(KEY, tuple(changed))) if changed else (_HIDDEN,))


def question_of(
    asked: Understood, filters: Filters, names: Names, conditions: Iterable[Node] = ()
) -> Question:
    """What is asked for, of what meets the `conditions` of `seen_by`."""
    return Question(
        words=tuple(analyse_text(" ".join(asked.words))),
        also=tuple(_other(also) for also in names.also),
        phrases=tuple(phrase_node(analyse_text(phrase)) for phrase in asked.phrases),
        filters=(*filtered(filters), *_named(names), *_days(asked.after, asked.before)),
        never=tuple(_never(asked, names)),
        seen=tuple(conditions),
    )


def _other(also: Also) -> Other:
    stems = frozenset(term.stem for term in analyse_text(also.written))
    return Other(also_node(also.terms(), also.source), stems)


def filtered(filters: Filters) -> Iterator[Node]:
    """A condition for each value of the filters."""
    for name, values in (
        ("section", filters.sections),
        ("source", filters.sources),
        ("topic", filters.topics),
        ("year", filters.years),
        ("role", filters.roles),
        ("status", filters.statuses),
    ):
        for value in values:
            yield OneOf(name, (value,))  # type: ignore[arg-type]
    until = filters.until + timedelta(days=1) if filters.until not in (None, date.max) else None
    yield from _days(filters.since, until)


def _named(names: Names) -> Iterator[Node]:
    for meaning in names.meanings:
        if meaning.part.wanted and meaning.ids:
            yield OneOf(meaning.part.kind, meaning.ids)


def _never(asked: Understood, names: Names) -> Iterator[Node]:
    for text in asked.without:
        terms = analyse_text(text)
        if terms:
            yield unwanted_node(terms)
    for meaning in names.meanings:
        if not meaning.part.wanted and meaning.ids:
            yield OneOf(meaning.part.kind, meaning.ids)


def _days(first: date | None, end: date | None) -> Iterator[Node]:
    """From the beginning of one day to before that of another, in the site's time zone."""
    if first or end:
        low = _midnight(first) if first else None
        high = _midnight(end) - 1 if end else None
        yield Between(DATE, low, high)


def _midnight(day: date) -> int:
    zone = timezone.get_default_timezone()
    return microseconds(datetime.combine(day, time.min, zone)) if day > date.min else -(2**62)
