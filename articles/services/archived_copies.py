"""Copies of the reports that citations rest on: kept byte for byte, never rendered."""

import hashlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import Citation, Original
from articles.services.actors import Actor
from articles.services.citations import require_settling, tell
from articles.services.drafting import locked
from articles.services.recording import recording

MOST_BYTES = 20 * 1024 * 1024
# Ending of the file -> media type, and how such a file begins (b"" where anything may stand).
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "html": ("text/html", ()),
    "htm": ("text/html", ()),
    "txt": ("text/plain", ()),
    "pdf": ("application/pdf", (b"%PDF-",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "warc": ("application/warc", (b"WARC/",)),
    "gz": ("application/warc+gzip", (b"\x1f\x8b",)),
}


def keep_copy(*, by: Actor, citation_id: int, content: bytes, file_name: str) -> Citation:
    """Keep a file (html, txt, pdf, png, jpeg, warc; at most 20 MB) as the report's copy.

    Raises PermissionDenied, ValidationError by the field `copy`, Citation.DoesNotExist.
    """
    with recording(by) as log:
        citation = _locked(by, citation_id)
        media_type = _media_type(content, file_name)
        digest = hashlib.sha256(content).hexdigest()
        kept, _new = Original.objects.get_or_create(
            sha256=digest,
            defaults={
                "media_type": media_type,
                "content": content,
                "origin": citation.report_address or citation.archived_address,
            },
        )
        if kept.erased_at is not None:
            raise ValidationError({"copy": _("This file was erased from the archive.")})
        citation.archived_original = kept
        citation.save(update_fields=["archived_original", "modified_at"])
        log.audit("keep copy", citation, article=citation.article_id, sha256=digest)
        tell(log, citation.article)
    return citation


def drop_copy(*, by: Actor, citation_id: int) -> Citation:
    """Let the citation have no copy any more; the bytes stay, since others may rest on them."""
    with recording(by) as log:
        citation = _locked(by, citation_id)
        if citation.archived_original_id is not None:
            citation.archived_original = None
            citation.save(update_fields=["archived_original", "modified_at"])
            log.audit("drop copy", citation, article=citation.article_id)
            tell(log, citation.article)
    return citation


def _locked(by: Actor, citation_id: int) -> Citation:
    citation = Citation.objects.get(pk=citation_id)
    citation.article = locked(citation.article_id)
    require_settling(by, citation.article)
    return citation


def _media_type(content: bytes, file_name: str) -> str:
    """The media type that name and first bytes agree on. Raises ValidationError."""
    if not content:
        raise ValidationError({"copy": _("The file is empty.")})
    if len(content) > MOST_BYTES:
        raise ValidationError({"copy": _("A copy has at most 20 MB.")})
    name = file_name.lower()
    ending = name.rpartition(".")[2]
    if ending not in KINDS or (ending == "gz" and not name.endswith(".warc.gz")):
        raise ValidationError(
            {"copy": _("A copy is a file of these kinds: html, txt, pdf, png, jpeg, warc.")}
        )
    media_type, beginnings = KINDS[ending]
    if (beginnings and not content.startswith(beginnings)) or (
        not beginnings and b"\0" in content[:4096]
    ):
        raise ValidationError({"copy": _("The file is not what its name says.")})
    return media_type
