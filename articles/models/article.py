"""The article: its text, dates, state, and who may see it."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.fields import ArabicSlugField
from articles.models.vocabulary import ArticleStatus, WithdrawalReason

if TYPE_CHECKING:
    from articles.models.user import User

SEES_ALL = "articles.edit_any_article"


def public_now(now: datetime) -> Q:
    """Condition: an anonymous reader may see the article at `now`.

    A scheduled article that is due counts, so that nobody waits for the worker.
    """
    due = Q(status=ArticleStatus.SCHEDULED, publish_at__lte=now)
    free = Q(embargo_until=None) | Q(embargo_until__lte=now)
    return (Q(status=ArticleStatus.PUBLISHED) | due) & free


class ArticleQuerySet(models.QuerySet["Article"]):
    def public(self) -> Self:
        """What everybody may read now."""
        return self.filter(public_now(timezone.now()))

    def visible_to(self, user: "User | AnonymousUser | None") -> Self:
        """What `user` may read: editors everything, contributors the public part and their own."""
        if user is None or not user.is_authenticated:
            return self.public()
        if user.has_perm(SEES_ALL):
            return self.all()
        return self.filter(public_now(timezone.now()) | Q(created_by_id=user.pk))

    def withdrawn_in_public(self) -> Self:
        """What readers had seen when it was withdrawn; under an embargo it was never there."""
        was_public = Q(embargo_until=None) | Q(embargo_until__lte=F("withdrawn_at"))
        return self.filter(was_public, status=ArticleStatus.WITHDRAWN)

    def newest_first(self) -> Self:
        return self.order_by("-sort_at", "-id")


class Article(models.Model):
    title = models.CharField(_("title"), max_length=500)
    slug = ArabicSlugField(blank=True)
    standfirst = models.TextField(_("standfirst"), blank=True)
    body = models.TextField(_("text"), blank=True)
    body_text = models.TextField(editable=False, blank=True)
    footer = models.TextField(
        _("closing credit"),
        blank=True,
        help_text=_("The line that credits a source, after the text."),
    )
    footer_prompt = models.TextField(editable=False, blank=True)
    section = models.ForeignKey(
        "articles.Section",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("section"),
    )
    topics = models.ManyToManyField(
        "articles.Topic", blank=True, related_name="articles", verbose_name=_("topics")
    )
    people = models.ManyToManyField(
        "articles.Person",
        through="articles.Byline",
        related_name="articles",
        verbose_name=_("byline"),
    )
    byline_text = models.CharField(
        _("byline as received"),
        max_length=500,
        blank=True,
        help_text=_("The byline of the original, while it is not resolved to people."),
    )
    lead_image = models.ForeignKey(
        "articles.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("lead picture"),
    )
    language = models.CharField(_("language"), max_length=8, default="ar")
    rights = models.CharField(_("rights and licence"), max_length=500, blank=True)

    original = models.ForeignKey(
        "articles.Original",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("original"),
    )
    import_key = models.CharField(max_length=300, null=True, unique=True, editable=False)  # noqa: DJ001
    publisher_name = models.CharField(_("publisher of the original"), max_length=200, blank=True)
    origin_url = models.URLField(_("address of the original"), max_length=2000, blank=True)

    dated = models.CharField(
        _("date of the original"),
        max_length=64,
        blank=True,
        help_text=_("EDTF, such as 2019-06-18, 2019-06, 1950~. Empty: not known, or today's."),
    )
    date_unknown = models.BooleanField(_("the original's date is unknown"), default=False)
    dated_from = models.DateField(null=True, editable=False)
    dated_to = models.DateField(null=True, editable=False)
    dated_precision = models.CharField(max_length=10, blank=True, editable=False)

    status = models.CharField(
        _("status"), max_length=20, choices=ArticleStatus, default=ArticleStatus.DRAFT
    )
    publish_at = models.DateTimeField(_("publish at"), null=True, blank=True)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    first_published_at = models.DateTimeField(_("first published"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    modified_at = models.DateTimeField(_("modified"))
    corrected_at = models.DateTimeField(_("corrected"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawal_code = models.CharField(
        _("reason code"), max_length=30, blank=True, choices=WithdrawalReason
    )
    withdrawal_reason = models.TextField(_("public reason of the withdrawal"), blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, editable=False)
    sort_at = models.DateTimeField(_("sorted at"), editable=False)

    comments_open = models.BooleanField(_("comments are open"), default=True)
    is_demo = models.BooleanField(_("demo"), default=False, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("added"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="created_articles",
        verbose_name=_("added by"),
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-sort_at", "-id"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("write_article", _("Can write own drafts and send them to review")),
            ("edit_any_article", _("Can edit every article of the sections given")),
            ("publish_article", _("Can publish, schedule, correct and withdraw")),
            ("import_article", _("Can import articles")),
            ("erase_article", _("Can erase an article for good")),
        ]
        indexes = [
            models.Index(F("sort_at").desc(), F("id").desc(), name="article_newest"),
            models.Index(
                F("section"), F("sort_at").desc(), F("id").desc(), name="article_section_newest"
            ),
            models.Index(F("published_at").desc(), F("id").desc(), name="article_published"),
            models.Index(
                Coalesce("published_at", "publish_at", "created_at").desc(),
                F("id").desc(),
                name="article_published_on",
            ),
            models.Index(F("modified_at").desc(), F("id").desc(), name="article_modified"),
            # The calendar's counts are read from this index alone, whatever the articles weigh.
            models.Index(
                fields=["dated_from", "dated_precision"],
                name="article_calendar",
                include=["status", "publish_at", "embargo_until"],
            ),
            models.Index(
                F("sort_at").desc(),
                F("id").desc(),
                name="article_undated",
                condition=Q(dated_from=None),
            ),
            models.Index(
                fields=["publish_at"],
                name="article_due",
                condition=Q(status=ArticleStatus.SCHEDULED),
            ),
            # Few, whom the newsroom's queues leave out.
            models.Index(
                fields=["id"],
                name="article_withdrawn",
                condition=Q(status=ArticleStatus.WITHDRAWN),
            ),
            models.Index(
                fields=["embargo_until"],
                name="article_embargo",
                condition=Q(embargo_until__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="article_titled"),
            models.CheckConstraint(
                condition=Q(status__in=ArticleStatus.values), name="article_status_known"
            ),
            models.CheckConstraint(
                condition=~Q(status=ArticleStatus.PUBLISHED)
                | Q(first_published_at__isnull=False, published_at__isnull=False),
                name="article_published_when",
            ),
            models.CheckConstraint(
                condition=~Q(status=ArticleStatus.SCHEDULED) | Q(publish_at__isnull=False),
                name="article_scheduled_when",
            ),
            models.CheckConstraint(
                condition=Q(status=ArticleStatus.WITHDRAWN, withdrawn_at__isnull=False)
                & ~Q(withdrawal_code="")
                | ~Q(status=ArticleStatus.WITHDRAWN) & Q(withdrawn_at=None),
                name="article_withdrawn_why",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(status=ArticleStatus.WITHDRAWN, body="", body_text="", standfirst=""),
                name="article_erased_empty",
            ),
            models.CheckConstraint(
                condition=Q(first_published_at=None) | Q(published_at__gte=F("first_published_at")),
                name="article_first_published_first",
            ),
            models.CheckConstraint(
                condition=Q(dated="", dated_from=None, dated_to=None, dated_precision="")
                | ~Q(dated="")
                & Q(dated_from__isnull=False, dated_to__gte=F("dated_from"))
                & ~Q(dated_precision=""),
                name="article_dated_whole",
            ),
            models.CheckConstraint(
                condition=Q(date_unknown=False) | Q(dated=""), name="article_unknown_not_dated"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="article_version_from_one"),
        ]

    def __str__(self) -> str:
        return self.title
