"""How long the whole page of results takes over a site with so many articles, and where.

    .venv/bin/python -m tests.benchmarks.results_page [--articles 1000000] [--folder DIR] [--keep]
        [--rebuild] [--processes 2] [--server]

The site of `big_site.py`, with its database and its real index. With `--folder` a site that is
there is asked again, and its index built anew where the program's fields are others, or with
`--rebuild`. Everything is asked through Django's test client, with `--server` also through the web
server: each page when nobody asked for it before (counts not remembered, no HTML kept), then with
its counts known. What lasts is kept from the garbage collector, as `newsroom.wsgi` does it. Times are those of the clock and of this process, all threads; the database's
processes count in the first alone. SQL is what of the clock went by in queries. The words are drawn
as in `search_speed.py`. Ten answers of each kind go before, and are not counted.
"""

import argparse
import gc
import gzip
import http.client
import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import mkdtemp
from typing import Any
from urllib.parse import urlencode

from tests.benchmarks import big_site
from tests.benchmarks.generated import Material, material
from tests.benchmarks.page_questions import PAGE, Drawn, Kind, drawn_from, kinds_of

ROOT = Path(__file__).resolve().parent.parent.parent
HEADS = ("first ms", "processor", "known ms", "processor", "SQL ms", "queries", "gzip kB", "hits")


@dataclass
class Spent:
    """Milliseconds of the clock, of this process, and of the clock in SQL; queries and bytes."""

    clock: float
    processor: float
    sql: float
    queries: int
    size: int


@dataclass
class Statements:
    """Counts what goes to the database."""

    number: int = 0
    seconds: float = 0.0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.number += 1
            self.seconds += time.perf_counter() - begun


def main() -> None:
    """Make the site, or take the one that is there, and print what was measured."""
    options = _options()
    corpus = Path(os.environ.get("ISNAD_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not corpus.is_dir():
        print(f"results_page: skipped, there is no {corpus} (ISNAD_CORPUS names the corpus).")
        return
    folder = options.folder or Path(mkdtemp(prefix="isnad-page-")) / "site"
    try:
        big_site.set_up(folder)
        made_of = material(corpus)
        big_site.fill(made_of, options.articles)
        search = folder / "search"
        big_site.build(
            search, options.articles, processes=options.processes, rebuild=options.rebuild
        )
        _ask(made_of, server=options.server)
    finally:
        if not options.keep:
            _remove(folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--rebuild", action="store_true")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--server", action="store_true")
    return parser.parse_args()


def _remove(folder: Path) -> None:
    from django.db import connections

    from newsroom import database

    connections.close_all()
    database.leave(ROOT)
    shutil.rmtree(folder)


def _ask(made_of: Material, *, server: bool) -> None:
    drawn = drawn_from(made_of)
    kinds = list(kinds_of(drawn))
    _spent(_client(), kinds[0].addresses()[0], known=False)
    gc.collect()
    gc.freeze()
    _print_head()
    for kind in kinds:
        _row(kind, [{"q": word} for word in drawn.warming])
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"this process had {used:.0f} MB in memory at most; load {os.getloadavg()[0]:.1f}")
    if server:
        _through_server(kinds, drawn)


def _print_head() -> None:
    print(f"{'p50/p95':<24}" + "".join(f"{head:>14}" for head in HEADS))


def _row(kind: Kind, warming: Sequence[dict[str, str]]) -> None:
    client = _client()
    for address in Kind("", [kind.asked[0] | each for each in warming], kind.path).addresses():
        _spent(client, address, known=False)
    first, known = [], []
    for address in kind.addresses():
        first.append(_spent(client, address, known=False))
        known.append(_spent(client, address, known=True))
    cells = [
        _spread([one.clock for one in first]),
        _spread([one.processor for one in first]),
        _spread([one.clock for one in known]),
        _spread([one.processor for one in known]),
        _spread([one.sql for one in first]),
        f"{median(one.queries for one in first):.0f}/{max(one.queries for one in first)}",
        _spread([one.size / 1000 for one in first]),
        f"{_hits(kind):,.0f}" if kind.path == PAGE else "",
    ]
    print(f"{kind.name:<24}" + "".join(f"{cell:>14}" for cell in cells), flush=True)


def _client() -> Any:
    from django.test import Client

    return Client(HTTP_HOST="localhost", HTTP_ACCEPT_ENCODING="gzip")


def _spent(client: Any, address: str, *, known: bool) -> Spent:
    """What one answer takes; where its counts are not `known`, they are forgotten before."""
    from django.db import connection

    from articles.search.reading import reader
    from articles.web.page_cache import PAGES

    index: Any = reader()
    PAGES.clear()
    if not known:
        index._counted.clear()
        index._totals.clear()
    statements = Statements()
    with connection.execute_wrapper(statements):
        begun, processor = time.perf_counter(), time.process_time()
        response = client.get(address)
        clock, processor = time.perf_counter() - begun, time.process_time() - processor
    assert response.status_code == 200, (address, response.status_code)
    packed = response.headers.get("Content-Encoding") == "gzip"
    size = len(response.content if packed else gzip.compress(response.content))
    return Spent(clock * 1e3, processor * 1e3, statements.seconds * 1e3, statements.number, size)


def _spread(values: Sequence[float]) -> str:
    return f"{median(values):.1f}/{quantiles(values, n=20)[-1]:.1f}"


def _hits(kind: Kind) -> float:
    from articles.queries.search import search
    from articles.web.search_address import read_address

    found = (read_address(each)[0] for each in kind.asked)
    return median(search(each.q, each.filters, size=0).total or 0 for each in found)


def _through_server(kinds: Sequence[Kind], drawn: Drawn) -> None:
    """Ask the same of the real web server, one process of it, over one connection."""
    from newsroom.address import Address
    from newsroom.serve import web_command

    address = Address("127.0.0.1", int(os.environ.get("PORT", "8177")))
    command = web_command(address, dev=False)
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "WEB_WORKERS": "1"})
    connection = http.client.HTTPConnection(address.host, address.port)
    try:
        _wait(connection)
        for word in drawn.warming:
            _clock(connection, f"{PAGE}?{urlencode({'q': word})}")
        print(f"\n{'through the web server':<24}{'first ms':>14}{'again ms':>14}")
        for kind in kinds:
            addresses = kind.addresses()
            first = [_clock(connection, each) for each in addresses]
            again = [_clock(connection, each) for each in addresses]
            print(f"{kind.name:<24}{_spread(first):>14}{_spread(again):>14}", flush=True)
    finally:
        connection.close()
        server.terminate()
        server.wait()


def _wait(connection: http.client.HTTPConnection) -> None:
    for _ in range(300):
        try:
            _clock(connection, "/")
            return
        except OSError:
            connection.close()
            time.sleep(0.1)
    raise SystemExit("results_page: the web server does not answer")


def _clock(connection: http.client.HTTPConnection, address: str) -> float:
    begun = time.perf_counter()
    connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    response.read()
    assert response.status == 200, (address, response.status)
    return (time.perf_counter() - begun) * 1e3


if __name__ == "__main__":
    main()
