"""Any mergers, taken back in any order, leave every row as it was."""

from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import (
    Affiliation,
    Article,
    Citation,
    Retraction,
    Source,
    SourceDomain,
    SourceMerge,
    SourceName,
    SourceTableEntry,
)
from articles.queries import verify
from articles.services.actors import COMMAND
from articles.services.affiliations import overlap
from articles.services.source_merging import merge_source
from articles.services.source_merging_undo import unmerge_source
from articles.services.sources import Name, create_source, edit_source, leads_back
from tests import factories
from tests.services.test_source_merging import dump

pytestmark = pytest.mark.django_db
SIZE = 5
NAMES = ("وكالة", "القناة", "RIA", "ТАСС")
INDEX = st.integers(0, SIZE - 1)


class Undo(Exception):
    """Ends an example without leaving anything."""


def build(data: st.DataObject) -> list[Source]:
    """Some sources with names, domains, owners, parents, periods, citations and retractions."""
    sources: list[Source] = []
    articles = [factories.article(), factories.draft()]
    for number in range(SIZE):
        links = {
            link: data.draw(st.sampled_from([None, *sources]), label=link)
            for link in ("owner", "parent")
        }
        names = data.draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
        sources.append(
            create_source(
                by=COMMAND, name=f"Source {number}", domains=[f"s{number}.example"],
                names=[Name(name) for name in names], **links,
            )
        )  # fmt: skip
        for article in data.draw(st.lists(st.sampled_from(articles), max_size=2)):
            factories.citation(article, sources[-1])
    for _ in range(data.draw(st.integers(0, 4))):
        period(data, sources)
    for source in data.draw(st.lists(st.sampled_from(sources), max_size=3, unique=True)):
        SourceTableEntry.objects.create(key=source.name, source=source)
        Retraction.objects.create(source=source, reason="خطأ", at=source.created_at)
    return sources


def period(data: st.DataObject, sources: list[Source]) -> None:
    """One more period, where it overlaps none."""
    source, to = (sources[data.draw(INDEX)] for _ in range(2))
    year = data.draw(st.integers(2000, 2004))
    row = Affiliation(
        source=source, to=to, kind=data.draw(st.sampled_from(["owner", "parent"])),
        valid_from=f"{year}-01-01", valid_to=f"{year + 1}-12-31",
    )  # fmt: skip
    row.clean_fields()
    others = source.affiliations.filter(kind=row.kind)
    if source != to and not any(overlap(row, other) for other in others):
        row.save()


def state() -> dict[str, list[tuple[Any, ...]]]:
    """All rows concerned. Names are told apart without their numbers: an edit makes new ones."""
    models = (Source, SourceDomain, Affiliation, Citation, Retraction, SourceTableEntry)
    return {model.__name__: dump(model) for model in models} | {
        "SourceName": dump(SourceName, without={"id"})
    }


def check() -> None:
    """What holds after each merger and each return."""
    merged = Source.objects.exclude(merged_into=None)
    assert not Citation.objects.filter(source__in=merged).exists()
    assert not SourceDomain.objects.filter(source__in=merged).exists()
    for source in Source.objects.all():
        assert not leads_back(source.pk, source.merged_into_id, "merged_into")
        assert not leads_back(source.pk, source.owner_id, "owner")
        assert not leads_back(source.pk, source.parent_id, "parent")
        for kind in ("owner", "parent"):
            rows = source.affiliations.filter(kind=kind).order_by("valid_from")
            assert not any(overlap(*pair) for pair in pairwise(rows))
    held = SourceMerge.objects.filter(undone_at=None)
    assert sorted(held.values_list("source", "into")) == sorted(
        merged.values_list("pk", "merged_into")
    )


def act(data: st.DataObject, sources: list[Source]) -> None:
    """A merger, the return of one, or an edit of something else."""
    what = data.draw(st.sampled_from(["merge", "merge", "merge", "unmerge", "edit"]))
    held = list(SourceMerge.objects.filter(undone_at=None).order_by("pk"))
    one, other = (Source.objects.get(pk=sources[data.draw(INDEX)].pk) for _ in range(2))
    if what == "unmerge" and held:
        take_back(data.draw(st.sampled_from(held)))
    elif what == "merge" and one != other and not (one.merged_into or other.merged_into):
        merge_source(by=COMMAND, source_id=one.pk, into_id=other.pk)
    elif what == "merge":
        with pytest.raises(ValidationError):
            merge_source(by=COMMAND, source_id=one.pk, into_id=other.pk)
    elif what == "edit" and not one.merged_into:
        edit_source(by=COMMAND, source_id=one.pk, names=kept(one), country=one.country)


def take_back(merge: SourceMerge) -> bool:
    """Whether the merger could be taken back; one that would make a circle waits for a later one."""
    before = state()
    later = SourceMerge.objects.filter(undone_at=None, pk__gt=merge.pk).exists()
    try:
        with transaction.atomic():
            undone = unmerge_source(by=COMMAND, merge_id=merge.pk)
    except ValidationError:
        assert later
        assert state() == before
        return False
    assert undone.left == []
    return True


def kept(source: Source) -> list[Name]:
    """The names as a form sends them back."""
    return [Name(row.name, row.language, row.kind) for row in source.names.all()]


@settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(data=st.data())
def test_merging_and_taking_back_is_the_identity(data: st.DataObject) -> None:
    with pytest.raises(Undo), transaction.atomic():
        sources = build(data)
        before = state()
        for _ in range(data.draw(st.integers(1, 7))):
            act(data, sources)
            check()
        held = data.draw(st.permutations(list(SourceMerge.objects.filter(undone_at=None))))
        while held:
            waiting = [merge for merge in held if not take_back(merge)]
            assert len(waiting) < len(held)
            held = waiting
            check()
        assert state() == before
        assert Article.objects.count() == 2
        assert [str(finding) for finding in verify.findings()] == []
        raise Undo
