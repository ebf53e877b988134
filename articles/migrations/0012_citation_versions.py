"""Count the versions of citations wherever they are written; let steps go with their article."""

import django.db.models.deletion
from django.db import migrations, models

# The same words at their place in a newer text are the same evidence: nobody decided anything.
COUNT = """
CREATE FUNCTION isnad_count_citation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE was articles_citation := OLD;
BEGIN
  NEW.version := OLD.version;
  was.modified_at := NEW.modified_at;
  IF NEW.revision > OLD.revision AND NEW.exact = OLD.exact AND NEW.target = OLD.target THEN
    was.revision := NEW.revision;
    was.start := NEW.start;
    was."end" := NEW."end";
    was.prefix := NEW.prefix;
    was.suffix := NEW.suffix;
  END IF;
  IF NEW IS DISTINCT FROM was THEN
    NEW.version := OLD.version + 1;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER articles_citation_counted BEFORE UPDATE ON articles_citation
  FOR EACH ROW EXECUTE FUNCTION isnad_count_citation();
"""
UNCOUNT = """
DROP TRIGGER articles_citation_counted ON articles_citation;
DROP FUNCTION isnad_count_citation();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_settling")]

    operations = [
        migrations.RunSQL(COUNT, UNCOUNT),
        migrations.AlterField(
            model_name="citationstep",
            name="undoes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="undone_by",
                to="articles.citationstep",
            ),
        ),
    ]
