"""Evidence after edits: it cuts out its words in the newest version, or it is flagged."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, Citation, EvidenceState
from articles.queries import verify
from articles.services.actors import COMMAND
from articles.services.citations import Evidence, add_citation
from articles.services.drafting import edit_article, restore_revision
from articles.services.evidence import target_text
from articles.text.html import from_plain
from tests import factories

pytestmark = pytest.mark.django_db

SPAN = ["exact", "prefix", "suffix", "start", "end", "revision", "evidence_state"]


def cited(body: str, exact: str) -> tuple[Article, Citation]:
    article = factories.article(body=from_plain(body))
    return article, factories.citation(article, name="س", exact=exact)


def after(article: Article, citation: Citation, body: str) -> list[object]:
    """The evidence after an edit to `body`, as the database holds it."""
    version = Article.objects.get(pk=article.pk).version
    edit_article(by=COMMAND, article_id=article.pk, base_version=version, body=from_plain(body))
    return [getattr(Citation.objects.get(pk=citation.pk), name) for name in SPAN]


def test_it_moves_with_its_words() -> None:
    article, citation = cited("قال السفير لوكالة.", "السفير")
    assert after(article, citation, "أمس قال السفير لوكالة.") == [
        "السفير", "أمس قال ", " لوكالة.", 8, 14, 3, "found",
    ]  # fmt: skip


def test_what_is_gone_is_flagged_and_comes_back() -> None:
    article, citation = cited("قال السفير لوكالة.", "السفير")
    assert after(article, citation, "قال الوزير.") == [
        "السفير", "قال ", " لوكالة.", 4, 10, 2, "missing",
    ]  # fmt: skip
    assert after(article, citation, "عاد السفير.") == [
        "السفير", "عاد ", ".", 4, 10, 4, "found",
    ]  # fmt: skip


def test_what_became_ambiguous_is_flagged_and_keeps_its_place() -> None:
    article, citation = cited("السفير", "السفير")
    assert after(article, citation, "السفير\n\nالسفير")[3:] == [0, 6, 2, "ambiguous"]
    assert after(article, citation, "السفير وحده")[3:] == [0, 6, 4, "found"]


def test_among_several_places_the_surroundings_decide() -> None:
    article, citation = cited("قال السفير لوكالة.", "السفير")
    found = after(article, citation, "حضر السفير. قال السفير لوكالة.")
    assert found[3:] == [16, 22, 3, "found"]


def test_restoring_brings_evidence_back() -> None:
    article, citation = cited("قال السفير لوكالة.", "السفير")
    after(article, citation, "قال الوزير.")
    restore_revision(by=COMMAND, article_id=article.pk, number=2, base_version=3)
    citation.refresh_from_db()
    assert (citation.revision, citation.start, citation.evidence_state) == (4, 4, "found")


@pytest.mark.parametrize("target", ["title", "standfirst", "byline", "footer"])
def test_each_target_is_followed(target: str) -> None:
    field = {"byline": "byline_text"}.get(target, target)
    article = factories.article(**{field: "كتب السفير هنا"})
    citation = factories.citation(article, name="س", exact="السفير", target=target)
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, **{field: "السفير"})
    citation.refresh_from_db()
    assert (citation.start, citation.prefix, citation.revision) == (0, "", 3)


def test_an_unknown_target_is_a_bug() -> None:
    with pytest.raises(ValueError, match="margin"):
        target_text(Article(), "margin")


WORDS = st.sampled_from(["السفير", "قال", "😀", "S-400", "e\u0301", "السفير", "\n\n"])
BODIES = (
    st.lists(WORDS, min_size=1, max_size=8)
    .map(" ".join)
    .filter(lambda text: any(char not in " \n" for char in text))
)


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(data=st.data(), bodies=st.lists(BODIES, min_size=2, max_size=6))
def test_whatever_is_edited_it_cuts_out_its_words_or_is_flagged(
    data: st.DataObject, bodies: list[str]
) -> None:
    article = factories.article(body=from_plain(bodies[0]))
    text = article.body_text
    for _citation in range(3):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        span = Evidence("body", "", start=start, end=end)
        add_citation(by=COMMAND, article_id=article.pk, role="spoken", name="س", evidence=span)
    for body in bodies[1:]:
        version = Article.objects.get(pk=article.pk).version
        edit_article(by=COMMAND, article_id=article.pk, base_version=version, body=from_plain(body))
        text = Article.objects.get(pk=article.pk).body_text
        for citation in article.citations.all():
            if citation.evidence_state == EvidenceState.FOUND:
                assert text[citation.start : citation.end] == citation.exact
            elif citation.evidence_state == EvidenceState.MISSING:
                assert citation.exact not in text
            else:
                assert citation.evidence_state == EvidenceState.AMBIGUOUS
                assert text.count(citation.exact) + text[1:].count(citation.exact) > 1
    assert [str(finding) for finding in verify.findings()] == []
