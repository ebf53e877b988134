"""Settling: what each kind of act does, what its step keeps, and what is refused."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, Citation, CitationStep, Source, User
from articles.services.actors import COMMAND
from articles.services.citations import Evidence, add_citation, change_citation, remove_citation
from articles.services.erasure import erase_article
from articles.services.settling import Act, Stale, apply_act, confirm_all, undo
from articles.services.settling_rows import row_of
from tests import factories
from tests.services.state import Since, nothing_changes

pytestmark = pytest.mark.django_db

BODY = "<p>قال السفير لمجلة. ثم قال الوزير لوكالة.</p>"


@pytest.fixture
def article() -> Article:
    return factories.article("عنوان", body=BODY, footer="المصدر: موقع DFNC.RU")


def suggested(article: Article, name: str = "مجلة", exact: str = "", **fields: Any) -> Citation:
    return add_citation(
        by=COMMAND, article_id=article.pk, role="relayed", name=name, state="suggested",
        how="attribution 1", evidence=Evidence("body", exact) if exact else None, **fields,
    )  # fmt: skip


def again(citation: Citation) -> Citation:
    return Citation.objects.get(pk=citation.pk)


def rows(article: Article) -> list[dict[str, Any]]:
    """All that an act taken back must leave as it was."""
    kept = [row_of(row) for row in article.citations.order_by("pk")]
    return [{key: row[key] for key in row if key != "version"} for row in kept]


def act(by: User, citation: Citation, kind: str, **values: Any) -> CitationStep:
    seen = again(citation).version
    return apply_act(
        by=by, article_id=citation.article_id, act=Act(kind, citation.pk, seen, values)
    )


@pytest.mark.parametrize(
    ("kind", "values", "field", "value"),
    [
        ("confirm", {}, "state", "confirmed"),
        ("reject", {}, "state", "rejected"),
        ("role", {"role": "quoted"}, "role", "quoted"),
        ("consulted", {"consulted": True}, "consulted", True),
    ],
)
def test_an_act_is_kept_as_a_step_and_taken_back(
    article: Article, editor: User, kind: str, values: dict[str, Any], field: str, value: Any
) -> None:
    citation = suggested(article, exact="لمجلة")
    before, since = rows(article), Since()
    step = act(editor, citation, kind, **values)
    assert (getattr(again(citation), field), again(citation).version) == (value, 2)
    assert (step.action, step.by, step.article_id) == (kind, editor, article.pk)
    key = str(citation.pk)
    assert step.before[key][field] == getattr(citation, field)
    assert step.after[key][field] == value
    assert since.changes() == [(article.pk, "updated", "", 2)]
    assert [name for name, _, _ in since.audited()] == [editor.username]
    taken = undo(by=editor, article_id=article.pk)
    assert (taken.action, taken.undoes) == ("undo", step)
    assert rows(article) == before
    assert again(citation).version == 3


def test_opening_again_undoes_a_decision_of_long_ago(article: Article, editor: User) -> None:
    citation = factories.citation(article, name="مجلة")
    act(editor, citation, "reopen")
    assert (again(citation).state, again(citation).asserted_by) == ("suggested", editor)


def test_an_act_that_changes_nothing_leaves_no_step(article: Article, editor: User) -> None:
    citation = factories.citation(article, name="مجلة")
    step = act(editor, citation, "confirm")
    assert (step.pk, step.before, step.after) == (None, {}, {})
    assert again(citation).version == 1
    assert not article.citation_steps.exists()


def test_a_source_by_its_number_and_confirmed_in_one_step(article: Article, editor: User) -> None:
    citation, source = suggested(article), factories.source()
    step = act(editor, citation, "source", source_id=source.pk, confirm=True)
    found = again(citation)
    assert (found.source, found.name, found.state) == (source, "مجلة", "confirmed")
    assert CitationStep.objects.get() == step


def test_a_new_source_is_made_on_the_way(article: Article, editor: User) -> None:
    citation = suggested(article, name="DFNC")
    new = {"name": "DFNC.RU", "label": "دي إف إن سي", "kind": "site", "country": "ru"}
    act(editor, citation, "source", new=new)
    source = again(citation).source
    assert source is not None
    assert (source.name, source.label, source.kind, source.country) == (
        "DFNC.RU", "دي إف إن سي", "site", "RU",
    )  # fmt: skip
    assert {(row.name, row.language) for row in source.names.all()} == {
        ("DFNC.RU", "en"), ("دي إف إن سي", "ar"),
    }  # fmt: skip
    undo(by=editor, article_id=article.pk)
    assert (again(citation).source, Source.objects.count()) == (None, 1)


def test_a_candidate_is_the_source_that_it_was_or_comes_from_the_table(
    article: Article, editor: User
) -> None:
    known, citation = factories.source("Known"), suggested(article)
    citation.candidates = [
        {"name": "Known", "source": known.pk},
        {"name": "Reuters", "source": None},
    ]
    citation.save()
    act(editor, citation, "source", candidate="Known")
    assert again(citation).source == known
    act(editor, citation, "source", candidate="Reuters")
    made = again(citation).source
    assert made is not None and (made.name, made.kind, made.label) == (
        "Reuters",
        "agency",
        "رويترز",
    )
    with nothing_changes(), pytest.raises(ValidationError) as refused:
        act(editor, citation, "source", candidate="Nobody")
    assert list(refused.value.message_dict) == ["source"]


def test_confirming_takes_the_one_source_that_the_program_named(editor: User) -> None:
    made = []
    for _ in range(2):
        article = factories.article(body=BODY)
        citation = suggested(article, "رويترز")
        citation.candidates = [{"name": "Reuters", "source": None}]
        citation.save()
        made.append(citation)
    act(editor, made[0], "confirm")
    confirm_all(
        by=editor, article_id=made[1].article_id, base_versions={made[1].pk: again(made[1]).version}
    )
    source = Source.objects.get()  # made once
    assert source.name == "Reuters"
    assert [(again(one).source, again(one).state) for one in made] == [(source, "confirmed")] * 2
    undo(by=editor, article_id=made[0].article_id)
    assert (again(made[0]).source, again(made[0]).state) == (None, "suggested")


def test_via_never_closes_a_circle(article: Article, editor: User) -> None:
    one, two, three = (suggested(article, name) for name in "أبج")
    act(editor, one, "via", via_id=two.pk)
    act(editor, two, "via", via_id=three.pk)
    assert (again(one).via_id, again(two).via_id) == (two.pk, three.pk)
    elsewhere = suggested(factories.article(), "د")
    for wrong in (one.pk, three.pk, elsewhere.pk, 10**9):
        with nothing_changes(), pytest.raises(ValidationError) as refused:
            act(editor, three, "via", via_id=wrong)
        assert list(refused.value.message_dict) == ["via"]
    act(editor, two, "via", via_id=None)
    assert again(two).via_id is None


def test_the_order_changes_only_between_the_old_place_and_the_new(
    article: Article, editor: User
) -> None:
    every = [suggested(article, name) for name in "أبجدهـ"[:5]]
    step = act(editor, every[3], "move", position=1)
    order = list(article.citations.order_by("position").values_list("name", flat=True))
    assert order == ["أ", "د", "ب", "ج", "ه"]
    assert sorted(map(int, step.after)) == [one.pk for one in every[1:4]]
    undo(by=editor, article_id=article.pk)
    assert [again(one).position for one in every] == [0, 1, 2, 3, 4]


def test_what_is_removed_comes_back_under_its_number(article: Article, editor: User) -> None:
    one, two, three = (suggested(article, name, exact) for name, exact in
                       [("أ", "السفير"), ("ب", "لمجلة"), ("ج", "الوزير")])  # fmt: skip
    change_citation(by=COMMAND, citation_id=one.pk, via=two)
    change_citation(by=COMMAND, citation_id=two.pk, via=three)
    before = rows(article)
    act(editor, two, "remove")
    assert (again(one).via_id, article.citations.count()) == (three.pk, 2)
    undo(by=editor, article_id=article.pk)
    assert rows(article) == before
    assert again(two).version > two.version


def test_who_saw_another_version_changes_nothing(article: Article, editor: User) -> None:
    citation, other = suggested(article), factories.user("editor")
    wanted = Act("reject", citation.pk, citation.version)
    apply_act(by=other, article_id=article.pk, act=Act("confirm", citation.pk, citation.version))
    with nothing_changes(), pytest.raises(Stale) as refused:
        apply_act(by=editor, article_id=article.pk, act=wanted)
    told = refused.value
    assert [(row.pk, row.state, row.version) for row in told.rows] == [
        (citation.pk, "confirmed", 2)
    ]
    assert (told.wanted, told.actor) == (wanted, other.username)
    assert told.at is not None
    assert other.username in told.message and "مجلة" in told.message
    remove_citation(by=other, citation_id=citation.pk)
    with nothing_changes(), pytest.raises(Stale) as refused:
        apply_act(by=editor, article_id=article.pk, act=wanted)
    assert (refused.value.rows, refused.value.actor) == ([], other.username)


def test_a_citation_of_another_article_is_not_there(article: Article, editor: User) -> None:
    elsewhere = suggested(factories.article())
    with nothing_changes(), pytest.raises(Stale):
        apply_act(by=editor, article_id=article.pk, act=Act("confirm", elsewhere.pk, 1))


def test_the_rest_is_accepted_in_one_step(article: Article, editor: User) -> None:
    one, two, three = (suggested(article, name) for name in "أبج")
    act(editor, one, "reject")
    before = rows(article)
    seen = {row.pk: row.version for row in article.citations.all()}
    since = Since()
    step = confirm_all(by=editor, article_id=article.pk, base_versions=seen)
    assert [again(row).state for row in (one, two, three)] == ["rejected", "confirmed", "confirmed"]
    assert sorted(map(int, step.after)) == [two.pk, three.pk]
    assert since.changes() == [(article.pk, "updated", "", 2)]
    with nothing_changes(), pytest.raises(Stale) as refused:
        confirm_all(by=editor, article_id=article.pk, base_versions=seen)
    assert {row.pk for row in refused.value.rows} == {two.pk, three.pk}
    undo(by=editor, article_id=article.pk)
    assert rows(article) == before


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("role", {}, "role"),
        ("role", {"role": "heard"}, "role"),
        ("source", {}, "source"),
        ("source", {"source_id": 10**9}, "source"),
        ("source", {"new": {"name": "!"}}, "name"),
        ("source", {"new": {"name": "س", "country": "12"}}, "country"),
        ("via", {}, "via_id"),
        ("evidence", {"target": "body"}, "start"),
        ("evidence", {"target": "body", "start": 9, "end": 9}, "exact"),
        ("evidence", {"target": "margin", "start": 0, "end": 3}, "target"),
        ("add", {"role": "spoken"}, "source"),
        ("add", {"role": "spoken", "name": "س", "target": "body"}, "start"),
    ],
)
def test_what_is_refused_names_its_field(
    article: Article, editor: User, kind: str, values: dict[str, Any], field: str
) -> None:
    citation = suggested(article)
    wanted = Act(kind, None if kind == "add" else citation.pk, None, values)
    with nothing_changes(), pytest.raises(ValidationError) as refused:
        apply_act(by=editor, article_id=article.pk, act=wanted)
    assert field in refused.value.message_dict


def test_an_act_that_does_not_exist_is_a_bug(article: Article, editor: User) -> None:
    citation = suggested(article)
    with nothing_changes(), pytest.raises(TypeError, match="burn"):
        act(editor, citation, "burn")


def test_steps_go_with_an_erased_article(article: Article, editor: User, chief: User) -> None:
    citation = suggested(article)
    act(editor, citation, "confirm")
    undo(by=editor, article_id=article.pk)
    erase_article(by=chief, article_id=article.pk, reason="order")
    assert not CitationStep.objects.exists()
    with nothing_changes(), pytest.raises(ValidationError):
        apply_act(by=editor, article_id=article.pk,
                  act=Act("add", values={"role": "spoken", "name": "س"}))  # fmt: skip
