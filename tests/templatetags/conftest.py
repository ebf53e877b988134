"""What tests of template tags share: the language and the time zone of the site."""

from collections.abc import Iterator

import pytest

from articles.web.caching import as_anybody


@pytest.fixture(autouse=True)
def _as_the_site_does() -> Iterator[None]:
    with as_anybody():
        yield
