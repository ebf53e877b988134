"""Parameters that are wrong: each is named with 400, none is ignored, none is a 500."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.queries.keyset import _stamp
from tests import factories
from tests.api.asking import BASE, EVERYWHERE, LISTS, faults, get
from tests.web.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", [*EVERYWHERE, "graph", "search", "articles/1/chain", "schema", ""])
def test_an_unknown_parameter_is_refused_everywhere(client: Client, name: str) -> None:
    path = f"{name}/" if name else ""
    assert faults(client, path, "topik=1") == [("topik", "unknown_parameter")]
    assert faults(client, path, "format=json&x=") == [
        ("format", "unknown_parameter"), ("x", "unknown_parameter"),
    ]  # fmt: skip


def test_every_fault_is_named_at_once(world: World, client: Client) -> None:
    query = (
        "topik=1&source=x&topic=nichts&page_size=0&published_from=gestern&ordering=title"
        "&q=&count=yes&fields=nope&expand=all&source_role=said&section=1&section=2"
    )
    assert faults(client, "articles/", query) == [
        ("topik", "unknown_parameter"), ("page_size", "invalid"), ("published_from", "invalid"),
        ("ordering", "invalid_choice"), ("q", "empty"), ("count", "invalid_choice"),
        ("fields", "invalid"), ("expand", "invalid"), ("source_role", "invalid_choice"),
        ("section", "repeated"),
    ]  # fmt: skip
    assert faults(client, "articles/", "source=x&topic=nichts") == [
        ("source", "unknown_value"), ("topic", "unknown_value"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_single_thing_takes_no_parameters_of_lists(
    world: World, client: Client, name: str
) -> None:
    pk = client.get(f"{BASE}{name}/").json()["results"][0]["id"]
    assert faults(client, f"{name}/{pk}/", "page_size=1&cursor=x") == [
        ("page_size", "unknown_parameter"), ("cursor", "unknown_parameter"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "size", ["0", "101", "-1", "1.5", "1e1", "x", "%D9%A1", "99999999999999999999", "%2B1", "0x1"]
)
def test_page_size(client: Client, size: str) -> None:
    [(name, code)] = faults(client, "articles/", f"page_size={size}")
    assert (name, code) == ("page_size", "invalid")


DAYS = [
    "2019", "2019-06", "2019-6-18", "2019-02-30", "0000-01-01", "10000-01-01", "-2019-06-18",
    "2019-06-18T09:30", "2019-06-18T09:30:00", "2019-06-18 09:30:00Z", "2019-06-18T25:00:00Z",
    "2019-06-18T09:30:00+24:00", "2019-06-18T09:30:00 03:00", "18/06/2019", "yesterday",
    "٢٠١٩-٠٦-١٨", "2019-W25-2", "20190618", "1560848400", "2019-06-18\x00",
]  # fmt: skip


@pytest.mark.parametrize("value", DAYS)
@pytest.mark.parametrize("name", ["published_from", "published_to", "modified_from", "modified_to"])
def test_bad_days_and_times(client: Client, name: str, value: str) -> None:
    found = faults(client, "articles/", f"{name}={quote(value)}")
    assert {parameter for parameter, _code in found} == {name}


@pytest.mark.parametrize(
    "value",
    ["0001-01-01", "9999-12-31", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59",
     "2019-06-18T09:30:00.123456789Z", "2019-06-18t09:30:00z"],
)  # fmt: skip
def test_the_first_and_the_last_day_are_days(client: Client, value: str) -> None:
    article = factories.article()
    text = quote(value)
    after = get(client, f"articles/?published_from={text}&fields=id")["results"]
    before = get(client, f"articles/?published_to={text}&fields=id")["results"]
    later = value.startswith("9999")
    assert (after, before) == (([], [{"id": article.pk}]) if later else ([{"id": article.pk}], []))


@pytest.mark.parametrize(
    "value",
    ["x", "0", "-1", "1.0", "1e3", "+1", "%D9%A1", "%00", "1%00", "9223372036854775807",
     "9223372036854775808", "9" * 200, "1;DROP", "%F0%9F%92%A9", "%ED%A0%80", "%FF"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("path", "name"),
    [("articles/", "source"), ("articles/", "topic"), ("articles/", "section"),
     ("citations/", "article"), ("citations/", "source"), ("comments/", "article"),
     ("corrections/", "article")],
)  # fmt: skip
def test_what_refers_to_nothing(client: Client, path: str, name: str, value: str) -> None:
    found = faults(client, path, f"{name}={value}")
    assert {parameter for parameter, _code in found} == {name}


@pytest.mark.parametrize(
    "pk",
    ["0", "-1", "x", "1.0", "9223372036854775808", "9" * 400, "%00", "%D9%A1", "%F0%9F%92%A9",
     "%0A", "%ED%A0%80", "..%2F1", "1%2F"],
)  # fmt: skip
@pytest.mark.parametrize("name", LISTS)
def test_ids_that_are_none(client: Client, name: str, pk: str) -> None:
    response = client.get(f"{BASE}{name}/{pk}/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def cursor(*values: object, keys: tuple[str, ...] = ("-published_on", "-id")) -> str:
    said = json.dumps([_stamp(keys), *values])
    return urlsafe_b64encode(said.encode()).decode().rstrip("=")


NOW = "2020-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    "value",
    ["x", "====", "%00", "%F0%9F%92%A9", "A" * 3001, "WyJ4Il0", "bnVsbA", "e30", "W10",
     cursor(1, NOW), cursor(1, NOW, "1", "2"), cursor(2, NOW, "1"), cursor(1, "yesterday", "1"),
     cursor(1, NOW, "x"), cursor(1, NOW, str(2**63)), cursor(1, NOW, None), cursor(1, NOW, {}),
     cursor(1, "2020-01-01T00:00:00", "1"), cursor(1, "0000-01-01T00:00:00+00:00", "1"),
     cursor(1, NOW + "\ud800", "1"), cursor(1, NOW, "1" * 5000), cursor("1", NOW, "1"),
     cursor(1, NOW, "1", keys=("-modified_at", "-id")),
     urlsafe_b64encode(b"[" * 2000).decode()],
)  # fmt: skip
def test_bad_cursors(client: Client, value: str) -> None:
    [(name, _code)] = faults(client, "articles/", f"cursor={value}")
    assert name == "cursor"


def test_a_cursor_is_of_its_order_and_its_list(world: World, client: Client) -> None:
    path = get(client, "articles/?page_size=1")["next"]
    assert client.get(path).status_code == 200
    of_articles = path.partition("cursor=")[2].partition("&")[0]
    assert faults(client, "articles/", f"ordering=dated&cursor={of_articles}") == [
        ("cursor", "invalid")
    ]
    assert faults(client, "sources/", f"cursor={of_articles}") == [("cursor", "invalid")]
    half = cursor(1, "\ud800", "1", keys=("sort_key", "id"))
    assert faults(client, "sources/", f"cursor={half}") == [("cursor", "invalid")]


@pytest.mark.parametrize(
    ("q", "code"),
    [("%00", "null_characters_not_allowed"), ("a%00b", "null_characters_not_allowed"),
     ("x" * 501, "max_length"), ("%20", "empty")],
)  # fmt: skip
def test_bad_words(client: Client, q: str, code: str) -> None:
    for name in ("articles/", "search/", "sources/"):
        assert faults(client, name, f"q={q}") == [("q", code)]


def test_a_name_has_few_words(client: Client) -> None:
    assert faults(client, "sources/", "q=a+b+c+d+e+f+g+h+i") == [("q", "invalid")]
    assert faults(client, "sources/", f"q={'x' * 201}") == [("q", "max_length")]


def test_a_thousand_parameters(client: Client) -> None:
    query = "&".join(f"p{number}=1" for number in range(1200))
    response = client.get(f"{BASE}articles/?{query}")
    assert (response.status_code, response.json()["code"]) == (400, "malformed_request")


NAMES = st.sampled_from([
    "q", "source", "source_role", "topic", "section", "status", "published_from", "published_to",
    "modified_from", "modified_to", "ordering", "fields", "expand", "cursor", "page_size", "count",
    "article", "state", "kind", "country", "since", "year", "facets", "x",
])  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=30),
    st.integers().map(str),
    st.datetimes().map(lambda moment: moment.isoformat()),
    st.binary(max_size=20).map(lambda raw: urlsafe_b64encode(raw).decode()),
    st.sampled_from(["id", "-id", "on", "", " ", "\x00", "1,2", "published", "relayed", "article"]),
)


@settings(
    max_examples=150, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    name=st.sampled_from([*EVERYWHERE, "search"]),
    params=st.lists(st.tuples(NAMES, VALUES), max_size=5),
)
def test_nothing_that_is_asked_is_a_500(
    client: Client, indexed: Callable[[], None], name: str, params: list[tuple[str, str]]
) -> None:
    query = "&".join(f"{key}={quote(value, errors='replace')}" for key, value in params)
    response = client.get(f"{BASE}{name}/?{query}")
    assert response.status_code in (200, 400, 403, 410), query
    json.loads(response.content)


@settings(
    max_examples=100, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(raw=st.binary(max_size=40))
def test_nothing_in_the_address_is_a_500(
    client: Client, indexed: Callable[[], None], raw: bytes
) -> None:
    response = client.get(f"{BASE}articles/{quote(raw)}")
    assert response.status_code in (200, 404), raw
    response = client.get(f"{BASE}articles/?{quote(raw)}={quote(raw)}")
    assert response.status_code in (200, 400), raw
