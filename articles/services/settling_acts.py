"""Each kind of act on a citation, done through the services of citations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.attribution.table import load_table
from articles.models import Article, Citation, CitationState, Source
from articles.services.actors import Actor
from articles.services.citations import (
    Evidence,
    add_citation,
    change_citation,
    place_citations,
    remove_citation,
    settle_citations,
)
from articles.services.evidence import moved_quote
from articles.services.ingest.matching import matches_of
from articles.services.source_table import source_ids
from articles.services.source_table_lines import line_of
from articles.services.sources import Name, create_source, language_of

STATES = {
    "reject": CitationState.REJECTED,
    "reopen": CitationState.SUGGESTED,
}


@dataclass(frozen=True, slots=True)
class Act:
    """What a person wants with a citation, which they saw in version `base_version`.

    By `kind` the values are:
    - `confirm` (with the one source that the program named, where there is none yet), `reject`,
      `reopen`, `remove`: none;
    - `role`: `role`; `via`: `via_id` or None; `consulted`: `consulted`;
    - `source`: `source_id`, or `candidate` (one of the names in `Citation.candidates`), or `new`
      (`name` and, if wanted, `label`, `kind`, `country`, `language`);
    - `evidence`: `target`, `start`, `end` (code points), or `refind`, or `clear`;
    - `move`: `position`, from 0 in the article's order;
    - `add` (no citation): `target`, `start`, `end`, `role`, one of `source_id`, `new` and `name`,
      and if wanted `via_id`, `cue`, `consulted`.
    Where a span is given, `exact` (with `prefix`, `suffix`) may say which words it should cut out;
    they are looked for where the text has moved. `role`, `via`, `source` and `evidence` with
    `confirm` confirm in the same step.
    """

    kind: str
    citation_id: int | None = None
    base_version: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


NEEDED: dict[str, tuple[str, ...]] = {
    "role": ("role",),
    "via": ("via_id",),
    "consulted": ("consulted",),
    "move": ("position",),
    "add": ("role",),
}
SPAN = ("target", "start", "end")


def perform(by: Actor, article: Article, citation: Citation | None, act: Act) -> None:
    """Do the act; the article is locked, the version checked. Raises as the services do."""
    _check_values(act)
    if act.kind == "add":
        _add(by, article, act.values)
        return
    if citation is None or act.kind not in KINDS:
        raise TypeError(f"not an act on a citation: {act.kind}")
    KINDS[act.kind](by, article, citation, act.values)
    if act.values.get("confirm"):
        settle_citations(by=by, citation_ids=[citation.pk], state=CitationState.CONFIRMED)


def _check_values(act: Act) -> None:
    needed: tuple[str, ...] = NEEDED.get(act.kind, ())
    if act.kind == "evidence" and not (act.values.get("refind") or act.values.get("clear")):
        needed = SPAN
    elif act.kind == "add" and act.values.get("target"):
        needed = (*needed, *SPAN)
    missing = [name for name in needed if name not in act.values]
    if missing:
        raise ValidationError({name: _("This is missing.") for name in missing})


def source_for(by: Actor, values: Mapping[str, Any]) -> Source | None:
    """The source that `source_id` or `new` stands for; a new one is created."""
    if values.get("new"):
        return _new_source(by, **values["new"])
    if values.get("source_id") is None:
        return None
    source = Source.objects.filter(pk=values["source_id"]).first()
    if source is None:
        raise ValidationError({"source": _("This source is not there any more.")})
    return source


def _new_source(
    by: Actor, *, name: str, label: str = "", kind: str = "", country: str = "", language: str = ""
) -> Source:
    names = [Name(name, language or language_of(name))]
    if label and label != name:
        names.append(Name(label, language_of(label)))
    values = {"label": label, "kind": kind, "country": country}
    filled: dict[str, Any] = {key: value for key, value in values.items() if value}
    return create_source(by=by, name=name, names=names, **filled)


def confirm(by: Actor, citation: Citation) -> None:
    """Confirm; where the program named one source that the archive does not have yet, with it."""
    if citation.source_id is None and len(citation.candidates) == 1:
        source = _candidate(by, citation, citation.candidates[0]["name"])
        change_citation(by=by, citation_id=citation.pk, source=source)
    settle_citations(by=by, citation_ids=[citation.pk], state=CitationState.CONFIRMED)


def _confirm(by: Actor, article: Article, citation: Citation, values: Mapping[str, Any]) -> None:
    if citation.state != CitationState.CONFIRMED:
        confirm(by, citation)


def _state(kind: str) -> "Handler":
    def settle(by: Actor, article: Article, citation: Citation, values: Mapping[str, Any]) -> None:
        settle_citations(by=by, citation_ids=[citation.pk], state=STATES[kind])

    return settle


def _role(by: Actor, article: Article, citation: Citation, values: Mapping[str, Any]) -> None:
    change_citation(by=by, citation_id=citation.pk, role=values["role"])


def _consulted(by: Actor, article: Article, citation: Citation, values: Mapping[str, Any]) -> None:
    change_citation(by=by, citation_id=citation.pk, consulted=bool(values["consulted"]))


def _via(by: Actor, article: Article, citation: Citation, values: Mapping[str, Any]) -> None:
    change_citation(by=by, citation_id=citation.pk, via=_link(article, values["via_id"]))


def _link(article: Article, pk: int | None) -> Citation | None:
    if pk is None:
        return None
    link = Citation.objects.filter(pk=pk).first()
    if link is None:
        raise ValidationError({"via": _("This citation is gone meanwhile: nothing was done.")})
    return link


def _source(by: Actor, article: Article, citation: Citation, values: Mapping[str, Any]) -> None:
    if values.get("candidate"):
        source: Source | None = _candidate(by, citation, values["candidate"])
    else:
        source = source_for(by, values)
    if source is None:
        raise ValidationError({"source": _("Choose a source, or give the name in the text.")})
    change_citation(by=by, citation_id=citation.pk, source=source)


def _candidate(by: Actor, citation: Citation, name: str) -> Source:
    """The source that a suggested name means; made from the name table where it is not loaded."""
    found = [one for one in citation.candidates if one["name"] == name]
    if not found:
        raise ValidationError({"source": _("This source is not there any more.")})
    pk: int | None = (
        found[0]["source"] or source_ids([name]).get(name) or matches_of([name]).only(name)
    )
    source = Source.objects.filter(pk=pk).first() if pk is not None else None
    if source is not None:
        return source
    entry = load_table().entries.get(name)
    if entry is None:
        return _new_source(by, name=name)
    line = line_of(entry)
    return create_source(
        by=by, name=line.name, label=line.label, kind=line.kind, country=line.country,
        names=[Name(text, language, kind) for text, language, kind in line.names],
    )  # fmt: skip


def _remove(by: Actor, article: Article, citation: Citation, values: Mapping[str, Any]) -> None:
    remove_citation(by=by, citation_id=citation.pk)


def _move(by: Actor, article: Article, citation: Citation, values: Mapping[str, Any]) -> None:
    order = list(article.citations.order_by("position", "pk").values_list("pk", flat=True))
    order.remove(citation.pk)
    order.insert(max(0, values["position"]), citation.pk)
    place_citations(by=by, article_id=article.pk, order=order)


def _evidence(by: Actor, article: Article, citation: Citation, values: Mapping[str, Any]) -> None:
    if values.get("clear"):
        evidence = Evidence(target="", exact="")
    elif values.get("refind"):
        quote = moved_quote(citation, article)
        if quote is None:
            raise ValidationError({"exact": _("These words are not in the text.")})
        evidence = Evidence(citation.target, quote.exact, start=quote.start, end=quote.end)
    else:
        evidence = _selected(article, values)
    change_citation(by=by, citation_id=citation.pk, evidence=evidence)


def _selected(article: Article, values: Mapping[str, Any]) -> Evidence:
    """The words that were selected, by their place; by themselves if they are elsewhere now."""
    words = {name: values.get(name, "") for name in ("exact", "prefix", "suffix")}
    span = {"start": values["start"], "end": values["end"]}
    evidence = Evidence(values["target"], **words, **span)
    if evidence.exact and not evidence.stands_in(article):
        return Evidence(values["target"], **words)
    return evidence


def _add(by: Actor, article: Article, values: Mapping[str, Any]) -> None:
    add_citation(
        by=by,
        article_id=article.pk,
        role=values["role"],
        source=source_for(by, values),
        name=values.get("name", ""),
        via=_link(article, values.get("via_id")),
        evidence=_selected(article, values) if values.get("target") else None,
        cue=values.get("cue", ""),
        consulted=bool(values.get("consulted")),
    )


Handler = Callable[[Actor, Article, Citation, Mapping[str, Any]], None]
KINDS: dict[str, Handler] = {
    "confirm": _confirm,
    **{kind: _state(kind) for kind in STATES},
    "role": _role,
    "source": _source,
    "via": _via,
    "consulted": _consulted,
    "remove": _remove,
    "evidence": _evidence,
    "move": _move,
}
