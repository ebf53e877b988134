"""`evaluate_search`: files in, a file out, whole or not at all, and no database."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from articles.search.evaluation import Evaluated, EvaluationProblem, evaluate
from tests.newsroom.site import environment

ROOT = Path(__file__).resolve().parent.parent.parent
PASSAGES = [
    {"id": "river", "title": "وارسو", "text": "تقع المدينة على ضفاف نهر فيستولا."},
    {"id": 2, "title": None, "text": "أعلنت الحكومة البريطانية قرارها."},
    {"id": "both", "text": "الحكومة في وارسو على نهر فيستولا، وللحكومة مقر."},
]
QUERIES = [
    {"id": "q1", "text": "أين تقع وارسو؟"},
    {"id": 7, "text": "الحكومات"},
    {"id": "none", "text": "…"},
    {"id": "words of functions", "text": "في"},
]


def jsonl(path: Path, lines: list[Any]) -> Path:
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n", "utf-8")
    return path


def run(tmp_path: Path, passages: Path, queries: Path, limit: int = 10) -> list[dict[str, Any]]:
    out = tmp_path / "run.jsonl"
    evaluate(passages, queries, out, limit=limit, progress=lambda *_: None)
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def test_a_line_for_each_query_with_the_best_first(tmp_path: Path) -> None:
    passages, queries = (
        jsonl(tmp_path / "p.jsonl", PASSAGES),
        jsonl(tmp_path / "q.jsonl", QUERIES),
    )
    assert run(tmp_path, passages, queries) == [
        {"query": "q1", "ranked": ["river", "both"]},
        {"query": 7, "ranked": ["both", 2]},
        {"query": "none", "ranked": []},
        {"query": "words of functions", "ranked": ["both"]},
    ]
    assert [line["ranked"] for line in run(tmp_path, passages, queries, limit=1)][:2] == [
        ["river"], ["both"],
    ]  # fmt: skip


def test_packed_files_blank_lines_and_a_mark_at_the_beginning(tmp_path: Path) -> None:
    lines = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in PASSAGES)
    packed = tmp_path / "p.jsonl.gz"
    packed.write_bytes(gzip.compress(b"\xef\xbb\xbf" + lines.encode()))
    told: list[tuple[str, int, float]] = []
    queries = jsonl(tmp_path / "q.jsonl", QUERIES[:1])
    done = evaluate(
        packed, queries, tmp_path / "run", limit=10, progress=lambda *line: told.append(line)
    )
    assert done == Evaluated(3, 1)
    assert told[-1] == ("q.jsonl", 1, 1.0) and [line[1] for line in told] == [1, 2, 3, 1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.jsonl.gz", "q.jsonl", "run"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "line 2: the line is not JSON"),
        (b"[]", "line 2: the line is not a JSON object"),
        (b"\xff", "line 2: the line is not UTF-8"),
        (b'{"text": "a"}', "line 2: id is neither a string nor a whole number"),
        (b'{"id": true, "text": "a"}', "line 2: id is neither"),
        (b'{"id": 1}', "line 2: no text"),
        (b'{"id": 1, "text": 3}', "line 2: text is not a string"),
        (b'{"id": 1, "title": 3, "text": ""}', "line 2: title is not a string"),
        (b'{"id": "a", "text": ""}', "line 2: the id 'a' stood before"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(
    tmp_path: Path, line: bytes, reason: str
) -> None:
    passages = tmp_path / "p.jsonl"
    passages.write_bytes(b'{"id": "a", "text": "b"}\n' + line)
    with pytest.raises(EvaluationProblem, match=f"p.jsonl, {reason}"):
        run(tmp_path, passages, jsonl(tmp_path / "q.jsonl", QUERIES))
    assert not (tmp_path / "run.jsonl").exists()


def test_a_bad_query_leaves_the_older_run(tmp_path: Path) -> None:
    passages = jsonl(tmp_path / "p.jsonl", PASSAGES)
    (tmp_path / "run.jsonl").write_text("old")
    with pytest.raises(EvaluationProblem, match=r"q\.jsonl, line 2: no text"):
        run(tmp_path, passages, jsonl(tmp_path / "q.jsonl", [QUERIES[0], {"id": 1}]))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["p.jsonl", "q.jsonl", "run.jsonl"]
    assert (tmp_path / "run.jsonl").read_text() == "old"


def test_a_file_that_is_not_there_or_cut_off(tmp_path: Path) -> None:
    queries = jsonl(tmp_path / "q.jsonl", QUERIES)
    with pytest.raises(EvaluationProblem, match="nowhere: No such file"):
        run(tmp_path, tmp_path / "nowhere", queries)
    cut = tmp_path / "p.gz"
    cut.write_bytes(gzip.compress(json.dumps(PASSAGES[0]).encode() * 9)[:-9])
    with pytest.raises(EvaluationProblem, match=r"p\.gz: "):
        run(tmp_path, cut, queries)


def manage(*arguments: str, var: Path) -> subprocess.CompletedProcess[bytes]:
    nowhere = {"DATABASE_URL": "postgresql://u@127.0.0.1:1/none"}
    return subprocess.run(
        [sys.executable, "manage.py", "evaluate_search", *arguments], cwd=ROOT,
        env=environment(var, LC_ALL="C.UTF-8", **nowhere), capture_output=True, check=False,
    )  # fmt: skip


def test_the_command_needs_no_database(tmp_path: Path) -> None:
    passages, queries = (
        jsonl(tmp_path / "p.jsonl", PASSAGES),
        jsonl(tmp_path / "q.jsonl", QUERIES),
    )
    files = ["--passages", str(passages), "--queries", str(queries)]
    var = tmp_path / "var"
    done = manage(*files, "--run", str(tmp_path / "run"), "--limit", "1", var=var)
    assert done.returncode == 0, done.stderr
    assert done.stderr.decode().startswith("Passages indexed: 3, questions answered: 4, in ")
    assert (tmp_path / "run").read_text().splitlines()[0] == '{"query": "q1", "ranked": ["river"]}'
    assert not (var / "postgres").exists()
    for limit in ("0", "-1", "x", "10001"):
        refused = manage(*files, "--run", str(tmp_path / "no"), "--limit", limit, var=var)
        assert refused.returncode == 2 and b"10,000" in refused.stderr
    passages.write_text("{")
    refused = manage(*files, "--run", str(tmp_path / "no"), var=var)
    assert refused.returncode == 1 and b"p.jsonl, line 1: the line is not JSON" in refused.stderr
    assert b"Traceback" not in refused.stderr and not (tmp_path / "no").exists()
