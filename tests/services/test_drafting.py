"""Drafts, new versions and old ones brought back: what is stored, logged and refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from django.utils import timezone

from articles.models import Article, Revision, User
from articles.services.actors import COMMAND
from articles.services.drafting import create_article, edit_article, restore_revision
from articles.services.errors import StaleVersion
from articles.services.publishing import publish
from articles.services.snapshots import snapshot_of
from articles.services.taxonomy import delete_taxon
from tests import factories
from tests.services.state import Since, nothing_changes, revisions

pytestmark = pytest.mark.django_db


def test_a_draft_with_its_first_revision(contributor: User) -> None:
    section, topic, person = factories.section(), factories.topic(), factories.person()
    since = Since()
    article = create_article(
        by=contributor, title="  عنوان\u202e  المادة ", body="<p>نص<script>x</script></p>",
        standfirst="مقدمة\r\n", footer=" المصدر: موقع ", section=section, topics=[topic],
        people=[person], why="بداية",
    )  # fmt: skip
    article.refresh_from_db()
    assert (article.title, article.slug, article.body, article.body_text) == (
        "عنوان المادة", "عنوان-المادة", "<p>نص</p>", "نص",
    )  # fmt: skip
    assert (article.standfirst, article.footer, article.language) == (
        "مقدمة", "المصدر: موقع", "ar",
    )  # fmt: skip
    assert (article.status, article.version, article.created_by) == ("draft", 1, contributor)
    assert article.sort_at == article.created_at == article.modified_at
    revision = article.revisions.get()
    assert (revision.number, revision.by, revision.actor, revision.why, revision.at) == (
        1, contributor, contributor.username, "بداية", article.modified_at,
    )  # fmt: skip
    assert revision.snapshot == {
        "title": "عنوان المادة", "slug": "عنوان-المادة", "standfirst": "مقدمة",
        "body": "<p>نص</p>", "body_text": "نص", "footer": "المصدر: موقع", "byline_text": "",
        "language": "ar", "rights": "", "publisher_name": "", "origin_url": "", "dated": "",
        "date_unknown": False, "comments_open": True, "section": section.pk, "lead_image": None,
        "topics": [topic.pk], "people": [person.pk], "status": "draft",
    }  # fmt: skip
    assert since.changes() == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " \u202e "}, "title"),
        ({"title": "س" * 501}, "title"),
        ({"title": "س", "dated": "last week"}, "dated"),
        ({"title": "س", "dated": "2019", "date_unknown": True}, "date_unknown"),
    ],
)
def test_what_is_refused_names_its_field(values: dict[str, object], field: str) -> None:
    with nothing_changes(), pytest.raises(ValidationError) as refused:
        create_article(by=COMMAND, **values)  # type: ignore[arg-type]
    assert list(refused.value.message_dict) == [field]


def test_a_field_that_nobody_sets_is_a_bug() -> None:
    with nothing_changes(), pytest.raises(TypeError, match="body_text, status"):
        create_article(by=COMMAND, title="س", status="published", body_text="x")


@pytest.mark.parametrize("role", ["", "moderator", "administrator"])
def test_who_may_not_write(role: str) -> None:
    user = factories.user(role)
    with nothing_changes(), pytest.raises(PermissionDenied):
        create_article(by=user, title="س")


def test_an_edit_is_a_version_and_a_change_where_readers_see_it(editor: User) -> None:
    article = factories.article("قديم")
    since = Since()
    edit_article(by=editor, article_id=article.pk, base_version=2, title="جديد", why="تدقيق")
    article.refresh_from_db()
    assert (article.title, article.version, article.slug) == ("جديد", 3, article.slug)
    assert revisions(article)[1:] == [
        (2, "command", "published"), (3, editor.username, "published"),
    ]  # fmt: skip
    assert article.revisions.get(number=3).why == "تدقيق"
    assert since.changes() == [(article.pk, "updated", "", 3)]


def test_the_address_stays_when_the_title_changes() -> None:
    article = factories.article("قديم")
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, title="جديد")
    assert Article.objects.get(pk=article.pk).slug == "قديم"


def test_an_edit_of_a_draft_is_a_version_only(contributor: User) -> None:
    article = factories.draft(by=contributor)
    since = Since()
    edit_article(by=contributor, article_id=article.pk, base_version=1, body="<p>آخر</p>")
    assert [number for number, _actor, _status in revisions(article)] == [1, 2]
    assert since.changes() == []


def test_an_edit_that_changes_nothing_writes_nothing(editor: User) -> None:
    topic, person = factories.topic(), factories.person()
    article = factories.article("س", topics=[topic], people=[person])
    with nothing_changes():
        edit_article(by=editor, article_id=article.pk, base_version=2, title=" س ",
                     topics=[topic], people=[person], body=article.body)  # fmt: skip


def test_a_stale_edit_is_refused_and_shows_both(editor: User) -> None:
    article = factories.article("أول")
    edit_article(by=editor, article_id=article.pk, base_version=2, title="ثانٍ")
    with nothing_changes(), pytest.raises(StaleVersion) as refused:
        edit_article(by=editor, article_id=article.pk, base_version=2, title="ثالث")
    assert (refused.value.base, refused.value.article.version, refused.value.article.title) == (
        2, 3, "ثانٍ",
    )  # fmt: skip


def test_topics_and_byline_are_versions_too(editor: User) -> None:
    first, second = factories.person(), factories.person()
    article = factories.article(people=[first, second])
    since = Since()
    edit_article(by=editor, article_id=article.pk, base_version=2, people=[second, first, second])
    assert list(article.bylines.values_list("person_id", "position")) == [
        (second.pk, 0), (first.pk, 1),
    ]  # fmt: skip
    edit_article(by=editor, article_id=article.pk, base_version=3, topics=[factories.topic()])
    assert [version for _pk, _op, _code, version in since.changes()] == [3, 4]
    assert Article.objects.get(pk=article.pk).version == 4


def test_an_embargo_withdraws_until_its_end(editor: User) -> None:
    article = factories.article()
    since = Since()
    later = timezone.now() + timedelta(days=1)
    edit_article(by=editor, article_id=article.pk, base_version=2, embargo_until=later)
    edit_article(by=editor, article_id=article.pk, base_version=3, title="تحت الحظر")
    edit_article(by=editor, article_id=article.pk, base_version=4, embargo_until=None)
    assert since.changes() == [
        (article.pk, "withdrawn", "embargo", 3), (article.pk, "published", "", 5),
    ]  # fmt: skip


def test_who_may_not_edit_changes_nothing(contributor: User) -> None:
    own_published = factories.draft(by=contributor)
    publish(by=COMMAND, article_id=own_published.pk)
    foreign = factories.draft()
    bounded = factories.user("editor", sections=[factories.section()])
    for user, article in (
        (contributor, own_published), (contributor, foreign), (factories.user("moderator"), foreign),
        (factories.user("administrator"), foreign), (bounded, foreign),
    ):  # fmt: skip
        version = Article.objects.get(pk=article.pk).version
        with nothing_changes(), pytest.raises(PermissionDenied):
            edit_article(by=user, article_id=article.pk, base_version=version, title="اختراق")


def test_nobody_moves_an_article_into_a_section_that_is_not_theirs() -> None:
    mine, other = factories.section(), factories.section()
    bounded = factories.user("editor", sections=[mine])
    article = factories.draft(section=mine)
    with nothing_changes(), pytest.raises(PermissionDenied):
        edit_article(by=bounded, article_id=article.pk, base_version=1, section=other)
    edit_article(by=bounded, article_id=article.pk, base_version=1, title="في قسمي")


def test_a_restored_revision_is_a_new_version(editor: User) -> None:
    topic, person, section = factories.topic(), factories.person(), factories.section()
    article = factories.article(
        "أول", body="<p>نص أول.</p>", topics=[topic], people=[person], dated="2019-06",
    )  # fmt: skip
    kept = Revision.objects.get(article=article, number=2).snapshot
    edit_article(by=editor, article_id=article.pk, base_version=2, title="ثانٍ",
                 body="<p>نص ثانٍ.</p>", topics=[], people=[], dated="2020")  # fmt: skip
    edit_article(by=editor, article_id=article.pk, base_version=3, section=section)
    since = Since()
    restore_revision(by=editor, article_id=article.pk, number=2, base_version=4)
    article.refresh_from_db()
    assert (article.version, article.title, article.body_text, article.dated) == (
        5, "أول", "نص أول.", "2019-06",
    )  # fmt: skip
    assert snapshot_of(article) | {"section": None} == kept
    assert article.section == section  # where it is filed is not part of its content
    assert [number for number, _actor, _status in revisions(article)] == [1, 2, 3, 4, 5]
    assert since.changes() == [(article.pk, "updated", "", 5)]


def test_restoring_is_refused_like_an_edit(editor: User, contributor: User) -> None:
    article = factories.article("أول")
    edit_article(by=editor, article_id=article.pk, base_version=2, title="ثانٍ")
    with nothing_changes():
        with pytest.raises(StaleVersion):
            restore_revision(by=editor, article_id=article.pk, number=2, base_version=2)
        with pytest.raises(PermissionDenied):
            restore_revision(by=contributor, article_id=article.pk, number=2, base_version=3)
        with pytest.raises(Revision.DoesNotExist):
            restore_revision(by=editor, article_id=article.pk, number=9, base_version=3)


def test_a_restored_revision_leaves_out_what_was_deleted(editor: User) -> None:
    kept, gone = factories.topic(), factories.topic()
    article = factories.draft("أول", topics=[kept, gone])
    edit_article(by=editor, article_id=article.pk, base_version=1, topics=[])
    delete_taxon(by=COMMAND, taxon=gone)
    restore_revision(by=editor, article_id=article.pk, number=1, base_version=2)
    assert list(article.topics.all()) == [kept]


@pytest.mark.django_db(transaction=True)
def test_of_two_edits_at_once_one_is_refused() -> None:
    article = factories.article("أول")
    both = Barrier(2)

    def edit(title: str) -> str:
        try:
            both.wait(30)
            edit_article(by=COMMAND, article_id=article.pk, base_version=2, title=title)
        except StaleVersion:
            return "stale"
        finally:
            connections.close_all()
        return title

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(edit, ["ثانٍ", "ثالث"]))
    assert outcomes.count("stale") == 1
    [won] = [title for title in outcomes if title != "stale"]
    article.refresh_from_db()
    assert (article.title, article.version) == (won, 3)
    assert article.revisions.count() == 3
