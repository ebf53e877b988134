"""Sections, topics and people of bylines: what articles are filed under."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from articles.models import Person, Section, Topic
from articles.services.actors import Actor
from articles.services.permissions import require
from articles.services.recording import recording
from articles.services.sources import one_line
from articles.text.fold import fold_name
from articles.text.slugs import slugify
from articles.text.sortkey import sort_key

T = TypeVar("T", Section, Topic, Person)


def save_section(*, by: Actor, section: Section | None = None, **values: Any) -> Section:
    """Create or change a section (name, slug, position, description)."""
    return _save(by, section or Section(), "section", values)


def save_topic(*, by: Actor, topic: Topic | None = None, **values: Any) -> Topic:
    """Create or change a topic (name, slug, description)."""
    return _save(by, topic or Topic(), "topic", values)


def save_person(*, by: Actor, person: Person | None = None, **values: Any) -> Person:
    """Create or change a person (name, slug, description)."""
    return _save(by, person or Person(), "person", values)


def delete_taxon(*, by: Actor, taxon: Section | Topic | Person) -> None:
    """Delete a section, topic or person. Raises ValidationError while articles need it, or an
    editor is responsible for the section: without it they would be responsible for all."""
    name = taxon._meta.model_name
    require(by, f"delete_{name}")
    with recording(by) as log:
        if isinstance(taxon, Section) and taxon.editors.exists():
            raise ValidationError(
                _("Editors are responsible for “%(name)s”: give them another section first.")
                % {"name": taxon.name}
            )
        if isinstance(taxon, Topic) and taxon.articles.exists():
            raise _used(taxon)
        log.audit("delete", taxon, name=taxon.name)
        log.site_changed()
        try:
            taxon.delete()
        except ProtectedError as error:
            raise _used(taxon) from error


def _used(taxon: Section | Topic | Person) -> ValidationError:
    return ValidationError(
        _("“%(name)s” is used by articles: move them first.") % {"name": taxon.name}
    )


def _save(by: Actor, taxon: T, kind: str, values: dict[str, Any]) -> T:
    require(by, f"{'change' if taxon.pk else 'add'}_{kind}")
    for key, value in values.items():
        setattr(taxon, key, one_line(value) if key == "name" else value)
    if not fold_name(taxon.name):
        raise ValidationError({"name": _("A name needs letters or digits.")})
    taxon.slug = slugify(taxon.slug or taxon.name)
    if isinstance(taxon, Person):
        taxon.folded = fold_name(taxon.name)[:200]
    if not isinstance(taxon, Section):
        taxon.sort_key = sort_key(taxon.name)[:300]
    taxon.full_clean()
    with recording(by) as log:
        action = "change" if taxon.pk else "create"
        taxon.save()
        log.audit(action, taxon, name=taxon.name)
        if action == "change" and not isinstance(taxon, Section):
            log.named(taxon)
        log.site_changed()
    return taxon
