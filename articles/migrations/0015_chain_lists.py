"""Let rows of chains be read in the order of lists, each article of a source once."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

EMPTY = "TRUNCATE articles_chainlink, articles_chaincount;"
# As `articles.services.chain_rows` wrote the rows when this migration was made.
FILL = """
WITH RECURSIVE told AS (
  SELECT id, section_id, dated_from, sort_at,
         greatest(CASE WHEN status = 'scheduled' THEN publish_at END, embargo_until) AS visible_from
    FROM articles_article
   WHERE status IN ('published', 'scheduled')
), walk AS (
  SELECT c.id, c.article_id, c.via_id AS step
    FROM told JOIN articles_citation AS c ON c.article_id = told.id
   WHERE c.state = 'confirmed'
  UNION
  SELECT walk.id, walk.article_id, v.via_id
    FROM walk JOIN articles_citation AS v ON v.id = walk.step
   WHERE v.state <> 'confirmed'
), placed AS (
  SELECT walk.id, walk.article_id, v.id AS through
    FROM walk LEFT JOIN articles_citation AS v ON v.id = walk.step
   WHERE walk.step IS NULL OR v.state = 'confirmed'
), hop AS (
  SELECT placed.article_id, c.source_id, nullif(b.source_id, c.source_id) AS before_id, c.role,
         coalesce('s' || c.source_id, 'n' || c.name) AS who,
         NOT EXISTS (SELECT FROM placed AS behind WHERE behind.through = placed.id) AS origin
    FROM placed
    JOIN articles_citation AS c ON c.id = placed.id
    LEFT JOIN articles_citation AS b ON b.id = placed.through
), summed AS (
  SELECT told.id, count(DISTINCT hop.who) AS named,
         count(DISTINCT hop.who) FILTER (WHERE hop.origin) AS origins
    FROM told LEFT JOIN hop ON hop.article_id = told.id GROUP BY told.id
), linked AS (
  INSERT INTO articles_chainlink
         (article_id, source_id, before_id, role, origin, single, once, once_in_role, again,
          visible_from, dated_from, sort_at)
  SELECT article_id, source_id, before_id, role, origin, summed.origins = 1,
         row_number() OVER (PARTITION BY article_id, source_id
                            ORDER BY origin DESC, before_id, role) = 1,
         row_number() OVER (PARTITION BY article_id, source_id, role
                            ORDER BY origin DESC, before_id) = 1,
         row_number() OVER (PARTITION BY article_id, source_id, before_id ORDER BY role) > 1,
         told.visible_from, told.dated_from, told.sort_at
    FROM (SELECT article_id, source_id, before_id, role, bool_or(origin) AS origin
            FROM hop WHERE source_id IS NOT NULL GROUP BY 1, 2, 3, 4) AS one
    JOIN told ON told.id = one.article_id
    JOIN summed ON summed.id = one.article_id
   ORDER BY article_id
)
INSERT INTO articles_chaincount
       (article_id, section_id, named, origins, visible_from, dated_from, sort_at)
SELECT told.id, section_id, named, origins, visible_from, dated_from, sort_at
  FROM told JOIN summed ON summed.id = told.id
 ORDER BY told.id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0014_queues'),
    ]

    operations = [
        migrations.RunSQL(EMPTY, EMPTY),
        migrations.RemoveIndex(
            model_name='chaincount',
            name='chain_count_by_section',
        ),
        migrations.AddField(
            model_name='chaincount',
            name='sort_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='chainlink',
            name='once',
            field=models.BooleanField(default=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='chainlink',
            name='once_in_role',
            field=models.BooleanField(default=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='chainlink',
            name='single',
            field=models.BooleanField(default=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='chainlink',
            name='sort_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='chainlink',
            name='source',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='chain_links', to='articles.source'),
        ),
        migrations.AddIndex(
            model_name='chaincount',
            index=models.Index(models.OrderBy(models.F('sort_at'), descending=True), models.OrderBy(models.F('article'), descending=True), include=('section', 'origins', 'visible_from', 'dated_from'), name='chain_count_newest'),
        ),
        migrations.AddIndex(
            model_name='chainlink',
            index=models.Index(models.F('source'), models.OrderBy(models.F('sort_at'), descending=True), models.OrderBy(models.F('article'), descending=True), include=('role', 'before', 'origin', 'single', 'once', 'once_in_role', 'again', 'visible_from', 'dated_from'), name='chain_of_source'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
