"""Fingerprints of articles' texts, and the bands by which those of near-copies meet."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_rendition_shapes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Fingerprint',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='fingerprint', serialize=False, to='articles.article')),
                ('scheme', models.PositiveSmallIntegerField()),
                ('revision', models.PositiveIntegerField()),
                ('shingles', models.PositiveIntegerField(help_text='Different shingles of the text.')),
                ('signature', models.BinaryField()),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('revision__gte', 1)), name='fingerprint_from_version_one')],
            },
        ),
        migrations.CreateModel(
            name='FingerprintBand',
            fields=[
                ('pk', models.CompositePrimaryKey('band', 'fingerprint_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('band', models.IntegerField()),
                ('fingerprint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bands', to='articles.fingerprint')),
            ],
            options={
                'default_permissions': (),
            },
        ),
    ]
