"""Who changed what, to look at: revisions, corrections, the change log and the audit."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.audit_words import in_words
from articles.admin.base import OfVisibleArticles, ReadOnlyAdmin
from articles.admin.links import beginning, change_link, facts, isolated, passage
from articles.models import (
    Article,
    ArticleStatus,
    AuditEntry,
    Change,
    Correction,
    Revision,
    Source,
    WithdrawalReason,
)
from articles.services.actors import actor_title

BY = ("by", admin.RelatedOnlyFieldListFilter)


@admin.register(Revision)
class RevisionAdmin(OfVisibleArticles, ReadOnlyAdmin):
    list_display = ["article_link", "number", "why", "who", "at"]
    list_display_links = ["number"]
    list_filter = [BY, "at"]
    list_select_related = ["article"]
    date_hierarchy = "at"
    search_fields = ["=article__id", "article__title", "actor", "why"]
    ordering = ["-id"]
    fields = ["article_link", "number", "why", "who", "at", "content"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        match = request.resolver_match
        one = match is not None and match.url_name == "articles_revision_change"
        return rows if one else rows.defer("snapshot")

    @admin.display(description=_("article"))
    def article_link(self, obj: Revision) -> Any:
        return change_link(obj.article)

    @admin.display(description=_("done by"), ordering="actor")
    def who(self, obj: Revision) -> Any:
        return _actor(obj.actor)

    @admin.display(description=_("content"))
    def content(self, obj: Revision) -> Any:
        kept = {name: value for name, value in obj.snapshot.items() if name != "body"}
        if "status" in kept:
            kept["status"] = str(dict(ArticleStatus.choices).get(kept["status"], kept["status"]))
        kept["body"] = kept.pop("body_text", "")  # the same words without the markup
        return facts((_label(name), _shown(value)) for name, value in kept.items())


@admin.register(Correction)
class CorrectionAdmin(OfVisibleArticles, ReadOnlyAdmin):
    list_display = ["words", "article_link", "by", "at"]
    list_filter = [BY, "at"]
    list_select_related = ["article", "by"]
    date_hierarchy = "at"
    search_fields = ["text", "article__title"]
    fields = ["article_link", "text", "at", "by", "revision"]

    @admin.display(description=_("text"))
    def words(self, obj: Correction) -> str:
        return beginning(obj.text)

    @admin.display(description=_("article"))
    def article_link(self, obj: Correction) -> Any:
        return change_link(obj.article)


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ["number", "op", "thing", "version", "reason", "at"]
    list_filter = ["op", "at"]
    list_select_related = ["article", "source", "comment"]
    date_hierarchy = "at"
    search_fields = ["=seq", "article__title", "source__name", "source__label"]
    ordering = ["-seq"]
    fields = ["number", "op", "thing", "version", "reason", "at"]
    show_full_result_count = False

    @admin.display(description=_("number"), ordering="seq")
    def number(self, obj: Change) -> int:
        return obj.seq

    @admin.display(description=_("reason code"), ordering="reason_code")
    def reason(self, obj: Change) -> Any:
        return dict(WithdrawalReason.choices).get(obj.reason_code, obj.reason_code) or "—"

    @admin.display(description=_("object"))
    def thing(self, obj: Change) -> Any:
        try:
            thing = obj.article or obj.source or obj.comment
        except Source.DoesNotExist:
            thing = None
        if thing is None:  # the log outlives a source
            return f"{Source._meta.verbose_name} {obj.source_id}"
        return change_link(thing)


class ActionFilter(admin.SimpleListFilter):
    title = _("action")
    parameter_name = "action__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(ACTIONS.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(action=self.value()) if self.value() else queryset


class KindFilter(admin.SimpleListFilter):
    title = _("kind of object")
    parameter_name = "object_type__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        models = apps.get_app_config("articles").get_models()
        return [
            (str(model._meta.model_name), model._meta.verbose_name)
            for model in models
            if model._meta.default_permissions  # without: the program's own, which nobody edits
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(object_type=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "who", "shown_action", "thing", "more"]
    list_filter = [BY, ActionFilter, KindFilter, "at"]
    date_hierarchy = "at"
    search_fields = ["=object_id", "actor", "action"]
    ordering = ["-id"]
    fields = ["at", "who", "shown_action", "thing", "more"]
    show_full_result_count = False

    @admin.display(description=_("done by"), ordering="actor")
    def who(self, obj: AuditEntry) -> Any:
        return _actor(obj.actor)

    @admin.display(description=_("action"), ordering="action")
    def shown_action(self, obj: AuditEntry) -> Any:
        return ACTIONS.get(obj.action, obj.action)

    @admin.display(description=_("object"), ordering="object_id")
    def thing(self, obj: AuditEntry) -> Any:
        try:
            model = apps.get_model("articles", obj.object_type)
        except LookupError:
            return obj.object_type or "—"
        if obj.object_id is None:
            return model._meta.verbose_name
        return change_link(
            model(pk=obj.object_id), f"{model._meta.verbose_name} {obj.object_id}"
        )  # fmt: skip

    @admin.display(description=_("detail"))
    def more(self, obj: AuditEntry) -> str:
        return in_words(obj)


ACTIONS = {
    "add": _("added"),
    "affiliate": _("owners by period changed"),
    "change": _("changed"),
    "create": _("created"),
    "decide": _("decided"),
    "delete": _("deleted"),
    "dismiss": _("dismissed"),
    "drop copy": _("took a copy away"),
    "edit": _("edited"),
    "erase": _("erased"),
    "import": _("began an import"),
    "import_end": _("ended an import"),
    "keep copy": _("kept a copy"),
    "merge": _("merged"),
    "notice": _("wrote a notice"),
    "order": _("the order changed"),
    "redo": _("a step done again"),
    "remove": _("removed"),
    "reply": _("answered"),
    "retract": _("noted a retraction"),
    "send": _("sent to another source"),
    "set_password": _("set a password"),
    "set_roles": _("gave roles"),
    "settle": _("settled"),
    "suggest": _("looked for sources"),
    "undo": _("a step taken back"),
    "unmerge": _("took a merger back"),
    "unretract": _("took a retraction back"),
}


def _actor(name: str) -> Any:
    return isolated(actor_title(name))


def _label(name: str) -> Any:
    names = {field.name: field.verbose_name for field in Article._meta.get_fields()
             if hasattr(field, "verbose_name")}  # fmt: skip
    return names.get(name, name)


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, "", []):
        return "—"
    if isinstance(value, str):
        return passage(value)
    return isolated("، ".join(map(str, value)) if isinstance(value, list) else value)
