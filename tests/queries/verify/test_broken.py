"""Each invariant, broken by raw SQL of the tables' owner, is found; and nothing else is."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from articles.queries import verify
from tests.owner import as_owner
from tests.queries.verify import scene

pytestmark = pytest.mark.django_db

DROP_VIA = "ALTER TABLE articles_citation DROP CONSTRAINT citation_via_in_same_article"
DROP_PARENT = "ALTER TABLE articles_comment DROP CONSTRAINT comment_parent_in_same_article"
DROP_WITHDRAWN = "ALTER TABLE articles_article DROP CONSTRAINT article_withdrawn_why"
LAST_OF_ONE = "(SELECT max(seq) FROM articles_change WHERE article_id = 1)"
VIA_MISSING = "schema: constraint: citation_via_in_same_article is missing"
PARENT_MISSING = "schema: constraint: comment_parent_in_same_article is missing"
WITHDRAWN_MISSING = "schema: table articles_article: article_withdrawn_why is missing"


@pytest.fixture(scope="module", autouse=True)
def _scene(
    django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """One scene for all tests: each breaks it inside a savepoint of this transaction."""
    with (
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        django_db_blocker.unblock(),  # type: ignore[attr-defined]
        transaction.atomic(),
    ):
        scene.build()
        yield
        transaction.set_rollback(True)


def test_nothing_is_broken_yet() -> None:
    assert found() == []


def found() -> list[str]:
    return [str(finding) for finding in verify.findings()]


def log_end() -> int:
    return as_owner("SELECT seq FROM articles_changelog")[0][0]


BROKEN = {
    "a body that was not derived": (
        ["UPDATE articles_article SET body_text = 'آخر' WHERE id = 2"],
        ["articles: article 2: its plain text is not that of its body",
         "revisions: article 2: revision 1 differs in body_text"],
    ),
    "a script": (
        ["UPDATE articles_article SET body = body || '<script>x</script>' WHERE id = 2"],
        ["articles: article 2: its plain text is not that of its body",
         "articles: article 2: its body holds what is not allowed there",
         "revisions: article 2: revision 1 differs in body"],
    ),
    "a slug that is none": (
        ["UPDATE articles_article SET slug = 'a b' WHERE id = 2"],
        ["articles: article 2: its slug is not one",
         "revisions: article 2: revision 1 differs in slug"],
    ),
    "days of another date": (
        ["UPDATE articles_article SET dated_to = '2019-07-01' WHERE id = 1"],
        ["articles: article 1: its days are not those of 2019-06"],
    ),
    "a date that nobody can read": (
        ["UPDATE articles_article SET dated = 'June' WHERE id = 1"],
        ["articles: article 1: its date June cannot be read",
         "revisions: article 1: revision 3 differs in dated"],
    ),
    "a wrong place in lists": (
        ["UPDATE articles_article SET sort_at = now() WHERE id = 1"],
        ["articles: article 1: it is not sorted by its date",
         "chains: article 1: its links between sources are not those of its chain",
         "chains: article 1: its numbers of sources and origins are not those of its chain"],
    ),
    "a revision that is missing": (
        ["DELETE FROM articles_revision WHERE article_id = 1 AND number = 2"],
        ["revisions: article 1: it has version 3 and 2 revisions, numbered 1 to 3"],
    ),
    "a version without its revision": (
        ["UPDATE articles_article SET version = 2 WHERE id = 2"],
        ["revisions: article 2: it has version 2 and 1 revisions, numbered 1 to 1"],
    ),
    "a snapshot that lacks what the article has": (
        ["UPDATE articles_revision SET snapshot = snapshot - 'topics' WHERE article_id = 1"],
        ["revisions: article 1: revision 3 differs in topics"],
    ),
    "a byline behind the article's back": (
        ["DELETE FROM articles_byline WHERE article_id = 1"],
        ["revisions: article 1: revision 3 differs in people"],
    ),
    "evidence that cuts out other words": (
        ['UPDATE articles_citation SET start = start + 1, "end" = "end" + 1 WHERE id = 1'],
        ["evidence: citation 1: its words do not stand there in revision 3",
         "evidence: citation 1: its evidence is not at its place in the text and not flagged"],
    ),
    "evidence that is flagged though it stands there": (
        ["UPDATE articles_citation SET evidence_state = 'missing' WHERE id = 1"],
        ["evidence: citation 1: it is flagged as missing, which is not so"],
    ),
    "evidence of a revision that never was": (
        ["UPDATE articles_citation SET revision = 9 WHERE id = 1"],
        ["evidence: citation 1: its words do not stand there in revision 9"],
    ),
    "a chain in a circle": (
        ["UPDATE articles_citation SET via_id = 1 WHERE id = 2"],
        ["chain: citation 1: its chain leads in a circle",
         "chain: citation 2: its chain leads in a circle"],
    ),
    "a chain out of the article": (
        [DROP_VIA, "UPDATE articles_citation SET via_id = 99 WHERE id = 2"],
        [VIA_MISSING,
         "chain: citation 1: its chain leads to citation 99, which the article does not have",
         "chain: citation 2: its chain leads to citation 99, which the article does not have"],
    ),
    "a reply to nothing": (
        [DROP_PARENT, "UPDATE articles_comment SET parent_id = 99 WHERE id = 2"],
        [PARENT_MISSING, "comments: comment 2: it answers comment 99, which does not exist"],
    ),
    "a reply in another article": (
        [DROP_PARENT, "UPDATE articles_comment SET article_id = 2 WHERE id = 2"],
        [PARENT_MISSING, "comments: comment 2: it answers comment 1 of another article"],
    ),
    "a reply to a reply": (
        ["INSERT INTO articles_comment SELECT (c).* FROM (SELECT jsonb_populate_record(comment,"
         " '{\"id\": 3, \"parent_id\": 2}') AS c FROM articles_comment AS comment WHERE id = 2)",
         "ALTER TABLE articles_comment ALTER id RESTART WITH 4"],
        ["comments: comment 3: it answers comment 2, which is a reply itself"],
    ),
    "a name that folds otherwise": (
        ["UPDATE articles_sourcename SET folded = 'x' WHERE name = 'DFNC.RU'"],
        ["names: source 1: DFNC.RU is folded wrongly"],
    ),
    "a person that folds otherwise": (
        ["UPDATE articles_person SET folded = 'x', name = 'ليلى'"],
        ["names: person 1: ليلى is folded wrongly",
         "names: person 1: its key of order is wrong"],
    ),
    "keys of another order": (
        ["UPDATE articles_source SET sort_key = 'x' WHERE id = 1",
         "UPDATE articles_topic SET sort_key = 'x'"],
        ["names: source 1: its key of order is wrong", "names: topic 1: its key of order is wrong"],
    ),
    "a source without its own names": (
        ["DELETE FROM articles_sourcename WHERE source_id = 1"],
        ["names: source 1: its canonical name DFNC.RU is not among its names",
         "names: source 1: its Arabic name موقع الدفاع is not among its names"],
    ),
    "sources merged in a circle": (
        ["UPDATE articles_source SET merged_into_id = 3 - id"],
        ["names: source 1: it was merged into itself in a circle",
         "names: source 2: it was merged into itself in a circle"],
    ),
    "sources that own each other": (
        ["UPDATE articles_source SET owner_id = 3 - id, parent_id = id WHERE id < 3"],
        ["names: source 1: it was given to itself as owner in a circle",
         "names: source 2: it was given to itself as owner in a circle",
         "names: source 1: it was made a part of itself in a circle",
         "names: source 2: it was made a part of itself in a circle"],
    ),
    "an original with other bytes": (
        ["UPDATE articles_original SET content = 'x'"],
        ["originals: original 1: its bytes do not have its SHA-256"],
    ),
    "a batch that lost a record": (
        ["DELETE FROM articles_importrecord"],
        ["imports: batch 1: it has done 1 items and accounts for 0"],
    ),
    "a record whose article is gone": (
        ["UPDATE articles_importrecord SET article_id = NULL"],
        ["imports: record 1: item 1 of batch 1 came in and has no article"],
    ),
    "a record of another item": (
        ["UPDATE articles_importrecord SET key = 'other'"],
        ["imports: record 1: article 1, which it created, has another key or original"],
    ),
    "an article created twice": (
        ["INSERT INTO articles_importrecord (batch_id, position, key, outcome, code, reason,"
         " cleaned, original_id, article_id) SELECT batch_id, 2, key, outcome, code, reason,"
         " cleaned, original_id, article_id FROM articles_importrecord",
         "UPDATE articles_importbatch SET done = 2"],
        ["imports: article 1: 2 items say that they created it"],
    ),
    "an erased article with content": (
        ["UPDATE articles_article SET footer = 'المصدر' WHERE id = 4",
         "UPDATE articles_revision SET snapshot = '{\"title\": \"سر\"}'"
         " WHERE article_id = 4 AND number = 1",
         "UPDATE articles_comment SET article_id = 4"],
        ["revisions: article 4: revision 3 differs in footer",
         "erasure: article 4: it was erased and its row still has content",
         "erasure: article 4: it was erased and still has comments with a text",
         "erasure: article 4: it was erased and still has revisions with content"],
    ),
    "an erased article with its original": (
        ["UPDATE articles_article SET original_id = 1 WHERE id = 4",
         "UPDATE articles_article SET original_id = NULL, import_key = NULL WHERE id = 1",
         "DELETE FROM articles_importrecord", "UPDATE articles_importbatch SET done = 0"],
        ["erasure: article 4: it was erased and its original 1 is still there"],
    ),
    "an original erased under an article": (
        ["UPDATE articles_original SET erased_at = now()"],
        ["originals: original 1: it was erased and still has content",
         "erasure: article 1: its original 1 was erased"],
    ),
    "a withdrawal that was not logged": (
        ["UPDATE articles_change SET op = 'updated' WHERE article_id = 3"],
        ["log: article 3: it is withdrawn and not public, the log's last word is updated"],
    ),
    "an erasure that was not logged": (
        ["UPDATE articles_change SET op = 'withdrawn' WHERE article_id = 4"],
        ["log: article 4: it was erased, the log's last word is withdrawn"],
    ),
    "a source that the log deleted": (
        ["UPDATE articles_change SET op = 'deleted' WHERE source_id = 2"],
        ["log: source 2: it is public, the log's last word is deleted"],
    ),
    "a source that went without a word": (
        ["DELETE FROM articles_sourcename WHERE source_id = 2",
         "DELETE FROM articles_source WHERE id = 2"],
        ["log: source 2: it does not exist, the log's last word is published"],
    ),
    "a version that nobody saved": (
        [f"UPDATE articles_change SET version = 9 WHERE seq = {LAST_OF_ONE}"],
        ["log: change {last_of_one}: it names a version that article 1 does not have"],
    ),
    "versions in disorder": (
        ["UPDATE articles_change SET version = 1 WHERE article_id = 1 AND seq = 4"],
        ["log: change 4: the version of article 1 goes backwards"],
    ),
    "an article published without a word": (
        ["UPDATE articles_article SET status = 'published', first_published_at = created_at,"
         " published_at = created_at, sort_at = created_at WHERE id = 2"],
        ["chains: article 2: its numbers of sources and origins are not those of its chain",
         "log: article 2: it is public, the log's last word is nothing",
         "revisions: article 2: revision 1 differs in status"],
    ),
    "a link between sources that the chain has not": (
        ["UPDATE articles_chainlink SET origin = NOT origin WHERE article_id = 1"],
        ["chains: article 1: its links between sources are not those of its chain"],
    ),
    "a number that is missing": (
        ["DELETE FROM articles_change WHERE seq = 3"],
        ["log: change: numbers 3 to 3 are missing"],
    ),
    "a counter ahead of the log": (
        ["UPDATE articles_changelog SET seq = seq + 5"],
        ["log: counter: it says {ahead}, the last change is {end}"],
    ),
    "a counter of ids that was set back": (
        ["ALTER TABLE articles_article ALTER id RESTART WITH 1"],
        ["schema: table articles_article: its counter gives out ids that exist"],
    ),
    "a disabled trigger": (
        ["ALTER TABLE articles_change DISABLE TRIGGER articles_change_only_grows"],
        ["schema: table articles_change: its trigger articles_change_only_grows is missing"
         " or disabled"],
    ),
    "a constraint that was dropped": (
        [DROP_WITHDRAWN], [WITHDRAWN_MISSING],
    ),
    "an index that was dropped": (
        ["DROP INDEX article_newest"],
        ["schema: table articles_article: article_newest is missing"],
    ),
    "rights that nobody should have": (
        ["GRANT UPDATE ON articles_revision TO isnad_app",
         "GRANT DELETE ON django_migrations TO isnad_app"],
        ["rights: role isnad_app: it may UPDATE articles_revision",
         "rights: role isnad_app: it may DELETE django_migrations"],
    ),
    "rights that the site needs": (
        ["REVOKE INSERT ON articles_change FROM isnad_app",
         "REVOKE EXECUTE ON FUNCTION isnad_erase FROM isnad_app"],
        ["schema: function isnad_erase: isnad_owner or isnad_app cannot use it",
         "rights: role isnad_app: it may not INSERT articles_change"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("statements", "expected"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_broken_is_found(statements: list[str], expected: list[str]) -> None:
    end = log_end()
    [[last_of_one]] = as_owner(f"SELECT {LAST_OF_ONE}")
    as_owner(*statements)
    told = {"end": end, "ahead": end + 5, "last_of_one": last_of_one}
    assert sorted(found()) == sorted(line.format(**told) for line in expected)
