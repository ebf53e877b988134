"""The desk of one article: its text cut and marked, its citations, its warnings, its queue."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Citation, User
from articles.queries.desk_article import DeskArticle, desk, next_open
from articles.services.actors import COMMAND
from articles.services.citations import Evidence, add_citation
from tests import factories

pytestmark = pytest.mark.django_db

BODY = (
    "<p>نقلت وكالة الأنباء القطرية عن السفير أن الزيارة قائمة.</p>"
    "<p>وكان البلدان قد وقعا اتفاقية للتعاون دخلت حيز التنفيذ لمدة خمس سنوات كاملة.</p>"
)


def article(**fields: Any) -> Article:
    return factories.article("عنوان", body=BODY, **fields)


def suggested(article: Article, name: str, exact: str = "", **fields: Any) -> Citation:
    return add_citation(
        by=COMMAND, article_id=article.pk, role="relayed", name=name, state="suggested",
        evidence=Evidence("body", exact) if exact else None, **fields,
    )  # fmt: skip


def shown(article: Article, user: User) -> DeskArticle:
    found = desk(article.pk, user)
    assert found is not None
    return found


def test_the_text_is_cut_and_marked(editor: User) -> None:
    one = article()
    citation = suggested(one, "وكالة الأنباء القطرية", "وكالة الأنباء القطرية")
    seen = shown(one, editor)
    assert [passage.target for passage in seen.passages] == ["title", "body"]
    first, second = seen.passages[1].paragraphs
    assert [(piece.text, [mark.number for mark in piece.marks]) for piece in first.pieces] == [
        ("نقلت ", []), ("وكالة الأنباء القطرية", [1]), (" عن السفير أن الزيارة قائمة.", []),
    ]  # fmt: skip
    assert [piece.start for piece in first.pieces] == [0, 5, 26]
    mark = first.pieces[1].ends[0]
    assert (mark.citation_id, mark.look, mark.main) == (citation.pk, "suggested", True)
    assert (first.bare, second.bare, seen.bare) == (False, True, 1)
    assert (seen.open, seen.counts) == (1, {"suggested": 1})


def queries(article: Article, user: User) -> int:
    user.has_perm("articles.edit_any_article")  # what a request has asked already
    with CaptureQueriesContext(connection) as captured:
        assert desk(article.pk, user) is not None
    return len(captured)


def test_one_citation_or_twenty_need_the_same_queries(editor: User) -> None:
    source = factories.source("Qatar News Agency", "وكالة الأنباء القطرية")
    one, twenty = article(), article()
    for where, times in ((one, 1), (twenty, 20)):
        for n in range(times):
            made = suggested(where, f"وكالة {n}", "السفير", source=source)
            made.candidates = [{"name": "A", "source": None}, {"name": "B", "source": source.pk}]
            made.save()
    counts = queries(one, editor), queries(twenty, editor)
    assert counts[0] == counts[1] <= 8


def test_the_queue_goes_from_the_newest_to_the_oldest(editor: User) -> None:
    old, middle, new = article(), article(), article()
    for one in (old, middle, new):
        suggested(one, "وكالة")
    article()
    assert next_open(editor) == new.pk
    assert next_open(editor, after=new) == middle.pk
    assert next_open(editor, after=old) is None
    seen = shown(middle, editor)
    assert (seen.previous_id, seen.next_id) == (new.pk, old.pk)
