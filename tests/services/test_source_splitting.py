"""Citations of an ambiguous name sent to the source that they mean, and taken back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.models import CitationStep, Source, User
from articles.services.actors import COMMAND
from articles.services.settling import undo_batch
from articles.services.source_merging import merge_source
from articles.services.source_splitting import send_citations
from tests import factories
from tests.services.state import Since, nothing_changes

pytestmark = pytest.mark.django_db


def test_chosen_citations_are_sent_in_one_step_and_taken_back(editor: User) -> None:
    jazeera, daily = factories.source("Al Jazeera", "الجزيرة"), factories.source("Al-Jazirah")
    shown, draft = factories.article(), factories.draft()
    one, two, three = (factories.citation(a, jazeera) for a in (shown, draft, shown))
    since = Since()
    batch, number = send_citations(
        by=editor, source_id=jazeera.pk, citation_ids=[one.pk, two.pk], to_id=daily.pk
    )
    assert number == 2
    assert set(daily.citations.all()) == {one, two}
    assert list(jazeera.citations.all()) == [three]
    steps = CitationStep.objects.filter(batch=batch).order_by("article_id")
    assert [(s.article_id, s.action, list(s.after)) for s in steps] == [
        (shown.pk, "send", [str(one.pk)]), (draft.pk, "send", [str(two.pk)]),
    ]  # fmt: skip
    assert [change[0] for change in since.changes()] == [shown.pk]
    assert since.audited()[-1] == (editor.username, "send", "source")
    undone = undo_batch(by=editor, batch=batch)
    assert (len(undone.steps), undone.refused) == (2, {})
    assert set(jazeera.citations.all()) == {one, two, three}


def test_all_or_none(editor: User) -> None:
    source, other, gone = factories.source(), factories.source(), factories.source()
    merge_source(by=COMMAND, source_id=gone.pk, into_id=other.pk)
    article = factories.article()
    mine, foreign = factories.citation(article, source), factories.citation(article, other)
    with nothing_changes():
        for ids, to in (
            ([mine.pk, foreign.pk], other.pk), ([mine.pk, 0], other.pk), ([], other.pk),
            ([mine.pk], source.pk), ([mine.pk], gone.pk),
        ):  # fmt: skip
            with pytest.raises(ValidationError):
                send_citations(by=editor, source_id=source.pk, citation_ids=ids, to_id=to)
        with pytest.raises(Source.DoesNotExist):
            send_citations(by=editor, source_id=source.pk, citation_ids=[mine.pk], to_id=0)


@pytest.mark.parametrize("role", ["contributor", "moderator", "administrator", ""])
def test_only_who_settles_citations_sends_them(role: str) -> None:
    source, other = factories.source(), factories.source()
    cited = factories.citation(factories.article(), source)
    nobody = factories.user(role)
    with nothing_changes(), pytest.raises(PermissionDenied):
        send_citations(by=nobody, source_id=source.pk, citation_ids=[cited.pk], to_id=other.pk)


def test_not_in_sections_of_others() -> None:
    mine, theirs = factories.section(), factories.section()
    bounded = factories.user("editor", sections=[mine])
    source, other = factories.source(), factories.source()
    ids = [factories.citation(factories.article(section=s), source).pk for s in (mine, theirs)]
    with nothing_changes(), pytest.raises(PermissionDenied):
        send_citations(by=bounded, source_id=source.pk, citation_ids=ids, to_id=other.pk)
