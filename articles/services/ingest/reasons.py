"""Why the archive refuses an item that its importer could read, and what the codes of both say."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.importers.reasons import CLEANINGS, REASONS

DUPLICATE = "duplicate-id"
ERASED = "erased"
INVALID = "invalid"
BAD_ID = "bad-id"
EMPTY = "empty-body"

SENTENCES = {
    DUPLICATE: _("Another text has the same id; that one stays as it is."),
    ERASED: _("This article was erased and does not come in again."),
    INVALID: _("The article does not fit into the archive."),
}
"""The archive's own reasons."""


def sentence(code: str) -> str:
    """The sentence of a code in the active language: the archive's own, else the importers'.

    A code that neither knows comes back as it is.
    """
    if code in SENTENCES:
        return str(SENTENCES[code])
    known = REASONS.get(code) or CLEANINGS.get(code)
    return gettext(known) if known else code
