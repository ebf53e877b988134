"""How fast `suggest_citations --jsonl` answers a file, how long it takes to start, and hard texts.

    .venv/bin/python tests/benchmarks/suggesting_speed.py [FILE]

FILE is `articles_dev.jsonl.gz` of the corpus by default (`ISNAD_CORPUS` names the corpus's
folder). Where other programs are busy too, the processor time counts more than the time on the
clock.
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent.parent
SENTENCE = "قالت وكالة رويترز إن «العمل» مستمر. "
MOST = 60.0  # seconds for 11,541 articles on two processors
HARD = {
    "one short article": SENTENCE,
    "5,000,000 code points": SENTENCE * (5_000_000 // len(SENTENCE)),
    "100,000 opening quotation marks": "«" * 100_000,
    "100,000 paragraphs": "قال\n\n" * 100_000,
    "1,000,000 letters without a blank": "و" * 1_000_000,
}


def main() -> None:
    """Answer the file and the hard texts, one table line for each."""
    path = _file()
    with TemporaryDirectory() as folder:
        for name, body in HARD.items():
            source = Path(folder, "in.jsonl")
            source.write_text(json.dumps({"id": 1, "title": "", "body": body}), "utf-8")
            print(f"{name:<36} {_line(source, Path(folder))[0]}")
        line, seconds = _line(path, Path(folder))
        with Path(folder, "out.jsonl").open("rb") as answers:
            count = sum(1 for _ in answers)
    print(f"{path.name + f', {count:,} articles':<36} {line}, {count / seconds:,.0f} a second")
    if seconds > MOST:
        print(f"More than {MOST:.0f} s.")


def _line(source: Path, folder: Path) -> tuple[str, float]:
    """What the whole command took, and its seconds on the clock."""
    begun, before = time.perf_counter(), _processor()
    subprocess.run(
        [sys.executable, "manage.py", "suggest_citations", "--verbosity", "0", "--jsonl",
         str(source), str(folder / "out.jsonl")],
        cwd=ROOT, check=True, env={**os.environ, "ISNAD_VAR": str(folder)},
    )  # fmt: skip
    seconds = time.perf_counter() - begun
    return f"{seconds:>7.2f} s, processors: {_processor() - before:>7.2f} s", seconds


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _file() -> Path:
    folder = Path(os.environ.get("ISNAD_CORPUS", ROOT.parent / "shared" / "corpus"))
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "articles_dev.jsonl.gz"
    if not path.is_file():
        sys.exit(f"There is no {path}: name a file, or set ISNAD_CORPUS.")
    return path


if __name__ == "__main__":
    main()
