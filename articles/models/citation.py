"""Citations: one link of an article to a source, with its evidence in the text."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.vocabulary import (
    CitationRole,
    CitationState,
    EvidenceState,
    EvidenceTarget,
)


class CitationQuerySet(models.QuerySet["Citation"]):
    def confirmed(self) -> Self:
        return self.filter(state=CitationState.CONFIRMED)


class Citation(models.Model):
    """Article -> source (or a raw name while the source is unresolved).

    Evidence follows the W3C Web Annotation selectors: `exact` with `prefix` and `suffix`, and
    `start`, `end` in Unicode code points of `target` as it stood in revision `revision`.
    `version` is counted by the database at every change, whoever writes; that the same words moved
    in a newer text is none.
    `candidates` are `{"name", "source"}`: a canonical name, and the id of the source that it was
    when the program suggested it (null for none); `reasons` are codes.
    """

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="citations", verbose_name=_("article")
    )
    source = models.ForeignKey(
        "articles.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
        verbose_name=_("source"),
    )
    name = models.CharField(
        _("name in the text"),
        max_length=200,
        blank=True,
        help_text=_("As the article names the source."),
    )
    role = models.CharField(_("role"), max_length=20, choices=CitationRole)
    via = models.ForeignKey(
        "self",
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="leads_to",
        db_constraint=False,
        verbose_name=_("through"),
        help_text=_("The link of the chain through which the article has this one."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    state = models.CharField(
        _("state"), max_length=20, choices=CitationState, default=CitationState.SUGGESTED
    )
    consulted = models.BooleanField(
        _("consulted"), default=False, help_text=_("The newsroom has read the source itself.")
    )
    confidence = models.FloatField(_("confidence"), null=True, blank=True)
    candidates = models.JSONField(
        _("possible sources"),
        default=list,
        blank=True,
        editable=False,
        help_text=_("Where several sources share the name, the most likely first."),
    )
    reasons = models.JSONField(
        _("reasons of the confidence"), default=list, blank=True, editable=False
    )
    asserted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("asserted by"),
    )
    asserted_how = models.CharField(_("asserted through"), max_length=50, blank=True)
    target = models.CharField(
        _("evidence stands in"), max_length=20, blank=True, choices=EvidenceTarget
    )
    revision = models.PositiveIntegerField(_("revision"), null=True, blank=True)
    exact = models.TextField(_("evidence"), blank=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    cue = models.CharField(_("attribution cue"), max_length=100, blank=True)
    evidence_state = models.CharField(
        _("state of the evidence"),
        max_length=20,
        choices=EvidenceState,
        default=EvidenceState.NONE,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    rests_on = models.ForeignKey(
        "articles.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="dependents",
        verbose_name=_("report in this archive"),
        help_text=_("The article of this archive that the source published."),
    )
    report_address = models.URLField(
        _("address of the report"),
        max_length=1000,
        blank=True,
        help_text=_("Where the source published it."),
    )
    archived_address = models.URLField(
        _("archived copy"),
        max_length=1000,
        blank=True,
        help_text=_("A copy of the report in a web archive."),
    )
    archived_original = models.ForeignKey(
        "articles.Original",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="archived_for",
        verbose_name=_("copy kept here"),
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    modified_at = models.DateTimeField(_("modified"), auto_now=True)

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        permissions = [("settle_citation", _("Can settle citations"))]
        indexes = [
            models.Index(fields=["source", "state", "article"], name="citation_by_source"),
            models.Index(
                fields=["rests_on"],
                name="citation_rests_on",
                condition=models.Q(rests_on__isnull=False),
            ),
            # What waits for the newsroom: each queue is read from its own few rows.
            models.Index(
                fields=["name"],
                name="citation_unresolved",
                include=["article"],
                condition=models.Q(source=None) & ~models.Q(state=CitationState.REJECTED),
            ),
            models.Index(
                fields=["article"],
                name="citation_open",
                condition=models.Q(state=CitationState.SUGGESTED),
            ),
            models.Index(
                fields=["-id"],
                name="citation_stale",
                condition=models.Q(
                    evidence_state__in=(EvidenceState.AMBIGUOUS, EvidenceState.MISSING)
                )
                & ~models.Q(state=CitationState.REJECTED),
            ),
            models.Index(
                fields=["report_address", "source"],
                name="citation_of_report",
                condition=~models.Q(report_address=""),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["id", "article"], name="citation_id_article"),
            models.CheckConstraint(
                condition=~models.Q(source=None) | ~models.Q(name=""), name="citation_names_someone"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=CitationRole.values), name="citation_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=CitationState.values), name="citation_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(via=None) | ~models.Q(via=models.F("id")),
                name="citation_not_via_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(confidence=None)
                | models.Q(confidence__gte=0, confidence__lte=1),
                name="citation_confidence_range",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    evidence_state=EvidenceState.NONE, exact="", target="", start=None, end=None
                )
                | (
                    ~models.Q(evidence_state=EvidenceState.NONE)
                    & ~models.Q(exact="")
                    & models.Q(target__in=EvidenceTarget.values)
                    & models.Q(start__isnull=False, end__gt=models.F("start"))
                    & models.Q(revision__isnull=False)
                ),
                name="citation_evidence_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.source)
