"""Which role has which right, and over which articles: the table of the design, line by line."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles.models import ArticleStatus, User
from articles.services.actors import COMMAND, READER, WORKER
from articles.services.permissions import may, may_edit, require, require_edit
from articles.services.publishing import publish, schedule, submit_for_review
from tests import factories

pytestmark = pytest.mark.django_db

ROLES = ("contributor", "editor", "chief editor", "moderator", "administrator")
# Right -> the roles that have it.
TABLE = {
    "write_article": {"contributor", "editor", "chief editor"},
    "edit_any_article": {"editor", "chief editor"},
    "publish_article": {"editor", "chief editor"},
    "import_article": {"editor", "chief editor"},
    "erase_article": {"chief editor"},
    "settle_citation": {"editor", "chief editor"},
    "add_source": {"contributor", "editor", "chief editor"},
    "change_source": {"editor", "chief editor"},
    "delete_source": {"chief editor"},
    "merge_source": {"chief editor"},
    "add_topic": {"contributor", "editor", "chief editor"},
    "change_topic": {"editor", "chief editor"},
    "delete_topic": {"chief editor"},
    "add_person": {"contributor", "editor", "chief editor"},
    "change_person": {"editor", "chief editor"},
    "delete_person": {"chief editor"},
    "add_section": {"chief editor"},
    "change_section": {"chief editor"},
    "delete_section": {"chief editor"},
    "add_image": {"contributor", "editor", "chief editor"},
    "change_image": {"editor", "chief editor"},
    "delete_image": {"chief editor"},
    "change_errorreport": {"editor", "chief editor"},
    "moderate_comment": {"moderator", "chief editor"},
    "manage_accounts": {"administrator"},
    "manage_editorial_roles": {"chief editor"},
}


@pytest.mark.parametrize(("right", "roles"), TABLE.items())
def test_who_has_which_right(right: str, roles: set[str]) -> None:
    have = {role for role in ROLES if may(factories.user(role), right)}
    assert have == roles
    for nobody in (AnonymousUser(), factories.user()):
        assert not may(nobody, right)
        with pytest.raises(PermissionDenied):
            require(nobody, right)


@pytest.mark.parametrize("actor", [COMMAND, WORKER, READER])
def test_parts_of_the_program_may_do_everything(actor: object) -> None:
    article = factories.article()
    assert all(may(actor, right, article) for right in TABLE)  # type: ignore[arg-type]
    assert may_edit(actor, article)  # type: ignore[arg-type]


def test_a_closed_account_has_no_right() -> None:
    user = factories.user("chief editor", is_active=False)
    assert not any(may(user, right) for right in TABLE)
    root = User.objects.create_superuser("root", is_active=False)
    assert not any(may(root, right) for right in TABLE)


def test_rights_hold_in_the_sections_given() -> None:
    mine, other = factories.section(), factories.section()
    here, there = factories.draft(section=mine), factories.draft(section=other)
    unfiled = factories.draft()
    bounded, free = factories.user("editor", sections=[mine]), factories.user("editor")
    for right in ("edit_any_article", "publish_article", "settle_citation", "import_article"):
        assert [may(bounded, right, article) for article in (here, there, unfiled)] == [
            True, False, False,
        ]  # fmt: skip
        assert all(may(free, right, article) for article in (here, there, unfiled))
    assert may(bounded, "publish_article")
    assert [may_edit(bounded, article) for article in (here, there, unfiled)] == [
        True, False, False,
    ]  # fmt: skip


def test_sections_do_not_bound_who_stands_above_all_rights() -> None:
    root = User.objects.create_superuser("root")
    root.sections.set([factories.section()])
    assert may(root, "publish_article", factories.draft())


def test_a_contributor_edits_what_is_theirs_until_it_is_published(contributor: User) -> None:
    own, foreign = factories.draft(by=contributor), factories.draft()
    assert may_edit(contributor, own) and not may_edit(contributor, foreign)
    submit_for_review(by=contributor, article_id=own.pk)
    own.refresh_from_db()
    assert (own.status, may_edit(contributor, own)) == (ArticleStatus.IN_REVIEW, True)
    at = timezone.now() + timedelta(days=1)
    schedule(by=COMMAND, article_id=own.pk, publish_at=at)
    own.refresh_from_db()
    assert not may_edit(contributor, own)
    publish(by=COMMAND, article_id=own.pk)
    own.refresh_from_db()
    assert not may_edit(contributor, own)
    with pytest.raises(PermissionDenied):
        require_edit(contributor, own)


def test_who_lost_the_role_edits_no_draft_of_theirs(contributor: User) -> None:
    own = factories.draft(by=contributor)
    contributor.groups.clear()
    assert not may_edit(User.objects.get(pk=contributor.pk), own)
