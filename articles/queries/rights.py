"""A person's rights and sections, read at once for pages that may ask few queries."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast

from articles.models import User


def read_rights(user: User) -> None:
    """Keep on `user` what `has_perm` and `services.permissions` would ask three queries for.

    Only for this object, which lives as long as the request: Django keeps it the same way.
    """
    if user.is_superuser or not user.is_active or hasattr(user, "_perm_cache"):
        return
    held = Permission.objects.order_by().filter(Q(user=user) | Q(group__user=user))
    rights: Any = held.values_list("content_type__app_label", "codename")
    sections: Any = user.sections.order_by().values_list(
        Value("", output_field=CharField()), Cast("pk", CharField())
    )
    permissions, section_ids = set(), set()
    for app, name in rights.union(sections):
        if app:
            permissions.add(f"{app}.{name}")
        else:
            section_ids.add(int(name))
    kept: Any = user
    kept._perm_cache, kept._section_ids = permissions, section_ids
