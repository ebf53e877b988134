"""Copies of reports: kept as they came, of a few kinds and sizes, downloaded and never rendered."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from articles.models import Citation, Original, User
from articles.services.actors import COMMAND
from articles.services.archived_copies import MOST_BYTES, drop_copy, keep_copy
from articles.services.citations import change_citation, settle_citations
from articles.services.publishing import withdraw
from tests import factories
from tests.services.state import Since, nothing_changes

pytestmark = pytest.mark.django_db
PAGE = b"<script>alert(1)</script><p>\xd8\xae\xd8\xa8\xd8\xb1"


def cited() -> Citation:
    return factories.citation(factories.article(), factories.source("TASS", "تاس"))


@pytest.mark.parametrize(
    ("name", "content", "media_type", "ending"),
    [
        ("a.HTML", PAGE, "text/html", "html"),
        ("a.htm", PAGE, "text/html", "html"),
        ("خبر.txt", b"text", "text/plain", "txt"),
        ("a.pdf", b"%PDF-1.7 x", "application/pdf", "pdf"),
        ("a.png", b"\x89PNG\r\n\x1a\nx", "image/png", "png"),
        ("a.jpeg", b"\xff\xd8\xffx", "image/jpeg", "jpg"),
        ("a.warc", b"WARC/1.1\r\n", "application/warc", "warc"),
        ("a.warc.gz", b"\x1f\x8b\x08", "application/warc+gzip", "warc.gz"),
    ],
)
def test_a_copy_is_downloaded_as_it_came(
    editor: User, client: Client, name: str, content: bytes, media_type: str, ending: str
) -> None:
    citation = cited()
    since = Since()
    keep_copy(by=editor, citation_id=citation.pk, content=content, file_name=name)
    assert [change[1] for change in since.changes()] == ["updated"]
    assert since.audited() == [(editor.username, "keep copy", "citation")]
    article = citation.article
    path = f"/a/{article.pk}/copies/{citation.pk}/"
    assert (
        f'href="{path}" rel="nofollow"'
        in client.get(f"/a/{article.pk}/{article.slug}/").content.decode()
    )
    response = client.get(path)
    assert (response.status_code, response.content) == (200, content)
    assert response["Content-Type"] == media_type
    shown = f'attachment; filename="report-{article.pk}-{citation.pk}.{ending}"'
    assert response["Content-Disposition"] == shown
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"), ("a.svg", b"<svg/>"), ("a.gz", b"\x1f\x8b"), ("a", b"x"),
        ("a.pdf", b"<html>"), ("a.png", b"\xff\xd8\xff"), ("a.txt", b"a\0b"), ("a.txt", b""),
        ("a.txt", b"x" * (MOST_BYTES + 1)),
    ],
)  # fmt: skip
def test_other_files_are_refused(name: str, content: bytes) -> None:
    citation = cited()
    with nothing_changes(), pytest.raises(ValidationError) as refusal:
        keep_copy(by=COMMAND, citation_id=citation.pk, content=content, file_name=name)
    assert list(refusal.value.message_dict) == ["copy"]


def test_the_same_bytes_are_kept_once_and_a_copy_can_be_dropped(client: Client) -> None:
    one, other = cited(), cited()
    for citation in (one, other):
        keep_copy(by=COMMAND, citation_id=citation.pk, content=PAGE, file_name="a.html")
    assert Original.objects.count() == 1
    drop_copy(by=COMMAND, citation_id=one.pk)
    with nothing_changes():
        drop_copy(by=COMMAND, citation_id=one.pk)
    assert client.get(f"/a/{one.article_id}/copies/{one.pk}/").status_code == 404
    assert client.get(f"/a/{other.article_id}/copies/{other.pk}/").status_code == 200
    assert client.get(f"/a/{one.article_id}/copies/{other.pk}/").status_code == 404


def test_what_readers_do_not_see_has_no_copy_for_them(client: Client) -> None:
    citation = cited()
    keep_copy(by=COMMAND, citation_id=citation.pk, content=PAGE, file_name="a.html")
    path = f"/a/{citation.article_id}/copies/{citation.pk}/"
    settle_citations(by=COMMAND, citation_ids=[citation.pk], state="suggested")
    assert client.get(path).status_code == 404
    settle_citations(by=COMMAND, citation_ids=[citation.pk], state="confirmed")
    withdraw(by=COMMAND, article_id=citation.article_id, code="error", reason="خطأ")
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("role", ["contributor", "moderator", "administrator", ""])
def test_only_who_settles_keeps_or_drops(role: str) -> None:
    citation, nobody = cited(), factories.user(role)
    keep_copy(by=COMMAND, citation_id=citation.pk, content=PAGE, file_name="a.html")
    with nothing_changes():
        with pytest.raises(PermissionDenied):
            keep_copy(by=nobody, citation_id=citation.pk, content=b"x", file_name="a.txt")
        with pytest.raises(PermissionDenied):
            drop_copy(by=nobody, citation_id=citation.pk)


def test_addresses_of_report_and_copy_are_shown(client: Client) -> None:
    citation = cited()
    change_citation(
        by=COMMAND, citation_id=citation.pk, report_address="https://tass.ru/1",
        archived_address=" http://archive.example/2 ",
    )  # fmt: skip
    article = citation.article
    page = client.get(f"/a/{article.pk}/{article.slug}/").content.decode()
    assert '<a href="https://tass.ru/1" rel="nofollow external">الخبر الأصلي</a>' in page
    archived = '<a href="http://archive.example/2" rel="nofollow external">نسخة مؤرشفة</a>'
    assert archived in page


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://a.example/", "data:text/html,x", "tass.ru", "//x.y/",
                "https://a.example/" + "x" * 1000],
)  # fmt: skip
@pytest.mark.parametrize("field", ["report_address", "archived_address"])
def test_other_addresses_are_refused(field: str, address: str, client: Client) -> None:
    citation = cited()
    with nothing_changes(), pytest.raises(ValidationError) as refusal:
        change_citation(by=COMMAND, citation_id=citation.pk, **{field: address})
    assert list(refusal.value.message_dict) == [field]
    # And whatever the database holds is no link if it is none of the web.
    Citation.objects.filter(pk=citation.pk).update(**{field: address[:1000]})
    article = citation.article
    if not address.startswith("https:"):
        assert address not in client.get(f"/a/{article.pk}/{article.slug}/").content.decode()
