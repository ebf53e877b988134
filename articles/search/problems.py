"""What goes wrong in the engine of the search, said in one way."""

from collections.abc import Iterator
from contextlib import contextmanager

from articles.search.engine import IndexProblem


@contextmanager
def problems() -> Iterator[None]:
    """What the engine raises in the block, as an IndexProblem."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexProblem(f"The search index cannot be used: {error}") from error
    except BaseException as error:
        # Over torn bytes the engine panics, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise IndexProblem(f"The search index cannot be used: {error}") from error
