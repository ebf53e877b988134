"""What is not public stands in no answer: of no resource, under no parameter, in no count."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Comment, User
from articles.services.actors import COMMAND
from articles.services.comments import decide_comments, submit_comment
from articles.services.drafting import edit_article
from articles.services.publishing import correct, publish, schedule, submit_for_review, withdraw
from tests import factories
from tests.api.asking import BASE, erase
from tests.web.world import World

pytestmark = pytest.mark.django_db

SECRET = "كلمةسرية"
STATES = ("draft", "in_review", "scheduled", "embargo", "withdrawn", "erased")


def secret(world: World, state: str) -> Article:
    """An article in `state` with everything that hangs on one, and the secret word in all of it."""
    article = factories.draft(
        f"عنوان {SECRET}", body=f"<p>نص {SECRET} وفق موقع DFNC.RU.</p>", standfirst=SECRET,
        footer=SECRET, rights=SECRET, byline_text=SECRET, section=world.section,
        topics=[world.topic], people=[world.person], dated="2019-06-18",
    )  # fmt: skip
    factories.citation(article, world.source, exact=SECRET, role="relayed")
    factories.citation(article, name=SECRET, role="spoken")
    later = timezone.now() + timedelta(days=2)
    if state == "in_review":
        submit_for_review(by=COMMAND, article_id=article.pk)
    elif state == "scheduled":
        schedule(by=COMMAND, article_id=article.pk, publish_at=later)
    elif state != "draft":
        publish(by=COMMAND, article_id=article.pk)
        _talk(article)
        article.refresh_from_db()
        if state == "embargo":
            edit_article(
                by=COMMAND, article_id=article.pk, base_version=article.version,
                embargo_until=later,
            )  # fmt: skip
        else:
            withdraw(by=COMMAND, article_id=article.pk, code="error", reason="خطأ معلن.")
        if state == "erased":
            erase(article)
    article.refresh_from_db()
    return article


def _talk(article: Article) -> None:
    correct(by=COMMAND, article_id=article.pk, text=f"تصحيح {SECRET}")
    comment = submit_comment(article_id=article.pk, name=SECRET, text=SECRET)
    decide_comments(by=COMMAND, comment_ids=[comment.pk], state="approved")


def asked(world: World, article: Article) -> Iterator[str]:
    """Every list, and every way of asking that could show or count the article."""
    lists = ("articles", "sources", "citations", "topics", "sections", "comments", "corrections")
    for name in lists:
        yield f"{name}/?count=on&page_size=100"
    for ordering in ("-published_at", "published_at", "-modified_at", "-dated", "dated", "-id"):
        yield f"articles/?ordering={ordering}&count=on&page_size=100"
    for name in ("citations", "comments", "corrections"):
        yield f"{name}/?expand=article&page_size=100"
    yield "articles/?expand=corrections&page_size=100"
    yield f"articles/?q={SECRET}&count=on"
    yield f"articles/?q=DFNC.RU&count=on&source={world.source.pk}"
    yield f"articles/?source={world.source.pk}&source_role=relayed&count=on"
    yield f"articles/?topic={world.topic.pk}&section={world.section.pk}&count=on"
    yield "articles/?published_from=2000-01-01&published_to=2999-01-01&count=on&page_size=100"
    yield "articles/?modified_from=2000-01-01&count=on&page_size=100"
    yield f"citations/?source={world.source.pk}&count=on"
    yield "citations/?source_role=spoken&count=on&page_size=100"
    yield f"sources/{world.source.pk}/"
    yield f"topics/{world.topic.pk}/"
    yield f"sections/{world.section.pk}/"
    yield "graph/?count=on&page_size=100"
    yield "graph/?from=2019&role=relayed&count=on"
    yield f"articles/{world.article.pk}/chain/"
    yield f"search/?q={SECRET}"
    yield f"search/?q=DFNC.RU&source={world.source.pk}"
    yield "search/?ordering=-published_at&page_size=100"


@pytest.mark.parametrize("state", STATES)
def test_it_stands_and_counts_nowhere(
    world: World, client: Client, state: str, indexed: Callable[[], None]
) -> None:
    indexed()
    before = {
        path: client.get(BASE + path).content
        for path in asked(world, world.article)
        if SECRET not in path
    }
    article = secret(world, state)
    indexed()
    hidden = Comment.objects.filter(article=article).values_list("pk", flat=True)
    for path in asked(world, article):
        response = client.get(BASE + path)
        assert response.status_code == 200, (path, response.content.decode())
        said = response.json()
        if SECRET in path:
            assert (said["count"], said["results"]) == (0, []), path
            continue
        assert SECRET not in response.content.decode(), path
        assert response.content == before[path], path
    gone = 410 if state in ("withdrawn", "erased") else 404
    assert client.get(f"{BASE}articles/{article.pk}/").status_code == gone
    assert SECRET not in client.get(f"{BASE}articles/{article.pk}/").content.decode()
    chain = client.get(f"{BASE}articles/{article.pk}/chain/")
    assert chain.status_code == gone and SECRET not in chain.content.decode()
    for citation in article.citations.all():
        assert client.get(f"{BASE}citations/{citation.pk}/").status_code == 404
    for correction in article.corrections.all():
        assert client.get(f"{BASE}corrections/{correction.pk}/").status_code == 404
    for pk in hidden:
        assert client.get(f"{BASE}comments/{pk}/").status_code == 404


@pytest.mark.parametrize("state", STATES)
def test_its_id_is_refused_as_if_there_were_no_such_article(
    world: World, client: Client, state: str
) -> None:
    article = secret(world, state)
    for name in ("citations", "comments", "corrections"):
        one = client.get(f"{BASE}{name}/?article={article.pk}")
        none = client.get(f"{BASE}{name}/?article=99999999")
        assert one.status_code == none.status_code == 400
        assert one.json()["errors"] == none.json()["errors"]


@pytest.mark.parametrize("state", STATES)
def test_the_log_says_no_more_than_that_it_is_gone(
    world: World, client: Client, state: str
) -> None:
    article = secret(world, state)
    response = client.get(f"{BASE}changes/?page_size=100")
    assert SECRET not in response.content.decode()
    lines = [row for row in response.json()["results"] if row["uri"].endswith(f"/{article.pk}/")]
    lines = [row for row in lines if row["type"] == "article"]
    if state in ("draft", "in_review", "scheduled"):
        assert lines == []
    else:
        assert lines and {row["op"] for row in lines} <= {"withdrawn", "deleted"}
        assert {row["version"] for row in lines} == {None}


def test_suggested_and_rejected_citations(world: World, client: Client) -> None:
    before = {path: client.get(BASE + path).content for path in asked(world, world.article)}
    for name in ("suggested", "rejected"):
        factories.citation(world.article, name=SECRET, state=name, role="spoken")
        factories.citation(world.article, world.source, state=name, role="quoted")
    for path in asked(world, world.article):
        assert client.get(BASE + path).content == before[path], path
    article = client.get(f"{BASE}articles/{world.article.pk}/")
    assert SECRET not in article.content.decode()
    query = f"articles/?source={world.source.pk}&source_role=quoted&count=on"
    assert client.get(BASE + query).json()["count"] == 0


def test_pending_rejected_and_spam_comments(world: World, client: Client) -> None:
    before = client.get(f"{BASE}comments/?count=on").content
    for number, state in enumerate(("pending", "rejected", "spam")):
        made = submit_comment(article_id=world.article.pk, name=SECRET, text=f"{SECRET} {number}")
        if state != "pending":
            decide_comments(by=COMMAND, comment_ids=[made.pk], state=state)
        assert client.get(f"{BASE}comments/{made.pk}/").status_code == 404
    assert client.get(f"{BASE}comments/?count=on").content == before


def test_nothing_of_accounts_and_of_the_newsroom(
    world: World, client: Client, editor: User
) -> None:
    for path in asked(world, world.article):
        said = client.get(BASE + path).content.decode()
        for name in ("created_by", "asserted", "address", "text_hash", "comments_open", "cue",
                     "import_key", "sort_at", "withdrawal"):  # fmt: skip
            assert f'"{name}' not in said, (path, name)


def test_what_an_account_sees_is_kept_by_nobody(world: World, client: Client, editor: User) -> None:
    article = secret(world, "draft")
    client.force_login(editor)
    for path in ("articles/", f"articles/{article.pk}/", "citations/", "changes/"):
        response = client.get(BASE + path)
        assert response["Cache-Control"] == "private, no-store"
        assert "Cookie" in response["Vary"] and "Last-Modified" not in response
    assert SECRET in client.get(f"{BASE}articles/{article.pk}/").content.decode()


def test_no_session_begins_and_no_cookie_is_set(world: World, client: Client) -> None:
    from django.contrib.sessions.models import Session

    for path in [*asked(world, world.article), "changes/", "schema/", "docs/", "", "nothing/"]:
        response = client.get(BASE + path)
        assert not response.cookies, path
    assert Session.objects.count() == 0
