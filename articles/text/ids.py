"""Ids that forms and addresses carry."""

LARGEST = 2**63 - 1  # bigint


def id_in(text: str | None) -> int | None:
    """The id that a text of digits 0-9 gives; None for anything else, and for a number that no row
    can have."""
    if not text or not (text.isascii() and text.isdigit() and len(text) < 20):
        return None
    value = int(text)
    return value if 0 < value <= LARGEST else None
