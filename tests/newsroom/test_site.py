"""The site as a whole: started, killed in each of its parts, started again, stopped."""

import signal
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest

from tests.newsroom.site import Site, folder, free_port, processes, wait_for

pytestmark = pytest.mark.processes

PARTS = ["database", "keeper", "backend", "web", "web process", "worker"]


@pytest.fixture(scope="module")
def prepared() -> Iterator[Site]:
    """A site that was served once, with its demo."""
    with folder() as var:
        site = Site(var, free_port())
        site.start()
        assert site.out.splitlines()[0] == "Loaded 44 demo articles."
        assert site.out.count("Sign in as editor with the password ") == 1
        assert f"Site:  {site.url}\nAdmin: {site.url}admin/\n" in site.out
        assert site.stop() == 0
        assert processes(var) == []
        yield site


@pytest.fixture
def site(prepared: Site) -> Iterator[Site]:
    """That site, running again; afterwards it is stopped and nothing of it is left."""
    prepared.start()
    yield prepared
    if prepared.process and prepared.process.poll() is None:
        prepared.stop(signal.SIGTERM)
    assert processes(prepared.var) == []


def test_second_start_keeps_the_data_and_says_only_where_it_is(site: Site) -> None:
    assert site.out == f"Site:  {site.url}\nAdmin: {site.url}admin/\n"
    assert site.err == ""
    assert len(site.find("worker")) == len(site.find("web")) == 1
    assert len(site.find("web process")) == 2


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everything(site: Site, signum: signal.Signals) -> None:
    assert site.stop(signum) == 0
    assert processes(site.var) == []


def test_a_second_start_is_told_of_the_first(site: Site) -> None:
    assert site.process is not None
    first = site.process
    second = site.manage("serve")
    assert second.returncode == 1
    assert second.stderr == (
        f"The site runs already from this folder: {site.url} (process {first.pid})."
        " Stop it first.\n"
    )
    assert site.answers()


def test_every_part_comes_back_after_kill(site: Site) -> None:
    for part in PARTS:
        _kill_one(site, part)
        wait_for(f"an answer after the end of the {part}", site.answers)
    assert site.manage("verify").returncode == 0


def _kill_one(site: Site, part: str) -> None:
    """Kill one of the part's processes, and wait for as many as there were."""
    before = {process.pid for process in site.find(part)}
    assert site.kill(part), part
    wait_for(f"the end of the {part}", lambda: not before <= {p.pid for p in site.find(part)})
    if part != "backend":  # those come when they are needed
        wait_for(f"a new {part}", lambda: len(site.find(part)) >= len(before))


def test_everything_killed_at_once_then_started(site: Site) -> None:
    for process in processes(site.var):
        with suppress(psutil.NoSuchProcess):  # the kernel may have been told by another's end
            process.kill()
    wait_for("the end of all", lambda: not processes(site.var))
    assert (site.var / "postgres" / "data" / "postmaster.pid").exists()
    site.start()
    assert site.manage("verify").returncode == 0


def test_supervisor_killed_takes_the_rest_along(site: Site) -> None:
    assert site.kill("supervisor")
    wait_for("the end of the rest", lambda: not processes(site.var))
    site.start()
    assert site.answers()
