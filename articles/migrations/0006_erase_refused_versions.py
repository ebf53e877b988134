"""Erasure reaches the originals of refused versions of the item as well, known by its import key."""

from django.db import migrations

HEAD = """
CREATE OR REPLACE FUNCTION isnad_erase(target bigint, erased timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
"""
ENTRY = """
  PERFORM 1 FROM articles_article WHERE id = target AND erased_at IS NOT NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'article % is not marked as erased', target;
  END IF;
  PERFORM set_config('isnad.erasing', 'on', true);
  UPDATE articles_revision SET snapshot = '{"erased": true}', why = '' WHERE article_id = target;
"""
TAIL = """
  UPDATE articles_auditentry SET detail = '{}'
   WHERE object_type = 'article' AND object_id = target
      OR object_type = 'comment'
         AND object_id IN (SELECT id FROM articles_comment WHERE article_id = target)
      OR object_type = 'citation' AND (detail ->> 'article')::bigint = target;
  PERFORM set_config('isnad.erasing', '', true);
END $$;
"""
ONE = """
DECLARE kept bigint;
BEGIN
""" + ENTRY + """
  SELECT original_id INTO kept FROM articles_article WHERE id = target;
  UPDATE articles_original SET content = '', origin = '', erased_at = erased
   WHERE id = kept AND NOT EXISTS (
     SELECT 1 FROM articles_article
      WHERE original_id = kept AND id <> target AND erased_at IS NULL);
"""
ALL = """
DECLARE imported varchar;
BEGIN
""" + ENTRY + """
  SELECT import_key INTO imported FROM articles_article WHERE id = target;
  UPDATE articles_original AS kept SET content = '', origin = '', erased_at = erased
   WHERE kept.erased_at IS NULL
     AND (kept.id = (SELECT original_id FROM articles_article WHERE id = target)
          OR kept.id IN (SELECT original_id FROM articles_importrecord
                          WHERE article_id = target OR key = imported AND imported <> ''))
     AND NOT EXISTS (
       SELECT 1 FROM articles_article
        WHERE original_id = kept.id AND id <> target AND erased_at IS NULL);
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_calendar_indexes")]

    operations = [migrations.RunSQL(HEAD + ALL + TAIL, HEAD + ONE + TAIL)]
