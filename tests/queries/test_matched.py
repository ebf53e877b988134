"""Lists narrowed by words: the same articles whether they are few or the list is walked."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Section, User
from articles.queries import matched
from articles.queries.api_articles import listed, narrow
from articles.queries.matched import Matching, matching, page
from articles.search.asked import Filters
from tests import factories

pytestmark = pytest.mark.django_db

NOBODY = AnonymousUser()
DAY = datetime(2020, 5, 1, 9, tzinfo=UTC)
KEYS = ("-published_on", "-id")


@pytest.fixture
def many(search_index: Callable[[], None]) -> list[int]:
    """60 articles, the newest first; every third says «قطر», every sixth «وروسيا» too."""
    section = factories.section("شؤون")
    made = []
    for number in range(60):
        title = "قطر وروسيا" if number % 6 == 0 else "قطر" if number % 3 == 0 else "غيرهما"
        at = DAY + timedelta(minutes=number // 2)
        kept = factories.article(title, at=at, section=section if number % 2 else None)
        made.append(kept.pk)
    search_index()
    return made[::-1]


def found(q: str, user: object = NOBODY) -> Matching:
    answer = matching(q, user)  # type: ignore[arg-type]
    assert answer is not None
    return answer


def flat(pages: Iterable[list[int]]) -> list[int]:
    return list(chain.from_iterable(pages))


def walk(q: str, size: int, **narrowed: object) -> list[list[int]]:
    """The pages from the first to the last, and back again they are the same."""
    rows = narrow(listed(NOBODY), **narrowed)  # type: ignore[arg-type]
    pages, cursor = [], None
    while True:
        one = page(rows, found(q), keys=KEYS, cursor=cursor, size=size)
        pages.append([article.pk for article in one.items])
        if one.next_cursor is None:
            break
        cursor = one.next_cursor
    back = one.previous_cursor
    before = []
    while back:
        one = page(rows, found(q), keys=KEYS, cursor=back, size=size)
        before.append([article.pk for article in one.items])
        back = one.previous_cursor
    there, again = flat(pages[:-1]), flat(reversed(before))
    assert there == again
    return pages


def test_few(many: list[int]) -> None:
    every_third = [pk for place, pk in enumerate(reversed(many)) if place % 3 == 0][::-1]
    assert walk("قطر", 8) == [every_third[:8], every_third[8:16], every_third[16:]]
    assert flat(walk("روسيا", 3)) == every_third[1::2]
    assert walk("قطر ألمانيا", 8) == [[]]


@pytest.mark.parametrize("portions", [(200,), (5, 10, 20), (7,)])
def test_many(many: list[int], monkeypatch: pytest.MonkeyPatch, portions: tuple[int, ...]) -> None:
    few = {q: flat(walk(q, 4)) for q in ("قطر", "روسيا", "قطر روسيا")}
    section = Article.objects.exclude(section=None).values_list("section", flat=True)[0]
    in_section = flat(walk("قطر", 4, section=section))
    assert len(few["قطر"]) == 20 and len(few["روسيا"]) == len(in_section) == 10
    monkeypatch.setattr(matched, "MOST", 1)
    monkeypatch.setattr(matched, "PORTIONS", portions)
    assert found("قطر").keys is None
    assert {q: flat(walk(q, 4)) for q in few} == few
    assert flat(walk("قطر", 4, section=section)) == in_section
    assert {len(one) for one in walk("قطر", 4)[:-1]} <= {0, 1, 2, 3, 4}


def test_where_it_ends(many: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matched, "MOST", 1)
    monkeypatch.setattr(matched, "PORTIONS", (6,))
    rare = found("روسيا")
    one = page(listed(NOBODY), rare, keys=KEYS, cursor=None, size=20)
    assert (len(one.items), one.previous_cursor) == (1, None)
    assert one.next_cursor is not None
    with pytest.raises(ValueError):
        page(listed(NOBODY), rare, keys=("id",), cursor=one.next_cursor, size=20)


def test_beside_a_phrase_every_word_must_stand_there(many: list[int]) -> None:
    assert found('"قطر" وروسيا').keys == tuple(sorted(many[5::6], reverse=True))
    assert found('وروسيا "غيرهما"').keys == ()


def test_what_asks_for_nothing_matches_nothing(many: list[int]) -> None:
    for q in ("", "%", '""', "«»", "-"):
        assert found(q).keys == (), q
    filters = Filters(sections=(Section.objects.get().pk,))
    in_section, nothing = matching("", NOBODY, filters), matching("%", NOBODY, filters)
    assert in_section is not None and len(in_section.keys or ()) == 30
    assert nothing is not None and nothing.keys == ()


def test_without_an_index() -> None:
    assert matching("قطر", NOBODY) is None


def test_another_name_of_a_source_stands_for_it(search_index: Callable[[], None]) -> None:
    source = factories.source("Kommersant", "كوميرسانت")
    article = factories.article("سفير", body="<p>قال كوميرسانت.</p>")
    factories.citation(article, source, exact="كوميرسانت")
    factories.article("سفير")
    search_index()
    assert found("Kommersant سفير").keys == (article.pk,)
    assert found("سفير -source:Kommersant").keys != (article.pk,)


def test_nobody_sees_more_than_is_visible(
    search_index: Callable[[], None], editor: User, contributor: User
) -> None:
    public, mine = factories.article("قطر"), factories.draft("قطر", by=contributor)
    other = factories.draft("قطر")
    search_index()
    assert set(found("قطر").keys or ()) == {public.pk}
    assert set(found("قطر", contributor).keys or ()) == {public.pk, mine.pk}
    assert set(found("قطر", editor).keys or ()) == {public.pk, mine.pk, other.pk}


def test_as_many_queries_where_very_many_match(
    many: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matched, "MOST", 1)
    costs = []
    for size in (1, 20):
        with CaptureQueriesContext(connection) as captured:
            page(listed(NOBODY), found("قطر"), keys=KEYS, cursor=None, size=size)
        costs.append(len(captured))
    assert costs[0] == costs[1]
