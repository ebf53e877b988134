"""How large the pieces of an incoming item may be, and how much of one is kept."""

MAX_LINE = 16 * 1024 * 1024
"""Bytes of one item as it stands in its file (a line of JSON Lines, a whole text file)."""

MAX_KEPT = 8 * 1024 * 1024
"""Bytes of a refused item that are kept; a smaller item is kept whole."""

MAX_BODY = 2_000_000
"""Unicode code points of a body, as plain text or as HTML."""

MAX_TITLE = 500
"""Unicode code points of a title."""

MAX_STANDFIRST = 2_000
"""Unicode code points of a standfirst."""

MAX_NAME = 200
"""Unicode code points of an id and of the name of a publisher, a category or a right."""

MAX_BYLINE = 150
"""Unicode code points of a byline: what is longer is a piece of text, not a name."""

MAX_URL = 2_000
"""Unicode code points of an address."""

MIN_YEAR = 1600
"""The earliest year that a date may name; printed newspapers begin in 1605."""

QUOTE_CONTEXT = 32
"""Unicode code points of text kept on each side of a quoted piece of evidence."""

CHUNK = 256 * 1024
"""Bytes read from a stream at a time."""
