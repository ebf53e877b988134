"""What becomes of one incoming item: what is stored, what is refused and why, what is left out."""

import hashlib

import pytest

from articles.importers.records import Item
from articles.models import (
    Article,
    AuditEntry,
    Change,
    Citation,
    ImportRecord,
    Original,
    Revision,
)
from articles.services.actors import COMMAND
from articles.services.ingest import Ingested, ingest, open_batch
from tests.owner import as_owner
from tests.services.ingest.items import credited, record, refused

pytestmark = pytest.mark.django_db


def store(item: Item, **options: object) -> Ingested:
    return ingest(item, by=COMMAND, **options)  # type: ignore[arg-type]


def counts() -> tuple[int, int, int, int]:
    tables = (Original, Article, Revision, Citation)
    return tuple(table.objects.count() for table in tables)  # type: ignore[return-value]


def test_an_article_is_stored_with_its_bytes_and_its_first_revision() -> None:
    item = record(
        1,
        standfirst="مقدمة",
        byline=("سلمى حداد", "عمر"),
        publisher_name="الميناء",
        url="https://example.org/1",
        rights="CC BY 4.0",
        dated="2019-06-18",
    )
    told = store(item)
    article = Article.objects.get(pk=told.article_id)
    assert (told.outcome, told.position, told.key) == ("created", 1, "jsonl:1")
    assert (article.title, article.standfirst, article.body) == (
        "مادة 1",
        "مقدمة",
        "<p>فقرة 1.</p>",
    )
    assert (article.body_text, article.slug, article.byline_text) == (
        "فقرة 1.",
        "مادة-1",
        "سلمى حداد، عمر",
    )
    assert (article.publisher_name, article.rights) == ("الميناء", "CC BY 4.0")
    assert (article.origin_url, article.import_key) == ("https://example.org/1", "jsonl:1")
    assert (article.dated, article.date_unknown, str(article.dated_from)) == (
        "2019-06-18",
        False,
        "2019-06-18",
    )
    assert (article.status, article.version, article.published_at) == ("draft", 1, None)
    original = article.original
    assert original is not None
    assert bytes(original.content) == item.raw
    assert original.sha256 == hashlib.sha256(item.raw).hexdigest()
    assert (original.media_type, original.origin) == ("application/json", "https://example.org/1")
    revision = article.revisions.get()
    assert (revision.number, revision.actor, revision.by) == (1, "command", None)
    assert revision.snapshot["body_text"] == "فقرة 1." and revision.snapshot["title"] == "مادة 1"
    assert Change.objects.count() == 0


def test_an_unknown_date_is_said_to_be_unknown() -> None:
    article = Article.objects.get(pk=store(record(1)).article_id)
    assert (article.dated, article.date_unknown, article.dated_precision) == ("", True, "")
    assert (article.dated_from, article.dated_to) == (None, None)
    assert article.sort_at == article.created_at


def test_published_at_once() -> None:
    article = Article.objects.get(pk=store(record(1, dated="1950~"), publish=True).article_id)
    assert article.status == "published"
    assert article.first_published_at == article.published_at == article.created_at
    assert list(Change.objects.values_list("op", "article", "version")) == [
        ("published", article.pk, 1)
    ]
    assert article in Article.objects.public()


def test_footer_and_prompt_stand_beside_the_text() -> None:
    article = Article.objects.get(pk=store(credited(1, prompt="كن أول من يعلّق")).article_id)
    assert article.footer == "المصدر: موقع PORT.EXAMPLE"
    assert article.footer_prompt == "كن أول من يعلّق"
    assert article.body_text == "فقرة 1."


def test_the_same_again_changes_nothing() -> None:
    first = store(credited(1), publish=True)
    before = counts(), Change.objects.count()
    again = store(credited(1), publish=True)
    assert (again.outcome, again.article_id) == ("unchanged", first.article_id)
    assert (counts(), Change.objects.count()) == before


def test_other_bytes_under_the_same_id_are_refused_and_kept() -> None:
    first = store(record(1))
    told = store(record(2, key="jsonl:1", title="عنوان آخر"))
    assert (told.outcome, told.code, told.article_id) == ("rejected", "duplicate-id", None)
    assert counts() == (2, 1, 1, 0)
    assert Article.objects.get().pk == first.article_id
    assert Original.objects.filter(sha256=hashlib.sha256(record(2).raw).hexdigest()).exists()


@pytest.mark.parametrize(
    ("item", "code", "kept"),
    [
        (refused(1), "bad-json", 1),
        (refused(1, "truncated", raw=b""), "truncated", 0),
        (refused(1, "empty-body", key="jsonl:1"), "empty-body", 1),
        (record(1, title="ع" * 501), "invalid", 1),
        (record(1, title="\u202e"), "invalid", 1),
        (record(1, body_html="<script>x</script>", body_text=""), "invalid", 1),
        (record(1, dated="0000"), "invalid", 1),
        (record(1, dated="التاريخ"), "invalid", 1),
        (record(1, key=""), "bad-id", 1),
        (record(1, key="k" * 301), "bad-id", 1),
        (record(1, key="jsonl:\x00"), "bad-id", 1),
    ],
)
def test_what_is_refused_is_kept_with_its_reason(item: Item, code: str, kept: int) -> None:
    batch = open_batch(by=COMMAND, origin="f", sha256="0" * 64, format="jsonl", publish=False)
    told = store(item, batch=batch)
    assert (told.outcome, told.code, told.article_id) == ("rejected", code, None)
    assert counts() == (kept, 0, 0, 0)
    row = ImportRecord.objects.get()
    assert (row.batch, row.position, row.outcome, row.code) == (batch, 1, "rejected", code)
    assert row.reason == told.reason != ""
    assert (row.original is not None) == bool(kept)
    if row.original is not None:
        assert bytes(row.original.content) == item.raw
        assert row.original.media_type == (
            "application/octet-stream"
            if code != "invalid" and code != "bad-id"
            else "application/json"
        )


def test_values_that_fit_nowhere_are_left_out() -> None:
    told = store(record(1, publisher_name="ن" * 201, rights="ح" * 501, url="javascript:alert(1)"))
    assert told.cleaned == ("too-long:rights", "too-long:publisher_name", "bad-url")
    article = Article.objects.get(pk=told.article_id)
    assert (article.publisher_name, article.rights, article.origin_url) == ("", "", "")


def test_unsafe_html_does_not_come_in_whatever_the_importer_says() -> None:
    told = store(
        record(1, body_html="<p onclick=x>نص<script>alert(1)</script></p>", body_text="كذب")
    )
    article = Article.objects.get(pk=told.article_id)
    assert (article.body, article.body_text) == ("<p>نص</p>", "نص")


def test_what_was_erased_does_not_come_in_again() -> None:
    sha = hashlib.sha256(record(1).raw).hexdigest()
    told = store(record(1))
    article = Article.objects.get(pk=told.article_id)
    _erase(article)
    for item in (record(1), record(2, key="jsonl:1"), record(3, raw=record(1).raw)):
        again = store(item)
        assert (again.outcome, again.code, again.article_id) == ("rejected", "erased", None)
    assert counts()[:2] == (1, 1)
    assert bytes(Original.objects.get(sha256=sha).content) == b""


def _erase(article: Article) -> None:
    """As an erasure leaves it; only the tables' owner may touch the bytes."""
    now = article.created_at
    as_owner(
        f"UPDATE articles_original SET content = '', erased_at = now() WHERE id = {article.original_id}"
    )
    Article.objects.filter(pk=article.pk).update(
        status="withdrawn", withdrawn_at=now, withdrawal_code="erased", erased_at=now,
        body="", body_text="", standfirst="",
    )  # fmt: skip


def test_outside_a_batch_the_audit_accounts_for_the_item() -> None:
    told = store(record(1, cleaned=("bad-date:x",)))
    entry = AuditEntry.objects.get(action="import")
    assert (entry.actor, entry.object_type, entry.object_id) == (
        "command",
        "article",
        told.article_id,
    )
    assert entry.detail == {
        "key": "jsonl:1", "outcome": "created", "code": "", "cleaned": ["bad-date:x"],
        "original": Original.objects.get().pk,
    }  # fmt: skip
