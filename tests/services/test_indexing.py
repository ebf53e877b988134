"""The index follows the log and the notes: what was written is found, what was taken back is not."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from articles.models import Article, ChangeLog, IndexGeneration, IndexNote
from articles.queries.index_documents import values_of
from articles.search import folders
from articles.search.nodes import Combined, Everything, Node, OneOf, Word
from articles.search.reading import reader
from articles.services import indexing
from articles.services.actors import COMMAND
from articles.services.citations import settle_citations
from articles.services.drafting import edit_article
from articles.services.images import add_image, change_image
from articles.services.indexing_thread import Listener
from articles.services.ingest import ingest, ingest_many
from articles.services.publishing import schedule, withdraw
from articles.services.source_merging import merge_source
from articles.services.sources import Name, edit_source
from articles.services.taxonomy import save_person, save_topic
from articles.text.analyser import analyse_text
from tests import factories
from tests.services.ingest.items import record

pytestmark = pytest.mark.django_db
Up = Callable[[], None]


def keys(node: Node) -> list[int]:
    index = reader()
    assert index is not None
    return sorted(hit.key for hit in index.search(node, limit=100).hits)


def word(text: str, field: str = "text") -> Node:
    return Combined(must=tuple(Word(field, term.stem) for term in analyse_text(text)))


def notes() -> list[tuple[str, int]]:
    return list(IndexNote.objects.order_by("seq").values_list("kind", "thing_id"))


def test_an_article_is_found_after_it_was_saved(search_index: Up) -> None:
    assert reader() is None
    search_index()
    assert keys(Everything()) == []
    public = factories.article("السفينة في القناة")
    hidden = factories.draft("السفينة في الميناء")
    search_index()
    assert keys(word("سفينة")) == [public.pk, hidden.pk]
    assert keys(OneOf("public", (1,))) == [public.pk]
    edit_article(by=COMMAND, article_id=hidden.pk, base_version=1, title="القطار")
    search_index()
    assert keys(word("سفينة")) == [public.pk]
    assert keys(word("قطار")) == [hidden.pk]


def test_what_readers_may_see_follows(search_index: Up) -> None:
    later = timezone.now() + timedelta(days=1)
    article, planned = factories.article(), factories.draft()
    embargoed = factories.article(embargo_until=later)
    schedule(by=COMMAND, article_id=planned.pk, publish_at=later)
    search_index()
    assert keys(OneOf("public", (1,))) == [article.pk]
    assert keys(OneOf("status", ("scheduled",))) == [planned.pk]
    assert keys(OneOf("public", (0,))) == [planned.pk, embargoed.pk]
    withdraw(by=COMMAND, article_id=article.pk, code="error", reason="خطأ")
    search_index()
    assert keys(OneOf("public", (1,))) == []
    assert keys(OneOf("status", ("withdrawn",))) == [article.pk]


def test_facets_and_names_are_those_of_confirmed_citations(search_index: Up) -> None:
    names = [Name("كوميرسانت"), Name("Коммерсантъ", "ru"), Name("KMR", "en")]
    source = factories.source("Kommersant", label="كوميرسانت")
    edit_source(by=COMMAND, source_id=source.pk, names=names)
    article = factories.draft("السفينة", dated="2019-06")
    citation = factories.citation(article, source, role="quoted")
    settle_citations(by=COMMAND, citation_ids=[citation.pk], state="rejected")
    search_index()
    assert keys(OneOf("source", (source.pk,))) == keys(word("Kommersant", "names")) == []
    settle_citations(by=COMMAND, citation_ids=[citation.pk], state="confirmed")
    search_index()
    for name in ("كوميرسانت", "Kommersant", "Коммерсантъ", "KMR"):
        assert keys(word(name, "names")) == [article.pk], name
    assert keys(OneOf("source", (source.pk,))) == [article.pk]
    assert keys(OneOf("role", ("quoted",))) == [article.pk]
    assert keys(OneOf("year", (2019,))) == [article.pk]


def test_names_that_change_are_found(search_index: Up, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    topic, person = factories.topic("ملاحة"), factories.person("سارة خليل")
    source = factories.source("Kommersant", label="كوميرسانت")
    image = add_image(by=COMMAND, file=ContentFile(picture(), "one.png"), caption="سفينة جانحة")
    article = factories.draft(topics=[topic], people=[person], lead_image=image)
    factories.citation(article, source)
    search_index()
    assert keys(word("سفينة")) == [article.pk]
    before = ChangeLog.objects.get().note_seq
    save_topic(by=COMMAND, topic=topic, name="طيران")
    save_person(by=COMMAND, person=person, name="ليلى منصور")
    change_image(by=COMMAND, image_id=image.pk, caption="طائرة هابطة")
    edit_source(by=COMMAND, source_id=source.pk, label="فيدوموستي")
    assert ChangeLog.objects.get().note_seq == before + 3
    search_index()
    for name in ("طيران", "ليلى", "فيدوموستي"):
        assert keys(word(name, "names")) == [article.pk], name
    for name in ("ملاحة", "خليل"):
        assert keys(word(name, "names")) == [], name
    assert keys(word("طائرة")) == [article.pk]
    assert keys(word("سفينة")) == []


def test_articles_of_a_source_are_indexed_again_in_portions(
    search_index: Up, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "PORTION", 2)
    source, other = factories.source(label="كوميرسانت"), factories.source(label="رويترز")
    articles = [factories.article() for _ in range(5)]
    for article in articles:
        factories.citation(article, source)
    search_index()
    ids = [article.pk for article in articles]
    assert keys(OneOf("source", (source.pk,))) == ids
    edit_source(by=COMMAND, source_id=source.pk, label="فيدوموستي")
    search_index()
    assert keys(word("فيدوموستي", "names")) == ids
    assert IndexGeneration.objects.get().backlog == []
    merge_source(by=COMMAND, source_id=source.pk, into_id=other.pk)
    search_index()
    assert keys(OneOf("source", (source.pk,))) == []
    assert keys(OneOf("source", (other.pk,))) == ids


def test_what_a_portion_leaves_is_kept_with_its_place(
    search_index: Up, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = factories.source(label="كوميرسانت")
    articles = [factories.article() for _ in range(3)]
    for article in articles:
        factories.citation(article, source)
    search_index()
    monkeypatch.setattr(indexing, "PORTION", 2)
    edit_source(by=COMMAND, source_id=source.pk, label="فيدوموستي")
    folder = Path(settings.SEARCH_DIR)
    follower = indexing.Follower(folder, IndexGeneration.objects.get())
    assert follower.step() is True
    follower.close()
    row = IndexGeneration.objects.get()
    assert row.seq == ChangeLog.objects.get().seq
    assert row.backlog == [{"kind": "source", "id": source.pk, "after": articles[1].pk}]
    assert keys(word("فيدوموستي", "names")) == [articles[0].pk, articles[1].pk]
    search_index()
    assert keys(word("فيدوموستي", "names")) == [article.pk for article in articles]


def test_notes_are_for_what_the_log_does_not_say() -> None:
    draft = factories.draft()
    assert notes() == [("article", draft.pk)]
    log = ChangeLog.objects.get()
    edit_article(by=COMMAND, article_id=draft.pk, base_version=1, title="أخرى")
    later = ChangeLog.objects.get()
    assert (later.seq, later.site_version) == (log.seq, log.site_version)
    assert later.note_seq == log.note_seq + 1
    assert later.changed_at == log.changed_at  # readers' pages are the same
    assert notes() == [("article", draft.pk)]
    published = factories.article()  # noted as a draft, told when published
    edit_article(by=COMMAND, article_id=published.pk, base_version=2, title="أخرى")
    assert ChangeLog.objects.get().note_seq == later.note_seq + 1
    assert ChangeLog.objects.get().changed_at > log.changed_at


def test_imported_drafts_are_noted() -> None:
    ingest_many([record(1), record(2)], by=COMMAND)
    ingest(record(3), by=COMMAND)
    drafts = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    assert notes() == [("article", pk) for pk in drafts]
    ingest_many([record(4)], by=COMMAND, publish=True)
    assert len(notes()) == 3


def test_as_many_queries_for_twenty_articles_as_for_one() -> None:
    topic, person, source = factories.topic(), factories.person(), factories.source()
    for _ in range(20):
        article = factories.article(topics=[topic], people=[person])
        factories.citation(article, source)
    ids = list(Article.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as one:
        assert len(values_of(ids[:1])) == 1
    with CaptureQueriesContext(connection) as twenty:
        assert len(values_of(ids)) == 20
    assert len(one) == len(twenty) == 6


def test_where_nothing_changed_one_query_says_so(search_index: Up, settings: Settings) -> None:
    factories.article()
    search_index()
    follower = indexing.Follower(Path(settings.SEARCH_DIR), IndexGeneration.objects.get())
    with CaptureQueriesContext(connection) as queries:
        assert follower.step() is False
    follower.close()
    assert len(queries) == 1


def test_the_pointer_names_the_row(search_index: Up, settings: Settings) -> None:
    search_index()
    row = IndexGeneration.objects.get()
    assert folders.current(settings.SEARCH_DIR) == row.pk
    assert folders.node(settings.SEARCH_DIR) == row.node
    assert row.built


def test_where_no_notice_arrives_the_database_is_asked(settings: Settings) -> None:
    settings.DATABASE_DIRECT_URL = "postgresql://nobody@127.0.0.1:1/none"
    listener = Listener()
    begun = monotonic()
    listener.wait(Event())
    listener.wait(Event())
    listener.close()
    assert monotonic() - begun >= 0.1


def picture() -> bytes:
    """A PNG of one colour."""
    out = BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "PNG")
    return out.getvalue()
