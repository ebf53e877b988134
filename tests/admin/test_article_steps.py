"""The life of an article in the admin: each step by its service, for those who may."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Change, Correction, Revision, User
from articles.services.drafting import edit_article
from articles.services.publishing import submit_for_review
from tests import factories
from tests.admin.article_forms import change, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def take(client: Client, article: Article, name: str, **values: Any) -> Any:
    article.refresh_from_db()
    response = client.post(step(article, name), {"base_version": article.version, **values})
    article.refresh_from_db()
    return response


def offered(client: Client, article: Article) -> list[str]:
    return [item.name for item in client.get(change(article)).context["steps"]]


def test_from_draft_to_withdrawal_and_back(desk: Client) -> None:
    article = factories.draft("مادة")
    assert offered(desk, article) == ["submit", "publish", "schedule"]
    assert take(desk, article, "submit")["Location"] == change(article)
    assert article.status == "in_review"
    assert offered(desk, article) == ["publish", "schedule", "return"]
    take(desk, article, "return")
    assert article.status == "draft"
    take(desk, article, "publish")
    assert (article.status, article.version) == ("published", 4)
    assert offered(desk, article) == ["correct", "withdraw"]
    take(desk, article, "correct", text="الصواب 2019")
    assert Correction.objects.get().text == "الصواب 2019"
    take(desk, article, "withdraw", code="legal", reason="حكم محكمة")
    assert (article.status, article.withdrawal_code, article.withdrawal_reason) == (
        "withdrawn",
        "legal",
        "حكم محكمة",
    )
    assert offered(desk, article) == ["publish"]
    take(desk, article, "publish")
    assert (article.status, article.withdrawal_code, article.version) == ("published", "", 7)
    ops = Change.objects.filter(article=article).order_by("seq").values_list("op", flat=True)
    assert list(ops) == ["published", "updated", "withdrawn", "published"]


def test_links_to_the_preview_and_to_the_public_page(desk: Client) -> None:
    draft, public = factories.draft(), factories.article()
    page = desk.get(change(draft)).content.decode()
    assert f'href="/preview/{draft.pk}/"' in page
    assert f'href="/a/{draft.pk}/' not in page
    page = desk.get(change(public)).content.decode()
    assert f'href="/preview/{public.pk}/"' in page
    assert f'href="/a/{public.pk}/' in page


def test_scheduling_needs_a_time_ahead(desk: Client) -> None:
    article = factories.draft()
    past = timezone.localtime() - timedelta(days=1)
    refused = take(
        desk, article, "schedule", publish_at_0=past.strftime("%Y-%m-%d"), publish_at_1="10:00"
    )
    assert list(refused.context["form"].errors) == ["publish_at"]
    assert (article.status, article.version) == ("draft", 1)
    take(desk, article, "schedule", publish_at_0="2999-01-02", publish_at_1="10:00")
    assert article.status == "scheduled"
    assert timezone.localtime(article.publish_at).isoformat() == "2999-01-02T10:00:00+03:00"


def test_what_the_service_refuses_stays_in_the_form(desk: Client) -> None:
    article = factories.article()
    refused = take(desk, article, "withdraw", code="", reason="سبب طويل")
    assert refused.status_code == 200
    assert list(refused.context["form"].errors) == ["code"]
    assert "سبب طويل" in refused.content.decode()
    blank = take(desk, article, "correct", text="   ")
    assert list(blank.context["form"].errors) == ["text"]
    assert (article.status, article.version) == ("published", 2)
    assert Correction.objects.count() == 0


def test_a_step_over_a_version_not_seen_is_refused(desk: Client) -> None:
    article = factories.draft()
    edit_article(by=factories.user("editor"), article_id=article.pk, base_version=1, title="أحدث")
    response = desk.post(step(article, "publish"), {"base_version": 1})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["__all__"]
    article.refresh_from_db()
    assert (article.status, article.version) == ("draft", 2)


def test_reading_a_step_changes_nothing_and_forms_need_their_token(editor: User) -> None:
    article = factories.draft()
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    page = client.get(step(article, "publish"))
    assert "csrfmiddlewaretoken" in page.content.decode()
    assert client.post(step(article, "publish"), {"base_version": 1}).status_code == 403
    article.refresh_from_db()
    assert article.status == "draft"


@pytest.mark.parametrize("name", ["publish", "schedule"])
def test_a_contributor_cannot_publish(client: Client, contributor: User, name: str) -> None:
    article = factories.draft(by=contributor)
    client.force_login(contributor)
    assert offered(client, article) == ["submit"]
    response = take(client, article, name, publish_at_0="2999-01-02", publish_at_1="10:00")
    assert response.status_code == 403
    assert (article.status, article.version) == ("draft", 1)


@pytest.mark.parametrize("name", ["correct", "withdraw"])
@pytest.mark.parametrize("role", ["contributor", "moderator", "administrator"])
def test_others_cannot_take_back(client: Client, role: str, name: str) -> None:
    article = factories.article()
    client.force_login(factories.user(role))
    response = take(client, article, name, text="ن", code="legal", reason="س")
    assert response.status_code in (403, 404)
    assert (article.status, article.version) == ("published", 2)
    assert Correction.objects.count() == 0


def test_a_step_that_does_not_fit_says_so(desk: Client) -> None:
    article = factories.draft()
    assert take(desk, article, "withdraw", code="legal", reason="س").status_code == 302
    assert article.status == "draft"
    assert desk.get(f"/admin/articles/article/{article.pk}/step/burn/").status_code == 404


def test_a_chief_editor_erases_for_good(client: Client, chief: User) -> None:
    article = factories.article("اسم لا يُذكر")
    client.force_login(chief)
    assert offered(client, article)[-1] == "erase"
    assert take(client, article, "erase", reason="طلب صاحب الشأن").status_code == 200
    assert (article.erased_at, article.title) == (None, "اسم لا يُذكر")
    response = take(client, article, "erase", reason="طلب صاحب الشأن", sure="on")
    assert response["Location"] == change(article)
    assert (article.title, article.body, article.status) == ("مادة محذوفة نهائيًا", "", "withdrawn")
    page = client.get(change(article))
    assert (page.status_code, page.context["steps"]) == (200, [])
    assert "اسم لا يُذكر" not in page.content.decode()


def test_an_editor_does_not_erase(desk: Client) -> None:
    article = factories.article()
    response = take(desk, article, "erase", reason="سبب", sure="on")
    assert (response.status_code, article.erased_at) == (403, None)


class TestRevisions:
    @pytest.fixture
    def article(self, editor: User) -> Article:
        article = factories.draft("أول", body="<p>نص أول</p>", topics=[factories.topic("قديم")])
        edit_article(
            by=editor,
            article_id=article.pk,
            base_version=1,
            title="ثانٍ",
            body="<p>نص ثانٍ</p>",
            topics=[],
            why="تدقيق",
        )
        return article

    def test_the_list_says_who_when_and_why(
        self, desk: Client, article: Article, editor: User
    ) -> None:
        page = desk.get(f"/admin/articles/article/{article.pk}/revisions/")
        kept = page.context["revisions"].object_list
        assert [(r.number, r.actor, r.why) for r in kept] == [
            (2, editor.username, "تدقيق"),
            (1, "command", ""),
        ]
        history = desk.get(f"/admin/articles/article/{article.pk}/history/")
        assert history["Location"] == f"/admin/articles/article/{article.pk}/revisions/"

    def test_an_old_version_stands_beside_the_newest(self, desk: Client, article: Article) -> None:
        page = desk.get(f"/admin/articles/article/{article.pk}/revisions/1/")
        found = {
            item.rows[0].left[-1].text if item.rows[0].left else "": len(item.rows)
            for item in page.context["differences"]
        }
        assert found == {"أول": 1, "قديم": 1}
        assert page.context["may_restore"] is True
        assert desk.get(f"/admin/articles/article/{article.pk}/revisions/9/").status_code == 404

    def test_restoring_writes_a_new_version(self, desk: Client, article: Article) -> None:
        where = f"/admin/articles/article/{article.pk}/revisions/1/"
        assert desk.post(where, {"base_version": 2})["Location"] == change(article)
        article.refresh_from_db()
        assert (article.title, article.body, article.version) == ("أول", "<p>نص أول</p>", 3)
        assert [topic.name for topic in article.topics.all()] == ["قديم"]
        assert Revision.objects.filter(article=article).count() == 3

    def test_restoring_over_a_version_not_seen_is_refused(
        self, desk: Client, article: Article
    ) -> None:
        desk.post(f"/admin/articles/article/{article.pk}/revisions/1/", {"base_version": 1})
        article.refresh_from_db()
        assert (article.title, article.version) == ("ثانٍ", 2)

    def test_who_may_not_edit_restores_nothing(
        self, client: Client, article: Article, contributor: User
    ) -> None:
        submit_for_review(by=factories.user("editor"), article_id=article.pk)
        client.force_login(contributor)
        where = f"/admin/articles/article/{article.pk}/revisions/1/"
        assert client.post(where, {"base_version": 3}).status_code == 404
        article.refresh_from_db()
        assert (article.title, article.version) == ("ثانٍ", 3)

    def test_as_many_queries_for_two_versions_as_for_twenty(
        self, desk: Client, article: Article, django_assert_max_num_queries: Any
    ) -> None:
        where = f"/admin/articles/article/{article.pk}/revisions/"
        desk.get(where)
        for base in range(2, 20):
            edit_article(
                by=factories.user("editor"),
                article_id=article.pk,
                base_version=base,
                title=f"صيغة {base}",
            )
        with django_assert_max_num_queries(10):
            assert len(desk.get(where).context["revisions"].object_list) == 20
