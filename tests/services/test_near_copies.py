"""Fingerprints: written for every text, again when it changes, and gone with an erased article."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.attribution.near_copies import SCHEME, Signature, bands, signature, unpacked
from articles.management.duties import HANDLERS
from articles.models import Article, Fingerprint, FingerprintBand, Job, User
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article, restore_revision
from articles.services.erasure import erase_article
from articles.services.ingest import ingest, ingest_many
from articles.services.jobs import run_due
from articles.services.near_copies import (
    JOB,
    PORTION,
    ask_for_missing_signatures,
    ask_for_signatures,
    remember_signature,
    remember_signatures,
)
from tests import factories
from tests.services.ingest.items import record, refused

pytestmark = pytest.mark.django_db


def body(word: str, words: int = 40) -> str:
    """A text without a repeated word."""
    return "<p>" + " ".join(f"{word}{number}" for number in range(words)) + "</p>"


def kept(article: Article) -> Signature:
    """The stored signature, whose stored bands are checked on the way."""
    row = Fingerprint.objects.get(article=article)
    found = unpacked(row.shingles, bytes(row.signature))
    assert set(row.bands.values_list("band", flat=True)) == bands(found)
    return found


def asked() -> list[list[int]]:
    return [job.payload["article_ids"] for job in Job.objects.filter(kind=JOB).order_by("id")]


def test_a_new_text_is_asked_for_and_the_worker_writes_it() -> None:
    article = factories.draft(body=body("ا"))
    assert asked() == [[article.pk]]
    assert not Fingerprint.objects.exists()
    assert run_due(HANDLERS) == 3  # with its quotations and the comparison with others
    assert kept(article) == signature(article.body_text)
    assert Fingerprint.objects.get().scheme == SCHEME
    assert asked() == []


def test_an_import_asks_for_what_it_created() -> None:
    first = ingest(record(1), by=COMMAND)
    ingest(record(1), by=COMMAND)
    ingest(refused(2), by=COMMAND)
    assert asked() == [[first.article_id]]
    ingest_many([record(1), record(3), refused(4), record(5)], by=COMMAND)
    ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    assert asked() == [[first.article_id], ids[1:]]
    run_due(HANDLERS)
    assert list(Fingerprint.objects.order_by("pk").values_list("pk", flat=True)) == ids


def test_only_a_changed_text_is_asked_for_again(editor: User) -> None:
    article = factories.draft(body=body("ا"))
    run_due(HANDLERS)
    titled = edit_article(by=editor, article_id=article.pk, base_version=1, title="عنوان جديد")
    assert asked() == []
    changed = edit_article(
        by=editor, article_id=article.pk, base_version=titled.version, body=body("ب")
    )
    assert asked() == [[article.pk]]
    run_due(HANDLERS)
    assert kept(article) == signature(changed.body_text)
    assert Fingerprint.objects.get().revision == 3
    restore_revision(by=editor, article_id=article.pk, number=1, base_version=3)
    run_due(HANDLERS)
    assert kept(article) == signature(article.body_text)
    assert FingerprintBand.objects.count() == len(bands(signature(article.body_text)))


def test_remembering_again_changes_nothing() -> None:
    article = factories.draft(body=body("ا"))
    assert remember_signature(article_id=article.pk) is True
    before = kept(article)
    assert remember_signature(article_id=article.pk) is False
    edit_article(by=COMMAND, article_id=article.pk, base_version=1, title="عنوان جديد")
    assert remember_signature(article_id=article.pk) is False
    assert (kept(article), Fingerprint.objects.get().revision) == (before, 2)


def test_a_short_text_is_remembered_without_a_signature() -> None:
    article = factories.draft(body=body("ا", words=5))
    assert remember_signature(article_id=article.pk) is True
    assert kept(article) == Signature(8)  # of ten tokens
    long = edit_article(by=COMMAND, article_id=article.pk, base_version=1, body=body("ا"))
    remember_signature(article_id=article.pk)
    assert kept(article) == signature(long.body_text)
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, body="")
    remember_signature(article_id=article.pk)
    assert kept(article) == Signature(0)


def test_another_way_of_making_them_replaces_what_is_there() -> None:
    article = factories.draft(body=body("ا"))
    remember_signature(article_id=article.pk)
    Fingerprint.objects.update(scheme=SCHEME + 1, signature=b"old")
    assert remember_signature(article_id=article.pk) is True
    assert kept(article) == signature(article.body_text)
    assert Fingerprint.objects.get().scheme == SCHEME


def test_what_is_not_there_is_passed_over() -> None:
    article = factories.draft(body=body("ا"))
    assert remember_signature(article_id=article.pk + 1) is False
    assert remember_signatures(article_ids=[article.pk, article.pk + 1]) == 1
    assert remember_signatures(article_ids=[]) == 0
    assert list(Fingerprint.objects.values_list("pk", flat=True)) == [article.pk]


def test_an_erased_article_leaves_none_and_gets_none(chief: User) -> None:
    article, other = (factories.article(body=body(word)) for word in "اب")
    run_due(HANDLERS)
    ask_for_signatures([article.pk])
    erase_article(by=chief, article_id=article.pk, reason="أمر")
    run_due(HANDLERS)
    assert list(Fingerprint.objects.values_list("pk", flat=True)) == [other.pk]
    assert set(FingerprintBand.objects.values_list("fingerprint", flat=True)) == {other.pk}
    assert ask_for_missing_signatures() == 0


def test_missing_ones_are_asked_for_in_portions_but_not_twice() -> None:
    articles = [factories.draft() for _ in range(3)]
    assert ask_for_missing_signatures() == 0  # the jobs of the drafts wait
    run_due(HANDLERS)
    assert ask_for_missing_signatures() == 0
    Fingerprint.objects.filter(pk=articles[0].pk).update(scheme=SCHEME + 1)
    FingerprintBand.objects.filter(fingerprint=articles[2].pk).delete()
    Fingerprint.objects.filter(pk=articles[2].pk).delete()
    assert ask_for_missing_signatures() == 2
    assert asked() == [[articles[0].pk, articles[2].pk]]


def test_many_are_split_into_jobs_of_a_portion() -> None:
    ask_for_signatures(range(1, 2 * PORTION + 2))
    assert [len(ids) for ids in asked()] == [PORTION, PORTION, 1]
    ask_for_signatures([])
    assert len(asked()) == 3


def test_as_many_queries_for_twenty_as_for_one() -> None:
    counts = []
    for number in (1, 20):
        ids = [factories.draft(body=body(f"ا{n}")).pk for n in range(number)]
        with CaptureQueriesContext(connection) as queries:
            assert remember_signatures(article_ids=ids) == number
        counts.append(len(queries))
    assert counts[0] == counts[1]
