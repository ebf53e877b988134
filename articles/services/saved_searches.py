"""Searches that people of the newsroom keep: saved, renamed, looked at, deleted, each one's own."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, SavedSearch, User
from articles.search.asked import Filters
from articles.search.parameters import written
from articles.services.actors import Actor
from articles.services.permissions import require
from articles.services.recording import recording
from articles.services.sources import one_line

RIGHT = "view_article"
MOST = 50
"""Searches that one person keeps: each costs a question to the index where all are listed."""
EVERYTHING = Filters()


def save_search(*, by: Actor, name: str, q: str, filters: Filters = EVERYTHING) -> SavedSearch:
    """Keep a search under a name; what is there already counts as seen.

    Raises PermissionDenied, ValidationError.
    """
    owner = _owner(by)
    search = SavedSearch(owner=owner, name=one_line(name), q=one_line(q))
    search.narrowed = written(filters)
    search.created_at = timezone.now()
    _look(search)
    if not search.q and not search.narrowed:
        raise ValidationError(_("Say what to search for: this search asks for nothing."))
    with recording(by) as log:
        # Locked, so that two windows do not save one too many.
        User.objects.select_for_update().get(pk=owner.pk)
        if SavedSearch.objects.filter(owner=owner).count() >= MOST:
            raise ValidationError(
                _("You keep %(most)d searches already: delete one first.") % {"most": MOST}
            )
        _check(search)
        search.save()
        log.audit("create", search, name=search.name, q=search.q, narrowed=search.narrowed)
    return search


def rename_search(*, by: Actor, search_id: int, name: str) -> SavedSearch:
    """Raises PermissionDenied for a search of somebody else, ValidationError for a bad name."""
    with recording(by) as log:
        search = _own(by, search_id)
        before, search.name = search.name, one_line(name)
        _check(search)
        search.save(update_fields=["name"])
        log.audit("change", search, before=before, name=search.name)
    return search


def look_at_search(*, by: Actor, search_id: int) -> SavedSearch:
    """All that the archive has now counts as seen. Not audited: it changes nothing for others."""
    with recording(by):
        search = _own(by, search_id)
        _look(search)
        search.save(update_fields=["seen_at", "seen_article"])
    return search


def delete_search(*, by: Actor, search_id: int) -> None:
    """Raises PermissionDenied for a search of somebody else."""
    with recording(by) as log:
        search = _own(by, search_id)
        log.audit("delete", search, name=search.name, q=search.q, narrowed=search.narrowed)
        search.delete()


def _owner(by: Actor) -> User:
    require(by, RIGHT)
    if not isinstance(by, User):
        raise PermissionDenied(_("Only people keep searches."))
    return by


def _own(by: Actor, search_id: int) -> SavedSearch:
    """A search of `by`, locked. One of somebody else is refused as if there were none."""
    found = SavedSearch.objects.select_for_update(of=("self",))
    search = found.filter(pk=search_id, owner=_owner(by)).first()
    if search is None:
        raise PermissionDenied(_("You keep no such search."))
    return search


def _look(search: SavedSearch) -> None:
    search.seen_at = timezone.now()
    search.seen_article = Article.objects.aggregate(last=Max("pk"))["last"] or 0


def _check(search: SavedSearch) -> None:
    """Raises ValidationError, by field."""
    if not search.name:
        raise ValidationError({"name": _("Give the search a name.")})
    others = SavedSearch.objects.filter(owner=search.owner, name=search.name)
    if others.exclude(pk=search.pk).exists():
        raise ValidationError({"name": _("You keep a search of this name already.")})
    search.clean_fields(exclude=["owner"])
