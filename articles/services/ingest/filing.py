"""Which section an imported article goes into: by a table, its category's name, or one for all."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from articles.models import Section
from articles.services.actors import Actor
from articles.services.recording import recording
from articles.services.taxonomy import save_section
from articles.text.fold import fold
from articles.text.slugs import slugify


@dataclass(frozen=True)
class Filing:
    """A table of categories and the section for the rest; None leaves an article unfiled."""

    by_category: Mapping[str, Section] = field(default_factory=dict)
    rest: Section | None = None

    def section_of(self, category: str) -> Section | None:
        """The section of an article that its source files under `category` ('' for none).

        Only equal names count (folded, or as slugs): a category that no section is named after
        makes no new section and stays in the original.
        """
        known = self.by_category.get(fold(category)) or self.by_category.get(slugify(category))
        return known or self.rest


def filing(
    *, by: Actor, table: Mapping[str, str] | None = None, rest: str = ""
) -> tuple[Filing, list[Section]]:
    """The filing by `table` (category -> name of a section), existing sections, and `rest`.

    Sections that are named here and missing are created; they come back beside the filing.
    Raises PermissionDenied where `by` may not create them, ValidationError for an empty name.
    """
    made: list[Section] = []
    with recording(by):
        sections = list(Section.objects.all())

        def named(name: str) -> Section:
            for section in sections:
                if fold(section.name) == fold(name):
                    return section
            section = save_section(by=by, name=name, position=len(sections))
            sections.append(section)
            made.append(section)
            return section

        chosen = {fold(category): named(name) for category, name in (table or {}).items()}
        fallback = named(rest) if rest else None
    own = {key: section for section in sections for key in (section.slug, fold(section.name))}
    return Filing({**own, **chosen}, fallback), made
