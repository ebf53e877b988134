"""What nobody may read leaves no trace in anything that a search answers readers."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, WithdrawalReason
from articles.queries.related import related
from articles.queries.search import search
from articles.queries.suggestions import suggestions
from articles.search.asked import Filters
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.publishing import schedule, withdraw
from tests import factories
from tests.queries.search.conftest import Indexed
from tests.queries.search.test_search import made, titles

WORD = "زعفراني"
BODY = f"<p>كلام {WORD} عن الغاز الطبيعي المسال في خط الأنابيب.</p>"
SOON = timedelta(days=1)


def draft() -> Article:
    return factories.draft(f"عنوان {WORD}", body=BODY)


def scheduled() -> Article:
    return schedule(by=COMMAND, article_id=draft().pk, publish_at=timezone.now() + SOON)


def embargoed() -> Article:
    until = timezone.now() + SOON
    return factories.article(f"عنوان {WORD}", body=BODY, embargo_until=until)


def withdrawn() -> Article:
    article = factories.article(f"عنوان {WORD}", body=BODY)
    return withdraw(by=COMMAND, article_id=article.pk, code=WithdrawalReason.ERROR, reason="خطأ")


HIDDEN = (draft, scheduled, embargoed, withdrawn)


def furnished(article: Article) -> dict[str, int]:
    source = factories.source("Saffron Daily", "الزعفرانية")
    factories.citation(article, source)
    topic = factories.topic("زعفرانيات")
    article.topics.add(topic)
    return {"source": source.pk, "topic": topic.pk}


@pytest.mark.parametrize("hide", HIDDEN)
def test_no_trace(indexed: Indexed, editor: object, hide: Callable[[], Article]) -> None:
    own = made("الغاز الطبيعي", body="<p>الغاز الطبيعي المسال في خط الأنابيب.</p>")
    hidden = hide()
    ids = furnished(hidden)
    indexed()
    no_trace(own, ids)
    assert [hit.article.pk for hit in search(WORD, user=editor).hits] == [hidden.pk]


def under_embargo(article: Article) -> None:
    until = timezone.now() + SOON
    edit_article(
        by=COMMAND, article_id=article.pk, base_version=article.version, embargo_until=until
    )


def taken_back(article: Article) -> None:
    withdraw(by=COMMAND, article_id=article.pk, code=WithdrawalReason.ERROR, reason="خطأ")


@pytest.mark.parametrize("hide", [under_embargo, taken_back])
def test_no_trace_in_an_index_that_does_not_know_yet(
    indexed: Indexed, hide: Callable[[Article], None]
) -> None:
    """The index was written while everybody could read it; the log says that it changed."""
    own = made("الغاز الطبيعي", body="<p>الغاز الطبيعي المسال في خط الأنابيب.</p>")
    article = factories.article(f"عنوان {WORD}", body=BODY)
    ids = furnished(article)
    indexed()
    assert search(WORD).total == 1 and suggestions("زعفر") and related(own).articles
    article.refresh_from_db()
    hide(article)
    indexed(changed=(article.pk,), rewrite=False)
    no_trace(own, ids)


def no_trace(own: Article, ids: dict[str, int]) -> None:
    for q in (WORD, f"«كلام {WORD}»", "source:«Saffron Daily»", "موضوع:زعفرانيات", "زعفرانيات"):
        found = search(q)
        assert (found.hits, found.total, found.facets, found.meant) == ((), 0, (), None), q
    assert search("زعفرانني").meant is None
    assert search(".utvhkd").meant is None
    everything = search("")
    assert titles(everything) == ["الغاز الطبيعي"] and everything.total == 1
    assert {facet.field for facet in everything.facets} == {"year"}
    for filters in (Filters(sources=(ids["source"],)), Filters(topics=(ids["topic"],))):
        assert search("الغاز", filters).total == 0
    assert titles(search(f"الغاز -{WORD}")) == ["الغاز الطبيعي"]
    assert suggestions("زعفر") == suggestions("saffr") == suggestions("عنوان زع") == []
    assert not related(own).articles


def test_hits_that_may_no_longer_be_read_are_dropped(indexed: Indexed) -> None:
    article = made(f"عنوان {WORD}")
    indexed()
    Article.objects.filter(pk=article.pk).update(embargo_until=timezone.now() + SOON)
    assert search(WORD).hits == ()


def test_an_index_far_behind_counts_nothing(indexed: Indexed) -> None:
    made(f"عنوان {WORD}")
    indexed(state="catching_up")
    found = search(WORD)
    assert titles(found) == [f"عنوان {WORD}"]
    assert (found.total, found.facets, found.meant, found.state) == (None, (), None, "catching_up")
    assert suggestions("زعفر") == []
