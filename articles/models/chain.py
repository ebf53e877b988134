"""What follows from the chains of articles that readers may see, kept so that counts cost little.

Written by `articles.services.chain_rows` in the transaction that changed a chain or who may see
it (docs/decisions/0010), never by hand. Rows are of published and scheduled articles only, and
count from `visible_from` on; null: at once.
"""

from typing import Self

from django.db import models
from django.db.models import F
from django.utils import timezone


class ChainRowQuerySet(models.QuerySet["models.Model"]):
    def public(self) -> Self:
        """Of articles that everybody may read now."""
        begun = models.Q(visible_from=None) | models.Q(visible_from__lte=timezone.now())
        return self.filter(begun)


class ChainLink(models.Model):
    """That an article has `source`, in a role, through `before`, the source that stands right
    before it in the chain.

    `before` is null where the source stands next to the article, or behind a name without a
    source, or behind itself. `origin`: nothing lies behind it; `single`: the article has one
    origin in all. Of the rows of an article exactly one is `once` for each source, `once_in_role`
    for each source and role, and not `again` for each pair, so that counting rows is counting
    articles.
    """

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="chain_links", db_index=False
    )
    source = models.ForeignKey(
        "articles.Source", models.CASCADE, related_name="chain_links", db_index=False
    )
    before = models.ForeignKey(
        "articles.Source", models.CASCADE, null=True, related_name="chain_links_behind"
    )
    role = models.CharField(max_length=20)  # of CitationRole, as the citation has it
    origin = models.BooleanField()
    single = models.BooleanField()
    once = models.BooleanField()
    once_in_role = models.BooleanField()
    again = models.BooleanField()
    visible_from = models.DateTimeField(null=True)
    dated_from = models.DateField(null=True)
    sort_at = models.DateTimeField()

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
            ),
            # A source's articles, the newest first, and all that its page counts of them.
            models.Index(
                F("source"),
                F("sort_at").desc(),
                F("article").desc(),
                name="chain_of_source",
                include=[
                    "role",
                    "before",
                    "origin",
                    "single",
                    "once",
                    "once_in_role",
                    "again",
                    "visible_from",
                    "dated_from",
                ],
            ),
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
        "articles.Section", models.CASCADE, null=True, related_name="chain_counts"
    )
    named = models.PositiveSmallIntegerField()
    origins = models.PositiveSmallIntegerField()
    visible_from = models.DateTimeField(null=True)
    dated_from = models.DateField(null=True)
    sort_at = models.DateTimeField()

    objects = ChainRowQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                F("sort_at").desc(),
                F("article").desc(),
                name="chain_count_newest",
                include=["section", "origins", "visible_from", "dated_from"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.named}, {self.origins}"
