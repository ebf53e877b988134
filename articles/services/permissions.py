"""Who may do what to which article; each service asks here before it writes."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from articles.models import Article, ArticleStatus, User
from articles.services.actors import Actor, SystemActor

OWN_DRAFT = (ArticleStatus.DRAFT, ArticleStatus.IN_REVIEW)


def may(by: Actor, right: str, article: Article | None = None) -> bool:
    """Whether `by` has `right` (such as "publish_article"), in the section of `article`."""
    if isinstance(by, SystemActor):
        return True
    if isinstance(by, AnonymousUser) or not by.is_active:
        return False
    if not by.has_perm(f"articles.{right}"):
        return False
    return article is None or _in_sections(by, article)


def may_edit(by: Actor, article: Article) -> bool:
    """Editors edit what stands in their sections, contributors their own until it is published."""
    if may(by, "edit_any_article", article):
        return True
    own = isinstance(by, User) and article.created_by_id == by.pk
    return own and article.status in OWN_DRAFT and may(by, "write_article")


def require(by: Actor, right: str, article: Article | None = None) -> None:
    """Raises PermissionDenied, with a sentence for people, unless `by` may."""
    if not may(by, right, article):
        raise PermissionDenied(_("Your role does not allow this."))


def require_edit(by: Actor, article: Article) -> None:
    """Raises PermissionDenied unless `by` may edit `article`."""
    if not may_edit(by, article):
        raise PermissionDenied(_("Your role does not allow editing this article."))


def _in_sections(user: User, article: Article) -> bool:
    if user.is_superuser:
        return True
    # Asked once per user object: a request often checks many articles.
    sections: set[int] | None = getattr(user, "_section_ids", None)
    if sections is None:
        sections = set(user.sections.values_list("pk", flat=True))
        user._section_ids = sections  # type: ignore[attr-defined]
    return not sections or article.section_id in sections
