"""What follows from the chains of articles that readers may see, kept so that counts cost little.

Written by `articles.services.chain_rows` in the transaction that changed a chain or who may see
it (docs/decisions/0008), never by hand. Rows are of published and scheduled articles only, and
count from `visible_from` on; null: at once.
"""

from typing import Self

from django.db import models
from django.utils import timezone

from articles.models.vocabulary import CitationRole


class ChainRowQuerySet(models.QuerySet["models.Model"]):
    def public(self) -> Self:
        """Of articles that everybody may read now."""
        begun = models.Q(visible_from=None) | models.Q(visible_from__lte=timezone.now())
        return self.filter(begun)


class ChainLink(models.Model):
    """That an article has `source`, in a role, through `before`, the source that stands right
    before it in the chain.

    `before` is null where the source stands next to the article, or behind a name without a
    source, or behind itself. `origin`: nothing lies behind it. `again`: the article has the same
    two sources in another role too, and that row counts.
    """

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="chain_links", db_index=False
    )
    source = models.ForeignKey("articles.Source", models.CASCADE, related_name="chain_links")
    before = models.ForeignKey(
        "articles.Source", models.CASCADE, null=True, related_name="chain_links_behind"
    )
    role = models.CharField(max_length=20, choices=CitationRole)
    origin = models.BooleanField()
    again = models.BooleanField()
    visible_from = models.DateTimeField(null=True)
    dated_from = models.DateField(null=True)

    objects = ChainRowQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            # The whole graph is read from this index alone, in the order in which it is counted.
            models.Index(
                fields=["before", "source"],
                name="chain_edges",
                include=["dated_from", "visible_from"],
                condition=models.Q(before__isnull=False, again=False),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "source", "before", "role"],
                name="chain_link_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.before_id} < {self.source_id}"


class ChainCount(models.Model):
    """How many different sources, or names of sources, an article rests on, and how many of them
    are origins."""

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="chain_count"
    )
    section = models.ForeignKey(
        "articles.Section", models.PROTECT, null=True, related_name="chain_counts"
    )
    named = models.PositiveSmallIntegerField()
    origins = models.PositiveSmallIntegerField()
    visible_from = models.DateTimeField(null=True)
    dated_from = models.DateField(null=True)

    objects = ChainRowQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["section", "dated_from"],
                name="chain_count_by_section",
                include=["origins", "visible_from"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.named}, {self.origins}"
