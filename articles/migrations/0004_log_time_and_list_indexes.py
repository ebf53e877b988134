"""When the log's row was last updated, and indexes for lists that programs walk to their end."""

from django.db import migrations, models
from django.db.models.functions import Coalesce, Now

# The row is updated as a transaction's last statement, under the lock that orders all visible
# writes: whoever updates it, its time is that of the last such write.
CLOCK = """
CREATE FUNCTION isnad_stamp_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := greatest(clock_timestamp(), OLD.changed_at);
  RETURN NEW;
END $$;
CREATE TRIGGER articles_changelog_stamped BEFORE UPDATE ON articles_changelog
  FOR EACH ROW EXECUTE FUNCTION isnad_stamp_log();
"""
UNCLOCK = """
DROP TRIGGER articles_changelog_stamped ON articles_changelog;
DROP FUNCTION isnad_stamp_log();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_roles")]

    operations = [
        migrations.AddField(
            "changelog", "changed_at", models.DateTimeField(db_default=Now(), editable=False)
        ),
        migrations.RunSQL(CLOCK, UNCLOCK),
        migrations.AddIndex(
            "article",
            models.Index(
                Coalesce("published_at", "publish_at", "created_at").desc(),
                models.F("id").desc(),
                name="article_published_on",
            ),
        ),
        migrations.AddIndex(
            "correction",
            models.Index(models.F("at").desc(), models.F("id").desc(), name="correction_newest"),
        ),
        migrations.AddIndex(
            "source", models.Index(fields=["sort_key", "id"], name="source_sorted")
        ),
        migrations.AddIndex("topic", models.Index(fields=["sort_key", "id"], name="topic_sorted")),
    ]
