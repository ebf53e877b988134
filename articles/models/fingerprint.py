"""Fingerprints of articles' texts, by which near-copies are found without comparing all texts."""

from django.db import models


class Fingerprint(models.Model):
    """The MinHash signature of an article's text, as `articles.attribution.near_copies` makes it.

    `revision` is the article's version whose text it is of; `scheme` says how it was made, since
    signatures of two schemes cannot be compared. A text that is too short has an empty one.
    `compared` is the revision for which alerts of near-copies were looked for last, `quoted` that
    whose quotations were remembered last.
    """

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="fingerprint"
    )
    scheme = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField()
    shingles = models.PositiveIntegerField(help_text="Different shingles of the text.")
    signature = models.BinaryField()
    compared = models.PositiveIntegerField(null=True)
    quoted = models.PositiveIntegerField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revision__gte=1), name="fingerprint_from_version_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id}@{self.revision}"


class FingerprintBand(models.Model):
    """One band of a signature: articles that share one are compared.

    A row per band, since the planner knows how few rows share a value. Of an array with a GIN
    index it expects a tenth of the table, and reads the whole of it (docs/decisions/0007).
    """

    pk = models.CompositePrimaryKey("band", "fingerprint_id")
    band = models.IntegerField()
    fingerprint = models.ForeignKey(Fingerprint, models.CASCADE, related_name="bands")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.fingerprint_id}: {self.band}"
