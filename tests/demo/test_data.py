"""The demo archive's data: well formed, its keys resolve, its evidence is found, its text is ours."""

import os
import re
import unicodedata
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.demo import schema
from tests.demo.archive import (
    ARTICLES,
    DEMO,
    PEOPLE,
    ROOT,
    SECTIONS,
    SOURCES,
    TOPICS,
    strings,
    target_text,
)

Article = dict[str, Any]
each_article = pytest.mark.parametrize(
    "article", [pytest.param(value, id=name) for name, value in ARTICLES.items()]
)
WESTERN_MONTHS = "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
LEVANTINE_MONTHS = (
    "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"
)
DUAL_MONTHS = [
    f"{levantine}/{western}"
    for levantine, western in zip(
        LEVANTINE_MONTHS.split("|"), WESTERN_MONTHS.split("|"), strict=True
    )
]
SEED_RUN = 60  # code points that an article may share with the seed at most


def moment(text: str) -> datetime:
    """An RFC 3339 time as an aware datetime in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def said(article: Article) -> list[Article]:
    """Comments and replies of an article, parents first."""
    return [post for top in article["comments"] for post in (top, *top["replies"])]


@each_article
def test_article_has_the_shape_that_the_loader_expects(article: Article) -> None:
    errors = [error.message for error in Draft202012Validator(schema.ARTICLE).iter_errors(article)]
    assert errors == []


@pytest.mark.parametrize(
    ("entries", "shape"),
    [
        pytest.param(SOURCES, schema.SOURCE, id="sources"),
        pytest.param(PEOPLE, schema.PERSON, id="people"),
        pytest.param(SECTIONS, schema.SECTION, id="sections"),
        pytest.param(TOPICS, schema.TOPIC, id="topics"),
    ],
)
def test_table_has_the_shape_that_the_loader_expects(
    entries: dict[str, Any], shape: dict[str, Any]
) -> None:
    validator = Draft202012Validator(shape)
    errors = [
        f"{key}: {error.message}"
        for key, entry in entries.items()
        for error in validator.iter_errors(entry)
    ]
    assert errors == []


def test_keys_titles_and_names_are_unique() -> None:
    articles = ARTICLES.values()
    for values in (
        [article["key"] for article in articles],
        [article["title"] for article in articles],
        [source["name"] for source in SOURCES.values()],
        [name for source in SOURCES.values() for name in source["names"]["ar"]],
        [domain for source in SOURCES.values() for domain in source["domains"]],
        [person["name"] for person in PEOPLE.values()],
        [topic["slug"] for topic in TOPICS.values()],
        [section["slug"] for section in SECTIONS.values()],
    ):
        assert [value for value, times in Counter(values).items() if times > 1] == []


@each_article
def test_keys_of_section_topics_byline_and_sources_resolve(article: Article) -> None:
    assert article["section"] in SECTIONS
    assert set(article["topics"]) <= set(TOPICS)
    assert set(article["byline"]) <= set(PEOPLE)
    named = {citation["source"] for citation in article["citations"]} - {None}
    assert named <= set(SOURCES)


def test_owners_and_parents_resolve_without_a_cycle() -> None:
    for field in ("owner", "parent"):
        for key in SOURCES:
            seen: list[str] = []
            step: str | None = key
            while step is not None:
                assert step not in seen, f"{field} of {key} runs in a circle"
                seen.append(step)
                step = SOURCES[step][field]


def test_every_source_topic_and_person_is_used() -> None:
    articles = ARTICLES.values()
    cited = {citation["source"] for article in articles for citation in article["citations"]}
    related = {source[field] for source in SOURCES.values() for field in ("owner", "parent")}
    assert set(SOURCES) - cited - related == set()
    assert set(TOPICS) - {key for article in articles for key in article["topics"]} == set()
    assert set(PEOPLE) - {key for article in articles for key in article["byline"]} == set()


@each_article
def test_evidence_stands_exactly_once_in_its_target(article: Article) -> None:
    for citation in article["citations"]:
        text = target_text(article, citation["target"])
        assert text.count(citation["exact"]) == 1, citation["key"]
        assert citation["cue"] in citation["exact"], citation["key"]
        assert "\n" not in citation["exact"]


@each_article
def test_citation_has_either_a_source_or_a_raw_name(article: Article) -> None:
    for citation in article["citations"]:
        assert (citation["source"] is None) == (citation["name"] != ""), citation["key"]


@each_article
def test_via_stays_inside_the_article_and_has_no_cycle(article: Article) -> None:
    via = {citation["key"]: citation["via"] for citation in article["citations"]}
    assert len(via) == len(article["citations"])
    for key in via:
        seen: set[str] = set()
        step: str | None = key
        while step is not None:
            assert step not in seen, f"{key} runs in a circle"
            seen.add(step)
            step = via[step]


@each_article
def test_body_has_150_to_700_words(article: Article) -> None:
    words = sum(len(paragraph.split()) for paragraph in article["body"])
    assert 150 <= words <= 700


@each_article
def test_text_is_nfc_without_bidi_controls_markup_or_stray_space(article: Article) -> None:
    for text in strings(article):
        assert unicodedata.is_normalized("NFC", text), text
        assert re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\t]", text) is None, text
        # A tatweel joins «بـ» to a digit or a foreign word; between letters it only stretches.
        assert re.search("\u0640[ء-ي]", text) is None, text
        assert re.search("<[a-zA-Z/!]", text) is None, text
        assert "  " not in text, text


@each_article
def test_arabic_punctuation_digits_and_tanwin(article: Article) -> None:
    for text in [article["title"], article["standfirst"], *article["body"]]:
        assert re.search("[٠-٩۰-۹]", text) is None, text
        assert re.search("[ء-ي][,;?]", text) is None, text
        assert re.search(" [،؛؟.:!»)]", text) is None, text
        assert "اً" not in text, text
        assert text.count("«") == text.count("»"), text
        assert text.count("(") == text.count(")"), text


@each_article
def test_months_are_named_in_both_ways(article: Article) -> None:
    for text in strings([article["title"], article["standfirst"], article["body"]]):
        bare = re.sub("|".join(DUAL_MONTHS), "", text)
        assert re.search(rf"(?<![ء-ي])({WESTERN_MONTHS})(?![ء-ي])", bare) is None, text
        assert re.search(rf"\d ({LEVANTINE_MONTHS})(?![ء-ي])", bare) is None, text


@each_article
def test_moments_follow_one_another(article: Article) -> None:
    if article["published"] is None:
        assert article["status"] == "draft"
        assert (article["comments"], article["corrections"]) == ([], [])
        return
    published = moment(article["published"])
    assert all(moment(item["at"]) > published for item in said(article))
    assert all(moment(item["at"]) > published for item in article["corrections"])
    for comment in article["comments"]:
        assert all(moment(reply["at"]) > moment(comment["at"]) for reply in comment["replies"])


@each_article
def test_status_agrees_with_time_and_withdrawal(article: Article) -> None:
    assert ("withdrawal" in article) == (article["status"] == "withdrawn")
    if article["status"] == "scheduled":
        assert moment(article["published"]).year == 2027
        assert article["comments"] == []
    elif article["published"] is not None:
        first, last = datetime(2025, 5, 24, tzinfo=UTC), datetime(2026, 11, 24, 12, tzinfo=UTC)
        assert first <= moment(article["published"]) <= last


def test_invented_sources_say_so_in_every_name() -> None:
    for key, source in SOURCES.items():
        marks = {"ar": "(نموذج)", "en": "(sample)", "ru": "(образец)"}
        for script, mark in marks.items():
            for name in source["names"][script]:
                assert (mark in name) == bool(source.get("demo")), key
        assert source["names"]["ar"] and source["names"]["en"], key


def test_people_say_that_they_belong_to_the_demo_newsroom() -> None:
    for key, person in PEOPLE.items():
        assert "العرض" in person["bio"], key


def test_the_cases_that_the_pages_need_are_there() -> None:
    articles = list(ARTICLES.values())
    statuses = Counter(article["status"] for article in articles)
    assert min(statuses[status] for status in schema.STATUSES) >= 1
    dated = {article["dated"] for article in articles}
    assert {"", "1950~"} <= dated
    assert any(article["corrections"] for article in articles)
    lengths = [len(article["title"]) for article in articles]
    assert min(lengths) <= 6 and max(lengths) >= 200
    citations = [citation for article in articles for citation in article["citations"]]
    assert {citation["role"] for citation in citations} == set(schema.ROLES)
    assert {citation["state"] for citation in citations} == set(schema.STATES)
    assert {article["section"] for article in articles} == set(SECTIONS)
    posts = [post for article in articles for post in said(article)]
    assert {post["state"] for post in posts} == {"approved", "pending"}


def test_files_are_named_after_their_number_and_key() -> None:
    numbers = []
    for name, article in ARTICLES.items():
        number, _, rest = name.partition("-")
        numbers.append(int(number))
        assert rest == f"{article['key']}.yaml"
    assert numbers == list(range(1, len(ARTICLES) + 1))


def seed_text() -> str:
    """The seed article, or a skip where this checkout stands without it."""
    corpus = Path(os.environ.get("ISNAD_CORPUS", ROOT.parent / "shared" / "corpus"))
    path = corpus.parent / "seed" / "article.txt"
    if not path.is_file():
        pytest.skip("the seed article is not beside this checkout")
    return " ".join(path.read_text(encoding="utf-8").split())


def test_no_run_of_text_is_taken_from_the_seed_article() -> None:
    size = SEED_RUN + 1
    seed = seed_text()
    runs = {seed[start : start + size] for start in range(len(seed) - size + 1)}
    assert len(runs) > 1000
    for path in sorted(DEMO.rglob("*.yaml")):
        text = " ".join(path.read_text(encoding="utf-8").split())
        shared = [text[at : at + size] for at in range(len(text)) if text[at : at + size] in runs]
        assert shared == [], path.name
