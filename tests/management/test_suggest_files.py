"""`suggest_citations --jsonl`: line for line, in order, whole or not at all, without a database."""

import gzip
import io
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.attribution.table import Entry, NameTable
from articles.attribution.types import Analysis, Link, Mention, Quotation, Speaker
from articles.management import suggesting_files
from articles.management.suggesting_files import FileProblem, Progress, answer_file
from articles.management.suggesting_lines import answer, told
from tests.newsroom.site import environment

ROOT = Path(__file__).resolve().parent.parent.parent
TABLE = NameTable([Entry("Reuters", "agency", "reuters.com", ar=("رويترز",))])
TEXT = "قالت وكالة رويترز إن العمل مستمر."


def line(number: int, **fields: Any) -> bytes:
    values = {"id": f"n{number}", "title": "عنوان", "body": f"{TEXT} {number}"} | fields
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"


def run(source: bytes, tmp_path: Path, processes: int = 1) -> list[dict[str, Any]]:
    """The answers to a file of these bytes."""
    (tmp_path / "in").write_bytes(source)
    answer_file(
        str(tmp_path / "in"), str(tmp_path / "out"), progress=lambda _: None, processes=processes
    )
    return [json.loads(raw) for raw in (tmp_path / "out").read_bytes().splitlines()]


def test_an_article_and_its_answer() -> None:
    raw, good = answer(line(1), TABLE)
    assert good
    values = json.loads(raw)
    assert list(values) == ["id", "citations", "speakers", "origins"]
    assert values["id"] == "n1" and values["origins"] == 1 and values["speakers"] == []
    (citation,) = values["citations"]
    assert list(citation) == [
        "target", "exact", "start", "end", "source", "name", "role", "cue", "confidence",
        "candidates", "via",
    ]  # fmt: skip
    assert 0 < citation.pop("confidence") <= 1
    assert citation.pop("cue").startswith("قالت")
    assert citation == {
        "target": "body", "exact": "رويترز", "start": 11, "end": 17, "source": "Reuters",
        "name": "رويترز", "role": "reported", "candidates": ["Reuters"], "via": None,
    }  # fmt: skip
    assert TEXT[11:17] == "رويترز"
    assert raw.decode().count("\n") == 0 and "رويترز" in raw.decode()


def mention(target: str, start: int, name: str, *candidates: str) -> Mention:
    return Mention(
        target, start, start + len(name), name, "relayed", "بحسب", candidates=candidates,
        confidence=0.87654,
    )  # fmt: skip


CHAIN = Analysis(
    mentions=(
        mention("body", 50, "ب", "B"),
        mention("body", 10, "أ", "A1", "A2"),
        mention("title", 3, "ب", "B"),
        mention("body", 90, "مجهولة"),
        mention("footer", 1, "ذيل", "F"),
    ),
    speakers=(
        Speaker("body", 5, 9, "سعد", "سعد الماجد", "الوزير", "person", "spoken",
                quotations=(Quotation(60, 70, True), Quotation(75, 80, False))),
        Speaker("body", 20, 26, "المصدر", "", "", "person", "spoken", anonymous=True),
        Speaker("title", 0, 3, "وزارة", "وزارة", "", "institution", "statement"),
    ),
    # footer <- A <- (anonymous) <- B <- the minister; what no link names hangs on nothing
    links=(
        Link("mention", 4), Link("mention", 1, 0), Link("speaker", 1, 1), Link("mention", 0, 2),
        Link("speaker", 0, 3), Link("speaker", 2),
    ),
    origins=2,
)  # fmt: skip


def test_order_numbers_and_what_leads_through_what() -> None:
    values = told(CHAIN)
    assert [
        (c["target"], c["start"], c["source"], c["candidates"], c["via"], c["confidence"])
        for c in values["citations"]
    ] == [
        # A repeated mention leads through what the one in the chain leads through.
        ("title", 3, "B", ["B"], 1, 0.877),
        # Its link leads to the footer, which is no target here.
        ("body", 10, None, ["A1", "A2"], None, 0.877),
        ("body", 50, "B", ["B"], 1, 0.877),
        ("body", 90, None, [], None, 0.877),
    ]
    assert values["speakers"] == [
        {"name": "سعد الماجد", "title": "الوزير", "kind": "person", "role": "spoken", "target": "body",
         "start": 5, "end": 9, "quotations": [[60, 70], [75, 80]], "via": 2},
        {"name": "وزارة", "title": "", "kind": "institution", "role": "statement", "target": "title",
         "start": 0, "end": 3, "quotations": [], "via": None},
    ]  # fmt: skip
    assert values["origins"] == 2


BAD = [
    (b"{", None, "the line is not JSON: Expecting property name enclosed in double quotes"),
    (b"\xff\xfe{}", None, "the line is not UTF-8"),
    (b"[1]", None, "the line is not a JSON object"),
    (b'"x"', None, "the line is not a JSON object"),
    (b"[" * 100_000, None, "the line is nested too deeply"),
    (b'{"id": 1}', 1, "there is no body"),
    (b'{"id": "a", "body": null}', "a", "body is not a string"),
    (b'{"id": "a", "body": ["x"]}', "a", "body is not a string"),
    (b'{"id": "a", "body": "x", "title": 5}', "a", "title is not a string"),
    (b'{"id": "a", "body": "x", "publisher": {}}', "a", "publisher is not a string"),
    (b'{"id": [1], "body": "x"}', None, "id is neither a string nor a whole number"),
    (b'{"id": true, "body": "x"}', None, "id is neither a string nor a whole number"),
    (b'{"id": 1.5, "body": "x"}', None, "id is neither a string nor a whole number"),
    (b'{"id": ' + b"9" * 5000 + b', "body": "x"}', None, "the line is not JSON: Exceeds the limit"),
]


@pytest.mark.parametrize(("raw", "key", "said"), BAD)
def test_a_line_that_is_no_article_is_answered_with_its_error(
    raw: bytes, key: str | int | None, said: str
) -> None:
    answered, good = answer(raw, TABLE)
    values = json.loads(answered)
    assert (good, list(values), values["id"]) == (False, ["id", "error"], key)
    assert values["error"].startswith(said)


@pytest.mark.parametrize(
    "fields",
    [
        {"id": 7}, {"id": None}, {"title": None}, {"publisher": None}, {"publisher": "رويترز"},
        {"body": ""}, {"extra": [1]}, {"body": f"\x00\ud800 {TEXT} \udfff\x00"}, {"id": "\ud800"},
        {"title": "\x00\ud83d"}, {"body": "«" * 1000 + TEXT},
    ],
)  # fmt: skip
def test_odd_articles_are_articles(fields: dict[str, Any]) -> None:
    raw = json.dumps({"id": "n", "title": "عنوان", "body": TEXT} | fields).encode()
    answered, good = answer(raw, TABLE)
    values = json.loads(answered)
    assert good and values["id"] == fields.get("id", "n")
    body = fields.get("body", TEXT)
    for citation in values["citations"]:
        assert body[citation["start"] : citation["end"]] == citation["exact"] == "رويترز"
    own = fields.get("publisher") == "رويترز"
    assert len(values["citations"]) == (0 if own or not body else 1)


@pytest.mark.parametrize("processes", [1, 2])
def test_answers_keep_the_order_of_lines(tmp_path: Path, processes: int) -> None:
    sizes = random.Random(5)
    lines = [
        b"{\n" if n % 50 == 7 else line(n, body=TEXT * sizes.choice([1, 3, 400]))
        for n in range(300)
    ]
    answers = run(b"\n".join(lines), tmp_path, processes)  # blank lines between
    assert [answer["id"] for answer in answers] == [
        None if n % 50 == 7 else f"n{n}" for n in range(300)
    ]
    assert [n for n, answer in enumerate(answers) if "error" in answer] == [
        7,
        57,
        107,
        157,
        207,
        257,
    ]
    assert answers[0]["citations"]


def test_one_process_and_several_give_the_same_bytes(tmp_path: Path) -> None:
    data = b"".join(line(n) for n in range(100))
    run(data, tmp_path, 1)
    one = (tmp_path / "out").read_bytes()
    run(data, tmp_path, 3)
    assert (tmp_path / "out").read_bytes() == one


@pytest.mark.parametrize(
    "dress",
    [gzip.compress, lambda data: b"\xef\xbb\xbf" + data, lambda data: data.replace(b"\n", b"\r\n"),
     lambda data: data.rstrip(b"\n")],
)  # fmt: skip
def test_the_forms_in_which_files_come(tmp_path: Path, dress: Callable[[bytes], bytes]) -> None:
    answers = run(dress(line(1) + line(2)), tmp_path)
    assert [answer["id"] for answer in answers] == ["n1", "n2"]


def test_progress_counts_to_the_end(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(b"".join(line(n) for n in range(70)) + b"x\n")
    told: list[Progress] = []
    done = answer_file(
        str(tmp_path / "in"), str(tmp_path / "out"), progress=told.append, processes=1
    )
    assert [progress.lines for progress in told] == [32, 64, 71]
    assert done == told[-1] == Progress(71, 1, 1.0)


def test_the_file_is_whole_or_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    out.write_text("before")
    packed = gzip.compress(b"".join(line(n) for n in range(3000)), mtime=0)
    (tmp_path / "in").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(FileProblem, match="cut off or damaged"):
        answer_file(str(tmp_path / "in"), str(out), progress=lambda _: None, processes=1)

    def interrupted(progress: Progress) -> None:
        raise KeyboardInterrupt

    (tmp_path / "in").write_bytes(line(1))
    with pytest.raises(KeyboardInterrupt):
        answer_file(str(tmp_path / "in"), str(out), progress=interrupted, processes=2)
    assert out.read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


@pytest.mark.parametrize(
    ("source", "destination", "said"),
    [
        ("none", "out", "none: No such file or directory"),
        (".", "out", ": Is a directory"),
        ("in", "no/where", "no/where: No such file or directory"),
        ("in", ".", ": Is a directory"),
    ],
)
def test_files_that_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, destination: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").write_bytes(line(1))
    with pytest.raises(CommandError, match=said):
        call_command("suggest_citations", jsonl=[source, destination], verbosity=0)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_process_that_is_ended_from_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggesting_files, "answer", lambda raw, table: os._exit(9))
    (tmp_path / "in").write_bytes(line(1))
    with pytest.raises(FileProblem, match="is there memory enough"):
        answer_file(
            str(tmp_path / "in"), str(tmp_path / "out"), progress=lambda _: None, processes=2
        )
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def manage(
    *arguments: str, var: Path, given: bytes = b"", **more: str
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "manage.py", "suggest_citations", *arguments], cwd=ROOT, input=given,
        env=environment(var, LC_ALL="C.UTF-8", **more), capture_output=True, check=False,
    )  # fmt: skip


# The second one would be refused: nothing listens on port 1.
@pytest.mark.parametrize("more", [{}, {"DATABASE_URL": "postgresql://u@127.0.0.1:1/none"}])
def test_no_database_is_started_or_asked(tmp_path: Path, more: dict[str, str]) -> None:
    done = manage("--jsonl", "-", "-", var=tmp_path, given=line(1) + line(2), **more)
    assert done.returncode == 0, done.stderr
    assert [json.loads(raw)["id"] for raw in done.stdout.splitlines()] == ["n1", "n2"]
    assert done.stderr.decode().startswith("Articles read: 2 in ")
    assert not (tmp_path / "postgres").exists()
    refused = manage("--all", var=tmp_path, DATABASE_URL="postgresql://u@127.0.0.1:1/none")
    assert refused.returncode == 1 and b"The database cannot be used" in refused.stderr


def test_bad_lines_end_with_status_1_and_a_whole_file(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(line(1) + b"{\n" + line(3))
    done = manage("--jsonl", str(tmp_path / "in"), str(tmp_path / "out"), var=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().splitlines()[1] == (
        "CommandError: Lines that are no articles: 1 of 3; the answer to each says what is wrong"
        " with it."
    )
    ids = [json.loads(raw)["id"] for raw in (tmp_path / "out").read_bytes().splitlines()]
    assert ids == ["n1", None, "n3"]


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    (tmp_path / "in").write_bytes(line(1))
    answer_file(str(tmp_path / "in"), str(pipe), progress=lambda _: None, processes=1)
    out, _ = reader.communicate(timeout=60)
    assert json.loads(io.BytesIO(out).readline())["id"] == "n1"
    assert pipe.is_fifo()
