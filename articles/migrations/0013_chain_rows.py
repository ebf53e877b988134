"""What follows from chains that readers may see: links between sources, numbers of origins."""

import django.db.models.deletion
from django.db import migrations, models

# As `articles.services.chain_rows` wrote the rows when this migration was made.
FILL = """
WITH RECURSIVE told AS (
  SELECT id, section_id, dated_from,
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
), linked AS (
  INSERT INTO articles_chainlink
         (article_id, source_id, before_id, role, origin, again, visible_from, dated_from)
  SELECT article_id, source_id, before_id, role, origin,
         row_number() OVER (PARTITION BY article_id, source_id, before_id ORDER BY role) > 1,
         told.visible_from, told.dated_from
    FROM (SELECT article_id, source_id, before_id, role, bool_or(origin) AS origin
            FROM hop WHERE source_id IS NOT NULL GROUP BY 1, 2, 3, 4) AS one
    JOIN told ON told.id = one.article_id
   ORDER BY article_id
)
INSERT INTO articles_chaincount (article_id, section_id, named, origins, visible_from, dated_from)
SELECT told.id, told.section_id, count(DISTINCT hop.who),
       count(DISTINCT hop.who) FILTER (WHERE hop.origin), told.visible_from, told.dated_from
  FROM told LEFT JOIN hop ON hop.article_id = told.id
 GROUP BY told.id, told.section_id, told.visible_from, told.dated_from
 ORDER BY told.id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0012_citation_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChainCount',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='chain_count', serialize=False, to='articles.article')),
                ('named', models.PositiveSmallIntegerField()),
                ('origins', models.PositiveSmallIntegerField()),
                ('visible_from', models.DateTimeField(null=True)),
                ('dated_from', models.DateField(null=True)),
                ('section', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='chain_counts', to='articles.section')),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['section', 'dated_from'], include=('origins', 'visible_from'), name='chain_count_by_section')],
            },
        ),
        migrations.CreateModel(
            name='ChainLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=20)),
                ('origin', models.BooleanField()),
                ('again', models.BooleanField()),
                ('visible_from', models.DateTimeField(null=True)),
                ('dated_from', models.DateField(null=True)),
                ('article', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='chain_links', to='articles.article')),
                ('before', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='chain_links_behind', to='articles.source')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chain_links', to='articles.source')),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('again', False), ('before__isnull', False)), fields=['before', 'source'], include=('dated_from', 'visible_from'), name='chain_edges')],
                'constraints': [models.UniqueConstraint(fields=('article', 'source', 'before', 'role'), name='chain_link_once', nulls_distinct=False)],
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
