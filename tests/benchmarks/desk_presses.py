"""How many key presses settle the suggested sources of 20 articles of the corpus at the desk.

    .venv/bin/python tests/benchmarks/desk_presses.py

An editor is played who knows the hand labels of `attribution_dev.jsonl` (`ISNAD_CORPUS` names the
corpus's folder): a suggestion that stands on a labelled name is confirmed, another outlet is
rejected, a speaker (labels have none) is confirmed, of an ambiguous name the first source is taken.
What was labelled and not suggested is selected with the mouse and added. Every press is sent to
the page of a browser; PageDown to the next article counts too. Everything happens in a database of
its own, which is removed at the end.
"""

import gzip
import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLES = 20
SELECT = """([start, end]) => {
  const pieces = [...document.querySelectorAll(".is-body [data-start]")];
  const at = (point) => {
    const piece = pieces.findLast(({dataset}) => Number(dataset.start) <= point);
    const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
    let left = point - Number(piece.dataset.start);
    while (walker.nextNode()) {
      const points = [...walker.currentNode.data];
      if (left <= points.length) return [walker.currentNode, points.slice(0, left).join("").length];
      left -= points.length;
    }
  };
  getSelection().setBaseAndExtent(...at(start), ...at(end));
}"""


@dataclass
class Plan:
    """What the editor decides: a key for each open citation, and spans that nobody suggested."""

    article: Any
    keys: dict[int, list[str]] = field(default_factory=dict)
    missed: list[tuple[int, int]] = field(default_factory=list)
    presses: int = 0
    selections: int = 0


def main() -> None:
    """Print the presses of each article, their median and the most."""
    labels = _labels()
    sys.path.insert(0, str(ROOT))
    from tests.benchmarks.scratch import scratch_site

    with scratch_site(as_owner=True, DJANGO_ALLOW_ASYNC_UNSAFE="1") as folder:
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["*"]
        plans = _plans(labels, folder)
        _settle(plans)
    _print(plans)


def _labels() -> dict[str, list[dict[str, Any]]]:
    """The labelled names of each article, for those that have any."""
    path = _corpus() / "attribution_dev.jsonl"
    if not path.is_file():
        print(f"desk_presses: skipped, there is no {path} (ISNAD_CORPUS names the corpus).")
        sys.exit(0)
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {row["id"]: row["citations"] for row in rows if row["citations"]}


def _corpus() -> Path:
    return Path(os.environ.get("ISNAD_CORPUS", ROOT.parent / "shared" / "corpus"))


def _plans(labels: dict[str, list[dict[str, Any]]], folder: Path) -> list[Plan]:
    """Import the labelled articles, let their sources be suggested, and decide on each."""
    from articles.attribution.table import load_table
    from articles.importers.jsonl import JSONL
    from articles.models import Article
    from articles.services.actors import COMMAND
    from articles.services.ingest import ingest_many
    from articles.services.source_table import load_sources
    from articles.services.suggesting import suggest_many

    chosen = list(labels)[:ARTICLES]
    with gzip.open(_corpus() / "articles_dev.jsonl.gz", "rt", encoding="utf-8") as stream:
        lines = [line for line in stream if json.loads(line)["id"] in chosen]
    (folder / "in.jsonl").write_text("".join(lines), "utf-8")
    load_sources(by=COMMAND, table=load_table())
    with (folder / "in.jsonl").open("rb") as source:
        ingest_many(JSONL.read(source, source="in.jsonl"), by=COMMAND, publish=True)
    articles = {article.import_key.removeprefix("jsonl:"): article
                for article in Article.objects.order_by("pk")}  # fmt: skip
    assert articles, "nothing was imported"
    suggest_many([article.pk for article in articles.values()], by=COMMAND)
    return [_plan(article, labels[key]) for key, article in articles.items()]


def _plan(article: Any, labels: list[dict[str, Any]]) -> Plan:
    from articles.queries.desk_article import desk
    from tests.factories import user

    shown = desk(article.pk, _editor(user))
    assert shown is not None
    plan = Plan(article)
    marks = [mark for passage in shown.passages if passage.target == "body"
             for paragraph in passage.paragraphs for piece in paragraph.pieces
             for mark in piece.marks]  # fmt: skip
    met = {}
    for label in labels:
        span = _span(article.body_text, label)
        for mark in marks:
            if span and mark.start < span[1] and span[0] < mark.end:
                met.setdefault(mark.citation_id, label["outlet"])
    for entry in shown.entries:
        pk = entry.citation.pk
        right = pk in met or not entry.citation.candidates or entry.citation.target != "body"
        keys = ["Enter", "1"] if entry.look == "ambiguous" else ["Enter"]
        plan.keys[pk] = keys if right else ["Delete"]
    told = set(met.values())
    for label in labels:
        span = _span(article.body_text, label)
        if span and label["outlet"] not in told:
            told.add(label["outlet"])
            plan.missed.append(span)
    return plan


def _editor(make: Any) -> Any:
    from articles.models import User

    return User.objects.filter(username="presses").first() or make("editor", username="presses")


def _span(text: str, label: dict[str, Any]) -> tuple[int, int] | None:
    """Where a label's words stand in the article as it was stored."""
    places = [at for at in range(len(text)) if text.startswith(label["exact"], at)]
    if not places:
        return None
    start = min(places, key=lambda at: abs(at - label["start"]))
    return start, start + len(label["exact"])


def _settle(plans: list[Plan]) -> None:
    """Go through the articles in a browser, pressing keys only."""
    from playwright.sync_api import sync_playwright
    from pytest_django.live_server_helper import LiveServer

    from tests.browser.conftest import FLAGS
    from tests.chromium import chromium

    server = LiveServer("localhost")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(base_url=server.url, locale="ar")
        page.goto("/admin/login/")
        page.fill("#id_username", "presses")
        page.fill("#id_password", "secret-word")
        page.keyboard.press("Enter")
        page.wait_for_selector("#user-tools")
        for plan in plans:
            _one(page, plan)
        browser.close()
    server.stop()


def _one(page: Any, plan: Plan) -> None:
    page.goto(f"/admin/articles/article/{plan.article.pk}/desk/")
    page.wait_for_selector("body.desk-js")

    def press(key: str) -> None:
        page.keyboard.press(key)
        plan.presses += 1

    open_ = "document.querySelector('[data-look=suggested], [data-look=ambiguous]') !== null"
    while page.evaluate(open_):
        now = page.evaluate("document.querySelector('[aria-current]').id")
        for key in plan.keys[int(now[1:])]:
            press(key)
        page.wait_for_selector(".desk-cits [data-waits]", state="detached")
    for span in plan.missed:
        before = page.locator(".desk-cits > li").count()
        page.evaluate(SELECT, list(span))
        plan.selections += 1
        press("F2")
        page.wait_for_selector("#desk-dialog[open] #desk-q")
        page.locator("#desk-found input:checked").focus()  # where Enter takes the name as it is
        press("Enter")
        page.locator(".desk-cits > li").nth(before).wait_for()
    press("PageDown")


def _print(plans: list[Plan]) -> None:
    from articles.models import CitationState

    print(f"{'article':>8} {'citations':>9} {'rejected':>8} {'missed':>6} {'presses':>7}")
    for number, plan in enumerate(plans, 1):
        rejected = sum(keys == ["Delete"] for keys in plan.keys.values())
        print(f"{number:>8} {len(plan.keys):>9} {rejected:>8} {len(plan.missed):>6} "
              f"{plan.presses:>7}")  # fmt: skip
    presses = [plan.presses for plan in plans]
    print(f"{len(plans)} articles settled ({CitationState.SUGGESTED} left: none): median "
          f"{median(presses):g} presses, mean {sum(presses) / len(presses):.1f}, most "
          f"{max(presses)}, with {sum(plan.selections for plan in plans)} selections")  # fmt: skip


if __name__ == "__main__":
    main()
