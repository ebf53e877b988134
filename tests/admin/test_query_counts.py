"""Lists of the admin cost as many queries with 20 rows as with one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import ImportBatch, ImportRecord, Job, Original, User
from articles.services.actors import COMMAND
from articles.services.comments import submit_comment
from articles.services.publishing import correct, schedule
from articles.services.reports import report_error
from tests import factories
from tests.factories import _number

pytestmark = pytest.mark.django_db


def comments() -> None:
    submit_comment(article_id=factories.article().pk, name="قارئ", text=f"تعليق {next(_number)}")


def reports() -> None:
    report_error(article_id=factories.article().pk, text=f"خطأ {next(_number)}")


def citations() -> None:
    article = factories.article()
    first = factories.citation(article, factories.source())
    factories.citation(article, name="كوميرسانت", via=first)


def imports() -> None:
    number = next(_number)
    original = Original.objects.create(sha256=f"{number:064}", media_type="text/plain", content=b"")
    batch = ImportBatch.objects.create(
        origin=f"{number}.txt", sha256=f"{number:064}", format="text"
    )
    article = factories.article(section=factories.section())
    ImportRecord.objects.create(
        batch=batch, position=1, outcome="created", article=article, original=original
    )


def accounts() -> None:
    person = factories.user("editor", sections=[factories.section()])
    person.groups.add(Group.objects.get(name="moderator"))


def jobs() -> None:
    Job.objects.create(kind="test", run_at=timezone.now())


def corrections() -> None:
    correct(by=COMMAND, article_id=factories.article().pk, text=f"تصحيح {next(_number)}")


def owned() -> None:
    factories.source(owner=factories.source(), parent=factories.source())


def due() -> None:
    draft = factories.draft()
    schedule(by=COMMAND, article_id=draft.pk, publish_at=timezone.now() + timedelta(hours=3))


MAKERS: dict[str, Callable[[], object]] = {
    "": due,
    "articles/comment/": comments,
    "articles/errorreport/": reports,
    "articles/citation/": citations,
    "articles/source/": owned,
    "articles/section/": factories.section,
    "articles/topic/": factories.topic,
    "articles/person/": factories.person,
    "articles/importbatch/": imports,
    "articles/importrecord/": imports,
    "articles/original/": imports,
    "articles/revision/": factories.article,
    "articles/correction/": corrections,
    "articles/change/": citations,
    "articles/auditentry/": owned,
    "articles/user/": accounts,
    "articles/job/": jobs,
    "auth/group/": accounts,
}


@pytest.mark.parametrize("place", MAKERS)
def test_as_many_queries_for_20_rows_as_for_one(place: str) -> None:
    user = factories.user("chief editor")
    user.groups.add(*Group.objects.all())
    client = Client()
    client.force_login(user)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/admin/{place}").status_code == 200
        return len(captured)

    MAKERS[place]()
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    one = count()
    for _n in range(19):
        MAKERS[place]()
    assert count() == one
    assert one <= 20
