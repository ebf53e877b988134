"""Merging sources: what follows, who may, what stays as somebody set it, and the way back."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import (
    Affiliation,
    ChainLink,
    Citation,
    NameKind,
    Retraction,
    Source,
    SourceDomain,
    SourceMerge,
    SourceName,
    SourceTableEntry,
)
from articles.services.actors import COMMAND
from articles.services.affiliations import Period, set_affiliations
from articles.services.citations import change_citation, remove_citation
from articles.services.source_merging import merge_source, preview_merge
from articles.services.source_merging_undo import plan_unmerge, unmerge_source
from articles.services.sources import Name, create_source, delete_source, edit_source
from tests import factories
from tests.services.state import Since, nothing_changes

pytestmark = pytest.mark.django_db
COUNTERS = {"version", "modified_at"}


def dump(model: type[Any], *, without: set[str] = frozenset()) -> list[tuple[Any, ...]]:  # type: ignore[assignment]
    """All rows but for the counters that each write moves."""
    names = [f.attname for f in model._meta.concrete_fields if f.attname not in COUNTERS | without]
    return sorted(model.objects.order_by().values_list(*names), key=repr)


def dump_all() -> dict[str, list[tuple[Any, ...]]]:
    models = (Source, SourceName, SourceDomain, Affiliation, Citation, Retraction, SourceTableEntry)
    kept = {model.__name__: dump(model) for model in models}
    # What follows from chains is written again, under other numbers.
    return kept | {"ChainLink": dump(ChainLink, without={"id"})}


def ria() -> tuple[Source, Source]:
    """A source that the archive has twice: under its Russian abbreviation, and whole."""
    owner = factories.source("Rossiya Segodnya")
    twin = create_source(
        by=COMMAND, name="RIA", label="ريا", owner=owner, domains=["ria.ru"],
        names=[Name("РИА", "ru", NameKind.ABBREVIATION), Name("نوفوستي", "ar")],
    )  # fmt: skip
    whole = create_source(
        by=COMMAND, name="RIA Novosti", label="ريا نوفوستي", names=[Name("نوفوستي", "ar")],
        domains=["rian.ru"],
    )  # fmt: skip
    return twin, whole


def test_everything_follows() -> None:
    twin, whole = ria()
    part = factories.source("RIA Sport", parent=twin)
    old = factories.source("Sovinformburo")
    set_affiliations(
        by=COMMAND, source_id=old.pk, periods=[Period(twin, "owner", date(1941, 6, 24))]
    )
    shown, draft = factories.article(), factories.draft()
    cited = [factories.citation(shown, twin).pk, factories.citation(draft, twin).pk]
    own = factories.citation(shown, whole)
    entry = SourceTableEntry.objects.create(key="RIA", source=twin)
    since = Since()
    merge = merge_source(by=COMMAND, source_id=twin.pk, into_id=whole.pk)
    assert list(whole.citations.order_by("pk").values_list("pk", flat=True)) == [*cited, own.pk]
    assert sorted(whole.domains.values_list("domain", flat=True)) == ["ria.ru", "rian.ru"]
    assert sorted(whole.names.values_list("name", "language", "kind")) == [
        ("RIA", "en", "alias"),
        ("RIA Novosti", "en", "canonical"),
        ("РИА", "ru", "abbreviation"),
        ("ريا", "ar", "alias"),
        ("ريا نوفوستي", "ar", "canonical"),
        ("نوفوستي", "ar", "alias"),
    ]
    for row in (part, old, entry, twin, whole):
        row.refresh_from_db()
    assert (part.parent, old.owner, entry.source) == (whole, whole, whole)
    assert (twin.merged_into, whole.owner) == (whole, twin.owner)
    assert Affiliation.objects.get().to == whole
    assert merge.moved["citations"] == cited
    # One batch: what everybody reads, and the sources whose rows changed.
    assert sorted(since.changes()) == sorted(
        [(pk, "updated", "", 2) for pk in (twin.pk, whole.pk, part.pk)]
        + [(old.pk, "updated", "", 3), (shown.pk, "updated", "", 2)]
    )
    assert since.audited() == [(COMMAND.name, "merge", "source")]


def test_merge_and_unmerge_leave_every_row_as_it_was() -> None:
    twin, whole = ria()
    factories.source("RIA Sport", parent=twin, owner=whole)
    set_affiliations(
        by=COMMAND, source_id=twin.pk,
        periods=[Period(factories.source("TASS"), "parent", date(1941, 1, 1), date(1991, 1, 1))],
    )  # fmt: skip
    factories.citation(factories.article(), twin)
    before = dump_all()
    merge = merge_source(by=COMMAND, source_id=twin.pk, into_id=whole.pk)
    assert dump_all() != before
    assert unmerge_source(by=COMMAND, merge_id=merge.pk).left == []
    assert dump_all() == before
    merge.refresh_from_db()
    assert merge.undone_at is not None
    with nothing_changes(), pytest.raises(ValidationError):
        unmerge_source(by=COMMAND, merge_id=merge.pk)


def test_the_preview_counts_and_writes_nothing() -> None:
    twin, whole = ria()
    factories.citation(factories.article(), twin)
    factories.citation(factories.draft(), twin)
    with nothing_changes():
        preview = preview_merge(source=twin, into=whole)
    assert preview.rows == {
        "citations": 2, "retractions": 0, "domains": 1, "affiliations": 0, "affiliated": 0,
        "table": 0, "owned": 0, "parts": 0,
    }  # fmt: skip
    assert (preview.articles, preview.names) == (1, ["RIA", "ريا", "РИА"])


@pytest.mark.parametrize("role", ["contributor", "editor", "moderator", "administrator", ""])
def test_only_who_may_merges_and_takes_back(role: str) -> None:
    twin, whole = ria()
    third = factories.source()
    merge = merge_source(by=COMMAND, source_id=twin.pk, into_id=whole.pk)
    nobody = factories.user(role)
    with nothing_changes():
        with pytest.raises(PermissionDenied):
            merge_source(by=nobody, source_id=whole.pk, into_id=third.pk)
        with pytest.raises(PermissionDenied):
            unmerge_source(by=nobody, merge_id=merge.pk)
    chief = factories.user("chief editor")
    unmerge_source(by=chief, merge_id=merge.pk)
    assert merge_source(by=chief, source_id=twin.pk, into_id=third.pk).by == chief


def test_no_source_is_merged_twice_into_itself_or_in_a_ring() -> None:
    one, other, third = (factories.source() for _ in range(3))
    merge_source(by=COMMAND, source_id=one.pk, into_id=other.pk)
    merge_source(by=COMMAND, source_id=other.pk, into_id=third.pk)
    pairs = [(one, third), (other, one), (third, one), (third, other), (third, third)]
    with nothing_changes():
        for source, into in pairs:
            with pytest.raises(ValidationError):
                merge_source(by=COMMAND, source_id=source.pk, into_id=into.pk)
        with pytest.raises(Source.DoesNotExist):
            merge_source(by=COMMAND, source_id=third.pk, into_id=0)


def test_links_that_would_lead_back_are_cleared_and_come_back() -> None:
    above = factories.source("Holding")
    middle = factories.source("Group", owner=above)
    below = factories.source("Paper", owner=middle)
    before = dump_all()
    merge = merge_source(by=COMMAND, source_id=above.pk, into_id=below.pk)
    middle.refresh_from_db()
    below.refresh_from_db()
    assert (middle.owner, below.owner) == (None, middle)
    unmerge_source(by=COMMAND, merge_id=merge.pk)
    assert dump_all() == before


def test_what_somebody_decided_meanwhile_stays_and_is_named() -> None:
    twin, whole = ria()
    third = factories.source("Sputnik", "سبوتنيك")
    article = factories.article("زيارة")
    moved, gone, kept = (factories.citation(article, twin) for _ in range(3))
    merge = merge_source(by=COMMAND, source_id=twin.pk, into_id=whole.pk)
    change_citation(by=COMMAND, citation_id=moved.pk, source=third)
    remove_citation(by=COMMAND, citation_id=gone.pk)
    edit_source(by=COMMAND, source_id=whole.pk, domains=["rian.ru"])
    edit_source(by=COMMAND, source_id=third.pk, domains=["ria.ru"])
    names = [Name("РИА", "ru", NameKind.FORMER), Name("ريا"), Name("RIA", "en")]
    edit_source(by=COMMAND, source_id=whole.pk, names=names, owner=third)
    with nothing_changes():
        merge.refresh_from_db()
        planned = plan_unmerge(merge).left
    domain = merge.moved["domains"][0]
    assert [(item.kind, item.pk, item.what, item.now) for item in planned] == [
        ("citations", moved.pk, "زيارة", "سبوتنيك"),
        ("citations", gone.pk, f"#{gone.pk}", None),
        ("domains", domain, f"#{domain}", None),
        ("owned", whole.pk, "ريا نوفوستي", "سبوتنيك"),
        ("names", whole.names.get(name="РИА").pk, "РИА", "ريا نوفوستي"),
    ]
    assert unmerge_source(by=COMMAND, merge_id=merge.pk).left == planned
    assert list(twin.citations.all()) == [kept]
    assert list(third.citations.all()) == [moved]
    whole.refresh_from_db()
    assert whole.owner == third
    assert sorted(whole.names.values_list("name", "kind")) == [
        ("RIA Novosti", "canonical"), ("РИА", "former"), ("ريا نوفوستي", "canonical"),
    ]  # fmt: skip
    assert SourceDomain.objects.get(domain="ria.ru").source == third


def test_edits_of_other_things_do_not_hinder_the_way_back() -> None:
    twin, whole = ria()
    cited = factories.citation(factories.article(), twin)
    names = sorted(whole.names.values_list("name", "language", "kind"))
    merge = merge_source(by=COMMAND, source_id=twin.pk, into_id=whole.pk)
    edit_source(by=COMMAND, source_id=whole.pk, description="وكالة", label="نوفوستي")
    change_citation(by=COMMAND, citation_id=cited.pk, consulted=True)
    later = factories.citation(factories.article(), whole)
    assert unmerge_source(by=COMMAND, merge_id=merge.pk).left == []
    whole.refresh_from_db()
    assert (whole.description, whole.owner) == ("وكالة", None)
    assert list(whole.citations.all()) == [later]
    assert list(twin.citations.values_list("consulted", flat=True)) == [True]
    # The label was changed: the former one is one more spelling, by what `edit_source` does.
    assert {name for name, _, _ in names} == set(whole.names.values_list("name", flat=True))


def test_two_with_one_name_leave_it_as_long_as_one_of_them_is_in() -> None:
    into = factories.source("Interfax")
    first, second = (
        create_source(by=COMMAND, name=name, names=[Name("إنترفاكس", "ar")])
        for name in ("IF", "Interfax Agency")
    )
    before = dump_all()
    one = merge_source(by=COMMAND, source_id=first.pk, into_id=into.pk)
    two = merge_source(by=COMMAND, source_id=second.pk, into_id=into.pk)
    unmerge_source(by=COMMAND, merge_id=one.pk)
    assert sorted(into.names.values_list("name", flat=True)) == [
        "Interfax", "Interfax Agency", "إنترفاكس",
    ]  # fmt: skip
    unmerge_source(by=COMMAND, merge_id=two.pk)
    assert dump_all() == before


def test_a_merged_source_is_neither_edited_nor_deleted() -> None:
    twin, whole = ria()
    merge_source(by=COMMAND, source_id=twin.pk, into_id=whole.pk)
    with nothing_changes():
        for act in (
            lambda: edit_source(by=COMMAND, source_id=twin.pk, description="نص"),
            lambda: delete_source(by=COMMAND, source_id=twin.pk),
            lambda: delete_source(by=COMMAND, source_id=whole.pk),
        ):
            with pytest.raises(ValidationError):
                act()


def test_a_source_is_deleted_with_the_mergers_taken_back() -> None:
    twin, whole = factories.source(), factories.source()
    merge = merge_source(by=COMMAND, source_id=twin.pk, into_id=whole.pk)
    unmerge_source(by=COMMAND, merge_id=merge.pk)
    delete_source(by=COMMAND, source_id=twin.pk)
    assert not SourceMerge.objects.exists()


def test_old_addresses_lead_on_and_the_api_says_so(client: Client) -> None:
    twin, whole = ria()
    last = factories.source("Rossiya Today")
    merge_source(by=COMMAND, source_id=twin.pk, into_id=whole.pk)
    merge_source(by=COMMAND, source_id=whole.pk, into_id=last.pk)
    response = client.get(f"/sources/{twin.pk}/{twin.slug}/")
    assert (response.status_code, response["Location"]) == (301, f"/sources/{last.pk}/{last.slug}/")
    shown = client.get(f"/api/v1/sources/{twin.pk}/").json()
    assert shown["merged_into"]["id"] == whole.pk
    # A citation that still names the first one is given to the last.
    cited = factories.citation(factories.article(), Source.objects.get(pk=twin.pk))
    assert cited.source == last


def test_as_many_queries_for_20_citations_as_for_one() -> None:
    def queries(count: int) -> tuple[int, int]:
        source, into = factories.source(), factories.source()
        for _ in range(count):
            factories.citation(factories.article(), source)
        with CaptureQueriesContext(connection) as there:
            merge = merge_source(by=COMMAND, source_id=source.pk, into_id=into.pk)
        with CaptureQueriesContext(connection) as back:
            unmerge_source(by=COMMAND, merge_id=merge.pk)
        return len(there), len(back)

    assert queries(1) == queries(20)
