"""Whatever two editors do to an article and its citations: nothing is silently wrong or lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, Citation, CitationRole, CitationStep, EvidenceState, User
from articles.queries.chain import hops
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.evidence import target_text
from articles.services.settling import Act, Stale, apply_act, confirm_all, undo
from articles.services.settling_rows import PLACE, Row, circular, row_of
from articles.text.html import from_plain
from tests import factories

pytestmark = pytest.mark.django_db

BODIES = [
    "قال السفير لمجلة.\n\nثم قال الوزير لوكالة.",
    "قال السفير لمجلة.\n\nوأضاف السفير.\n\nثم قال الوزير لوكالة.",
    "قال المندوب لمجلة 😀 أمس.\n\nثم قال الوزير لوكالة.",
    "ثم قال الوزير.",
    "قال قال قال السفير السفير.",
]
INDEX = st.integers(0, 5)
ACTS = st.one_of(
    st.tuples(st.sampled_from(["confirm", "reject", "reopen", "remove"]), st.just({})),
    st.tuples(st.just("role"), st.fixed_dictionaries({"role": st.sampled_from(CitationRole.values)})),
    st.tuples(st.just("consulted"), st.fixed_dictionaries({"consulted": st.booleans()})),
    st.tuples(st.just("via"), st.fixed_dictionaries({"via_id": st.none() | INDEX})),
    st.tuples(st.just("move"), st.fixed_dictionaries({"position": INDEX})),
    st.tuples(st.just("source"), st.fixed_dictionaries({"new": st.just({"name": "Wire"})})),
    st.tuples(st.just("evidence"), st.sampled_from([{"clear": True}, {"refind": True}])),
    st.tuples(
        st.sampled_from(["evidence", "add"]),
        st.builds(
            lambda start, length: {
                "target": "body", "start": start, "end": start + length, "role": "spoken",
                "name": "من النص",
            },
            st.integers(0, 40), st.integers(1, 12),
        ),
    ),
)  # fmt: skip
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("act"), st.integers(0, 1), INDEX, ACTS, st.booleans()),
        st.tuples(st.just("edit"), st.integers(0, len(BODIES) - 1)),
        st.tuples(st.just("undo"), st.integers(0, 1)),
        st.tuples(st.just("look"), st.integers(0, 1)),
        st.tuples(st.just("go_on"), st.integers(0, 1), INDEX, ACTS, ACTS),
    ),
    min_size=3,
    max_size=12,
)
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@contextmanager
def forgotten() -> Iterator[None]:
    """A transaction of which nothing stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows(article: Article) -> dict[int, Row]:
    return {row.pk: row_of(row) for row in article.citations.all()}


def decided(article: Article) -> dict[int, Row]:
    """The rows without what counts changes."""
    return {
        pk: {k: v for k, v in row.items() if k != "version"} for pk, row in rows(article).items()
    }


def without_place(row: Row | None) -> dict[str, Any]:
    counted = {"version", *PLACE}
    return {key: value for key, value in (row or {}).items() if key not in counted}


class Desk:
    """An article with four citations, two editors, and what each of them saw last."""

    def __init__(self, editors: tuple[User, User], outsider: User) -> None:
        self.editors, self.outsider = editors, outsider
        self.article = factories.article(body=from_plain(BODIES[0]))
        names = [("السفير", "السفير"), ("مجلة", "لمجلة"), ("الوزير", "الوزير"), ("وكالة", "")]
        for name, exact in names:
            factories.citation(self.article, name=name, exact=exact, state="suggested")
        self.seen: list[dict[int, int]] = [self.versions(), self.versions()]

    def versions(self) -> dict[int, int]:
        return dict(self.article.citations.values_list("pk", "version"))

    def look(self, who: int) -> None:
        self.seen[who] = self.versions()

    def edit(self, body: int) -> None:
        version = Article.objects.get(pk=self.article.pk).version
        edit_article(by=COMMAND, article_id=self.article.pk, base_version=version,
                     body=from_plain(BODIES[body]))  # fmt: skip

    def undo(self, who: int) -> None:
        before = rows(self.article)
        try:
            done = undo(by=self.editors[who], article_id=self.article.pk)
        except ValidationError:
            assert rows(self.article) == before
            return
        step = done.undoes
        assert step is not None and step.by == self.editors[who]
        for key in {**step.before, **step.after}:
            # Nobody had gone on with it: only an edit may have moved its words.
            assert without_place(before.get(int(key))) == without_place(step.after.get(key))

    def go_on(
        self, who: int, index: int, what: tuple[str, dict[str, Any]], then: tuple[str, Any]
    ) -> None:
        """One acts, the other goes on with the same citation, and the first takes the act back."""
        self.act(who, index, what, True)
        self.act(1 - who, index, then, True)
        self.undo(who)

    def act(self, who: int, index: int, what: tuple[str, dict[str, Any]], look: bool) -> None:
        if look:
            self.look(who)
        kind, values = what
        known = sorted(self.seen[who])
        if not known:
            return
        pk = known[index % len(known)]
        if values.get("via_id") is not None:
            values = {"via_id": known[values["via_id"] % len(known)]}
        wanted = Act(kind, None if kind == "add" else pk, self.seen[who][pk], values)
        before, now = rows(self.article), self.versions()
        with pytest.raises(PermissionDenied):
            apply_act(by=self.outsider, article_id=self.article.pk, act=wanted)
        assert rows(self.article) == before
        late = kind != "add" and now.get(pk) != self.seen[who][pk]
        try:
            step = apply_act(by=self.editors[who], article_id=self.article.pk, act=wanted)
        except Stale as told:
            assert late
            assert [row.version for row in told.rows] == ([now[pk]] if pk in now else [])
            assert rows(self.article) == before
        except ValidationError:
            assert not late
            assert rows(self.article) == before
        else:
            assert not late
            self.there_and_back(who, step, before)
            self.seen[who] |= {int(key): row["version"] for key, row in step.after.items()}

    def there_and_back(self, who: int, step: CitationStep, before: dict[int, Row]) -> None:
        """The step says what changed, and can be taken back and done again."""
        after = rows(self.article)
        assert {str(pk): row for pk, row in after.items() if before.get(pk) != row} == step.after
        assert {str(pk): row for pk, row in before.items() if after.get(pk) != row} == step.before
        assert all(row["version"] > before[int(key)]["version"]
                   for key, row in step.after.items() if int(key) in before)  # fmt: skip
        if step.pk is None:
            return
        with forgotten():
            there = decided(self.article)
            back = undo(by=self.editors[who], article_id=self.article.pk, step_id=step.pk)
            assert decided(self.article) == {
                pk: {k: v for k, v in row.items() if k != "version"} for pk, row in before.items()
            }
            undo(by=self.editors[who], article_id=self.article.pk, step_id=back.pk)
            assert decided(self.article) == there

    def check(self) -> None:
        article = Article.objects.get(pk=self.article.pk)
        citations = list(article.citations.all())
        assert not circular({row.pk: row.via_id for row in citations})
        assert {hop.citation.pk for hop in hops(citations)} == {
            row.pk for row in citations if row.state == "confirmed"
        }
        for row in citations:
            self.check_evidence(article, row)

    def check_evidence(self, article: Article, row: Citation) -> None:
        if row.evidence_state == EvidenceState.FOUND:
            assert target_text(article, row.target)[row.start : row.end] == row.exact
        elif row.evidence_state == EvidenceState.MISSING:
            assert row.exact not in target_text(article, row.target)
        elif row.evidence_state == EvidenceState.AMBIGUOUS:
            assert target_text(article, row.target).count(row.exact) > 1
        else:
            assert (row.exact, row.start) == ("", None)


@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(steps=STEPS)
def test_whatever_two_editors_do(
    editor: User, chief: User, contributor: User, steps: list[tuple[Any, ...]]
) -> None:
    with forgotten():
        desk = Desk((editor, chief), contributor)
        for name, *arguments in steps:
            getattr(desk, name)(*arguments)
            desk.check()


@settings(max_examples=15, deadline=None, suppress_health_check=SLOW)
@given(steps=STEPS, body=st.integers(0, len(BODIES) - 1))
def test_all_acts_taken_back_leave_what_was(
    editor: User, chief: User, contributor: User, steps: list[tuple[Any, ...]], body: int
) -> None:
    with forgotten():
        desk = Desk((editor, chief), contributor)
        desk.edit(body)
        before = decided(desk.article)
        for name, *arguments in steps:
            if name == "act":
                desk.act(0, *arguments[1:])
        confirm_all(by=editor, article_id=desk.article.pk, base_versions=desk.versions())
        while True:
            try:
                undo(by=editor, article_id=desk.article.pk)
            except ValidationError as nothing_left:
                assert not isinstance(nothing_left, Stale)
                break
        assert decided(desk.article) == before
