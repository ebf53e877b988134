"""Sources: created with their names and domains, and edited; every name is stored folded too."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import ChangeOp, NameKind, Source, SourceDomain, SourceMerge, SourceName
from articles.services.actors import Actor
from articles.services.permissions import require
from articles.services.recording import recording
from articles.text.fold import fold_name
from articles.text.normalise import clean_text, strip_bidi_overrides
from articles.text.slugs import slugify
from articles.text.sortkey import sort_key

_COUNTRY = re.compile("[A-Z]{2}")  # ISO 3166-1

EDITABLE = {
    "name", "label", "kind", "country", "description", "owner", "parent", "valid_from", "valid_to",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a source, in a language (such as ar, ru, en)."""

    name: str
    language: str = "ar"
    kind: str = NameKind.ALIAS
    valid_from: date | None = None
    valid_to: date | None = None


def create_source(
    *,
    by: Actor,
    name: str,
    names: Iterable[Name] = (),
    domains: Iterable[str] = (),
    is_demo: bool = False,
    **values: Any,
) -> Source:
    """Store a source. `name` is the canonical one; `label`, by default the first Arabic name, is
    what readers see. Raises PermissionDenied, ValidationError.
    """
    require(by, "add_source")
    names = list(names)
    arabic = next((item.name for item in names if item.language == "ar"), name)
    source = Source(is_demo=is_demo)
    _set(source, {"label": arabic, **values, "name": name})
    with recording(by) as log:
        source.save(force_insert=True)
        _set_names(source, names)
        _set_domains(source, domains)
        log.source(source, ChangeOp.PUBLISHED)
        log.audit("create", source, name=source.name)
    return source


def edit_source(
    *,
    by: Actor,
    source_id: int,
    names: Sequence[Name] | None = None,
    domains: Sequence[str] | None = None,
    **values: Any,
) -> Source:
    """Change fields, or replace all names or all domains. Raises as `create_source`.

    A source that gets another name or label keeps the old one among its names.
    """
    require(by, "change_source")
    with recording(by) as log:
        source = Source.objects.select_for_update().get(pk=source_id)
        if source.merged_into_id is not None:
            raise ValidationError(_("It was merged into another source: edit that one."))
        _set(source, values)
        source.version += 1
        source.save()
        if names is None and {"name", "label"} & values.keys():
            names = _kept_names(source)
        if names is not None:
            _set_names(source, names)
        if domains is not None:
            _set_domains(source, domains)
        log.source(source, ChangeOp.UPDATED)
        log.audit("edit", source, fields=sorted(values))
    return source


def delete_source(*, by: Actor, source_id: int) -> None:
    """Delete a source that no citation names, with its names; the log keeps a tombstone.

    Raises PermissionDenied, and ValidationError where something needs it: then it must be merged.
    """
    require(by, "delete_source")
    with recording(by) as log:
        source = Source.objects.select_for_update().get(pk=source_id)
        if source.merged_into_id is not None:
            raise ValidationError(_("It was merged into another source: take that back first."))
        belongs = Q(owner=source) | Q(parent=source) | Q(merged_into=source)
        needed = (source.citations, source.affiliated, source.retractions)
        if any(rows.exists() for rows in needed) or Source.objects.filter(belongs).exists():
            raise ValidationError(
                _("Articles or other sources need this source: merge it into another instead.")
            )
        log.source(source, ChangeOp.DELETED)
        log.audit("delete", source, name=source.name)
        # Those that still hold lead to a source that needs this one, so these were taken back.
        SourceMerge.objects.filter(Q(source=source) | Q(into=source)).delete()
        source.delete()


def heir_of(source: Source) -> Source:
    """What the source became, where it was merged; the source itself where it stands."""
    while source.merged_into is not None:
        source = source.merged_into
    return source


def one_line(text: str) -> str:
    """A name as stored: NFC, one line, without bidi overrides."""
    return " ".join(strip_bidi_overrides(clean_text(text)).split())


def _set(source: Source, values: dict[str, Any]) -> None:
    unknown = set(values) - EDITABLE
    if unknown:
        raise TypeError(f"not fields of a source: {', '.join(sorted(unknown))}")
    for key, value in values.items():
        setattr(source, key, one_line(value) if key in ("name", "label") else value)
    derive(source)
    for link in ("owner", "parent"):
        if leads_back(source.pk, getattr(source, f"{link}_id"), link):
            raise ValidationError({link: _("A source cannot belong to itself.")})


def derive(source: Source) -> None:
    """Check the fields of `source` (not saved) and derive label, slug and key of order.

    Raises ValidationError by field.
    """
    source.country = (source.country or "").upper()
    if not fold_name(source.name):
        raise ValidationError({"name": _("A source needs a name with letters or digits.")})
    source.label = source.label or source.name
    source.slug = slugify(source.label) or slugify(source.name)
    source.sort_key = sort_key(source.label)[:300]
    source.clean_fields(exclude=["slug", "sort_key"])
    if source.country and not _COUNTRY.fullmatch(source.country):
        raise ValidationError({"country": _("A country has two letters, such as QA.")})
    if source.valid_from and source.valid_to and source.valid_to < source.valid_from:
        raise ValidationError({"valid_to": _("It cannot end before it begins.")})


def leads_back(source_id: int | None, above: int | None, link: str) -> bool:
    """Whether a source would belong to itself (by `link`: owner, parent) if it belonged to
    `above`, by what the database holds beyond."""
    seen: set[int] = set()
    while above is not None and above not in seen:
        if above == source_id:
            return True
        seen.add(above)
        above = Source.objects.values_list(f"{link}_id", flat=True).get(pk=above)
    return False


def _set_names(source: Source, names: Iterable[Name]) -> None:
    """Replace the names; the canonical one and the label are always among them."""
    rows: dict[tuple[str, str], SourceName] = {}
    canonical = Name(source.name, language_of(source.name), NameKind.CANONICAL)
    label = Name(source.label, language_of(source.label), NameKind.CANONICAL)
    for item in [canonical, label, *names]:
        text = one_line(item.name)
        folded = fold_name(text)
        if not folded:
            raise ValidationError(
                {"names": _("“%(name)s” has no letters or digits.") % {"name": item.name}}
            )
        row = SourceName(
            source=source, name=text, folded=folded[:200], language=item.language,
            kind=item.kind, valid_from=item.valid_from, valid_to=item.valid_to,
        )  # fmt: skip
        try:
            row.clean_fields(exclude=["source", "folded"])
        except ValidationError as error:
            raise ValidationError({"names": error.messages}) from error
        rows.setdefault((text, item.language), row)
    source.names.all().delete()
    SourceName.objects.bulk_create(rows.values())


def _kept_names(source: Source) -> list[Name]:
    """The names as they are stored; what was canonical is one more spelling from now on."""
    return [
        Name(
            row.name,
            row.language,
            NameKind.ALIAS if row.kind == NameKind.CANONICAL else row.kind,
            row.valid_from,
            row.valid_to,
        )
        for row in source.names.all()
    ]


def language_of(text: str) -> str:
    """The language that the script of a name suggests."""
    if any("\u0600" <= letter <= "\u06ff" for letter in text):
        return "ar"
    return "ru" if any("\u0400" <= letter <= "\u04ff" for letter in text) else "en"


def _set_domains(source: Source, domains: Iterable[str]) -> None:
    wanted = {domain.strip().lower().removeprefix("www.") for domain in domains}
    source.domains.exclude(domain__in=wanted).delete()
    have = set(source.domains.values_list("domain", flat=True))
    for domain in sorted(wanted - have - {""}):
        row = SourceDomain(source=source, domain=domain)
        try:
            row.clean_fields(exclude=["source"])
            with transaction.atomic():
                row.save(force_insert=True)
        except (IntegrityError, ValidationError) as error:
            raise ValidationError(
                {
                    "domains": _("%(domain)s is not a domain, or belongs to another source.")
                    % {"domain": domain}
                }
            ) from error
