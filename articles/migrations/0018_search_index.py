"""Where search indexes stand, and notes of what they have and the readers' log does not say."""

import uuid

import django.db.models.functions.datetime
from django.db import migrations, models

# A note alone is nothing that a reader sees: validators of pages hang on this time.
CLOCK = """
CREATE OR REPLACE FUNCTION isnad_stamp_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.log_id, NEW.seq, NEW.site_version) = (OLD.log_id, OLD.seq, OLD.site_version)
     AND NEW.note_seq <> OLD.note_seq THEN
    NEW.changed_at := OLD.changed_at;
  ELSE
    NEW.changed_at := greatest(clock_timestamp(), OLD.changed_at);
  END IF;
  RETURN NEW;
END $$;
"""
UNCLOCK = """
CREATE OR REPLACE FUNCTION isnad_stamp_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := greatest(clock_timestamp(), OLD.changed_at);
  RETURN NEW;
END $$;
"""
KINDS = ["article", "topic", "person", "image"]


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_alert_states")]

    operations = [
        migrations.CreateModel(
            "IndexGeneration",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("node", models.UUIDField()),
                ("log_id", models.UUIDField()),
                ("seq", models.BigIntegerField(default=0)),
                ("note_seq", models.BigIntegerField(default=0)),
                ("analyser", models.PositiveIntegerField()),
                ("shape", models.TextField()),
                ("built", models.BooleanField(default=False)),
                ("backlog", models.JSONField(default=list)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("problem", models.TextField(blank=True, default="")),
            ],
            options={"default_permissions": ()},
        ),
        migrations.AddField("changelog", "note_seq", models.BigIntegerField(default=0)),
        migrations.RunSQL(CLOCK, UNCLOCK),
        migrations.CreateModel(
            "IndexNote",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "kind", "thing_id", blank=True, editable=False, primary_key=True,
                        serialize=False,
                    ),
                ),
                ("kind", models.CharField(choices=[(k, k) for k in KINDS], max_length=10)),
                ("thing_id", models.BigIntegerField()),
                ("seq", models.BigIntegerField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["seq"], name="index_note_in_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(kind__in=KINDS), name="noted_kind_known"
                    )
                ],
            },
        ),
    ]  # fmt: skip
