"""The name table in the archive: loaded, loaded again, merged with what editors changed."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from articles.attribution.table import Entry, NameTable, load_table
from articles.models import Source, SourceName, SourceTableEntry, User
from articles.queries import verify
from articles.services.actors import COMMAND
from articles.services.affiliations import Period, set_affiliations
from articles.services.source_merging import merge_source
from articles.services.source_merging_undo import unmerge_source
from articles.services.source_table import Loaded, load_sources, source_ids
from articles.services.sources import Name, create_source, delete_source, edit_source
from tests import factories
from tests.services.state import Since, nothing_changes

pytestmark = pytest.mark.django_db

HOLDING = Entry("Defence Press", "institution", "defence.example", country="RU")
AGENCY = Entry(
    "Sabq Agency", "agency", "Q1", ar=("وكالة سابق", "وكالة السابق"), en=("Sabeq",), ru=("Сабк", "Сабек"),
    abbr=("و س", "SBQ"), domains=("www.Sabq.example", "sabq.test"), country="SA",
)  # fmt: skip
PAPER = Entry(
    "Lomberg Post", "newspaper", "Q2", ar=("لومبيرغ بوست", "لومبرج بوست", "بريد لومبيرغ"),
    domains=("lomberg.example",), country="US", owner="Defence Press",
)  # fmt: skip
WATAN = Entry("Al-Watan (SA)", "newspaper", "Q3", ar=("الوطن",), country="SA", weak=("الوطن",))
OTHER_WATAN = Entry(
    "El Watan (DZ)", "newspaper", "Q4", ar=("الوطن",), country="DZ", weak=("الوطن",)
)
ALL = (HOLDING, AGENCY, PAPER, WATAN, OTHER_WATAN)


def load(*entries: Entry) -> Loaded:
    return load_sources(by=COMMAND, table=NameTable(entries))


def found(name: str) -> Source:
    return Source.objects.get(name=name)


def names(source: Source) -> set[tuple[str, str, str]]:
    return set(source.names.values_list("name", "language", "kind"))


def domains(source: Source) -> list[str]:
    return list(source.domains.values_list("domain", flat=True))


def test_an_entry_becomes_a_source() -> None:
    since = Since()
    loaded = load(*ALL)
    assert loaded.created == [entry.name for entry in ALL]
    agency = found("Sabq Agency")
    assert (agency.label, agency.slug, agency.kind, agency.country, agency.version) == (
        "وكالة سابق", "وكالة-سابق", "agency", "SA", 1,
    )  # fmt: skip
    assert names(agency) == {
        ("Sabq Agency", "en", "canonical"), ("وكالة سابق", "ar", "canonical"),
        ("وكالة السابق", "ar", "alias"), ("Sabeq", "en", "alias"), ("Сабк", "ru", "canonical"),
        ("Сабек", "ru", "alias"), ("و س", "ar", "abbreviation"), ("SBQ", "en", "abbreviation"),
    }  # fmt: skip
    assert domains(agency) == ["sabq.example", "sabq.test"]
    paper = found("Lomberg Post")
    assert names(paper) == {
        ("Lomberg Post", "en", "canonical"), ("لومبيرغ بوست", "ar", "canonical"),
        ("لومبرج بوست", "ar", "transliteration"), ("بريد لومبيرغ", "ar", "alias"),
    }  # fmt: skip
    assert (paper.owner, paper.parent) == (found("Defence Press"), None)
    assert found("Defence Press").label == "Defence Press"
    assert [op for _, op, _, _ in since.changes()] == ["published"] * 5
    assert since.audited() == [("command", "create", "source")] * 5
    assert list(verify.findings()) == []


def test_loading_leaves_what_the_editors_service_leaves() -> None:
    load(AGENCY)
    loaded = found("Sabq Agency")
    fields = ("name", "label", "slug", "sort_key", "kind", "country", "version", "description")
    kept = [getattr(loaded, name) for name in fields], names(loaded), domains(loaded)
    folded = set(loaded.names.values_list("name", "folded"))
    SourceTableEntry.objects.all().delete()
    delete_source(by=COMMAND, source_id=loaded.pk)
    made = create_source(
        by=COMMAND, name=AGENCY.name, kind=AGENCY.kind, country=AGENCY.country, domains=AGENCY.domains,
        names=[Name(name, language, kind) for name, language, kind in kept[1]],
    )  # fmt: skip
    # The service takes the first Arabic name for the label; here it is given.
    made = edit_source(
        by=COMMAND, source_id=made.pk, label="وكالة سابق", names=[Name(*n) for n in kept[1]]
    )
    made.version -= 1
    assert ([getattr(made, name) for name in fields], names(made), domains(made)) == kept
    assert set(made.names.values_list("name", "folded")) == folded


def test_loading_again_changes_nothing() -> None:
    load(*ALL)
    with nothing_changes():
        assert load(*ALL).unchanged == [entry.name for entry in ALL]


def test_the_whole_table_twice(django_assert_max_num_queries: object) -> None:
    table = load_table()
    first = load_sources(by=COMMAND, table=table)
    assert sorted(first.created) == sorted(table.entries)
    assert (first.unclear, first.left, first.taken) == ([], [], [])
    assert Source.objects.count() == len(table.entries)
    assert list(verify.findings()) == []
    with nothing_changes(), django_assert_max_num_queries(10):  # type: ignore[operator]
        assert len(load_sources(by=COMMAND, table=table).unchanged) == len(table.entries)


def test_what_the_table_changes_reaches_what_nobody_touched() -> None:
    load(*ALL)
    since = Since()
    agency = replace(
        AGENCY, ar=("وكالة سابق للأنباء", "وكالة السابق"), en=(), country="AE",
        domains=("sabq.test", "new.example"), abbr=("SBQ",),
    )  # fmt: skip
    paper = replace(PAPER, owner="", parent="Sabq Agency")
    assert load(HOLDING, agency, paper, WATAN, OTHER_WATAN).changed == [
        "Sabq Agency",
        "Lomberg Post",
    ]
    source = found("Sabq Agency")
    assert (source.label, source.slug, source.country, source.version) == (
        "وكالة سابق للأنباء", "وكالة-سابق-للأنباء", "AE", 2,
    )  # fmt: skip
    assert names(source) == {
        ("Sabq Agency", "en", "canonical"), ("وكالة سابق للأنباء", "ar", "canonical"),
        ("وكالة السابق", "ar", "alias"), ("Сабк", "ru", "canonical"), ("Сабек", "ru", "alias"),
        ("SBQ", "en", "abbreviation"),
    }  # fmt: skip
    assert domains(source) == ["new.example", "sabq.test"]
    assert (found("Lomberg Post").owner, found("Lomberg Post").parent) == (None, source)
    assert since.changes() == [
        (source.pk, "updated", "", 2),
        (found("Lomberg Post").pk, "updated", "", 2),
    ]
    assert since.audited() == [("command", "edit", "source")] * 2
    assert list(verify.findings()) == []


def test_an_editors_changes_stay_also_after_the_table_changes(editor: User) -> None:
    load(*ALL)
    source = found("Sabq Agency")
    kept = [Name(name, language, kind) for name, language, kind in names(source)
            if name not in ("Sabeq", "SBQ")]  # fmt: skip
    edit_source(
        by=editor, source_id=source.pk, label="سابق", country="QA", description="وصفنا", owner=found("Lomberg Post"),
        names=[*kept, Name("اسم من المحرر")], domains=["sabq.test", "ours.example"],
    )  # fmt: skip
    before = (found("Sabq Agency").version, names(source), domains(source))
    with nothing_changes():
        load(*ALL)
    # The table adds an abbreviation, and says other things of all that the editor changed.
    load(HOLDING, replace(AGENCY, ar=("سابق للأنباء", *AGENCY.ar), country="AE", owner="Defence Press",
                          abbr=("و س", "SBQ", "SBA")), PAPER, WATAN, OTHER_WATAN)  # fmt: skip
    source = found("Sabq Agency")
    assert (source.label, source.country, source.description, source.owner) == (
        "سابق", "QA", "وصفنا", found("Lomberg Post"),
    )  # fmt: skip
    assert names(source) - before[1] == {
        ("SBA", "en", "abbreviation"), ("سابق للأنباء", "ar", "canonical"),
        ("وكالة سابق", "ar", "alias"),
    }  # fmt: skip
    # The editor kept this name as it was, so that the table may say what kind it is.
    assert before[1] - names(source) == {("وكالة سابق", "ar", "canonical")}
    assert domains(source) == ["ours.example", "sabq.test"]
    assert source.version == before[0] + 1
    assert list(verify.findings()) == []


def test_what_an_editor_deleted_or_merged_stays_so(chief: User) -> None:
    load(*ALL)
    delete_source(by=chief, source_id=found("Al-Watan (SA)").pk)
    merged, into = found("El Watan (DZ)"), found("Sabq Agency")
    Source.objects.filter(pk=merged.pk).update(merged_into=into)
    with nothing_changes():
        load(*ALL)
    changed = replace(OTHER_WATAN, ar=("الوطن الجزائرية",))
    assert load(HOLDING, AGENCY, PAPER, replace(WATAN, country="AE"), changed).left == [
        "Al-Watan (SA)", "El Watan (DZ)",
    ]  # fmt: skip
    assert Source.objects.count() == 4
    assert names(merged) == {("El Watan (DZ)", "en", "canonical"), ("الوطن", "ar", "canonical")}
    assert source_ids(["Al-Watan (SA)", "El Watan (DZ)", "Nobody"]) == {"El Watan (DZ)": merged.pk}


def test_a_merger_that_is_taken_back_misses_nothing(chief: User) -> None:
    load(*ALL)
    merged = found("El Watan (DZ)")
    merge = merge_source(by=chief, source_id=merged.pk, into_id=found("Sabq Agency").pk)
    # The agency has a line of its own, so that this one stays with the merged source.
    changed = replace(OTHER_WATAN, ar=("الوطن", "الوطن الجزائرية"), domains=("watan.example",))
    before = Source.objects.values("name", "version").get(pk=merged.pk), names(merged)
    assert load(HOLDING, AGENCY, PAPER, WATAN, changed).left == ["El Watan (DZ)"]
    with nothing_changes():
        load(HOLDING, AGENCY, PAPER, WATAN, changed)
    assert (Source.objects.values("name", "version").get(pk=merged.pk), names(merged)) == before
    unmerge_source(by=chief, merge_id=merge.pk)
    load(HOLDING, AGENCY, PAPER, WATAN, changed)
    assert ("الوطن الجزائرية", "ar", "alias") in names(merged)
    assert domains(merged) == ["watan.example"]
    with nothing_changes():
        load(HOLDING, AGENCY, PAPER, WATAN, changed)


def test_a_source_of_the_table_merged_into_one_of_ours(chief: User) -> None:
    load(*ALL)
    ours = factories.source("Ours", "وكالتنا", kind="agency")
    merge_source(by=chief, source_id=found("Sabq Agency").pk, into_id=ours.pk)
    with nothing_changes():
        load(*ALL)
    load(HOLDING, replace(AGENCY, en=("Sabeq", "Sabeq News")), PAPER, WATAN, OTHER_WATAN)
    ours.refresh_from_db()
    assert (ours.name, ours.label) == ("Ours", "وكالتنا")
    assert ("Sabeq News", "en", "alias") in names(ours)
    assert Source.objects.count() == 6
    assert source_ids(["Sabq Agency"]) == {"Sabq Agency": ours.pk}


def test_periods_that_an_editor_gave_decide_on_the_owner(chief: User) -> None:
    load(*ALL)
    paper, holding = found("Lomberg Post"), found("Defence Press")
    past = Period(holding, "owner", date(2001, 1, 1), date(2010, 12, 31))
    set_affiliations(by=chief, source_id=paper.pk, periods=[past])
    assert found("Lomberg Post").owner is None
    for owner in ("Sabq Agency", "", "Defence Press"):
        load(HOLDING, AGENCY, replace(PAPER, owner=owner), WATAN, OTHER_WATAN)
        assert found("Lomberg Post").owner is None


@pytest.mark.parametrize(
    ("made", "adopted"),
    [
        ({"name": "Other name", "domains": ["sabq.test"]}, True),
        ({"name": "SABQ-Agency"}, True),
        ({"name": "Sabq Agency", "kind": "site", "country": "SA"}, True),
        ({"name": "Sabq Agency", "country": "EG"}, False),
        ({"name": "Sabq Agency", "kind": "person"}, False),
        ({"name": "Sabq Agency", "kind": "newspaper"}, False),
        ({"name": "وكالة سابق"}, True),
        ({"name": "وكالة سابق", "kind": "institution"}, False),
        ({"name": "x", "names": [Name("وكالة سابق", "ar", "former")], "label": "y"}, False),
        ({"name": "الوطن"}, False),  # two lines have this name, and it is a word
    ],
)
def test_what_somebody_made_before_is_adopted(made: dict[str, object], adopted: bool) -> None:
    source = create_source(by=COMMAND, description="قديم", **made)  # type: ignore[arg-type]
    loaded = load(*ALL)
    assert Source.objects.count() == (5 if adopted else 6)
    assert loaded.adopted == (["Sabq Agency"] if adopted else [])
    source.refresh_from_db()
    assert source.description == "قديم"
    assert source.name == made["name"]  # completed, never renamed
    if adopted:
        assert source_ids(["Sabq Agency"]) == {"Sabq Agency": source.pk}
        assert source.country == "SA"
        assert source.kind == made.get("kind", "agency")
        assert {"وكالة السابق", "Сабк", "SBQ"} <= {name for name, _, _ in names(source)}
        assert domains(source) == ["sabq.example", "sabq.test"]
    with nothing_changes():
        load(*ALL)
    assert list(verify.findings()) == []


def test_of_several_that_may_be_meant_none_is_adopted() -> None:
    for _ in range(2):
        factories.source("Sabq Agency")
    loaded = load(*ALL)
    assert (loaded.unclear, loaded.adopted) == (["Sabq Agency"], [])
    assert Source.objects.filter(name="Sabq Agency").count() == 2
    with nothing_changes():
        assert load(*ALL).unclear == ["Sabq Agency"]


def test_a_domain_that_another_source_has_stays_there() -> None:
    person = create_source(by=COMMAND, name="Someone", kind="person", domains=["sabq.test"])
    loaded = load(*ALL)
    assert loaded.taken == ["sabq.test"]
    assert domains(found("Sabq Agency")) == ["sabq.example"]
    with nothing_changes():
        load(*ALL)
    edit_source(by=COMMAND, source_id=person.pk, domains=[])
    assert load(*ALL).changed == ["Sabq Agency"]
    assert domains(found("Sabq Agency")) == ["sabq.example", "sabq.test"]


def test_a_line_that_was_renamed_is_the_same_source() -> None:
    load(*ALL)
    pk = found("Sabq Agency").pk
    load(HOLDING, replace(AGENCY, name="Sabq News"), PAPER, WATAN, OTHER_WATAN)
    source = Source.objects.get(pk=pk)
    assert (source.name, Source.objects.count()) == ("Sabq News", 5)
    assert ("Sabq News", "en", "canonical") in names(source)
    assert source_ids(["Sabq Agency", "Sabq News"]) == {"Sabq News": pk}


def test_owners_that_lead_back_are_left_out() -> None:
    first = replace(AGENCY, owner="Lomberg Post")
    load(first, replace(PAPER, owner="Sabq Agency"))
    owned = [source.owner_id for source in Source.objects.order_by("pk")]
    assert sum(pk is not None for pk in owned) == 1
    assert list(verify.findings()) == []


def test_a_merged_source_of_the_same_name_leads_to_its_heir() -> None:
    old, heir = factories.source("Sabq Agency"), factories.source("Sabq")
    Source.objects.filter(pk=old.pk).update(merged_into=heir)
    load(AGENCY)
    assert source_ids(["Sabq Agency"]) == {"Sabq Agency": heir.pk}
    assert Source.objects.count() == 2
    assert SourceName.objects.filter(source=old).count() == 1


def test_who_may_not_changes_nothing(contributor: User) -> None:
    for user in (contributor, factories.user("moderator"), factories.user("administrator")):
        with nothing_changes(), pytest.raises(PermissionDenied):
            load_sources(by=user, table=NameTable(ALL))


def test_as_many_queries_for_one_source_as_for_many(django_assert_num_queries: object) -> None:
    load(AGENCY)
    many = [
        Entry(f"Paper {n}", "newspaper", f"Q1{n}", ar=(f"صحيفة {n}",), domains=(f"p{n}.example",))
        for n in range(20)
    ]
    with django_assert_num_queries(20) as one:  # type: ignore[operator]
        load(AGENCY, many[0])
    with django_assert_num_queries(len(one)):  # type: ignore[operator]
        load(AGENCY, *many)
