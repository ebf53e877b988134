"""Suggestions: what becomes of a chain, and that nothing a person decided is touched."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.attribution.table import Entry, NameTable
from articles.attribution.types import Analysis, Link, Mention, Speaker, Texts
from articles.models import Article, AuditEntry, Change, Citation, Source, User
from articles.queries import verify
from articles.queries.api_citations import readable
from articles.queries.sources import visible_citations
from articles.services import suggesting
from articles.services.actors import COMMAND, WORKER
from articles.services.citations import (
    Evidence,
    add_citation,
    change_citation,
    settle_citations,
)
from articles.services.drafting import edit_article
from articles.services.source_table import load_sources
from articles.services.suggesting import Suggested, suggest, suggest_as_worker, suggest_many
from tests import factories
from tests.services.state import Since, nothing_changes

pytestmark = pytest.mark.django_db

BODY = (
    "<p>قال سعد الماجد لوكالة سابق إن العمل مستمر، بحسب لومبيرغ.</p>"
    "<p>وذكرت الوطن أن سابق نقلت عن صحيفة مجهولة ما سبق.</p>"
)
FOOTER = "المصدر: موقع PORT.EXAMPLE"
TABLE = NameTable([
    Entry("Sabq Agency", "agency", "Q1", ar=("سابق",), country="SA"),
    Entry("Lomberg", "agency", "Q2", ar=("لومبيرغ",), country="US"),
    Entry("Al-Watan", "newspaper", "Q3", ar=("الوطن",), country="SA"),
    Entry("El Watan", "newspaper", "Q4", ar=("الوطن",), country="DZ"),
    Entry("Port", "site", "Q5", domains=("port.example",)),
])  # fmt: skip
CANDIDATES = {"سابق": ("Sabq Agency",), "لومبيرغ": ("Lomberg",), "الوطن": ("Al-Watan", "El Watan"),
              "PORT.EXAMPLE": ("Port",)}  # fmt: skip
ROLES = {"سابق": "interview", "لومبيرغ": "relayed", "الوطن": "reported", "صحيفة مجهولة": "relayed",
         "PORT.EXAMPLE": "credit"}  # fmt: skip
# A name, and the name through which the article has it; as far as the text holds them.
CHAIN = [("PORT.EXAMPLE", None), ("لومبيرغ", "PORT.EXAMPLE"), ("سابق", "لومبيرغ"), ("الوطن", None),
         ("صحيفة مجهولة", "الوطن")]  # fmt: skip
SPEAKER = "سعد الماجد"


def fake(texts: Texts, table: NameTable) -> Analysis:
    """Finds the names above, each in its last and in all other places, and one speaker."""
    mentions: list[Mention] = []
    links: list[Link] = []
    positions: dict[str, int] = {}
    for name, via in CHAIN:
        for target in ("body", "footer"):
            text, start = texts.target(target), -1
            while (start := text.find(name, start + 1)) >= 0:
                if name not in positions:
                    positions[name] = len(links)
                    links.append(Link("mention", len(mentions), positions.get(via or "")))
                mentions.append(Mention(
                    target, start, start + len(name), name, ROLES[name], cue="بحسب",
                    candidates=CANDIDATES.get(name, ()), confidence=0.91234, reasons=("cue",),
                ))  # fmt: skip
    speakers: list[Speaker] = []
    start = texts.body.find(SPEAKER)
    if start >= 0:
        links.append(Link("speaker", 0, positions.get("سابق")))
        speakers = [Speaker(
            "body", start, start + len(SPEAKER), SPEAKER, SPEAKER, "", "person", "spoken", cue="قال"
        )]  # fmt: skip
    return Analysis(tuple(mentions), tuple(speakers), tuple(links))


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """The analysis is the one above, or what the test sets."""
    monkeypatch.setattr(suggesting, "analyse", fake)
    return lambda other: monkeypatch.setattr(suggesting, "analyse", other)


@pytest.fixture
def article() -> Article:
    return factories.article("عنوان", body=BODY, footer=FOOTER)


def run(article: Article, by: Any = WORKER) -> Suggested:
    return suggest(article.pk, by=by, table=TABLE)


def rows(article: Article) -> list[tuple[Any, ...]]:
    """(name, role, canonical name of the source, name of what it leads through, state)."""
    return [
        (row.name, row.role, row.source and row.source.name, row.via and row.via.name, row.state)
        for row in article.citations.select_related("source", "via").order_by("position", "pk")
    ]


def one(article: Article, name: str) -> Citation:
    return article.citations.get(name=name)


WHOLE = [
    ("PORT.EXAMPLE", "credit", "Port", None, "suggested"),
    ("لومبيرغ", "relayed", "Lomberg", "PORT.EXAMPLE", "suggested"),
    ("سابق", "interview", "Sabq Agency", "لومبيرغ", "suggested"),
    ("الوطن", "reported", None, None, "suggested"),
    ("صحيفة مجهولة", "relayed", None, "الوطن", "suggested"),
    (SPEAKER, "spoken", None, "سابق", "suggested"),
]


def test_a_chain_becomes_suggestions_with_evidence(article: Article) -> None:
    load_sources(by=COMMAND, table=TABLE)
    since = Since()
    assert run(article) == Suggested(articles=1, added=6)
    assert rows(article) == WHOLE
    row = one(article, "سابق")
    assert (row.target, row.exact, row.start, row.end, row.revision, row.evidence_state) == (
        "body", "سابق", 22, 26, article.version, "found",
    )  # fmt: skip
    assert article.body_text[22:26] == "سابق"
    assert (row.prefix, row.suffix[:4]) == ("قال سعد الماجد لوكالة ", " إن ")
    assert (row.cue, row.confidence, row.reasons, row.candidates) == ("بحسب", 0.912, ["cue"], [])
    assert (row.asserted_how, row.asserted_by, row.position) == ("attribution 1", None, 2)
    assert one(article, "الوطن").candidates == [
        {"name": "Al-Watan", "source": Source.objects.get(name="Al-Watan").pk},
        {"name": "El Watan", "source": Source.objects.get(name="El Watan").pk},
    ]
    assert one(article, "صحيفة مجهولة").candidates == []
    assert since.changes() == []
    assert since.audited() == [("worker", "suggest", "article")]
    assert AuditEntry.objects.order_by("-pk")[0].detail == {
        "how": "attribution 1", "added": 6, "changed": 0, "removed": 0,
    }  # fmt: skip
    assert list(verify.findings()) == []


def test_again_nothing_changes(article: Article) -> None:
    load_sources(by=COMMAND, table=TABLE)
    run(article)
    with nothing_changes():
        assert run(article) == Suggested(articles=1)
        assert suggest_as_worker(article_ids=[article.pk, 0]) == Suggested(articles=1)


def test_readers_see_none_of_it(article: Article) -> None:
    run(article)
    assert not visible_citations().exists()
    assert not readable(factories.user()).exists()
    assert readable(factories.user("editor")).count() == 6


def test_without_the_table_loaded_names_lead_to_what_the_newsroom_has(article: Article) -> None:
    lomberg = factories.source("LOMBERG")
    factories.source("Sabq Agency", kind="person")
    watan = factories.source("Our Watan", "الوطن")
    unknown = factories.source("Unknown", "صحيفة مجهولة")
    run(article)
    assert [row[2] for row in rows(article)] == [None, "LOMBERG", None, None, "Unknown", None]
    assert one(article, "لومبيرغ").source == lomberg
    assert one(article, "صحيفة مجهولة").source == unknown
    assert one(article, "سابق").candidates == [{"name": "Sabq Agency", "source": None}]
    assert one(article, "الوطن").candidates == [
        {"name": "Al-Watan", "source": None}, {"name": "El Watan", "source": None},
        {"name": "Our Watan", "source": watan.pk},
    ]  # fmt: skip


def test_a_source_of_ours_beside_one_of_the_table_leaves_the_name_open(article: Article) -> None:
    load_sources(by=COMMAND, table=TABLE)
    ours = factories.source("Sabq of the city", "سابق", kind="site")
    run(article)
    row = one(article, "سابق")
    assert row.source is None
    assert row.candidates == [
        {"name": "Sabq Agency", "source": Source.objects.get(name="Sabq Agency").pk},
        {"name": "Sabq of the city", "source": ours.pk},
    ]


def test_a_merged_source_stands_for_what_it_became(article: Article) -> None:
    load_sources(by=COMMAND, table=TABLE)
    heir = factories.source("Heir")
    Source.objects.filter(name="Lomberg").update(merged_into=heir)
    run(article)
    assert one(article, "لومبيرغ").source == heir


@pytest.mark.parametrize(
    ("kinds", "known"),
    [(["person"], True), (["institution"], True), (["person", "person"], False), (["site"], False)],
)
def test_a_speaker_is_the_one_person_of_the_name(
    article: Article, kinds: list[str], known: bool
) -> None:
    for kind in kinds:
        factories.source("Saad", SPEAKER, kind=kind)
    run(article)
    assert one(article, SPEAKER).source == (Source.objects.get() if known else None)


def test_the_credit_of_the_import_is_not_doubled(article: Article) -> None:
    imported = add_citation(
        by=COMMAND, article_id=article.pk, role="credit", name="PORT.EXAMPLE", how="import",
        evidence=Evidence("footer", FOOTER),
    )  # fmt: skip
    before = Citation.objects.filter(pk=imported.pk).values().get()
    assert run(article).added == 5
    assert Citation.objects.filter(pk=imported.pk).values().get() == before
    assert rows(article) == [
        ("PORT.EXAMPLE", "credit", None, None, "confirmed"),
        *[(*row[:2], None, *row[3:]) for row in WHOLE[1:]],
    ]


@pytest.mark.parametrize(
    ("values", "again"),
    [
        # The source's own name is the one found; or holds it, where the words overlap.
        ({"source": ("Saad", SPEAKER), "role": "spoken", "exact": "العمل مستمر"}, False),
        ({"source": ("Saad", f"الوزير {SPEAKER}"), "role": "spoken", "exact": "قال سعد"}, False),
        ({"source": ("Saad", f"الوزير {SPEAKER}"), "role": "spoken", "exact": "العمل"}, True),
        ({"source": ("Saad", SPEAKER), "role": "spoken", "exact": ""}, False),
        ({"source": ("Saad", SPEAKER), "role": "reported", "exact": "العمل مستمر"}, True),
        ({"name": f"{SPEAKER} نفسه", "role": "spoken", "exact": "سعد"}, False),
        ({"name": "غيره", "role": "spoken", "exact": "قال سعد"}, True),
        ({"name": "غيره", "role": "spoken", "exact": SPEAKER}, False),
    ],
)
def test_a_speaker_whom_an_editor_entered(
    article: Article, editor: User, values: dict[str, Any], again: bool
) -> None:
    source = values.pop("source", None)
    values["source"] = factories.source(*source, kind="institution") if source else None
    factories.citation(article, by=editor, **values)
    run(article)
    found = article.citations.filter(state="suggested", role="spoken")
    assert [row.name for row in found] == ([SPEAKER] if again else [])


def _confirm(row: Citation, by: User) -> None:
    settle_citations(by=by, citation_ids=[row.pk], state="confirmed")


def _reject(row: Citation, by: User) -> None:
    settle_citations(by=by, citation_ids=[row.pk], state="rejected")


def _reopen(row: Citation, by: User) -> None:
    _reject(row, by)
    settle_citations(by=by, citation_ids=[row.pk], state="suggested")


def _rename(row: Citation, by: User) -> None:
    change_citation(by=by, citation_id=row.pk, name="اسم آخر تماما")


def _other_source(row: Citation, by: User) -> None:
    change_citation(by=by, citation_id=row.pk, source=factories.source("Chosen"), name="")


def _other_role(row: Citation, by: User) -> None:
    change_citation(by=by, citation_id=row.pk, role="quoted")


def _more_words(row: Citation, by: User) -> None:
    words = row.article.body_text.split("\n\n")[0]
    change_citation(by=by, citation_id=row.pk, evidence=Evidence("body", words))


DECIDED = [_confirm, _reject, _reopen, _rename, _other_source, _other_role, _more_words]


@pytest.mark.parametrize("decide", DECIDED)
@pytest.mark.parametrize("name", ["سابق", "لومبيرغ", SPEAKER])
def test_what_a_person_decided_is_not_touched_nor_made_again(
    article: Article, editor: User, decide: Callable[[Citation, User], None], name: str
) -> None:
    load_sources(by=COMMAND, table=TABLE)
    run(article)
    row = one(article, name)
    decide(row, editor)
    before = Citation.objects.filter(pk=row.pk).values().get()
    count = article.citations.count()
    run(article)
    assert Citation.objects.filter(pk=row.pk).values().get() == before
    assert article.citations.count() == count
    with nothing_changes():
        run(article)
    assert list(verify.findings()) == []


@pytest.mark.parametrize("decide", DECIDED)
def test_decided_ones_stay_where_the_words_are_not_found_any_more(
    article: Article, editor: User, decide: Callable[[Citation, User], None], found: Any
) -> None:
    run(article)
    row = one(article, "سابق")
    decide(row, editor)
    before = Citation.objects.filter(pk=row.pk).values().get()
    found(lambda texts, table: Analysis())
    run(article)
    # Those through which it leads stay as well, or its chain would change.
    assert [row[0] for row in rows(article)][:2] == ["PORT.EXAMPLE", "لومبيرغ"]
    assert article.citations.count() == 3
    assert Citation.objects.filter(pk=row.pk).values().get() == before


def test_what_hangs_on_a_rejected_link_hangs_on_the_next(article: Article, editor: User) -> None:
    run(article)
    _reject(one(article, "لومبيرغ"), editor)
    run(article)
    assert one(article, "سابق").via == one(article, "PORT.EXAMPLE")
    assert one(article, SPEAKER).via == one(article, "سابق")


def test_a_contributors_own_suggestion_is_a_persons(contributor: User) -> None:
    draft = factories.draft("م", by=contributor, body=BODY)
    own = add_citation(by=contributor, article_id=draft.pk, role="relayed", name="لومبيرغ",
                       state="suggested", evidence=Evidence("body", "لومبيرغ"))  # fmt: skip
    before = Citation.objects.filter(pk=own.pk).values().get()
    run(draft)
    assert Citation.objects.filter(pk=own.pk).values().get() == before
    assert [row[0] for row in rows(draft)].count("لومبيرغ") == 1


def test_stale_suggestions_go_and_the_others_keep_their_ids(article: Article) -> None:
    run(article)
    ids = dict(article.citations.values_list("name", "pk"))
    edit_article(
        by=COMMAND, article_id=article.pk, base_version=article.version,
        body="<p>فقرة جديدة في أول المادة.</p><p>قال سعد الماجد لوكالة سابق إن العمل مستمر.</p>",
    )  # fmt: skip
    # An edit deletes no suggestion: it says that their words are gone.
    assert dict(article.citations.values_list("name", "pk")) == ids
    assert one(article, "لومبيرغ").evidence_state == "missing"
    since = Since()
    assert run(article) == Suggested(articles=1, changed=1, removed=3)
    after = dict(article.citations.values_list("name", "pk"))
    assert after == {name: ids[name] for name in ("PORT.EXAMPLE", "سابق", SPEAKER)}
    assert [row[3] for row in rows(article)] == [None, None, "سابق"]
    assert (since.changes(), since.audited()) == ([], [("worker", "suggest", "article")])
    assert list(verify.findings()) == []
    with nothing_changes():
        run(article)


def test_an_erased_article_gets_none(article: Article, chief: User) -> None:
    from articles.services.erasure import erase_article

    erase_article(by=chief, article_id=article.pk, reason="x")
    with nothing_changes():
        assert run(article) == Suggested()


def test_who_may_not_edit_the_article_changes_nothing(article: Article, editor: User) -> None:
    other = factories.section()
    for user in (
        factories.user(), factories.user("contributor"), factories.user("moderator"),
        factories.user("editor", sections=[other]),
    ):  # fmt: skip
        with nothing_changes(), pytest.raises(PermissionDenied):
            run(article, by=user)
    assert run(article, by=editor).added == 6


def test_as_many_queries_for_one_mention_as_for_twenty(
    django_assert_num_queries: Any, found: Any
) -> None:
    load_sources(by=COMMAND, table=TABLE)
    names = [f"صحيفة رقم{chr(0x628 + n)}" for n in range(20)]
    long = factories.article("م", body=f"<p>{'، '.join(names)}</p>")
    short = factories.article("م", body=f"<p>{names[0]}</p>")

    def listed(texts: Texts, table: NameTable) -> Analysis:
        spans = [(texts.body.find(name), name) for name in names if name in texts.body]
        mentions = tuple(
            Mention("body", start, start + len(name), name, "relayed", candidates=("Lomberg",) if n % 2 == 0 else ())
            for n, (start, name) in enumerate(spans)
        )  # fmt: skip
        # No two are one outlet, though every other has the same candidate.
        return Analysis(
            mentions,
            (),
            tuple(Link("mention", n, n - 1 if n else None) for n in range(len(mentions))),
        )

    found(listed)
    with CaptureQueriesContext(connection) as one_mention:
        assert run(short).added == 1
    with django_assert_num_queries(len(one_mention)):
        assert run(long).added == 20
    with CaptureQueriesContext(connection) as again:
        run(long)
    assert not [
        row for row in again if row["sql"].startswith(("INSERT", "UPDATE", "DELETE", "COPY"))
    ]


def test_many_articles_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "PORTION", 2)
    ids = [factories.article(f"م{n}", body=BODY).pk for n in range(5)]
    told: list[int] = []
    total = suggest_many(
        ids, by=COMMAND, table=TABLE, progress=lambda total: told.append(total.articles)
    )
    assert (total, told) == (Suggested(articles=5, added=25), [2, 4, 5])
    assert Change.objects.filter(article__in=ids, op="updated").count() == 0


def test_what_was_edited_while_it_was_read_is_read_again(article: Article, found: Any) -> None:
    def slow(texts: Texts, table: NameTable) -> Analysis:
        if "سابق" in texts.body:
            edit_article(by=COMMAND, article_id=article.pk, base_version=article.version,
                         body="<p>بحسب لومبيرغ.</p>")  # fmt: skip
        return fake(texts, table)

    found(slow)
    run(article)
    assert [row[0] for row in rows(article)] == ["PORT.EXAMPLE", "لومبيرغ"]
