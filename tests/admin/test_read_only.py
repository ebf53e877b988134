"""What is only looked at: no page of it writes, and nobody sees more than the articles allow."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article, Change, ImportBatch, ImportRecord, Original, Revision, User
from articles.services.actors import COMMAND
from articles.services.citations import settle_citations
from articles.services.publishing import correct
from articles.services.sources import delete_source
from tests import factories

pytestmark = pytest.mark.django_db
Login = Callable[..., Client]
LISTS = "/admin/articles"
KINDS = ["citation", "importbatch", "importrecord", "original", "revision", "correction",
         "change", "auditentry", "job"]  # fmt: skip


def rows(client: Client, kind: str, **query: object) -> list[int]:
    response = client.get(f"{LISTS}/{kind}/", query)
    assert response.status_code == 200
    return [row.pk for row in response.context["cl"].result_list]


def imported() -> ImportRecord:
    original = Original.objects.create(
        sha256="ab" * 32, media_type="text/html", content=b"<script>alert(1)</script>"
    )
    batch = ImportBatch.objects.create(origin="a.jsonl", sha256="cd" * 32, format="jsonl")
    return ImportRecord.objects.create(
        batch=batch, position=1, outcome="rejected", code="missing-id",
        reason="The article has no id.", original=original,
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_added_changed_or_deleted(as_role: Login, kind: str) -> None:
    client = as_role("chief editor")
    assert client.get(f"{LISTS}/{kind}/").status_code == 200
    assert client.post(f"{LISTS}/{kind}/add/", {}).status_code == 403
    article = factories.article()
    factories.citation(article, factories.source())
    imported()
    correct(by=COMMAND, article_id=article.pk, text="تصحيح")
    pks = rows(client, kind)
    assert pks or kind == "job"
    for pk in pks[:1]:
        path = f"{LISTS}/{kind}/{pk}"
        assert client.get(f"{path}/change/").status_code == 200
        assert client.post(f"{path}/change/", {"text": "x"}).status_code == 403
        assert client.post(f"{path}/delete/", {"post": "yes"}).status_code == 403
    assert rows(client, kind) == pks


@pytest.mark.parametrize("kind", ["revision", "citation", "correction"])
def test_a_contributor_sees_only_what_belongs_to_articles_they_see(
    as_role: Login, kind: str
) -> None:
    client = as_role("contributor")
    me = User.objects.get()
    public, hidden = factories.article(), factories.draft()
    own = factories.draft(by=me)
    for article in (public, hidden):
        factories.citation(article, factories.source())
    factories.citation(own, factories.source(), by=me)
    correct(by=COMMAND, article_id=public.pk, text="تصحيح")
    Article.objects.filter(pk=hidden.pk).get()
    seen = {
        "revision": Revision.objects.exclude(article=hidden),
        "citation": public.citations.all() | own.citations.all(),
        "correction": public.corrections.all(),
    }[kind]
    assert sorted(rows(client, kind)) == sorted(row.pk for row in seen)
    hidden_revision = hidden.revisions.get()
    path = f"{LISTS}/revision/{hidden_revision.pk}/change/"
    assert client.get(path).status_code == 302  # to the list: no such thing


def test_citations_are_filtered_by_state_role_and_resolution(as_role: Login) -> None:
    article = factories.article()
    named = factories.citation(article, name="كوميرسانت", state="suggested", role="interview")
    known = factories.citation(article, factories.source("TASS", "تاس"), role="relayed")
    settle_citations(by=COMMAND, citation_ids=[known.pk], state="rejected")
    client = as_role("editor")
    assert rows(client, "citation", state__exact="suggested") == [named.pk]
    assert rows(client, "citation", role__exact="relayed") == [known.pk]
    assert rows(client, "citation", resolved="no") == [named.pk]
    assert rows(client, "citation", resolved="yes") == [known.pk]
    assert rows(client, "citation", q="TASS") == [known.pk]
    assert rows(client, "citation", q="كوميرسانت") == [named.pk]
    assert rows(client, "citation", q="...") == []


def test_the_audit_is_filtered_by_person_and_object(as_role: Login) -> None:
    client = as_role("chief editor")
    me = User.objects.get()
    source = factories.source("TASS")
    client.post(f"{LISTS}/topic/add/", {"name": "الفضاء", "slug": ""})
    mine = rows(client, "auditentry", by__id__exact=me.pk)
    assert len(mine) == 1
    about = {"object_type__exact": "source", "object_id__exact": source.pk}
    response = client.get(f"{LISTS}/source/{source.pk}/history/", follow=True)
    assert response.redirect_chain == [
        (f"{LISTS}/auditentry/?object_type__exact=source&object_id__exact={source.pk}", 302)
    ]
    assert len(rows(client, "auditentry", **about)) == 1
    assert as_role("contributor").get(f"{LISTS}/source/{source.pk}/history/").status_code == 403


def test_an_import_shows_its_rejections_with_reason_and_original(as_role: Login) -> None:
    record = imported()
    client = as_role("editor")
    page = client.get(f"{LISTS}/importbatch/").content.decode()
    link = f"importrecord/?batch__id__exact={record.batch_id}&amp;outcome__exact=rejected"
    assert link in page
    assert rows(client, "importrecord", outcome__exact="rejected") == [record.pk]
    assert rows(client, "importrecord", outcome__exact="created") == []
    response = client.get(f"{LISTS}/original/{record.original_id}/bytes/")
    assert response.content == b"<script>alert(1)</script>"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="abababababababab.bin"'


def test_originals_follow_the_articles_that_came_of_them(as_role: Login) -> None:
    record = imported()
    client = as_role("contributor")
    path = f"{LISTS}/original/{record.original_id}/bytes/"
    assert client.get(path).status_code == 404
    article = factories.draft()
    Article.objects.filter(pk=article.pk).update(original=record.original_id)
    assert client.get(path).status_code == 404
    public = factories.article()
    Article.objects.filter(pk=public.pk).update(original=record.original_id)
    assert client.get(path).status_code == 200
    assert as_role("moderator").get(path).status_code == 404
    assert Client().get(path).status_code == 302


def test_the_log_shows_a_source_that_is_gone(as_role: Login) -> None:
    source = factories.source("TASS")
    gone = source.pk
    delete_source(by=COMMAND, source_id=gone)
    client = as_role("editor")
    assert len(rows(client, "change")) == 2
    last = Change.objects.order_by("-seq").first()
    assert last is not None
    for path in (f"{LISTS}/change/", f"{LISTS}/change/{last.pk}/change/"):
        page = client.get(path)
        assert page.status_code == 200
        assert f"المصدر {gone}" in page.content.decode()
