"""The search box over the list of articles: what it finds for whom, in which order, and when."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, User
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.publishing import submit_for_review, withdraw
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def shown(client: Client, **query: Any) -> list[int]:
    response = client.get(LIST, query)
    assert response.status_code == 200, response
    return [article.pk for article in response.context["cl"].result_list]


def warned(client: Client, **query: Any) -> list[str]:
    response = client.get(LIST, query)
    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert all(text in response.content.decode() for text in said)
    return said


def test_the_best_match_first(desk: Client, search_index: Callable[[], None]) -> None:
    much = factories.article("سفير قطر", body="<p>قطر قطر قطر</p>")
    little = factories.article("غيره", body=f"<p>{'كلام ' * 200} في قطر.</p>")
    factories.article("غيرهما")
    search_index()
    assert shown(desk, q="قطر") == [much.pk, little.pk]
    assert shown(desk, q="القطرية") == [much.pk, little.pk]
    assert shown(desk, q="قطر سفير") == [much.pk]
    assert shown(desk, q="قطر -سفير") == [little.pk]
    assert shown(desk, q="قطر", o="1") == [much.pk, little.pk]
    assert shown(desk, q="قطر", o="-1") == [little.pk, much.pk]
    assert warned(desk, q="قطر") == []
    sorted_by = '<th scope="col" class="sortable column-shown_date sorted'
    assert sorted_by not in desk.get(LIST, {"q": "قطر"}).content.decode()
    assert sorted_by in desk.get(LIST).content.decode()


def test_drafts_and_what_was_withdrawn(desk: Client, search_index: Callable[[], None]) -> None:
    draft, gone = factories.draft("قطر"), factories.article("قطر")
    withdraw(by=COMMAND, article_id=gone.pk, code="error", reason="خطأ معلن.")
    review = factories.draft("قطر")
    submit_for_review(by=COMMAND, article_id=review.pk)
    search_index()
    assert set(shown(desk, q="قطر")) == {draft.pk, gone.pk, review.pk}
    assert shown(desk, q="قطر", status__exact="draft") == [draft.pk]
    assert shown(desk, q="قطر", status__exact="withdrawn") == [gone.pk]


def test_with_the_filters_of_the_list(desk: Client, search_index: Callable[[], None]) -> None:
    section, topic, other = factories.section(), factories.topic(), factories.topic()
    both = factories.article("قطر", section=section, topics=[topic, other], dated="2019")
    factories.article("قطر", section=section, date_unknown=True)
    factories.article("قطر", topics=[topic], date_unknown=True)
    search_index()
    narrowed = {"section__id__exact": section.pk, "topics__id__exact": topic.pk}
    assert shown(desk, q="قطر", **narrowed) == [both.pk]
    assert shown(desk, q="قطر", dated="yes") == [both.pk]
    assert len(shown(desk, q="قطر")) == 3
    response = desk.get(LIST, {"q": "قطر", "section__id__exact": "x"})
    assert response.status_code == 302  # as without words


def test_the_filters_choose_among_all_that_match(
    desk: Client, search_index: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not only among the best that a search shows."""
    monkeypatch.setattr("articles.admin.article_search.MOST_FOUND", 2)
    for _ in range(4):
        factories.article("قطر قطر")
    draft = factories.draft("قطر", body=f"<p>{'كلام ' * 100}</p>")
    search_index()
    assert shown(desk, q="قطر", status__exact="draft") == [draft.pk]
    assert len(shown(desk, q="قطر")) == 2


def test_by_number(desk: Client, search_index: Callable[[], None]) -> None:
    first = factories.article("منظومة S-400")
    second = factories.article("غيره")
    search_index()
    assert shown(desk, q=str(second.pk)) == [second.pk]
    assert shown(desk, q=f"#{second.pk}") == [second.pk]
    assert shown(desk, q="S-400") == [first.pk]
    assert shown(desk, q="9" * 30) == []
    assert shown(desk, q="%") == []


def test_what_was_saved_a_moment_ago(desk: Client, search_index: Callable[[], None]) -> None:
    old = factories.article("قطر")
    search_index()
    new = factories.draft("قطر")
    edit_article(by=COMMAND, article_id=old.pk, base_version=old.version, title="روسيا")
    assert shown(desk, q="قطر") == [old.pk, new.pk]
    assert shown(desk, q="روسيا") == [old.pk]
    search_index()
    assert shown(desk, q="قطر") == [new.pk]


def test_while_the_index_is_rebuilt(desk: Client) -> None:
    old, new = factories.draft("سفير قطر", dated="2010"), factories.article("قطر والسفير")
    factories.article("غيرهما", body="<p>قطر والسفير</p>")
    assert shown(desk, q="قطر سفير") == [new.pk, old.pk]
    said = "يُعاد بناء فهرس البحث: لا يُنظر الآن إلا في العناوين."
    assert warned(desk, q="قطر") == [said]
    assert warned(desk) == []
    assert shown(desk, q="قطر", status__exact="draft") == [old.pk]


def test_nobody_finds_what_is_not_theirs(
    client: Client, contributor: User, search_index: Callable[[], None]
) -> None:
    own, other = factories.draft("قطر", by=contributor), factories.draft("قطر")
    mine, theirs = factories.section(), factories.section()
    inside = factories.draft("قطر", section=mine)
    outside = factories.draft("قطر", section=theirs)
    search_index()
    client.force_login(contributor)
    assert shown(client, q="قطر") == [own.pk]
    client.force_login(factories.user("editor", sections=[mine]))
    assert shown(client, q="قطر") == [inside.pk]
    assert {other.pk, outside.pk} <= set(Article.objects.values_list("pk", flat=True))


def test_as_many_queries_for_twenty_as_for_one(
    desk: Client, search_index: Callable[[], None]
) -> None:
    costs = []
    for more in (1, 19):
        for _ in range(more):
            factories.article("قطر", topics=[factories.topic()], section=factories.section())
        search_index()
        desk.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            assert len(shown(desk, q="قطر")) == Article.objects.count()
        costs.append(len(queries))
    assert costs[0] == costs[1]
