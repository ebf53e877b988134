"""The list of articles in the admin: what it finds, filters and does with many at once."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Change, Revision, User
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def shown(client: Client, **query: Any) -> set[int]:
    response = client.get(LIST, query)
    assert response.status_code == 200, response
    return {article.pk for article in response.context["cl"].result_list}


def act(client: Client, action: str, *articles: Article, **values: Any) -> Any:
    form = {"action": action, "_selected_action": [a.pk for a in articles], **values}
    return client.post(LIST, form)


def said(response: Any) -> list[tuple[str, str]]:
    return [(message.level_tag, str(message)) for message in get_messages(response.wsgi_request)]


def test_filters(desk: Client) -> None:
    section, topic = factories.section(), factories.topic()
    dated = factories.article(dated="2019", section=section)
    undated = factories.article(date_unknown=True, topics=[topic])
    draft = factories.draft()
    factories.citation(undated, name="مقترح", state="suggested")
    factories.citation(dated, name="مؤكد")
    assert shown(desk) == {dated.pk, undated.pk, draft.pk}
    assert shown(desk, status__exact="draft") == {draft.pk}
    assert shown(desk, section__id__exact=section.pk) == {dated.pk}
    assert shown(desk, topics__id__exact=topic.pk) == {undated.pk}
    assert shown(desk, suggestions="open") == {undated.pk}
    assert shown(desk, suggestions="none") == {dated.pk, draft.pk}
    assert shown(desk, dated="no") == {undated.pk, draft.pk}
    assert shown(desk, dated="yes") == {dated.pk}


def test_years_at_the_edge_of_time(desk: Client) -> None:
    pks = {factories.article(dated=year).pk for year in ("0001", "9999", "2019")}
    assert shown(desk) == pks


def test_the_date_hierarchy_leads_by_publication(desk: Client) -> None:
    from datetime import UTC, datetime

    june = factories.article(at=datetime(2019, 6, 18, 9, tzinfo=UTC))
    factories.article(at=datetime(2020, 1, 2, 9, tzinfo=UTC))
    assert shown(desk, published_at__year=2019) == {june.pk}
    assert shown(desk, published_at__year=2019, published_at__month=6, published_at__day=18) == {
        june.pk
    }


def test_as_many_queries_for_one_row_as_for_twenty(desk: Client) -> None:
    section = factories.section()
    counts = []
    for more in (1, 19):
        for _ in range(more):
            article = factories.article(section=section, topics=[factories.topic()])
            factories.citation(article, name="مقترح", state="suggested")
        desk.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            assert len(shown(desk)) == Article.objects.count()
        counts.append(len(queries) - 1)
    assert counts[0] == counts[1]
    assert not any('"articles_article"."body"' in query["sql"] for query in queries)


def test_bulk_publishing_tells_each_refusal_by_title(desk: Client) -> None:
    good, empty = factories.draft("جيدة"), factories.draft("بلا نص", body="")
    response = act(desk, "publish_selected", good, empty)
    good.refresh_from_db()
    empty.refresh_from_db()
    assert (good.status, good.version) == ("published", 2)
    assert (empty.status, empty.version) == ("draft", 1)
    levels = said(response)
    assert [level for level, _ in levels] == ["error", "success"]
    assert levels[0][1].startswith("«بلا نص»: ")


def test_bulk_actions_stop_at_the_border_of_a_section(client: Client) -> None:
    mine, other = factories.section(), factories.section()
    inside, outside = factories.draft(section=mine), factories.draft(section=other)
    editor = factories.user("editor", sections=[mine])
    own = factories.draft("لي في قسم غيري", section=other)
    Article.objects.filter(pk=own.pk).update(created_by=editor)
    client.force_login(editor)
    response = act(client, "publish_selected", inside, outside, own)
    states = dict(Article.objects.values_list("pk", "status"))
    assert states == {inside.pk: "published", outside.pk: "draft", own.pk: "draft"}
    assert next(text.partition(":")[0] for _, text in said(response)) == "«لي في قسم غيري»"


def test_bulk_review(client: Client, contributor: User) -> None:
    drafts = [factories.draft(by=contributor) for _ in range(2)]
    client.force_login(contributor)
    act(client, "submit_selected", *drafts)
    assert set(Article.objects.values_list("status", flat=True)) == {"in_review"}


def test_a_contributor_is_offered_no_publishing(client: Client, contributor: User) -> None:
    draft = factories.draft(by=contributor)
    client.force_login(contributor)
    page = client.get(LIST).content.decode()
    assert 'value="submit_selected"' in page
    assert 'value="publish_selected"' not in page
    assert 'value="delete_selected"' not in page
    act(client, "publish_selected", draft)
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_bulk_withdrawal_asks_for_the_reason_first(desk: Client) -> None:
    published, draft = factories.article("منشورة"), factories.draft("مسودة")
    asked = act(desk, "withdraw_selected", published, draft)
    assert asked.status_code == 200
    published.refresh_from_db()
    assert published.status == "published"
    missing = act(
        desk, "withdraw_selected", published, draft, confirmed="1", code="error", reason=""
    )
    assert list(missing.context["form"].errors) == ["reason"]
    seq = Change.objects.count()
    done = act(
        desk, "withdraw_selected", published, draft, confirmed="1", code="error", reason="خطأ جسيم"
    )
    published.refresh_from_db()
    draft.refresh_from_db()
    assert (published.status, published.withdrawal_code, published.withdrawal_reason) == (
        "withdrawn",
        "error",
        "خطأ جسيم",
    )
    assert draft.status == "draft"
    assert Change.objects.count() == seq + 1
    assert [level for level, _ in said(done)] == ["error", "success"]
    assert said(done)[0][1].startswith("«مسودة»: ")


def test_all_that_a_filter_finds_beyond_one_page(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.admin.article_bulk.MOST_TOLD", 1)
    articles = [factories.article(), factories.article(), factories.draft()]
    factories.draft("مسودة أخرى")
    where = f"{LIST}?q=رقم"
    form = {"action": "withdraw_selected", "_selected_action": articles[0].pk, "select_across": "1"}
    asked = desk.post(where, form)
    assert (asked.context["count"], len(asked.context["articles"])) == (3, 1)
    assert asked.content.decode().count("_selected_action") == 1
    Article.objects.filter(pk=articles[1].pk).update(status="draft")
    done = desk.post(where, form | {"confirmed": "1", "code": "error", "reason": "خطأ"})
    assert list(Article.objects.filter(status="withdrawn")) == [articles[0]]
    assert [level for level, _ in said(done)] == ["error", "error", "success"]


def test_section_and_topic_for_many(desk: Client) -> None:
    old, new, topic = factories.section(), factories.section(), factories.topic()
    kept = factories.topic()
    articles = [factories.draft(section=old, topics=[kept]) for _ in range(2)]
    assert act(desk, "set_section", *articles).status_code == 200
    act(desk, "set_section", *articles, confirmed="1", section=new.pk)
    act(desk, "add_topic", *articles, confirmed="1", topic=topic.pk)
    for article in articles:
        article.refresh_from_db()
        assert article.section == new
        assert set(article.topics.all()) == {kept, topic}
        assert article.version == 3
    assert Revision.objects.count() == 6
