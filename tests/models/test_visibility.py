"""`visible_to`: who may read an article in which state, for each role and owner."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from articles.models import Article, User
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.erasure import erase_article
from articles.services.publishing import publish, schedule, submit_for_review, withdraw
from tests import factories

pytestmark = pytest.mark.django_db

BY_EVERYBODY = {"published", "due", "free"}
ROLES = {
    "anonymous": False, "reader": False, "contributor": False, "moderator": False,
    "administrator": False, "editor": True, "chief editor": True,
}  # fmt: skip


def in_every_state(by: User) -> dict[str, Article]:
    """An article of `by` in each state, by the name of the state."""
    now = timezone.now()
    states = ["draft", "in_review", "scheduled", "due", "published", "embargoed", "free",
              "withdrawn", "erased"]  # fmt: skip
    made = {name: factories.draft(name, by=by) for name in states}
    submit_for_review(by=COMMAND, article_id=made["in_review"].pk)
    for name in ("scheduled", "due"):
        schedule(by=COMMAND, article_id=made[name].pk, publish_at=now + timedelta(days=1))
    for name in ("embargoed", "free"):
        edit_article(by=COMMAND, article_id=made[name].pk, base_version=1,
                     embargo_until=now + timedelta(days=1))  # fmt: skip
    for name in ("published", "embargoed", "free", "withdrawn", "erased"):
        publish(by=COMMAND, article_id=made[name].pk)
    withdraw(by=COMMAND, article_id=made["withdrawn"].pk, code="error", reason="خطأ")
    erase_article(by=COMMAND, article_id=made["erased"].pk, reason="أمر")
    # Time passes; no worker has looked yet.
    Article.objects.filter(pk=made["due"].pk).update(publish_at=now)
    Article.objects.filter(pk=made["free"].pk).update(embargo_until=now)
    return made


def seen_by(user: User | AnonymousUser | None, made: dict[str, Article]) -> set[str]:
    visible = set(Article.objects.visible_to(user).values_list("pk", flat=True))
    return {name for name, article in made.items() if article.pk in visible}


@pytest.mark.parametrize(("role", "sees_all"), ROLES.items())
def test_states_by_role(role: str, sees_all: bool) -> None:
    made = in_every_state(factories.user("contributor"))
    makers: dict[str, Callable[[], User | AnonymousUser]] = {
        "anonymous": AnonymousUser,
        "reader": lambda: User.objects.create_user("reader"),
    }
    user = makers.get(role, lambda: factories.user(role))()
    assert seen_by(user, made) == (set(made) if sees_all else BY_EVERYBODY)


def test_nobody_is_anonymous() -> None:
    assert seen_by(None, in_every_state(factories.user("contributor"))) == BY_EVERYBODY


def test_who_wrote_an_article_sees_it_in_every_state(contributor: User) -> None:
    mine = in_every_state(contributor)
    theirs = in_every_state(factories.user("contributor"))
    assert seen_by(contributor, mine) == set(mine)
    assert seen_by(contributor, theirs) == BY_EVERYBODY


def test_an_editor_of_one_section_reads_the_others_too() -> None:
    """Sections bound what an editor changes, not what an editor reads."""
    bounded = factories.user("editor", sections=[factories.section()])
    made = in_every_state(factories.user("contributor"))
    assert seen_by(bounded, made) == set(made)


def test_an_account_that_was_closed_sees_what_everybody_sees(chief: User) -> None:
    made = in_every_state(factories.user("contributor"))
    User.objects.filter(pk=chief.pk).update(is_active=False)
    assert seen_by(User.objects.get(pk=chief.pk), made) == BY_EVERYBODY


def test_a_list_is_ordered_by_date_then_number() -> None:
    same = [factories.article(dated="2019-06-18") for _number in range(3)]
    older = factories.article(dated="2018")
    found = list(Article.objects.public().newest_first())
    assert found == [*reversed(same), older]
