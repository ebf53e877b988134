"""What the ORM cannot say: links inside one article, tables that only grow, erasure, the log's row."""

from django.db import migrations

LINKS = """
ALTER TABLE articles_citation ADD CONSTRAINT citation_via_in_same_article
  FOREIGN KEY (via_id, article_id) REFERENCES articles_citation (id, article_id)
  ON DELETE SET NULL (via_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE articles_comment ADD CONSTRAINT comment_parent_in_same_article
  FOREIGN KEY (parent_id, article_id) REFERENCES articles_comment (id, article_id)
  DEFERRABLE INITIALLY DEFERRED;
"""
UNLINK = """
ALTER TABLE articles_citation DROP CONSTRAINT citation_via_in_same_article;
ALTER TABLE articles_comment DROP CONSTRAINT comment_parent_in_same_article;
"""

# Grants keep the site's role out; the trigger also stops the owner's slips. isnad_erase is the
# one exception and sets the switch for itself only.
GUARD = """
CREATE FUNCTION isnad_refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('isnad.erasing', true) = 'on' THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'table % keeps history: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
"""
TABLES = ["articles_revision", "articles_change", "articles_auditentry", "articles_original"]
TRIGGERS = "".join(
    f"""
CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION isnad_refuse_rewrite();
CREATE TRIGGER {table}_stays BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION isnad_refuse_rewrite();
"""
    for table in TABLES
)
UNGUARD = (
    "".join(
        f"DROP TRIGGER {table}_only_grows ON {table}; DROP TRIGGER {table}_stays ON {table};"
        for table in TABLES
    )
    + "DROP FUNCTION isnad_refuse_rewrite();"
)

ERASE = """
CREATE FUNCTION isnad_erase(target bigint, erased timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE kept bigint;
BEGIN
  PERFORM 1 FROM articles_article WHERE id = target AND erased_at IS NOT NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'article % is not marked as erased', target;
  END IF;
  PERFORM set_config('isnad.erasing', 'on', true);
  UPDATE articles_revision SET snapshot = '{"erased": true}', why = '' WHERE article_id = target;
  SELECT original_id INTO kept FROM articles_article WHERE id = target;
  UPDATE articles_original SET content = '', origin = '', erased_at = erased
   WHERE id = kept AND NOT EXISTS (
     SELECT 1 FROM articles_article
      WHERE original_id = kept AND id <> target AND erased_at IS NULL);
  UPDATE articles_auditentry SET detail = '{}'
   WHERE object_type = 'article' AND object_id = target
      OR object_type = 'comment'
         AND object_id IN (SELECT id FROM articles_comment WHERE article_id = target)
      OR object_type = 'citation' AND (detail ->> 'article')::bigint = target;
  PERFORM set_config('isnad.erasing', '', true);
END $$;
REVOKE ALL ON FUNCTION isnad_erase(bigint, timestamptz) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_entities")]

    operations = [
        migrations.RunSQL(LINKS, UNLINK),
        migrations.RunSQL(GUARD + TRIGGERS, UNGUARD),
        migrations.RunSQL(ERASE, "DROP FUNCTION isnad_erase(bigint, timestamptz);"),
        migrations.RunSQL(
            "INSERT INTO articles_changelog (id, log_id, seq, site_version)"
            " VALUES (1, gen_random_uuid(), 0, 0);",
            "DELETE FROM articles_changelog;",
        ),
    ]
