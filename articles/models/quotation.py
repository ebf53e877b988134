"""Quotations in articles, by which the same words are found again in others."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Quotation(models.Model):
    """Words that an article quotes: `start` to `end` are code points of the body of `revision`.

    `digest` is equal for quotations of the same folded words; `shingles` are numbers of their runs
    of words, many of which meet where one quotation holds most of another.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="quotations")
    revision = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.PositiveIntegerField()
    digest = models.BigIntegerField()
    shingles = ArrayField(models.IntegerField(), default=list)
    speaker = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["article", "start"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["digest"], name="quotation_digest"),
            GinIndex(fields=["shingles"], name="quotation_shingles", fastupdate=False),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "start"], name="quotation_place_once"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="quotation_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}:{self.start}-{self.end}"
