"""How often articles were read, by day: numbers only, nothing about readers."""

from django.db import models


class ArticleReads(models.Model):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="reads")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "day"], name="reads_of_a_day")]
        indexes = [models.Index(fields=["day"], name="reads_by_day")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.day}: {self.count}"
