"""Near-copies: found by their text, shown to those who may read them, and credited or not."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, CitationState, Fingerprint, Original, Source, User
from articles.queries.near_copies import near_copies_of, uncredited_copies_of
from articles.services.actors import COMMAND
from articles.services.citations import settle_citations
from articles.services.near_copies import remember_signatures
from tests import factories

pytestmark = pytest.mark.django_db

WORDS = [f"كلمة{letter}{other}" for letter in "ابتثجحخ" for other in "دذرزسشصضطظ"]  # 70
TEXT = f"<p>{' '.join(WORDS)}</p>"
ANONYMOUS = AnonymousUser()


def article(text: str = TEXT, **fields: Any) -> Article:
    return factories.article(body=text, **fields)


def remembered(*articles: Article) -> None:
    remember_signatures(article_ids=[one.pk for one in articles])


def found(article: Article, user: Any = ANONYMOUS) -> list[int]:
    return [copy.article.pk for copy in near_copies_of(article, user)]


def uncredited(article: Article, user: Any = ANONYMOUS) -> list[int]:
    return [copy.article.pk for copy in uncredited_copies_of(article, user)]


def test_the_nearest_come_first_with_what_they_have_in_common() -> None:
    own = article()
    part = article(f"<p>{' '.join(WORDS[:50])} ثم خاتمة أخرى لا تشبه شيئا مما سبق هنا</p>")
    longer = article(TEXT + f"<p>{' '.join(f'زيادة{word}' for word in WORDS[:35])}</p>")
    same = article("<p>" + "، ".join(WORDS) + "!</p>")
    article("<p>" + " ".join(reversed(WORDS)) + "</p>")
    remembered(*Article.objects.all())
    copies = near_copies_of(own, ANONYMOUS)
    assert [copy.article for copy in copies[:2]] == [same, longer]
    assert {copy.article for copy in copies} == {same, longer, part}
    assert (copies[0].similarity, copies[0].share) == (1.0, 1.0)
    by_article = {copy.article: copy for copy in copies}
    # Of 68 shingles: 103 in the longer one; 48 of the 58 of the part.
    assert by_article[longer].similarity == pytest.approx(68 / 103, abs=0.13)
    assert by_article[longer].share >= 0.85
    assert by_article[part].similarity == pytest.approx(48 / 78, abs=0.13)
    assert by_article[part].share == pytest.approx(48 / 58, abs=0.13)
    assert same.pk in found(longer) and own.pk not in found(own)


def test_how_much_they_must_share_can_be_said() -> None:
    own, half = article(), article(f"<p>{' '.join(WORDS[:35])} {' '.join(WORDS[:28:-1])}</p>")
    remembered(own, half)
    assert found(own) == []
    assert [copy.article for copy in near_copies_of(own, ANONYMOUS, least=0.2)] == [half]


def test_a_text_that_is_too_short_has_none() -> None:
    own, same = article("<p>خبر عاجل قصير</p>"), article("<p>خبر عاجل قصير</p>")
    remembered(own, same)
    assert found(own) == []
    assert uncredited(own) == []


def test_the_text_at_hand_counts_not_the_one_that_was_remembered() -> None:
    own, other = article("<p>نص آخر.</p>"), article()
    remembered(own, other)
    assert found(own) == []
    own.body_text = " ".join(WORDS)
    assert found(own) == [other.pk]


def test_only_signatures_made_in_the_same_way_are_compared() -> None:
    own, other = article(), article()
    remembered(own)
    assert found(own) == []
    remembered(other)
    assert found(own) == [other.pk]
    Fingerprint.objects.update(scheme=9)
    assert found(own) == []


def test_everybody_sees_what_they_may_read(editor: User) -> None:
    writer, stranger = factories.user("contributor"), factories.user("contributor")
    own, public = article(), article()
    draft = factories.draft(body=TEXT, by=writer)
    remembered(own, public, draft)
    assert found(own) == found(own, None) == found(own, stranger) == [public.pk]
    assert found(own, writer) == found(own, editor) == [public.pk, draft.pk]
    assert uncredited(own) == [public.pk]
    assert uncredited(own, editor) == [public.pk, draft.pk]


@pytest.fixture
def agency() -> Source:
    return factories.source("Agency", "وكالة الخبر", domains=["agency.example"])


def test_a_copy_that_nothing_credits(agency: Source) -> None:
    own = article(publisher_name="صحيفة النهار الجديد", origin_url="https://new.example/1")
    other = article(publisher_name="وكالة الخبر", origin_url="https://www.agency.example/1")
    remembered(own, other)
    factories.citation(own, factories.source("Other", "وكالة أخرى"))
    assert uncredited(own) == [other.pk]
    assert uncredited(other) == [own.pk]


@pytest.mark.parametrize("role", ["relayed", "credit", "interview"])
@pytest.mark.parametrize(
    "published",
    [
        {"publisher_name": "وكالة الخبر"},
        {"publisher_name": "«وكاله الخبر»"},
        {"origin_url": "https://ar.agency.example:8080/خبر"},
    ],
)
def test_to_cite_its_publisher_is_to_credit_it(
    agency: Source, published: dict[str, str], role: str
) -> None:
    own, other = article(publisher_name="النهار الجديد"), article(**published)
    remembered(own, other)
    factories.citation(own, agency, role=role)
    assert found(own) == [other.pk]
    assert uncredited(own) == []
    assert uncredited(other) == []  # whom the other credits is its copy


def test_a_name_that_is_not_settled_credits_as_well() -> None:
    own, other = article(), article(publisher_name="وكالة الخبر")
    remembered(own, other)
    citation = factories.citation(own, name="وكالةُ الخبر")
    assert uncredited(own) == []
    settle_citations(by=COMMAND, citation_ids=[citation.pk], state="rejected")
    assert uncredited(own) == [other.pk]


def test_a_suggestion_counts_until_it_is_rejected(agency: Source) -> None:
    own, other = article(), article(publisher_name="وكالة الخبر")
    remembered(own, other)
    citation = factories.citation(own, agency)
    for state, expected in (
        (CitationState.SUGGESTED, []),
        (CitationState.CONFIRMED, []),
        (CitationState.REJECTED, [other.pk]),
    ):
        type(citation).objects.filter(pk=citation.pk).update(state=state)
        assert uncredited(own) == expected


def test_a_merged_source_stands_for_what_it_became(agency: Source) -> None:
    first, second = factories.source("First"), factories.source("Second")
    Source.objects.filter(pk=first.pk).update(merged_into=second)
    Source.objects.filter(pk=second.pk).update(merged_into=agency)
    own, other = article(), article(publisher_name="وكالة الخبر")
    remembered(own, other)
    factories.citation(own, name="x")
    own.citations.update(source=first)
    assert uncredited(own) == []


def test_one_original_or_one_publisher_needs_no_credit() -> None:
    original = Original.objects.create(sha256="a" * 64, media_type="text/plain", content=b"x")
    own, twin = article(publisher_name="النهار الجديد"), article()
    Article.objects.filter(pk__in=[own.pk, twin.pk]).update(original=original)
    again, stranger = article(publisher_name="النّهار الجديد"), article()
    remembered(own, twin, again, stranger)
    own.refresh_from_db()
    assert found(own) == [twin.pk, again.pk, stranger.pk]
    assert uncredited(own) == [stranger.pk]


@pytest.mark.parametrize(("role", "owes"), [("agency_copy", False), ("credit", False), ("relayed", True)])  # fmt: skip
def test_copies_of_one_agency_owe_each_other_nothing(agency: Source, role: str, owes: bool) -> None:
    own, other = article(publisher_name="النهار"), article(publisher_name="المساء")
    remembered(own, other)
    factories.citation(own, agency, role="credit")
    factories.citation(other, agency, role=role)
    assert uncredited(own) == ([other.pk] if owes else [])


def test_addresses_that_are_none_harm_nothing() -> None:
    own, other = article(), article()
    Article.objects.filter(pk=other.pk).update(origin_url="http://[::1")
    remembered(own, other)
    assert uncredited(own) == [other.pk]


def test_as_many_queries_for_twenty_copies_as_for_one() -> None:
    own, counts = article(publisher_name="النهار"), []
    for number in (1, 19):
        names = [f"صحيفة {number} {n}" for n in range(number)]
        for name in names:
            factories.source(name)
        url = "https://news.example/1"
        remembered(*(article(publisher_name=name, origin_url=url) for name in names))
        with CaptureQueriesContext(connection) as queries:
            copies = uncredited_copies_of(own, ANONYMOUS)
            assert all(copy.article.title and copy.article.publisher_name for copy in copies)
        counts.append((len(copies), len(queries)))
    assert counts == [(1, 5), (20, 5)]
