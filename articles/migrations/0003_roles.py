"""The newsroom's roles: a group each, with what it may do."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

VIEW = [
    "view_article", "view_revision", "view_correction", "view_source", "view_citation",
    "view_topic", "view_section", "view_person", "view_image", "view_original",
]
CONTRIBUTOR = [*VIEW, "write_article", "add_article", "change_article", "add_topic",
               "add_person", "add_image", "add_source"]
EDITOR = [
    *CONTRIBUTOR, "edit_any_article", "publish_article", "settle_citation", "import_article",
    "add_citation", "change_citation", "delete_citation", "change_source", "change_topic",
    "change_person", "change_image", "add_correction", "view_importbatch", "view_importrecord",
    "view_errorreport", "change_errorreport", "view_comment", "view_change", "view_auditentry",
]
CHIEF = [
    *EDITOR, "merge_source", "delete_source", "add_section", "change_section", "delete_section",
    "delete_topic", "delete_person", "delete_image", "erase_article", "manage_editorial_roles",
    "moderate_comment", "change_comment", "view_user", "view_job",
]
MODERATOR = ["view_article", "view_comment", "change_comment", "moderate_comment"]
ADMINISTRATOR = ["manage_accounts", "view_user", "add_user", "change_user", "view_job",
                 "view_auditentry"]
ROLES = {
    "contributor": CONTRIBUTOR,
    "editor": EDITOR,
    "chief editor": CHIEF,
    "moderator": MODERATOR,
    "administrator": ADMINISTRATOR,
}


def make_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    using = schema_editor.connection.alias
    config = apps.get_app_config("articles")
    # Permissions are normally made after the last migration; the groups need them now.
    config.models_module = True
    create_contenttypes(config, apps=apps, using=using, verbosity=0)
    create_permissions(config, apps=apps, using=using, verbosity=0)
    config.models_module = None
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    for name, codenames in ROLES.items():
        group, _created = group_model.objects.using(using).get_or_create(name=name)
        permissions = permission_model.objects.using(using).filter(
            content_type__app_label="articles", codename__in=codenames
        )
        missing = set(codenames) - {permission.codename for permission in permissions}
        if missing:
            raise LookupError(f"No such permissions: {', '.join(sorted(missing))}")
        group.permissions.set(permissions)


def drop_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    using = schema_editor.connection.alias
    apps.get_model("auth", "Group").objects.using(using).filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_history"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, drop_roles)]
