"""`load_sources`: what it says, in the language of the terminal, and to whom it refuses."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.attribution.table import Entry, NameTable, load_table
from articles.management.commands import load_sources as command
from articles.models import Source, User
from articles.services.sources import delete_source
from tests import factories
from tests.services.state import nothing_changes

pytestmark = pytest.mark.django_db

TABLE = NameTable([
    Entry("Sabq Agency", "agency", "Q1", ar=("وكالة سابق",), domains=("sabq.example",)),
    Entry("Lomberg", "agency", "Q2", ar=("لومبيرغ",), domains=("taken.example",)),
    Entry("Twice", "site", "Q3"),
])  # fmt: skip


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setattr(command, "load_table", lambda: TABLE)


def load(*arguments: str, verbosity: int = 1) -> list[str]:
    out = StringIO()
    call_command("load_sources", *arguments, stdout=out, verbosity=verbosity)
    return out.getvalue().splitlines()


def test_what_became_of_each_is_said(chief: User) -> None:
    factories.source("Taken", kind="person", domains=["taken.example"])
    factories.source("Lomberg")
    for _ in range(2):
        factories.source("Twice")
    assert load("--by", chief.username) == [
        "Sources in the name table: 3",
        "       1  made anew",
        "       1  here before, completed",
        "Not loaded, since several sources of the archive may be meant: Twice",
        "Domains that stay with the source that has them: taken.example",
    ]
    delete_source(by=chief, source_id=Source.objects.get(name="Sabq Agency").pk)
    with nothing_changes():
        assert load() == [
            "Sources in the name table: 3",
            "       1  as they were",
            "       1  deleted or merged by editors, left so",
            "Not loaded, since several sources of the archive may be meant: Twice",
            "Domains that stay with the source that has them: taken.example",
        ]
        assert load(verbosity=0) == []


def test_in_arabic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "ar_SA.UTF-8")
    assert load() == ["المصادر في جدول الأسماء: 3", "       3  أُضيفت جديدة"]
    with pytest.raises(CommandError, match="لا يوجد حساب باسم «nobody»"):
        load("--by", "nobody")


def test_who_may_not_is_told_so(contributor: User) -> None:
    for name, said in (
        (contributor.username, "Your role does not allow this."),
        ("nobody", "There is no account “nobody”."),
    ):
        with nothing_changes(), pytest.raises(CommandError, match=said):
            load("--by", name)


def test_the_table_of_the_program_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "load_table", load_table)
    count = len(load_table().entries)
    assert load()[1] == f"  {count:>6,}  made anew"
    assert Source.objects.count() == count
