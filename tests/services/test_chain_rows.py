"""What is kept of chains: written with every change of a chain, or of who may see it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, ChainCount, ChainLink, Citation, Source
from articles.queries.verify import chains
from articles.services.actors import COMMAND
from articles.services.chain_rows import rebuild_chain_rows
from articles.services.citations import change_citation, remove_citation, settle_citations
from articles.services.drafting import edit_article
from articles.services.erasure import erase_article
from articles.services.publishing import publish, publish_due, schedule, withdraw
from articles.services.recording import recording
from tests import factories

pytestmark = pytest.mark.django_db

DAY = datetime(2019, 6, 18, 9, tzinfo=UTC)


@pytest.fixture
def sources() -> list[Source]:
    return [factories.source(name) for name in ("Site", "Paper", "Speaker")]


def chained(article: Article, sources: list[Source], role: str = "relayed") -> None:
    via = None
    for source in sources:
        via = factories.citation(article, source, via=via, role=role)


def links(article: Article) -> list[tuple[str | None, str, str, bool, bool]]:
    rows = ChainLink.objects.public().filter(article=article).order_by("id")
    fields = ("before__name", "source__name", "role", "origin", "again")
    return sorted(rows.values_list(*fields), key=str)


def numbers(article: Article) -> tuple[int, int] | None:
    rows = ChainCount.objects.public().filter(article=article)
    return rows.values_list("named", "origins").first()


def sound() -> bool:
    """Whether `manage.py verify` finds nothing wrong with the rows."""
    return [str(finding) for finding in chains.check()] == []


def test_the_chain_of_a_published_article(sources: list[Source]) -> None:
    section = factories.section()
    article = factories.article(dated="2019-06-18", section=section)
    assert (links(article), numbers(article)) == ([], (0, 0))
    chained(article, sources)
    assert links(article) == [
        ("Paper", "Speaker", "relayed", True, False),
        ("Site", "Paper", "relayed", False, False),
        (None, "Site", "relayed", False, False),
    ]
    assert numbers(article) == (3, 1)
    kept = ChainCount.objects.get()
    assert (kept.section, kept.dated_from, kept.visible_from) == (section, DAY.date(), None)
    assert sound()


def test_only_what_is_confirmed_and_through_it(sources: list[Source]) -> None:
    site, paper, speaker = sources
    article = factories.article()
    first = factories.citation(article, site)
    middle = factories.citation(article, paper, via=first, state="suggested")
    factories.citation(article, speaker, via=middle)
    factories.citation(article, factories.source("Rejected"), state="rejected")
    assert links(article) == [
        ("Site", "Speaker", "relayed", True, False), (None, "Site", "relayed", False, False),
    ]  # fmt: skip
    assert numbers(article) == (2, 1)
    settle_citations(by=COMMAND, citation_ids=[middle.pk], state="confirmed")
    assert [row[:2] for row in links(article)] == [
        ("Paper", "Speaker"), ("Site", "Paper"), (None, "Site"),
    ]  # fmt: skip
    remove_citation(by=COMMAND, citation_id=first.pk)
    assert [row[:2] for row in links(article)] == [("Paper", "Speaker"), (None, "Paper")]
    change_citation(by=COMMAND, citation_id=middle.pk, role="quoted")
    assert links(article)[1] == (None, "Paper", "quoted", False, False)
    assert sound()


def test_names_without_a_source_count_as_origins_and_are_no_links(sources: list[Source]) -> None:
    article = factories.article()
    near = factories.citation(article, sources[0])
    middle = factories.citation(article, name="صحيفة", via=near)
    factories.citation(article, sources[2], via=middle)
    factories.citation(article, name="شاهد", via=near)
    assert [row[:2] for row in links(article)] == [(None, "Site"), (None, "Speaker")]
    assert numbers(article) == (4, 2)
    assert sound()


def test_a_pair_in_two_roles_counts_once_and_one_behind_itself_not(sources: list[Source]) -> None:
    article = factories.article()
    near = factories.citation(article, sources[0])
    for role in ("quoted", "interview", "quoted"):
        factories.citation(article, sources[1], via=near, role=role)
    factories.citation(article, sources[0], via=near)
    assert links(article) == [
        ("Site", "Paper", "interview", True, False), ("Site", "Paper", "quoted", True, True),
        (None, "Site", "relayed", True, False),
    ]  # fmt: skip
    assert numbers(article) == (2, 2)
    flags = ("source__name", "role", "single", "once", "once_in_role", "again")
    assert sorted(ChainLink.objects.values_list(*flags)) == [
        ("Paper", "interview", False, True, True, False),
        ("Paper", "quoted", False, False, True, True),
        ("Site", "relayed", False, True, True, False),
    ]
    assert sound()


def test_a_draft_and_what_was_withdrawn_or_erased_have_none(sources: list[Source]) -> None:
    article = factories.draft()
    chained(article, sources)
    assert not ChainLink.objects.exists() and not ChainCount.objects.exists()
    publish(by=COMMAND, article_id=article.pk)
    assert ChainLink.objects.count() == 3
    withdraw(by=COMMAND, article_id=article.pk, code="error", reason="خطأ")
    assert not ChainLink.objects.exists() and not ChainCount.objects.exists()
    publish(by=COMMAND, article_id=article.pk)
    assert ChainLink.objects.count() == 3 and sound()
    erase_article(by=COMMAND, article_id=article.pk, reason="أمر")
    assert not ChainLink.objects.exists() and not ChainCount.objects.exists() and sound()


def test_scheduled_it_counts_from_its_time_on(sources: list[Source]) -> None:
    article = factories.draft()
    at = timezone.now() + timedelta(hours=1)
    schedule(by=COMMAND, article_id=article.pk, publish_at=at)
    chained(article, sources)  # after that: the worker need not come by
    assert (links(article), numbers(article)) == ([], None)
    assert set(ChainLink.objects.values_list("visible_from", flat=True)) == {at}
    assert ChainCount.objects.get().visible_from == at and sound()
    due = timezone.now() - timedelta(seconds=1)
    Article.objects.update(publish_at=due)
    rebuild_chain_rows(by=COMMAND)
    assert (len(links(article)), numbers(article)) == (3, (3, 1))
    publish_due()
    assert ChainCount.objects.get().visible_from is None and sound()


def test_under_an_embargo_it_counts_from_its_end_on(sources: list[Source]) -> None:
    article = factories.article()
    chained(article, sources)
    until = timezone.now() + timedelta(hours=1)
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, embargo_until=until)
    assert (links(article), numbers(article)) == ([], None)
    assert ChainCount.objects.get().visible_from == until and sound()
    withdraw(by=COMMAND, article_id=article.pk, code="error", reason="سرّ")
    assert not ChainLink.objects.exists() and not ChainCount.objects.exists()


def test_a_new_section_or_date_is_followed(sources: list[Source]) -> None:
    article = factories.article(dated="2019")
    chained(article, sources)
    section = factories.section()
    edit_article(
        by=COMMAND, article_id=article.pk, base_version=2, dated="2021", section=section
    )  # fmt: skip
    assert ChainCount.objects.get().section == section
    days = {DAY.date().replace(2021, 1, 1)}
    assert set(ChainLink.objects.values_list("dated_from", flat=True)) == days and sound()


def test_rebuilt_after_a_change_by_hand(sources: list[Source]) -> None:
    articles = [factories.article() for _ in range(3)]
    for article in articles:
        chained(article, sources)
    ChainLink.objects.filter(article=articles[0]).delete()
    ChainCount.objects.filter(article=articles[1]).update(origins=7)
    assert [str(finding) for finding in chains.check()] == [
        f"chains: article {articles[0].pk}: its links between sources are not those of its chain",
        f"chains: article {articles[1].pk}: its numbers of sources and origins are not those of"
        " its chain",
    ]
    Article.objects.filter(pk=articles[2].pk).update(status="draft")
    assert str(list(chains.check())[-1]) == (
        f"chains: article {articles[2].pk}: it is not public and counts as if it were"
    )
    assert rebuild_chain_rows(by=COMMAND) == 3
    assert sound() and ChainCount.objects.count() == 2


def test_an_import_of_many_costs_the_statements_of_one(sources: list[Source]) -> None:
    articles = [factories.article() for _ in range(20)]
    for article in articles:
        chained(article, sources[:2])
    costs = []
    for few in (articles[:1], articles):
        citations = [c.pk for article in few for c in article.citations.all()]
        with CaptureQueriesContext(connection) as captured:
            settle_citations(by=COMMAND, citation_ids=citations, state="suggested")
        costs.append(sum("chainlink" in query["sql"] for query in captured))
    assert costs == [2, 2]
    assert not ChainLink.objects.exists() and ChainCount.objects.count() == 20


def test_settled_at_the_desk_while_it_is_scheduled(sources: list[Source]) -> None:
    article = factories.draft()
    schedule(by=COMMAND, article_id=article.pk, publish_at=timezone.now() + timedelta(hours=1))
    link = factories.citation(article, sources[0], state="suggested")
    assert not ChainLink.objects.exists()
    with recording(COMMAND) as log:  # as what touches many citations does it: told of the article
        Citation.objects.filter(pk=link.pk).update(state="confirmed")
        log.audit("settle", article)
    assert ChainLink.objects.get().source == sources[0] and sound()
