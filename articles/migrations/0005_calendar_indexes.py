"""Indexes for the archive's counts by year, month and day, and for its undated articles."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_log_time_and_list_indexes")]

    operations = [
        migrations.RemoveIndex("article", "article_dated"),
        migrations.AddIndex(
            "article",
            models.Index(
                fields=["dated_from", "dated_precision"],
                name="article_calendar",
                include=["status", "publish_at", "embargo_until"],
            ),
        ),
        migrations.AddIndex(
            "article",
            models.Index(
                models.F("sort_at").desc(),
                models.F("id").desc(),
                name="article_undated",
                condition=models.Q(dated_from=None),
            ),
        ),
    ]
