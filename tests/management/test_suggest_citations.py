"""`suggest_citations` in the archive: which articles, what it says; from an import to suggestions."""

from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.management.duties import HANDLERS
from articles.models import Article, Citation, Job, User
from articles.queries import verify
from articles.services.jobs import run_due
from articles.services.suggesting_jobs import JOB
from tests import factories
from tests.management.importing import run as run_import
from tests.management.test_import_articles import line
from tests.services.state import nothing_changes

pytestmark = pytest.mark.django_db

BODY = "<p>قالت وكالة رويترز إن العمل مستمر.</p>"
TEXT = "قالت وكالة رويترز إن العمل مستمر."


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")


def suggest(*arguments: str, **options: Any) -> list[str]:
    out = StringIO()
    call_command("suggest_citations", *arguments, stdout=out, stderr=StringIO(), **options)
    return out.getvalue().splitlines()


def cited() -> set[int]:
    return set(Citation.objects.values_list("article", flat=True))


def test_one_article_or_all() -> None:
    first, second = factories.article(body=BODY), factories.article(body=BODY)
    assert suggest("--article", str(first.pk))[1] == "Suggestions: 1 new, 0 changed, 0 taken back"
    assert cited() == {first.pk}
    assert suggest("--all")[1] == "Suggestions: 1 new, 0 changed, 0 taken back"
    assert cited() == {first.pk, second.pk}
    with nothing_changes():
        said = suggest("--all")
        suggest("--all", verbosity=0)
    assert said[0].startswith("Articles read: 2 in ")
    assert said[1] == "Suggestions: 0 new, 0 changed, 0 taken back"


def test_it_speaks_the_language_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_MESSAGES", "ar_QA.UTF-8")
    factories.article(body=BODY)
    assert suggest("--all")[1] == "الاقتراحات: 1 جديدة، 0 متغيّرة، 0 مسحوبة"
    with pytest.raises(CommandError, match="«gestern» ليس تاريخًا مثل 2026-01-31"):
        suggest("--since", "gestern")


def test_since_a_day_or_a_time() -> None:
    old, new = factories.article(body=BODY), factories.article(body=BODY)
    Article.objects.filter(pk=old.pk).update(
        modified_at=timezone.make_aware(datetime(2026, 1, 30, 23, 59))
    )
    Article.objects.filter(pk=new.pk).update(
        modified_at=timezone.make_aware(datetime(2026, 1, 31, 0, 0))
    )
    suggest("--since", "2026-01-31T00:00:01")
    assert cited() == set()
    suggest("--since", "2026-01-31")
    assert cited() == {new.pk}
    suggest("--since", "2026-01-30T20:00:00+00:00")
    assert cited() == {new.pk, old.pk}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "one of the arguments --article --all --since --jsonl is required"),
        (["--all", "--article", "1"], "not allowed with argument"),
        (["--article", "x"], "invalid int value: 'x'"),
        (["--article", "0"], "There is no article 0, or it was erased."),
        (["--article", "9" * 30], "There is no article 9{30}, or it was erased."),
        (["--since", "yesterday"], "“yesterday” is not a date such as 2026-01-31."),
        (["--since", "2026-02-31"], "“2026-02-31” is not a date such as 2026-01-31."),
        (["--since", ""], "“” is not a date such as 2026-01-31."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(arguments: list[str], said: str) -> None:
    factories.article(body=BODY)
    with nothing_changes(), pytest.raises(CommandError, match=said):
        suggest(*arguments)


def test_an_erased_article_is_none(chief: User) -> None:
    from articles.services.erasure import erase_article

    article = factories.article(body=BODY)
    erase_article(by=chief, article_id=article.pk, reason="x")
    with pytest.raises(CommandError, match=f"There is no article {article.pk}, or it was erased"):
        suggest("--article", str(article.pk))
    suggest("--all")
    assert cited() == set()


def test_an_import_leads_to_suggestions(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"".join(line(n, body=TEXT) for n in range(120)))
    run_import(path)
    jobs = Job.objects.filter(kind=JOB).order_by("pk")
    sizes = [len(job.payload["article_ids"]) for job in jobs]
    assert sizes == [50, 50, 20]
    assert {pk for job in jobs for pk in job.payload["article_ids"]} == set(
        Article.objects.values_list("pk", flat=True)
    )
    assert not Citation.objects.exists()
    run_due(HANDLERS)
    assert not Job.objects.filter(kind=JOB).exists()
    assert set(Citation.objects.values_list("name", "state", "asserted_how")) == {
        ("رويترز", "suggested", "attribution 1")
    }
    assert len(cited()) == 120
    # The same file again brings no work.
    run_import(path)
    assert not Job.objects.filter(kind=JOB).exists()


def test_the_seed_article_from_its_file_to_its_chain(seed: Path) -> None:
    call_command("load_sources", verbosity=0)
    run_import(seed)
    (credit,) = Citation.objects.all()
    assert (credit.state, credit.source and credit.source.name) == ("confirmed", "DFNC.RU")
    run_due(HANDLERS)
    article = Article.objects.get()
    rows = article.citations.select_related("source", "via").order_by("position", "pk")
    assert [
        (row.source.name if row.source else row.name, row.role, row.state, row.via and str(row.via))
        for row in rows
    ] == [
        ("DFNC.RU", "credit", "confirmed", None),
        ("New Defence Order. Strategy", "relayed", "suggested", "DFNC.RU"),
        ("Kommersant", "interview", "suggested", "New Defence Order. Strategy"),
        ("الشيخ أحمد بن ناصر بن جاسم آل ثاني", "spoken", "suggested", "كوميرسانت"),
    ]
    for row in rows:
        text = article.footer if row.target == "footer" else article.body_text
        assert text[row.start : row.end] == row.exact
    assert list(verify.findings()) == []
    with nothing_changes():
        call_command("suggest_citations", "--all", verbosity=0)
        call_command(
            "suggest_citations", since=str(timezone.localdate() - timedelta(days=1)), verbosity=0
        )
