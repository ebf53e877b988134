"""The demo archive, loaded through the services."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import TestCase, override_settings

from articles.attribution.table import load_table
from articles.models import (
    Article,
    ArticleStatus,
    Change,
    Citation,
    CitationState,
    Comment,
    CommentState,
    EvidenceState,
    Image,
    Job,
    Person,
    Section,
    Source,
    SourceTableEntry,
    Topic,
)
from articles.services.actors import COMMAND
from articles.services.demo import load_demo
from articles.services.demo_removal import remove_demo
from articles.services.evidence import target_text
from articles.services.renditions import JOB
from articles.services.source_table import load_sources
from articles.services.sources import edit_source
from tests import factories
from tests.services.state import nothing_changes


@pytest.fixture(autouse=True, scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Pictures of the demo go into a folder of the tests."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


class TestLoaded(TestCase):
    """What one load brings in; it takes seconds, so these share it."""

    loaded: int

    @classmethod
    def setUpTestData(cls) -> None:
        cls.loaded = load_demo(by=COMMAND)

    def test_the_whole_archive_comes_in(self) -> None:
        assert self.loaded == 44
        states = {state: Article.objects.filter(status=state).count() for state in ArticleStatus}
        assert states == {
            "published": 41,
            "scheduled": 1,
            "withdrawn": 1,
            "draft": 1,
            "in_review": 0,
        }
        assert Article.objects.filter(is_demo=True).count() == 44

    def test_the_first_article_keeps_its_chain(self) -> None:
        article = Article.objects.get(title__startswith="سفير قطر في موسكو")
        assert (article.dated, article.date_unknown) == ("", True)
        chain = [
            (str(link.source), link.role, link.via and str(link.via.source))
            for link in article.citations.select_related("source", "via__source")
        ]
        assert chain == [
            ("موقع DFNC.RU", "credit", None),
            ("مجلة New Defence Order. Strategy", "relayed", "موقع DFNC.RU"),
            ("كوميرسانت", "interview", "مجلة New Defence Order. Strategy"),
            ("الشيخ أحمد بن ناصر بن جاسم آل ثاني", "spoken", "كوميرسانت"),
        ]

    def test_every_citation_rests_on_words_of_its_article(self) -> None:
        citations = Citation.objects.select_related("article")
        assert citations.count() > 100
        for citation in citations:
            text = target_text(citation.article, citation.target)
            assert citation.evidence_state == EvidenceState.FOUND
            assert text[citation.start : citation.end] == citation.exact
        assert citations.filter(state=CitationState.SUGGESTED).exists()

    def test_pictures_wait_for_their_renditions(self) -> None:
        assert Article.objects.exclude(lead_image=None).count() == 19
        assert Job.objects.filter(kind=JOB).count() == 19
        assert not Image.objects.filter(alt="").exists()

    def test_comments_stand_in_threads_and_some_wait(self) -> None:
        answers = Comment.objects.filter(parent__isnull=False, from_newsroom=True)
        assert set(answers.values_list("name", flat=True)) == {"هيئة التحرير"}
        assert Comment.objects.filter(state=CommentState.PENDING).exists()
        assert not Comment.objects.exclude(address_hash="").exists()

    def test_loading_twice_changes_nothing(self) -> None:
        before = Article.objects.count(), Source.objects.count(), Change.objects.count()
        assert load_demo(by=COMMAND) == 0
        assert (Article.objects.count(), Source.objects.count(), Change.objects.count()) == before


@pytest.mark.django_db
def test_removing_leaves_stones_and_nothing_else() -> None:
    own = factories.article("مادة لنا")
    load_demo(by=COMMAND)
    sources = set(Source.objects.values_list("pk", flat=True))
    assert remove_demo(by=COMMAND) == 44
    assert list(Article.objects.public()) == [own]
    assert Article.objects.filter(is_demo=True).exclude(body_text="").count() == 0
    for model in (Source, Citation, Section, Topic, Person, Image):
        assert model._default_manager.count() == 0
    told = Change.objects.filter(op="deleted").values_list("source_id", flat=True)
    assert {pk for pk in told if pk} == sources
    assert remove_demo(by=COMMAND) == 0
    call_command("demo", "load", stdout=StringIO())
    assert Article.objects.public().count() == 42


@pytest.mark.django_db
@pytest.mark.parametrize("table_first", [False, True])
def test_the_demo_beside_the_name_table(table_first: bool) -> None:
    table = load_table()
    if table_first:
        load_sources(by=COMMAND, table=table)
        before = set(Source.objects.values_list("pk", flat=True))
        load_demo(by=COMMAND)
    else:
        load_demo(by=COMMAND)
        label = Source.objects.get(name="DFNC.RU").label
        load_sources(by=COMMAND, table=table)
        # The table completes the demo's sources, and says nothing else of them.
        assert Source.objects.get(name="DFNC.RU").label == label == "موقع DFNC.RU"
        before = set(SourceTableEntry.objects.values_list("source_id", flat=True))
    names = Source.objects.values_list("name", flat=True)
    assert len(names) == len(set(names))
    # What the table knows stays when the demo goes, with what owns it, and only that.
    remove_demo(by=COMMAND)
    left = set(Source.objects.values_list("pk", flat=True))
    assert before <= left
    owners = set(Source.objects.exclude(owner=None).values_list("owner", flat=True))
    assert left - before <= owners
    with nothing_changes():
        load_sources(by=COMMAND, table=table)


@pytest.mark.django_db
def test_removing_keeps_what_the_newsroom_uses() -> None:
    load_demo(by=COMMAND)
    used = Source.objects.get(name="Kommersant")
    factories.citation(factories.article(section=Section.objects.get(position=3)), used)
    owned = Source.objects.get(name="DFNC.RU")
    edit_source(by=COMMAND, source_id=owned.pk, description="موقع نقرؤه")
    remove_demo(by=COMMAND)
    assert set(Source.objects.values_list("name", flat=True)) == {
        "Kommersant",
        "DFNC.RU",
        "New Defence Order (publisher)",
    }
    assert list(Section.objects.values_list("position", flat=True)) == [3]
