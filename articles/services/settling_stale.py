"""What is told to a person whose act comes after somebody else's: nothing is done, nothing lost."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.models import Article, AuditEntry, Citation, CitationStep
from articles.services.actors import actor_name, actor_title


class Stale(ValidationError):
    """Somebody changed what an act was about; nothing was changed.

    `rows` are the citations as they stand now (without those that are gone), `wanted` is the act
    or the step that could not be done, `actor` the login or the part of the program that was
    faster ('' where nobody knows) and `at` when.
    """

    def __init__(self, rows: Collection[Citation], wanted: Any, actor: str, at: datetime | None):
        self.rows = list(rows)
        self.wanted = wanted
        self.actor = actor
        self.at = at
        names = "، ".join(str(row) for row in self.rows)
        if not self.rows:
            text = _("This citation is gone meanwhile: nothing was done.")
        elif actor:
            text = _("%(who)s changed this meanwhile: %(name)s. Nothing was done.") % {
                "who": actor_title(actor), "name": names,
            }  # fmt: skip
        else:
            text = _("This changed meanwhile: %(name)s. Nothing was done.") % {"name": names}
        super().__init__(text, code="stale")


def stale(article: Article, ids: Collection[int], wanted: Any) -> Stale:
    """The refusal of `wanted`, which is about the citations `ids`: as they stand, and who and when
    changed them last (three queries)."""
    rows = article.citations.filter(pk__in=ids).select_related("source")
    actor, at = _last_change(article, ids)
    return Stale(list(rows), wanted, actor, at)


def _last_change(article: Article, ids: Collection[int]) -> tuple[str, datetime | None]:
    entry = AuditEntry.objects.filter(object_type="citation", object_id__in=ids).first()
    keys = [str(pk) for pk in ids]
    steps: QuerySet[CitationStep] = article.citation_steps.select_related("by")
    touched = steps.filter(before__has_any_keys=keys) | steps.filter(after__has_any_keys=keys)
    step = touched.first()
    found = []
    if entry is not None:
        found.append((entry.at, entry.actor))
    if step is not None and step.by is not None:
        found.append((step.at, actor_name(step.by)))
    at, actor = max(found, default=(None, ""))
    return actor, at
