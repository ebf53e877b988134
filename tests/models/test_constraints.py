"""Each constraint of the database, violated once by raw SQL: it is refused under its own name."""

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, models, transaction

from articles.services.actors import COMMAND
from articles.services.citations import change_citation
from articles.services.comments import submit_comment
from articles.services.images import add_image
from tests import factories
from tests.owner import as_owner
from tests.queries.verify import scene

pytestmark = pytest.mark.django_db

ARTICLE, CITATION = "UPDATE articles_article SET ", "UPDATE articles_citation SET "
SOURCE, IMAGE = "UPDATE articles_source SET ", "UPDATE articles_image SET "
AGAIN = "INSERT INTO {0} SELECT (c).* FROM (SELECT jsonb_populate_record(t, '{{\"id\": 99}}') AS c FROM {0} AS t LIMIT 1)"

QUOTATION = (
    'INSERT INTO articles_quotation (article_id, revision, start, "end", words, digest, shingles,'
    " speaker) VALUES "
)
AFFILIATION = (
    "INSERT INTO articles_affiliation (source_id, to_id, kind, valid_from, valid_to) VALUES "
)
ALERT = "INSERT INTO articles_alert (kind, article_id, other_id, detail, state, at) VALUES "
RETRACTION = "INSERT INTO articles_retraction (source_id, address, article_id, reason, at) VALUES "
NOTICE = "INSERT INTO articles_notice (article_id, retraction_id, text, at, dismissed) VALUES "

SAVED = (
    "INSERT INTO articles_savedsearch (name, owner_id, q, narrowed, created_at, seen_at,"
    " seen_article) VALUES "
)

TORN = ContentFile(b"\x89PNG\r\n\x1a\n", name="a.png")

# The name of the constraint -> a statement that violates it and no other (see scene.build).
VIOLATIONS = {
    "article_titled": ARTICLE + "title = '' WHERE id = 2",
    "article_status_known": ARTICLE + "status = 'lost' WHERE id = 2",
    "article_published_when": ARTICLE
    + "published_at = NULL, first_published_at = NULL WHERE id = 1",
    "article_scheduled_when": ARTICLE + "status = 'scheduled' WHERE id = 2",
    "article_withdrawn_why": ARTICLE + "withdrawal_code = '' WHERE id = 3",
    "article_erased_empty": ARTICLE + "standfirst = 'x' WHERE id = 4",
    "article_first_published_first": ARTICLE
    + "published_at = first_published_at - interval '1 second' WHERE id = 1",
    "article_dated_whole": ARTICLE + "dated_to = '2019-05-01' WHERE id = 1",
    "article_unknown_not_dated": ARTICLE + "date_unknown = true WHERE id = 1",
    "chain_link_once": AGAIN.format("articles_chainlink"),
    "fingerprint_from_version_one": "INSERT INTO articles_fingerprint (article_id, scheme, revision,"
    " shingles, signature) VALUES (1, 1, 0, 0, '')",
    "quotation_place_once": QUOTATION
    + "(1, 1, 0, 5, 6, 7, '{}', ''), (1, 1, 0, 4, 6, 8, '{}', '')",
    "quotation_not_empty": QUOTATION + "(1, 1, 5, 5, 6, 7, '{}', '')",
    "reads_of_a_day": "INSERT INTO articles_articlereads (article_id, day, count)"
    " VALUES (1, '2026-01-01', 1), (1, '2026-01-01', 2)",
    "affiliation_kind_known": AFFILIATION + "(1, 2, 'friend', NULL, NULL)",
    "affiliation_not_to_itself": AFFILIATION + "(1, 1, 'owner', NULL, NULL)",
    "affiliation_ends_after_it_begins": AFFILIATION + "(1, 2, 'owner', '2020-01-02', '2020-01-01')",
    "alert_kind_known": ALERT + "('rumour', 1, NULL, '{}', 'open', now())",
    "alert_state_known": ALERT + "('circle', 1, NULL, '{}', 'lost', now())",
    "alert_once": ALERT + "('circle', 1, NULL, '{}', 'open', now()),"
    " ('circle', 1, NULL, '{}', 'settled', now())",
    "retraction_says_why": RETRACTION + "(1, '', NULL, '', now())",
    "retraction_of_one_thing": RETRACTION + "(1, '', 1, 'x', now())",
    "notice_says": NOTICE + "(1, 1, '', now(), false)",
    "notice_once": NOTICE + "(1, 1, 'x', now(), false), (1, 1, 'y', now(), false)",
    "noted_kind_known": "INSERT INTO articles_indexnote (kind, thing_id, seq)"
    " VALUES ('rumour', 1, 1)",
    "saved_search_named": SAVED + "('', 1, 'x', '{}', now(), now(), 0)",
    "saved_search_asks": SAVED + "('a', 1, '', '{}', now(), now(), 0)",
    "saved_search_named_once": SAVED
    + "('a', 1, 'x', '{}', now(), now(), 0), ('a', 1, 'y', '{}', now(), now(), 0)",
    "article_version_from_one": ARTICLE + "version = 0 WHERE id = 2",
    "articles_article_import_key_key": ARTICLE + "import_key = 'k' WHERE id = 2",
    "one_change_log": "INSERT INTO articles_changelog (id, log_id, seq, site_version, note_seq)"
    " VALUES (2, gen_random_uuid(), 0, 0, 0)",
    "op_known": "INSERT INTO articles_change (seq, article_id, op, at, reason_code, version)"
    " VALUES (999, 1, 'lost', now(), '', 1)",
    "change_of_one_thing": "INSERT INTO articles_change (seq, article_id, source_id, op, at,"
    " reason_code, version) VALUES (999, 1, 1, 'updated', now(), '', 1)",
    "articles_change_pkey": "INSERT INTO articles_change (seq, article_id, op, at, reason_code,"
    " version) VALUES (1, 1, 'updated', now(), '', 1)",
    "citation_names_someone": CITATION + "name = '' WHERE id = 1",
    "citation_role_known": CITATION + "role = 'heard' WHERE id = 1",
    "citation_state_known": CITATION + "state = 'lost' WHERE id = 1",
    "citation_not_via_itself": CITATION + "via_id = 1 WHERE id = 1",
    "citation_confidence_range": CITATION + "confidence = 1.1 WHERE id = 1",
    "citation_evidence_whole": CITATION + "exact = '' WHERE id = 1",
    "citation_via_in_same_article": CITATION + "article_id = 2 WHERE id = 1",
    "comment_state_known": "UPDATE articles_comment SET state = 'lost'",
    "comment_says_something": "UPDATE articles_comment SET text = ''",
    "comment_not_own_reply": "UPDATE articles_comment SET parent_id = id WHERE id = 1",
    "comment_parent_in_same_article": "UPDATE articles_comment SET article_id = 2 WHERE id = 2",
    "image_has_pixels": IMAGE + "width = 0",
    "image_focus_inside": IMAGE + "focus_x = 1.5",
    "articles_image_sha256_key": AGAIN.format("articles_image"),
    "rendition_once": AGAIN.format("articles_rendition"),
    "batch_once": AGAIN.format("articles_importbatch"),
    "record_once": AGAIN.format("articles_importrecord"),
    "outcome_known": "UPDATE articles_importrecord SET outcome = 'lost'",
    "rejected_with_reason": "UPDATE articles_importrecord SET outcome = 'rejected'",
    "report_says": "UPDATE articles_errorreport SET text = ''",
    "report_state_known": "UPDATE articles_errorreport SET state = 'lost'",
    "articles_original_sha256_key": AGAIN.format("articles_original"),
    "person_named": "UPDATE articles_person SET name = ''",
    "byline_once": AGAIN.format("articles_byline"),
    "revision_numbered_once": AGAIN.format("articles_revision"),
    "revision_from_one": "INSERT INTO articles_revision (article_id, number, snapshot, actor, why,"
    " at) VALUES (1, 0, '{}', 'x', '', now())",
    "correction_says": "INSERT INTO articles_correction (article_id, text, at)"
    " VALUES (1, '', now())",
    "section_named": "UPDATE articles_section SET name = ''",
    "section_slugged": "UPDATE articles_section SET slug = ''",
    "articles_section_name_key": "INSERT INTO articles_section (name, slug, position, description)"
    " SELECT name, 'x', 0, '' FROM articles_section",
    "articles_section_slug_key": "INSERT INTO articles_section (name, slug, position, description)"
    " SELECT 'x', slug, 0, '' FROM articles_section",
    "source_named": SOURCE + "name = '' WHERE id = 1",
    "source_kind_known": SOURCE + "kind = 'rumour'",
    "source_country_code": SOURCE + "country = 'qa'",
    "source_ends_after_it_begins": SOURCE + "valid_from = '2000-01-02', valid_to = '2000-01-01'",
    "source_not_merged_into_itself": SOURCE + "merged_into_id = id",
    "name_once": AGAIN.format("articles_sourcename"),
    "name_folds_to_something": "UPDATE articles_sourcename SET folded = ''",
    "name_kind_known": "UPDATE articles_sourcename SET kind = 'lost'",
    "domain_shape": "UPDATE articles_sourcedomain SET domain = 'http://example.org'",
    "articles_sourcedomain_domain_key": AGAIN.format("articles_sourcedomain"),
    "topic_named": "UPDATE articles_topic SET name = ''",
    "topic_slugged": "UPDATE articles_topic SET slug = ''",
    "articles_topic_name_key": "INSERT INTO articles_topic (name, slug, sort_key, description)"
    " SELECT name, 'x', '', '' FROM articles_topic",
}


@pytest.fixture
def world(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    scene.build()
    factories.section()
    factories.source("With domain", domains=["example.org"])
    as_owner("INSERT INTO articles_errorreport (article_id, text, quote, contact, state,"
             " address_hash, created_at, answer) VALUES (1, 'x', '', '', 'open', '', now(), '')",
             "SELECT 1")  # fmt: skip


def violated(statement: str) -> str:
    """The name of the constraint that refuses the statement, as the owner of the tables runs it."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        as_owner(statement, "SET CONSTRAINTS ALL IMMEDIATE", "SELECT 1")
    return refused.value.__cause__.diag.constraint_name  # type: ignore[union-attr]


def test_each_refuses_what_violates_it(world: None) -> None:
    for name, statement in VIOLATIONS.items():
        found = violated(statement)
        # Names that the database makes up end in its own words or in Django's hash.
        assert found == name or found.startswith(f"{name.removesuffix('_key')}_"), name


def test_every_constraint_of_the_models_is_violated_here() -> None:
    named = {
        str(constraint.name)
        for model in apps.get_app_config("articles").get_models()
        for constraint in model._meta.constraints
    }
    only_for_keys = {"citation_id_article", "comment_id_article"}  # what two foreign keys point to
    assert named - only_for_keys - VIOLATIONS.keys() == set()


@pytest.mark.parametrize("table", ["articles_topic", "articles_person", "articles_source"])
def test_keys_of_order_are_compared_byte_by_byte(table: str) -> None:
    [(collation,)] = as_owner(
        "SELECT collation_name FROM information_schema.columns"
        f" WHERE table_name = '{table}' AND column_name = 'sort_key'"
    )
    assert collation == "C"


def test_what_others_rest_on_is_not_deleted(world: None) -> None:
    for table, key in (
        ("articles_article", 1),
        ("articles_section", None),
        ("articles_source", 1),
        ("articles_person", 1),
        ("articles_original", 1),
        ("articles_comment", 1),
        ("articles_image", 1),
    ):
        if key is None:
            as_owner("UPDATE articles_article SET section_id = (SELECT max(id) FROM"
                     " articles_section) WHERE id = 2", "SELECT 1")  # fmt: skip
        statement = f"DELETE FROM {table}" + (f" WHERE id = {key}" if key else "")
        assert "_fk_" in violated(statement) or violated(statement).startswith(
            ("citation_", "comment_")
        )


def test_links_through_a_deleted_citation_are_cut() -> None:
    article = factories.article(body="<p>قال السفير لوكالة.</p>")
    first = factories.citation(article, name="السفير")
    second = factories.citation(article, name="وكالة")
    change_citation(by=COMMAND, citation_id=first.pk, via=second)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_citation WHERE id = %s", [second.pk])
    first.refresh_from_db()
    assert (first.via_id, first.article_id) == (None, article.pk)


def test_choices_of_the_models_are_those_of_the_database() -> None:
    """Every column with a code list that no constraint guards is known here."""
    unguarded = {
        f"{model._meta.model_name}.{field.name}"
        for model in apps.get_app_config("articles").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField) and field.choices
        and not any(field.name in str(item.deconstruct()) for item in model._meta.constraints)
    }  # fmt: skip
    assert unguarded == set()


def test_services_never_reach_the_constraints() -> None:
    """What people may type wrong is refused by a service with a sentence, not by the database."""
    article = factories.article()
    for attempt in (
        lambda: factories.draft(" "),
        lambda: factories.source("…"),
        lambda: factories.source("X", country="Qatar"),
        lambda: factories.source("X", kind="rumour"),
        lambda: factories.citation(article, role="heard", name="x"),
        lambda: submit_comment(article_id=article.pk, name="", text=""),
        lambda: add_image(by=COMMAND, file=TORN),
    ):
        with pytest.raises(ValidationError):
            attempt()
