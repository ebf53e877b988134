"""Citations: added with evidence, changed, confirmed or rejected, linked into a chain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Max
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    ChangeOp,
    Citation,
    CitationRole,
    CitationState,
    EvidenceTarget,
    Source,
)
from articles.services.actors import Actor, account
from articles.services.drafting import is_public, locked
from articles.services.evidence import clear_evidence, set_evidence, target_text
from articles.services.own_reports import article_at
from articles.services.permissions import may, may_edit, require, require_edit
from articles.services.recording import Recording, recording
from articles.services.sources import heir_of
from articles.text.anchors import find_quote, quote_at
from articles.text.normalise import clean_text, strip_bidi_overrides


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the article that a citation rests on.

    With `start` and `end` (code points of `target`) they are taken from there; without, `exact`
    must stand in the target once, or where `prefix` and `suffix` say.
    """

    target: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None

    def stands_in(self, article: Article) -> bool:
        """Whether `start` and `end` cut `exact` out of the article as it is."""
        if self.target not in EvidenceTarget.values:
            return False
        return target_text(article, self.target)[self.start : self.end] == self.exact


ADDRESSES = {"report_address", "archived_address"}
CHANGEABLE = {
    "source", "name", "role", "via", "consulted", "confidence", "cue", "position", *ADDRESSES,
}  # fmt: skip
_web_address = URLValidator(schemes=["http", "https"])


def add_citation(
    *,
    by: Actor,
    article_id: int,
    role: str,
    source: Source | None = None,
    name: str = "",
    via: Citation | None = None,
    evidence: Evidence | None = None,
    state: str = CitationState.CONFIRMED,
    cue: str = "",
    confidence: float | None = None,
    consulted: bool = False,
    how: str = "",
) -> Citation:
    """Add one link of `article` to a source, or to a raw `name` while it is unresolved.

    Raises PermissionDenied, and ValidationError by field.
    """
    with recording(by) as log:
        article = locked(article_id)
        _require(by, article, settle=state != CitationState.SUGGESTED)
        last = article.citations.aggregate(last=Max("position"))["last"]
        citation = Citation(
            article=article,
            position=0 if last is None else last + 1,
            state=state,
            asserted_by=account(by),
            asserted_how=how or ("editor" if account(by) else ""),
        )
        values = {"source": source, "name": name, "role": role, "via": via, "cue": cue}
        _set(citation, {**values, "confidence": confidence, "consulted": consulted})
        _set_evidence(citation, article, evidence)
        citation.save()
        log.audit("add", citation, article=article.pk, role=role, name=str(citation))
        tell(log, article)
    return citation


def change_citation(
    *, by: Actor, citation_id: int, evidence: Evidence | None = None, **values: Any
) -> Citation:
    """Change source, name, role, via, consulted, confidence, cue, position or the addresses of
    the report and its copy (http or https); new evidence.

    Raises PermissionDenied, ValidationError, Citation.DoesNotExist.
    """
    unknown = set(values) - CHANGEABLE
    if unknown:
        raise TypeError(f"not changeable: {', '.join(sorted(unknown))}")
    with recording(by) as log:
        article, citation = _locked(citation_id)
        _require(by, article, settle=True)
        _set(citation, values)
        if evidence is not None:
            _set_evidence(citation, article, evidence)
        _store(citation)
        log.audit("change", citation, article=article.pk, fields=sorted(values))
        tell(log, article)
    return citation


def settle_citations(*, by: Actor, citation_ids: Iterable[int], state: str) -> list[Citation]:
    """Confirm, reject or reopen citations of any articles. All or none."""
    if state not in CitationState.values:
        raise ValidationError({"state": _("Choose a state.")})
    settled = []
    with recording(by) as log:
        for citation_id in sorted(citation_ids):
            article, citation = _locked(citation_id)
            _require(by, article, settle=True)
            if citation.state == state:
                continue
            citation.state, citation.asserted_by = state, account(by)
            _store(citation)
            log.audit("settle", citation, article=article.pk, state=state)
            tell(log, article)
            settled.append(citation)
    return settled


def remove_citation(*, by: Actor, citation_id: int) -> None:
    """Delete a citation; links that led through it lead through what it led through."""
    with recording(by) as log:
        article, citation = _locked(citation_id)
        _require(by, article, settle=True)
        log.audit(
            "remove",
            citation,
            article=article.pk,
            name=str(citation),
            role=citation.role,
            exact=citation.exact,
        )
        Citation.objects.filter(via=citation).update(via=citation.via_id)
        citation.delete()
        tell(log, article)


def place_citations(*, by: Actor, article_id: int, order: Sequence[int]) -> None:
    """Put the article's citations, all of which `order` names by id, into that order.

    Only those that lie between what moved and its new place are written.
    """
    with recording(by) as log:
        article = locked(article_id)
        require_settling(by, article)
        rows = {row.pk: row for row in article.citations.order_by("position", "pk")}
        if sorted(order) != sorted(rows):
            raise ValidationError({"position": _("The citations are others by now.")})
        for position, pk in enumerate(order):
            if rows[pk].position != position:
                rows[pk].position = position
                rows[pk].save(update_fields=["position", "modified_at"])
        log.audit("order", article, citations=list(order))
        tell(log, article)


def may_settle(by: Actor, article: Article) -> bool:
    """Whether `by` may decide on the article's citations."""
    own = article.created_by_id == getattr(by, "pk", None)
    return may_edit(by, article) and (own or may(by, "settle_citation", article))


def require_settling(by: Actor, article: Article) -> None:
    """Raises PermissionDenied unless `by` may decide on the article's citations."""
    _require(by, article, settle=True)


def _store(citation: Citation) -> None:
    """Save what has an id; the database counts its version."""
    citation.save()
    citation.refresh_from_db(fields=["version"])


def _locked(citation_id: int) -> tuple[Article, Citation]:
    """The citation with its article, which is locked first: it guards the chain as a whole."""
    article_id = Citation.objects.values_list("article_id", flat=True).get(pk=citation_id)
    article = locked(article_id)
    return article, Citation.objects.select_related("source").get(pk=citation_id)


def _require(by: Actor, article: Article, *, settle: bool) -> None:
    require_edit(by, article)
    if settle and article.created_by_id != getattr(by, "pk", None):
        require(by, "settle_citation", article)


def _set(citation: Citation, values: dict[str, Any]) -> None:
    if "name" in values:
        name = " ".join(strip_bidi_overrides(clean_text(values["name"])).split())
        values = values | {"name": name}
    for key in ADDRESSES & values.keys():
        values = values | {key: _checked_address(key, values[key])}
    for key, value in values.items():
        setattr(citation, key, value)
    if "report_address" in values:
        # By it what rests on an article of this archive is found when that is withdrawn.
        own = article_at(citation.report_address)
        citation.rests_on = own if own and own.pk != citation.article_id else None
    if citation.role not in CitationRole.values:
        raise ValidationError({"role": _("Choose a role.")})
    if citation.source is None and not citation.name:
        raise ValidationError({"source": _("Choose a source, or give the name in the text.")})
    if len(citation.name) > 200:
        raise ValidationError({"name": _("A name has at most 200 characters.")})
    if citation.source is not None:
        citation.source = heir_of(citation.source)
    if citation.via is not None:
        _check_via(citation, citation.via)


def _checked_address(field: str, value: str) -> str:
    """An address of the web, or ''. Raises ValidationError by field."""
    address = (value or "").strip()
    try:
        if address:
            _web_address(address)
        if len(address) > 1000:
            raise ValidationError("")
    except ValidationError as error:
        text = _("An address begins with http:// or https:// and has at most 1000 characters.")
        raise ValidationError({field: text}) from error
    return address


def _check_via(citation: Citation, via: Citation) -> None:
    if via.article_id != citation.article_id:
        raise ValidationError({"via": _("A chain stays inside one article.")})
    links = dict(
        Citation.objects.filter(article_id=citation.article_id).values_list("pk", "via_id")
    )
    step: int | None = via.pk
    while step is not None:
        if step == citation.pk:
            raise ValidationError({"via": _("The chain would lead back to itself.")})
        step = links.get(step)


def _set_evidence(citation: Citation, article: Article, evidence: Evidence | None) -> None:
    if evidence is None or not (evidence.exact or evidence.end):
        clear_evidence(citation)
        return
    if evidence.target not in EvidenceTarget.values:
        raise ValidationError({"target": _("Choose where the evidence stands.")})
    text = target_text(article, evidence.target)
    if evidence.start is not None and evidence.end is not None:
        try:
            quote = quote_at(text, evidence.start, evidence.end)
        except ValueError as error:
            raise ValidationError({"exact": _("These words are not in the text.")}) from error
        if evidence.exact and quote.exact != evidence.exact:
            raise ValidationError({"exact": _("The text has other words in this place.")})
    else:
        found = find_quote(text, evidence.exact, prefix=evidence.prefix, suffix=evidence.suffix)
        if found is None:
            raise ValidationError({"exact": _("These words are not in the text.")})
        if not found.unique:
            raise ValidationError(
                {"exact": _("These words occur more than once: select a longer passage.")}
            )
        quote = found.quote
    set_evidence(citation, article, evidence.target, quote)


def tell(log: Recording, article: Article) -> None:
    """Note that the article's citations changed, and tell readers' caches where they see it."""
    log.chain(article.pk)
    if is_public(article):
        log.article(article, ChangeOp.UPDATED)
