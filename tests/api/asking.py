"""How tests ask the API: addresses of every resource, answers as Python."""

from typing import Any

from django.test import Client
from django.utils import timezone

from articles.models import Article, ArticleStatus, Citation

BASE = "/api/v1/"
LISTS = ("articles", "sources", "citations", "topics", "sections", "comments", "corrections")
EVERYWHERE = (*LISTS, "changes")


def get(client: Client, path: str, **params: Any) -> Any:
    """The answer to a request that must succeed."""
    response = client.get(BASE + path, params)
    assert response.status_code == 200, response.content.decode()
    return response.json()


def results(client: Client, path: str, **params: Any) -> list[Any]:
    found: list[Any] = get(client, path, **params)["results"]
    return found


def ids(client: Client, path: str, **params: Any) -> list[int]:
    return [row["id"] for row in results(client, path, **params)]


def faults(client: Client, path: str, query: str) -> list[tuple[str, str]]:
    """Parameter and code of each fault of a request that must be refused."""
    response = client.get(f"{BASE}{path}?{query}", headers={"accept-language": "en"})
    assert response.status_code == 400, (query, response.content.decode())
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["code"] == "invalid_parameters" and body["status"] == 400
    return [(fault["parameter"], fault["code"]) for fault in body["errors"]]


def walk(client: Client, path: str, **params: Any) -> list[int]:
    """The ids of a list from its beginning to its end, as a program follows `next`."""
    seen: list[int] = []
    response = client.get(BASE + path, params)
    while True:
        page = response.json()
        seen += [row["id"] for row in page["results"]]
        if page["next"] is None:
            return seen
        response = client.get(page["next"])
        assert response.status_code == 200


def erase(article: Article) -> None:
    """What erasure leaves of an article."""
    Article.objects.filter(pk=article.pk).update(
        status=ArticleStatus.WITHDRAWN, withdrawn_at=timezone.now(), withdrawal_code="erased",
        withdrawal_reason="سبب لا يقال", erased_at=timezone.now(),
        title="عنوان محي", body="", body_text="", standfirst="",
    )  # fmt: skip


def rest(citation: Citation, **report: Any) -> Citation:
    """Say what `citation` rests on: `rests_on`, `report_address`, `archived_address`."""
    Citation.objects.filter(pk=citation.pk).update(**report)
    return citation
