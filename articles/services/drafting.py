"""Writing an article: create it, save a new version of it, bring back an old one."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    ArticleStatus,
    Byline,
    ChangeOp,
    Person,
    Revision,
    Topic,
    public_now,
)
from articles.services.actors import Actor, account, actor_name
from articles.services.errors import StaleVersion
from articles.services.evidence import refresh_evidence
from articles.services.fields import apply
from articles.services.near_copies import ask_for_signatures
from articles.services.permissions import require, require_edit
from articles.services.quotations_jobs import ask_for_quotations
from articles.services.recording import Recording, recording
from articles.services.snapshots import TEXT_FIELDS, snapshot_of


def create_article(
    *,
    by: Actor,
    topics: Sequence[Topic] = (),
    people: Sequence[Person] = (),
    why: str = "",
    is_demo: bool = False,
    **values: Any,
) -> Article:
    """Store a new draft, with revision 1. `values` are fields of articles.services.fields.

    Raises PermissionDenied and ValidationError.
    """
    require(by, "write_article")
    now = timezone.now()
    article = Article(
        status=ArticleStatus.DRAFT,
        created_at=now,
        modified_at=now,
        sort_at=now,
        created_by=account(by),
        is_demo=is_demo,
    )
    apply(article, {"dated": "", **values})
    with recording(by) as log:
        article.save(force_insert=True)
        log.indexed(article.pk)
        set_relations(article, topics=topics, people=people)
        add_revision(article, by=by, why=why)
        ask_for_signatures([article.pk])
        ask_for_quotations([article.pk])
    return article


def edit_article(
    *,
    by: Actor,
    article_id: int,
    base_version: int,
    topics: Sequence[Topic] | None = None,
    people: Sequence[Person] | None = None,
    why: str = "",
    **values: Any,
) -> Article:
    """Save a new version that began from `base_version`; nothing is written if nothing differs.

    Raises StaleVersion if a newer one was saved meanwhile, PermissionDenied, ValidationError.
    """
    with recording(by) as log:
        article = locked(article_id)
        require_edit(by, article)
        if article.version != base_version:
            raise StaleVersion(article, base_version)
        if article.erased_at is not None:
            raise ValidationError(_("An erased article cannot be edited."))
        before = snapshot_of(article), article.embargo_until
        text = article.body_text
        apply(article, values)
        require_edit(by, article)  # nobody moves an article into a section that is not theirs
        set_relations(article, topics=topics, people=people)
        if before != (snapshot_of(article), article.embargo_until):
            save_version(article, by=by, why=why, log=log)
        if article.body_text != text:
            ask_for_signatures([article.pk])
            ask_for_quotations([article.pk])
    return article


def restore_revision(*, by: Actor, article_id: int, number: int, base_version: int) -> Article:
    """Make the content of revision `number` the newest version; the history stays as it is.

    Raises Revision.DoesNotExist, StaleVersion, PermissionDenied, ValidationError.
    """
    revision = Revision.objects.get(article_id=article_id, number=number)
    kept = revision.snapshot
    if "title" not in kept:
        raise ValidationError(_("This revision was erased."))
    topics = list(Topic.objects.filter(pk__in=kept["topics"]))
    by_id = Person.objects.in_bulk(kept["people"])
    people = [by_id[pk] for pk in kept["people"] if pk in by_id]
    values = {name: kept[name] for name in TEXT_FIELDS if name in kept}
    return edit_article(
        by=by,
        article_id=article_id,
        base_version=base_version,
        topics=topics,
        people=people,
        why=_("Restored revision %(number)d") % {"number": number},
        **values,
    )


def locked(article_id: int) -> Article:
    """The article, locked until the transaction ends. Raises Article.DoesNotExist."""
    return Article.objects.select_for_update().get(pk=article_id)


def is_public(article: Article) -> bool:
    """Whether everybody may read the article now, by what the database holds."""
    return Article.objects.filter(public_now(timezone.now()), pk=article.pk).exists()


def set_relations(
    article: Article, *, topics: Sequence[Topic] | None, people: Sequence[Person] | None
) -> None:
    """Replace topics and byline; None leaves them as they are."""
    if topics is not None:
        article.topics.set(topics)
    if people is not None:
        current = list(article.bylines.order_by("position").values_list("person_id", flat=True))
        wanted = list(dict.fromkeys(person.pk for person in people))
        if current != wanted:
            article.bylines.all().delete()
            Byline.objects.bulk_create(
                Byline(article=article, person_id=pk, position=n) for n, pk in enumerate(wanted)
            )


def save_version(article: Article, *, by: Actor, why: str, log: Recording) -> None:
    """Count up, store, snapshot, find the evidence again, and tell the log if readers see it."""
    was_public = is_public(article)
    article.version += 1
    article.modified_at = timezone.now()
    article.save()
    add_revision(article, by=by, why=why)
    refresh_evidence(article)
    log.chain(article.pk)
    if is_public(article):
        log.article(article, ChangeOp.UPDATED if was_public else ChangeOp.PUBLISHED)
    elif was_public:
        log.article(article, ChangeOp.WITHDRAWN, article.withdrawal_code or "embargo")


def add_revision(article: Article, *, by: Actor, why: str) -> Revision:
    """Store the article as it stands under its version number."""
    return Revision.objects.create(
        article=article,
        number=article.version,
        snapshot=snapshot_of(article),
        by=account(by),
        actor=actor_name(by),
        why=why[:500],
        at=article.modified_at,
    )
