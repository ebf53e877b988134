"""Articles over the API: published names and types, filters, order, parts on request."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, User
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.publishing import publish, schedule, withdraw
from tests import factories
from tests.api.asking import BASE, faults, get, ids, results
from tests.web.world import World

pytestmark = pytest.mark.django_db

NAMES = [
    "id", "uri", "url", "title", "standfirst", "body_html", "body_text", "footer_text", "language",
    "section", "topics", "byline", "dated", "first_published_at", "published_at", "modified_at",
    "corrected_at", "status", "version", "rights", "citations", "notices",
]  # fmt: skip


def at(day: int) -> datetime:
    return datetime(2020, 1, day, 9, tzinfo=UTC)


def test_the_published_names_and_values(world: World, client: Client) -> None:
    article = world.article
    found = get(client, f"articles/{article.pk}/")
    assert list(found) == NAMES
    slug = "%D8%B3%D9%81%D9%8A%D8%B1-%D9%82%D8%B7%D8%B1"
    assert found["uri"] == f"https://archive.example/a/{article.pk}/"
    assert found["url"].startswith(f"https://archive.example/a/{article.pk}/{slug}")
    assert found["title"] == "سفير قطر: التعاون ماضٍ 0"
    assert found["standfirst"] == "لا جديد في S-400."
    assert found["body_html"] == article.body
    assert found["body_text"] == article.body_text
    assert found["footer_text"] == "المصدر: موقع DFNC.RU"
    assert found["language"] == "ar"
    assert found["section"]["id"] == world.section.pk
    assert [topic["name"] for topic in found["topics"]] == ["التعاون العسكري"]
    assert [(who["id"], who["name"]) for who in found["byline"]] == [
        (world.person.pk, "ليلى الصبّاغ")
    ]
    assert found["dated"] == "2019-06-18"
    assert found["first_published_at"] == "2019-06-18T12:00:00+03:00"
    assert found["published_at"] == "2019-06-18T12:00:00+03:00"
    assert found["modified_at"] == timezone.localtime(article.modified_at).isoformat()
    assert article.corrected_at is not None
    assert found["corrected_at"] == timezone.localtime(article.corrected_at).isoformat()
    assert found["status"] == "published"
    assert found["version"] == 3
    assert found["rights"] == "جميع الحقوق محفوظة."
    assert [citation["role"] for citation in found["citations"]] == ["credit", "relayed", "spoken"]


def test_what_is_unknown_is_null_and_arrays_stay_arrays(client: Client) -> None:
    article = factories.article("بلا شيء", date_unknown=True, byline_text="من مراسلنا")
    found = get(client, f"articles/{article.pk}/")
    for name in ("standfirst", "footer_text", "section", "dated", "corrected_at", "rights"):
        assert found[name] is None, name
    assert found["topics"] == [] and found["citations"] == []
    assert found["byline"] == [{"id": None, "name": "من مراسلنا", "url": None}]


def test_newest_first_by_default_and_in_other_orders(client: Client) -> None:
    old = factories.article(at=at(1), dated="2030-01-01")
    new = factories.article(at=at(3), dated="2010-01-01")
    mid = factories.article(at=at(2), dated="2020-01-01")
    assert ids(client, "articles/") == [new.pk, mid.pk, old.pk]
    assert ids(client, "articles/", ordering="published_at") == [old.pk, mid.pk, new.pk]
    assert ids(client, "articles/", ordering="-dated") == [old.pk, mid.pk, new.pk]
    assert ids(client, "articles/", ordering="dated") == [new.pk, mid.pk, old.pk]
    assert ids(client, "articles/", ordering="id") == [old.pk, new.pk, mid.pk]
    assert ids(client, "articles/", ordering="modified_at") == [old.pk, new.pk, mid.pk]


def test_q_asks_the_search_for_all_words(client: Client, indexed: Callable[[], None]) -> None:
    title = factories.article("قطر وروسيا")
    text = factories.article(body="<p>عن قطر، ثم عن روسيا.</p>")
    lead = factories.article(standfirst="روسيا مع قطر")
    alone = factories.article("قطر وحدها")
    indexed()
    assert ids(client, "articles/", q="قطر روسيا") == [lead.pk, text.pk, title.pk]
    assert ids(client, "articles/", q="لروسيا", ordering="id") == [title.pk, text.pk, lead.pk]
    assert ids(client, "articles/", q='"قطر وحدها"') == [alone.pk]
    assert ids(client, "articles/", q="قطر -روسيا") == [alone.pk]
    assert ids(client, "articles/", q="%") == []
    assert ids(client, "articles/", q="100% _") == []


def test_q_with_all_other_conditions(client: Client, indexed: Callable[[], None]) -> None:
    agency, paper = factories.source("Agency"), factories.source("Paper")
    section, topic = factories.section(), factories.topic()
    one = factories.article("قطر", section=section, topics=[topic], at=at(2))
    two = factories.article("قطر", section=section, at=at(5))
    factories.article("روسيا", section=section, topics=[topic])
    factories.citation(one, agency, role="relayed")
    factories.citation(one, paper, role="credit")
    factories.citation(two, agency, role="credit")
    factories.citation(two, paper, role="relayed")
    indexed()
    for params, found in (
        ({"section": section.pk}, [two, one]),
        ({"topic": topic.slug}, [one]),
        ({"source": agency.pk}, [two, one]),
        ({"source": agency.pk, "source_role": "credit"}, [two]),
        ({"source_role": "relayed"}, [two, one]),
        ({"published_from": "2020-01-03"}, [two]),
        ({"published_to": "2020-01-03"}, [one]),
        ({"section": section.pk, "ordering": "id"}, [one, two]),
    ):
        asked = {"q": "قطر", "count": "on", **params}
        assert ids(client, "articles/", **asked) == [article.pk for article in found], params
        assert get(client, "articles/", **asked)["count"] == len(found)


def test_q_without_an_index(client: Client) -> None:
    factories.article("قطر")
    response = client.get(f"{BASE}articles/?q=قطر")
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert response.json()["code"] == "search_rebuilding"


def test_q_and_what_changed_a_moment_ago(client: Client, indexed: Callable[[], None]) -> None:
    article = factories.article("قطر")
    indexed()
    first = client.get(f"{BASE}articles/?q=قطر")
    assert first["Cache-Control"] == "public, no-cache" and "Last-Modified" not in first
    edit_article(by=COMMAND, article_id=article.pk, base_version=article.version, title="روسيا")
    behind = client.get(f"{BASE}articles/?q=قطر")
    assert (behind.json()["results"], behind["Cache-Control"]) == ([], "private, no-store")
    indexed()
    assert ids(client, "articles/", q="قطر") == []
    assert ids(client, "articles/", q="روسيا") == [article.pk]


def test_a_source_and_its_role_are_met_by_one_citation(client: Client) -> None:
    agency, paper = factories.source("Agency"), factories.source("Paper")
    one, two = factories.article(), factories.article()
    factories.citation(one, agency, role="relayed")
    factories.citation(one, paper, role="credit")
    factories.citation(two, agency, role="credit")
    factories.citation(two, paper, role="relayed", state="suggested")
    assert ids(client, "articles/", source=agency.pk) == [two.pk, one.pk]
    assert ids(client, "articles/", source=agency.pk, source_role="credit") == [two.pk]
    assert ids(client, "articles/", source=paper.pk) == [one.pk]
    assert ids(client, "articles/", source=paper.pk, source_role="relayed") == []
    assert ids(client, "articles/", source_role="relayed") == [one.pk]


def test_topic_and_section_by_id_and_by_slug(world: World, client: Client) -> None:
    other = factories.article()
    every = sorted(article.pk for article in Article.objects.exclude(pk=other.pk))
    for value in (world.topic.pk, world.topic.slug):
        assert sorted(ids(client, "articles/", topic=value)) == every
    for value in (world.section.pk, world.section.slug):
        assert sorted(ids(client, "articles/", section=value)) == every


def test_days_are_those_of_the_archive_and_both_ends_count(client: Client) -> None:
    # 2020-01-01 21:30 UTC is already the second in Riyadh.
    late = factories.article(at=datetime(2020, 1, 1, 21, 30, tzinfo=UTC))
    early = factories.article(at=datetime(2020, 1, 1, 20, 30, tzinfo=UTC))
    assert ids(client, "articles/", published_to="2020-01-01") == [early.pk]
    assert ids(client, "articles/", published_from="2020-01-02") == [late.pk]
    assert ids(client, "articles/", published_from="2020-01-01T21:30:00Z") == [late.pk]
    assert ids(client, "articles/", published_to="2020-01-01T23:30:00+03:00") == [early.pk]
    both = ids(client, "articles/", published_from="2020-01-01", published_to="2020-01-02")
    assert both == [late.pk, early.pk]


def test_modified_from_and_to(client: Client) -> None:
    one, two = factories.article(), factories.article()
    Article.objects.filter(pk=one.pk).update(modified_at=at(1))
    Article.objects.filter(pk=two.pk).update(modified_at=at(2))
    assert ids(client, "articles/", modified_from="2020-01-02") == [two.pk]
    assert ids(client, "articles/", modified_to="2020-01-01") == [one.pk]


def test_fields_and_expand(world: World, client: Client) -> None:
    row = results(client, "articles/", fields="title,id", page_size=1)[0]
    assert sorted(row) == ["id", "title"]
    found = get(client, f"articles/{world.article.pk}/", fields="id", expand="corrections")
    assert list(found) == ["id", "corrections"]
    [correction] = found["corrections"]
    assert correction["text"] == "الصواب 2019.\n\nلا 2017."
    assert sorted(correction) == ["at", "id", "revision", "text"]
    assert faults(client, "articles/", "fields=id,secret") == [("fields", "invalid")]
    assert faults(client, "articles/", "expand=created_by") == [("expand", "invalid")]


def test_the_count_only_on_request(
    world: World, client: Client, indexed: Callable[[], None]
) -> None:
    assert "count" not in get(client, "articles/")
    assert "count" not in get(client, "articles/", count="off")
    found = get(client, "articles/", count="on", page_size=1)
    assert (found["count"], len(found["results"])) == (4, 1)
    assert get(client, "articles/", count="on", q="لا-يوجد")["count"] == 0


def test_links_to_the_neighbours(world: World, client: Client) -> None:
    first = client.get(f"{BASE}articles/", {"page_size": 2, "fields": "id"})
    assert first.json()["previous"] is None
    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    assert "page_size=2" in first.json()["next"] and "fields=id" in first.json()["next"]
    second = client.get(first.json()["next"])
    assert second.json()["next"] is None
    assert second["Link"] == f'<{second.json()["previous"]}>; rel="prev"'
    assert client.get(second.json()["previous"]).json()["results"] == first.json()["results"]
    assert "Link" not in client.get(f"{BASE}articles/")


def test_a_merged_source_leads_to_the_one_that_stands(client: Client) -> None:
    old, new = factories.source("Old"), factories.source("New")
    article = factories.article()
    factories.citation(article, new)
    type(old).objects.filter(pk=old.pk).update(merged_into=new)
    assert ids(client, "articles/", source=old.pk) == [article.pk]


def test_status_is_for_the_newsroom(client: Client, editor: User, contributor: User) -> None:
    draft, article = factories.draft("مسودة", by=editor), factories.article()
    for query in ("status=draft", "status=published", "status=nonsense"):
        response = client.get(f"{BASE}articles/?{query}")
        assert response.status_code == 403
        assert response.json()["code"] == "forbidden"
        assert response.json()["parameter"] == "status"
    client.force_login(editor)
    assert ids(client, "articles/") == [article.pk, draft.pk]
    assert ids(client, "articles/", status="draft") == [draft.pk]
    assert ids(client, "articles/", status="published") == [article.pk]
    assert ids(client, "articles/", published_to="2999-01-01") == [article.pk]
    assert get(client, f"articles/{draft.pk}/")["status"] == "draft"
    client.force_login(contributor)
    assert ids(client, "articles/") == [article.pk]
    assert ids(client, "articles/", status="draft") == []
    assert client.get(f"{BASE}articles/{draft.pk}/").status_code == 404


def test_an_account_without_a_desk_reads_what_everybody_reads(client: Client) -> None:
    factories.draft("مسودة")
    article = factories.article()
    client.force_login(User.objects.create_user("reader"))
    assert ids(client, "articles/") == [article.pk]
    assert client.get(f"{BASE}articles/?status=draft").status_code == 403


def test_what_is_due_is_published_before_the_worker_comes(client: Client) -> None:
    draft = factories.draft("مجدولة")
    schedule(by=COMMAND, article_id=draft.pk, publish_at=timezone.now() + timedelta(hours=1))
    assert ids(client, "articles/") == []
    due = timezone.now() - timedelta(seconds=30)
    Article.objects.filter(pk=draft.pk).update(publish_at=due)
    [found] = results(client, "articles/")
    when = timezone.localtime(due).isoformat()
    assert found["status"] == "published"
    assert found["published_at"] == found["first_published_at"] == when
    day = timezone.localtime(due).date().isoformat()
    assert ids(client, "articles/", published_from=day) == [draft.pk]


def test_first_published_never_changes(client: Client) -> None:
    article = factories.article(at=at(1))
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, title="عنوان آخر")
    withdraw(by=COMMAND, article_id=article.pk, code="error", reason="خطأ")
    publish(by=COMMAND, article_id=article.pk)
    found = get(client, f"articles/{article.pk}/")
    assert found["first_published_at"] == "2020-01-01T12:00:00+03:00"
    assert found["published_at"] > "2026"
    assert found["uri"].endswith(f"/a/{article.pk}/")


def test_withdrawn_answers_410_with_the_public_reason(world: World, client: Client) -> None:
    article = world.article
    when = datetime(2024, 5, 1, 9, tzinfo=UTC)
    withdraw(by=COMMAND, article_id=article.pk, code="rights", reason="طلب صاحب الحق.", at=when)
    response = client.get(f"{BASE}articles/{article.pk}/")
    assert response.status_code == 410
    assert response["Content-Type"] == "application/problem+json"
    found = response.json()
    assert found["code"] == "withdrawn"
    assert found["uri"] == f"https://archive.example/a/{article.pk}/"
    assert (found["reason_code"], found["reason"]) == ("rights", "طلب صاحب الحق.")
    assert found["withdrawn_at"] == "2024-05-01T12:00:00+03:00"
    assert "New Defence Order" not in response.content.decode()
    assert article.pk not in ids(client, "articles/")


def test_of_an_erased_article_nothing_is_said(world: World, client: Client, editor: User) -> None:
    from tests.api.asking import erase

    erase(world.article)
    for _ in range(2):
        response = client.get(f"{BASE}articles/{world.article.pk}/")
        assert (response.status_code, response.json()["code"]) == (410, "erased")
        for word in ("عنوان محي", "سبب لا يقال"):
            assert word not in response.content.decode()
        client.force_login(editor)


def test_withdrawn_under_an_embargo_it_was_never_there(client: Client) -> None:
    draft = factories.draft("سر")
    later = timezone.now() + timedelta(days=1)
    edit_article(by=COMMAND, article_id=draft.pk, base_version=1, embargo_until=later)
    publish(by=COMMAND, article_id=draft.pk)
    withdraw(by=COMMAND, article_id=draft.pk, code="error", reason="سر")
    assert client.get(f"{BASE}articles/{draft.pk}/").status_code == 404
    # Nor when the time of the embargo has come.
    past = timezone.now() - timedelta(hours=1)
    Article.objects.filter(pk=draft.pk).update(
        embargo_until=past, withdrawn_at=past - timedelta(hours=1)
    )
    assert client.get(f"{BASE}articles/{draft.pk}/").status_code == 404
