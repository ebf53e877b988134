"""Citations: their evidence, their chain, who may settle them, and what is refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.models import Article, AuditEntry, Citation, User
from articles.services.actors import COMMAND
from articles.services.citations import (
    Evidence,
    add_citation,
    change_citation,
    remove_citation,
    settle_citations,
)
from articles.services.drafting import edit_article
from tests import factories
from tests.services.state import Since, nothing_changes

pytestmark = pytest.mark.django_db

BODY = "<p>قال السفير 😀 لمجلة. ثم قال السفير لوكالة.</p>"
TEXT = "قال السفير 😀 لمجلة. ثم قال السفير لوكالة."


@pytest.fixture
def article() -> Article:
    return factories.article("عنوان", body=BODY, footer="المصدر: موقع DFNC.RU")


def again(citation: Citation) -> Citation:
    return Citation.objects.get(pk=citation.pk)


def test_a_citation_with_its_evidence(article: Article, editor: User) -> None:
    source, since = factories.source(), Since()
    citation = add_citation(
        by=editor, article_id=article.pk, role="relayed", source=source, name=" موقع\u202e  س ",
        evidence=Evidence("body", "لمجلة"), cue="قال", confidence=0.5, consulted=True,
    )  # fmt: skip
    found = again(citation)
    assert (found.source, found.name, found.role, found.cue, found.confidence) == (
        source, "موقع س", "relayed", "قال", 0.5,
    )  # fmt: skip
    assert (found.state, found.position, found.consulted) == ("confirmed", 0, True)
    assert (found.asserted_by, found.asserted_how) == (editor, "editor")
    assert (found.target, found.exact, found.prefix, found.suffix) == (
        "body", "لمجلة", "قال السفير 😀 ", ". ثم قال السفير لوكالة.",
    )  # fmt: skip
    # In code points: the emoji counts one, though it has two UTF-16 units.
    assert (found.start, found.end, TEXT[found.start : found.end]) == (13, 18, "لمجلة")
    assert (found.revision, found.evidence_state) == (2, "found")
    assert since.changes() == [(article.pk, "updated", "", 2)]
    assert since.audited() == [(editor.username, "add", "citation")]


def test_on_a_draft_nothing_is_announced(editor: User) -> None:
    draft, since = factories.draft(), Since()
    factories.citation(draft, name="وكالة", by=editor)
    assert (since.changes(), since.audited()) == ([], [(editor.username, "add", "citation")])


def test_evidence_by_span_or_by_context(article: Article) -> None:
    by_span = factories.citation(article, name="أ")
    change_citation(
        by=COMMAND, citation_id=by_span.pk,
        evidence=Evidence("body", "قال السفير", start=23, end=33),
    )  # fmt: skip
    assert (again(by_span).start, again(by_span).prefix) == (23, "قال السفير 😀 لمجلة. ثم ")
    by_context = add_citation(
        by=COMMAND, article_id=article.pk, role="spoken", name="ب",
        evidence=Evidence("body", "قال السفير", suffix=" لوكالة"),
    )  # fmt: skip
    assert by_context.start == 23
    whole = add_citation(
        by=COMMAND, article_id=article.pk, role="credit", name="ج",
        evidence=Evidence("footer", "", start=8, end=20),
    )  # fmt: skip
    assert whole.exact == "موقع DFNC.RU"


@pytest.mark.parametrize(
    ("evidence", "field"),
    [
        (Evidence("body", "غير موجود"), "exact"),
        (Evidence("body", "قال السفير"), "exact"),  # twice
        (Evidence("body", "السفير", start=0, end=6), "exact"),
        (Evidence("body", "", start=30, end=900), "exact"),
        (Evidence("body", "", start=9, end=9), "exact"),
        (Evidence("margin", "قال"), "target"),
        (Evidence("title", "السفير"), "exact"),
    ],
)
def test_evidence_that_is_not_there(article: Article, evidence: Evidence, field: str) -> None:
    with nothing_changes(), pytest.raises(ValidationError) as refused:
        add_citation(by=COMMAND, article_id=article.pk, role="relayed", name="س", evidence=evidence)
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"role": "heard"}, "role"),
        ({"name": " \u202e "}, "source"),
        ({"name": "س" * 201}, "name"),
    ],
)
def test_what_is_refused_names_its_field(
    article: Article, values: dict[str, str], field: str
) -> None:
    with nothing_changes(), pytest.raises(ValidationError) as refused:
        add_citation(
            by=COMMAND, article_id=article.pk, **({"role": "spoken", "name": "س"} | values)
        )
    assert list(refused.value.message_dict) == [field]


def test_a_chain_that_leads_back_or_out_is_refused(article: Article) -> None:
    first, second, third = (factories.citation(article, name=name) for name in "أبج")
    change_citation(by=COMMAND, citation_id=first.pk, via=second)
    change_citation(by=COMMAND, citation_id=second.pk, via=third)
    elsewhere = factories.citation(factories.article(), name="د")
    for via in (first, third, elsewhere):
        with nothing_changes(), pytest.raises(ValidationError) as refused:
            change_citation(by=COMMAND, citation_id=third.pk, via=via)
        assert list(refused.value.message_dict) == ["via"]
    assert [again(link).via_id for link in (first, second, third)] == [second.pk, third.pk, None]


def test_removing_a_link_joins_the_chain(article: Article, editor: User) -> None:
    first, second, third = (factories.citation(article, name=name) for name in "أبج")
    change_citation(by=COMMAND, citation_id=first.pk, via=second)
    change_citation(by=COMMAND, citation_id=second.pk, via=third)
    since = Since()
    remove_citation(by=editor, citation_id=second.pk)
    assert again(first).via_id == third.pk
    assert not Citation.objects.filter(pk=second.pk).exists()
    assert since.changes() == [(article.pk, "updated", "", 2)]
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.action, entry.object_id, entry.detail) == (
        editor.username, "remove", second.pk,
        {"article": article.pk, "name": "ب", "role": "relayed", "exact": ""},
    )  # fmt: skip


def test_settling_is_all_or_none(article: Article, editor: User) -> None:
    suggested = [
        add_citation(by=COMMAND, article_id=article.pk, role="spoken", name=name,
                     state="suggested", how="rules")
        for name in "أب"
    ]  # fmt: skip
    assert [(c.asserted_by, c.asserted_how) for c in suggested] == [(None, "rules")] * 2
    ids = [citation.pk for citation in suggested]
    with nothing_changes(), pytest.raises(Citation.DoesNotExist):
        settle_citations(by=editor, citation_ids=[*ids, 10**9], state="confirmed")
    with nothing_changes(), pytest.raises(ValidationError):
        settle_citations(by=editor, citation_ids=ids, state="maybe")
    since = Since()
    settled = settle_citations(by=editor, citation_ids=ids, state="confirmed")
    assert [(c.state, c.asserted_by) for c in settled] == [("confirmed", editor)] * 2
    assert since.changes() == [(article.pk, "updated", "", 2)]
    with nothing_changes():
        assert settle_citations(by=editor, citation_ids=ids, state="confirmed") == []


def test_a_merged_source_is_not_cited_again(article: Article) -> None:
    kept, merged = factories.source(), factories.source()
    merged.merged_into = kept
    merged.save()
    assert factories.citation(article, merged).source == kept


def test_what_may_not_be_changed_is_a_bug(article: Article) -> None:
    citation = factories.citation(article, name="س")
    with nothing_changes(), pytest.raises(TypeError, match="article, state"):
        change_citation(by=COMMAND, citation_id=citation.pk, state="rejected", article=article)


def test_who_may_not_changes_nothing(article: Article, contributor: User) -> None:
    citation = factories.citation(article, name="س", state="suggested")
    elsewhere = factories.user("editor", sections=[factories.section()])
    for user in (contributor, elsewhere, *map(factories.user, ("", "moderator", "administrator"))):
        with nothing_changes():
            for attempt in (
                lambda by: add_citation(by=by, article_id=article.pk, role="spoken", name="س"),
                lambda by: change_citation(by=by, citation_id=citation.pk, name="ص"),
                lambda by: settle_citations(by=by, citation_ids=[citation.pk], state="confirmed"),
                lambda by: remove_citation(by=by, citation_id=citation.pk),
            ):
                with pytest.raises(PermissionDenied):
                    attempt(user)


def test_a_contributor_cites_in_an_own_draft(contributor: User) -> None:
    draft = factories.draft(by=contributor, body=BODY)
    citation = factories.citation(draft, name="مجلة", exact="لمجلة", by=contributor)
    change_citation(by=contributor, citation_id=citation.pk, role="quoted")
    remove_citation(by=contributor, citation_id=citation.pk)
    foreign = factories.draft()
    with nothing_changes(), pytest.raises(PermissionDenied):
        factories.citation(foreign, name="مجلة", by=contributor)


def test_evidence_counts_in_the_version_of_the_last_edit(article: Article) -> None:
    citation = factories.citation(article, name="مجلة", exact="لمجلة")
    edit_article(by=COMMAND, article_id=article.pk, base_version=2,
                 body=f"<p>قبلها.</p>{BODY}")  # fmt: skip
    found = again(citation)
    assert (found.revision, found.start, found.evidence_state) == (3, 13 + 8, "found")
