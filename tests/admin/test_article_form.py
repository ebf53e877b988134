"""Writing an article in the admin: through the services, with what they refuse in the form."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from articles.models import Article, ArticleStatus, Change, Revision, User
from articles.services.drafting import edit_article
from tests import factories
from tests.admin.article_forms import ADD, change, fields, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def test_a_new_article_is_a_draft_of_its_writer(client: Client, contributor: User) -> None:
    section, topic = factories.section("محليات"), factories.topic("المياه")
    second, first = factories.person("باسم"), factories.person("يارا")
    client.force_login(contributor)
    form = filled(
        client,
        ADD,
        title="عنوان المادة",
        standfirst="مقدمة",
        body="<p>نص <script>x()</script>المادة</p>",
        footer="المصدر: وكالة",
        section=section.pk,
        topics=[topic.pk],
        byline=[first.pk, second.pk],
        dated="1950~",
        rights="جميع الحقوق محفوظة",
        language="ar",
        why="أول صيغة",
        _continue="1",
    )
    response = client.post(ADD, form)
    assert response.status_code == 302, response.context["errors"]
    article = Article.objects.get()
    assert response["Location"] == change(article)
    assert (article.title, article.standfirst, article.body) == (
        "عنوان المادة",
        "مقدمة",
        "<p>نص المادة</p>",
    )
    assert (article.status, article.version, article.created_by) == ("draft", 1, contributor)
    assert (article.dated, article.dated_precision) == ("1950~", "year")
    assert article.section == section
    assert list(article.topics.all()) == [topic]
    assert [row.person for row in article.bylines.order_by("position")] == [first, second]
    revision = article.revisions.get()
    assert (revision.number, revision.why, revision.by) == (1, "أول صيغة", contributor)


def test_the_form_as_it_comes_changes_nothing(desk: Client) -> None:
    article = factories.article(
        body="<p>فقرة أولى</p>\n<p>فقرة <b>ثانية</b></p>",
        standfirst="سطر\nوسطر",
        people=[factories.person("ي"), factories.person("ا")],
        topics=[factories.topic()],
        dated="2019-06",
    )
    factories.citation(article, factories.source(), exact="فقرة أولى")
    seq = Change.objects.count()
    response = desk.post(change(article), filled(desk, change(article), _continue="1"))
    assert response.status_code == 302
    assert Revision.objects.filter(article=article).count() == 2
    assert Change.objects.count() == seq


def test_an_edit_is_a_new_version_and_a_change(desk: Client) -> None:
    article = factories.article("قديم")
    form = filled(desk, change(article), title="جديد", why="تدقيق", _continue="1")
    desk.post(change(article), form)
    article.refresh_from_db()
    assert (article.title, article.version) == ("جديد", 3)
    assert article.revisions.get(number=3).why == "تدقيق"
    last = Change.objects.order_by("-seq")[0]
    assert (last.article_id, last.op, last.version) == (article.pk, "updated", 3)


def test_a_bad_date_is_said_at_its_field_and_what_was_typed_stays(desk: Client) -> None:
    form = filled(desk, ADD, title="عنوان", body="<p>نص</p>", dated="18/6/2019")
    response = desk.post(ADD, form)
    assert response.status_code == 200
    errors = response.context["adminform"].form.errors
    assert list(errors) == ["dated"]
    assert "18/6/2019" in errors["dated"][0]
    assert fields(response.content.decode())["body"] == ["<p>نص</p>"]
    assert Article.objects.count() == 0


def test_a_date_and_an_unknown_date_contradict_each_other(desk: Client) -> None:
    form = filled(desk, ADD, title="عنوان", dated="2019", date_unknown="on")
    errors = desk.post(ADD, form).context["adminform"].form.errors
    assert list(errors) == ["date_unknown"]
    assert Article.objects.count() == 0


def test_save_and_send_to_review(client: Client, contributor: User) -> None:
    client.force_login(contributor)
    client.post(ADD, filled(client, ADD, title="عنوان", body="<p>نص</p>", _submit="1"))
    assert Article.objects.get().status == ArticleStatus.IN_REVIEW


def test_save_and_publish(desk: Client) -> None:
    response = desk.post(ADD, filled(desk, ADD, title="عنوان", body="<p>نص</p>", _publish="1"))
    article = Article.objects.get()
    assert response["Location"] == change(article)
    assert (article.status, article.version) == (ArticleStatus.PUBLISHED, 2)


def test_publishing_without_text_stores_nothing_and_keeps_the_form(desk: Client) -> None:
    response = desk.post(ADD, filled(desk, ADD, title="بلا نص", _publish="1"))
    assert list(response.context["adminform"].form.errors) == ["body"]
    assert fields(response.content.decode())["title"] == ["بلا نص"]
    assert Article.objects.count() == 0
    assert Revision.objects.count() == 0


def test_a_contributor_cannot_publish_by_naming_the_button(
    client: Client, contributor: User
) -> None:
    client.force_login(contributor)
    page = client.get(ADD).content.decode()
    assert 'name="_publish"' not in page
    response = client.post(ADD, fields(page) | {"title": "ع", "body": "<p>ن</p>", "_publish": "1"})
    assert response.status_code == 200
    assert Article.objects.count() == 0


def test_a_contributor_sees_and_edits_own_drafts_only(client: Client, contributor: User) -> None:
    own = factories.draft("مسودتي", by=contributor)
    other = factories.draft("مسودة غيري")
    published = factories.article("منشورة")
    client.force_login(contributor)
    rows = client.get("/admin/articles/article/").context["cl"].result_list
    assert [row.pk for row in rows] == [own.pk]
    for article in (other, published):
        assert client.get(change(article)).status_code == 302
        assert client.post(change(article), {"title": "غصب"}).status_code == 302
        article.refresh_from_db()
        assert article.title != "غصب"


def test_an_editor_of_a_section_works_there_only(client: Client) -> None:
    mine, other = factories.section("لي"), factories.section("لغيري")
    inside = factories.draft("داخل", section=mine)
    outside = factories.draft("خارج", section=other)
    client.force_login(factories.user("editor", sections=[mine]))
    rows = client.get("/admin/articles/article/").context["cl"].result_list
    assert [row.pk for row in rows] == [inside.pk]
    assert client.get(change(outside)).status_code == 302
    form = filled(client, change(inside), section=other.pk)
    response = client.post(change(inside), form)
    assert list(response.context["adminform"].form.errors) == ["section"]
    inside.refresh_from_db()
    assert (inside.section, inside.version) == (mine, 1)


def test_a_moderator_reads_and_cannot_write(client: Client, moderator: User) -> None:
    article = factories.article("منشورة", body="<p>نص <strong>مهم</strong></p>")
    client.force_login(moderator)
    page = client.get(change(article))
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert client.post(change(article), {"title": "غصب"}).status_code == 403
    assert client.get(ADD).status_code == 403
    article.refresh_from_db()
    assert (article.title, article.version) == ("منشورة", 2)


def test_an_erased_or_published_article_is_closed_to_its_contributor(
    client: Client, contributor: User
) -> None:
    article = factories.article("لي ونُشرت")
    Article.objects.filter(pk=article.pk).update(created_by=contributor)
    client.force_login(contributor)
    assert client.post(change(article), {"title": "غصب"}).status_code == 403
    article.refresh_from_db()
    assert article.title == "لي ونُشرت"


def test_articles_are_not_deleted(desk: Client, chief: User) -> None:
    article = factories.draft()
    desk.force_login(chief)
    assert (
        desk.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"}).status_code
        == 403
    )
    assert Article.objects.filter(pk=article.pk).exists()


def test_the_section_may_be_taken_away(desk: Client) -> None:
    article = factories.draft(section=factories.section())
    desk.post(change(article), filled(desk, change(article), section=""))
    article.refresh_from_db()
    assert (article.section, article.version) == (None, 2)


class TestStale:
    @pytest.fixture
    def article(self) -> Article:
        return factories.draft("عنوان أول", body="<p>نص أول</p>")

    def test_shows_both_texts_and_stores_nothing(self, desk: Client, article: Article) -> None:
        form = filled(desk, change(article), title="عنواني", body="<p>نصي أنا</p>")
        factories_editor = factories.user("editor", first_name="منى")
        edit_article(
            by=factories_editor,
            article_id=article.pk,
            base_version=1,
            body="<p>نص زميلتي</p>",
            standfirst="مقدمة زميلتي",
        )
        response = desk.post(change(article), form)
        assert response.status_code == 200
        article.refresh_from_db()
        assert (article.title, article.body, article.version) == (
            "عنوان أول",
            "<p>نص زميلتي</p>",
            2,
        )
        page = response.content.decode()
        assert "منى" in page
        shown = {
            str(item.label): (
                "".join(p.text for row in item.rows for p in row.left),
                "".join(p.text for row in item.rows for p in row.right),
            )
            for item in response.context["differences"]
        }
        assert list(shown.values()) == [
            ("عنوان أول", "عنواني"),
            ("مقدمة زميلتي", ""),
            ("نص زميلتي", "نصي أنا"),
        ]
        untouched = [item.untouched for item in response.context["differences"]]
        assert untouched == [False, True, False]
        kept = fields(page)
        assert (kept["title"], kept["body"]) == (["عنواني"], ["<p>نصي أنا</p>"])
        assert kept["base_version"] == ["1"]
        # Without the decision, the same is refused again.
        assert desk.post(change(article), kept).status_code == 200
        article.refresh_from_db()
        assert article.version == 2
        # With it, what was typed is the newest version; what was not touched stays as stored,
        # and theirs stays in the history.
        assert desk.post(change(article), kept | {"_over": "2"}).status_code == 302
        article.refresh_from_db()
        assert (article.title, article.body, article.version) == ("عنواني", "<p>نصي أنا</p>", 3)
        assert article.standfirst == "مقدمة زميلتي"
        assert article.revisions.get(number=2).snapshot["body"] == "<p>نص زميلتي</p>"

    def test_a_third_version_is_refused_again(self, desk: Client, article: Article) -> None:
        form = filled(desk, change(article), title="عنواني") | {"_over": "2"}
        for base in (1, 2):
            edit_article(
                by=factories.user("editor"),
                article_id=article.pk,
                base_version=base,
                title=f"صيغة {base}",
            )
        response = desk.post(change(article), form)
        assert response.context["theirs"].version == 3
        article.refresh_from_db()
        assert article.title == "صيغة 2"

    def test_an_embargo_set_meanwhile_is_not_lifted(self, desk: Client, article: Article) -> None:
        form = filled(desk, change(article), title="عنواني")
        until = datetime(2999, 1, 2, 3, tzinfo=UTC)
        edit_article(
            by=factories.user("editor"), article_id=article.pk, base_version=1, embargo_until=until
        )
        assert desk.post(change(article), form).status_code == 200
        assert desk.post(change(article), form | {"_over": "2"}).status_code == 302
        article.refresh_from_db()
        assert (article.title, article.embargo_until) == ("عنواني", until)
