"""An ambiguous name split: chosen citations of one source sent to another, in one undoable step."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import Citation, Source
from articles.services.actors import Actor
from articles.services.citations import change_citation, require_settling
from articles.services.drafting import locked
from articles.services.recording import recording
from articles.services.settling_rows import keep_step, row_of, rows_of

SEND = "send"


def send_citations(
    *, by: Actor, source_id: int, citation_ids: Iterable[int], to_id: int
) -> tuple[UUID, int]:
    """Let citations of `source_id` name `to_id` instead: all or none. Returns the batch, by which
    `settling.undo_batch` takes it back, and how many were sent.

    Raises ValidationError where one is not the source's any more, PermissionDenied where `by` may
    not settle one's article, Source.DoesNotExist.
    """
    batch = uuid4()
    with recording(by) as log:
        to = Source.objects.select_related("merged_into").get(pk=to_id)
        if to.pk == source_id or to.merged_into is not None:
            raise ValidationError({"to": _("Choose another source.")})
        articles = _by_article(source_id, set(citation_ids))
        for article_id, pks in sorted(articles.items()):
            article = locked(article_id)
            require_settling(by, article)
            before = {pk: row_of(row) for pk, row in rows_of(article).items()}
            if any(before[pk]["source_id"] != source_id for pk in pks if pk in before):
                raise ValidationError(_("Somebody sent one of these to another source meanwhile."))
            for pk in pks:
                change_citation(by=by, citation_id=pk, source=to)
            keep_step(by, article, SEND, before, batch=batch)
        sent = sum(map(len, articles.values()))
        log.audit("send", to, source=source_id, citations=sent, batch=str(batch))
    return batch, sent


def _by_article(source_id: int, ids: set[int]) -> dict[int, list[int]]:
    """The citations by article. Raises ValidationError unless all are the source's."""
    if not ids:
        raise ValidationError({"citations": _("Choose at least one citation.")})
    rows = Citation.objects.filter(pk__in=ids, source=source_id).order_by("pk")
    found: dict[int, list[int]] = defaultdict(list)
    for pk, article_id in rows.values_list("pk", "article_id"):
        found[article_id].append(pk)
    if sum(map(len, found.values())) < len(ids):
        raise ValidationError(_("Somebody sent one of these to another source meanwhile."))
    return found
