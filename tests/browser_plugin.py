"""Skips the browser tests where there is no browser, and says so in one line of the summary."""

import pytest

from tests.chromium import chromium

NONE = "no chromium: install it (apt-get install chromium), or name one in ISNAD_CHROMIUM"


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser's program, for Playwright's `executable_path`."""
    path = chromium()
    if path is None:
        pytest.skip(NONE)
    return path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked `browser` where none can be started."""
    if chromium() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NONE))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line where browser tests were skipped, whatever else the summary shows."""
    skipped = [
        report
        for report in terminalreporter.getreports("skipped")
        if isinstance(report.longrepr, tuple) and report.longrepr[2].endswith(NONE)
    ]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} browser tests skipped: {NONE}", yellow=True)
