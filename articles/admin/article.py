"""Articles in the admin: the list, and the form that writes, sources and publishes them."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_bulk import ArticleBulk
from articles.admin.article_comparison import compare
from articles.admin.article_filters import Dated, OpenSuggestions
from articles.admin.article_form import ArticleForm, PeopleInOrder
from articles.admin.article_pages import ArticlePages
from articles.admin.article_search import BestFirst, kept_address, searched
from articles.admin.article_steps import STEPS, steps_for
from articles.admin.base import actor, refusal
from articles.admin.citation_form import CitationInline, only_adds
from articles.admin.citation_saving import save_citations
from articles.admin.desk_article import ArticleDesk
from articles.admin.links import isolated
from articles.models import Article, ArticleStatus, Revision, Section, User
from articles.queries.desk import desk, history, with_open_suggestions
from articles.services.citations import may_settle
from articles.services.drafting import create_article, edit_article
from articles.services.errors import StaleVersion
from articles.services.permissions import may, may_edit
from articles.services.recording import recording
from articles.services.snapshots import snapshot_of

OVER = "_over"  # the version over which somebody saves on purpose, having seen it
LONG = ("body", "body_text", "standfirst", "footer", "withdrawal_reason")
AND_THEN = {"_submit": "submit", "_publish": "publish"}


@admin.register(Article)
class ArticleAdmin(ArticleBulk, ArticleDesk, ArticlePages):
    form = ArticleForm
    change_list_template = "admin/articles/article/change_list.html"
    inlines = [CitationInline]
    list_display = ["shown_title", "shown_status", "version", "section", "shown_date",
                    "open_suggestions"]  # fmt: skip
    list_display_links = ["shown_title"]
    list_filter = ["status", "section", OpenSuggestions, Dated, "topics"]
    list_select_related = ["section"]
    list_per_page = 50
    show_full_result_count = False
    date_hierarchy = "published_at"
    search_fields = ["title", "body_text"]
    search_help_text = _("Words, “phrases”, -without, source: a name; or the article's number.")
    autocomplete_fields = ["topics", "lead_image"]
    fieldsets = [
        (None, {"fields": ["title", "standfirst", "body", "footer"]}),
        (_("Filing"), {"fields": [("section", "language"), "topics", "byline", "lead_image"]}),
        (_("Date and rights"), {"fields": [
            ("dated", "date_unknown"), "rights", "embargo_until", "comments_open"]}),
        (_("Where it came from"), {"classes": ["collapse"], "fields": [
            "byline_text", "publisher_name", "origin_url", "slug"]}),
        (None, {"fields": ["why", "base_version"]}),
    ]  # fmt: skip

    class Media:
        css = {"all": ["css/admin-article.css"]}

    # Who sees and changes what

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may(actor(request), "write_article")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        by = actor(request)
        if obj is None:
            return may(by, "edit_any_article") or may(by, "write_article")
        return obj.erased_at is None and may_edit(by, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # articles are withdrawn; what must go for good is erased

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        articles = desk(request.user).order_by("-sort_at", "-id")  # type: ignore[arg-type]
        match = request.resolver_match
        if match is not None and match.url_name == "articles_article_changelist":
            # Without the texts, which would be most of what the list reads.
            return articles.defer(*LONG).annotate(waiting=with_open_suggestions())
        return articles

    # The list

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[BestFirst]:
        return BestFirst

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {"keep_search": kept_address(request.GET), **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        if not search_term.strip():
            return queryset, False
        return searched(request, queryset, search_term), False

    @admin.display(description=_("title"), ordering="title")
    def shown_title(self, obj: Article) -> SafeString:
        return isolated(obj.title)

    @admin.display(description=_("status"), ordering="status")
    def shown_status(self, obj: Article) -> SafeString:
        return format_html(
            '<span class="isnad-status" data-status="{}">{}</span>',
            obj.status,
            obj.get_status_display(),
        )

    @admin.display(description=_("date of the original"), ordering="sort_at")
    def shown_date(self, obj: Article) -> SafeString | str:
        if not obj.dated:
            return "—"
        day = obj.dated.partition("T")[0]
        return format_html('<bdi dir="ltr">{}</bdi>', day)

    @admin.display(description=_("suggestions"))
    def open_suggestions(self, obj: Any) -> SafeString | str:
        if not obj.waiting:
            return "—"
        where = reverse("admin:articles_article_desk", args=[obj.pk])
        return format_html('<a href="{}">{}</a>', where, gettext("waiting"))

    # The form

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        people = Article._meta.get_field("people")
        for field in form.base_fields.values():
            only_adds(field.widget)
        if "byline" in form.base_fields:
            form.base_fields["byline"].widget = RelatedFieldWidgetWrapper(
                PeopleInOrder(people, self.admin_site),
                people.remote_field,  # type: ignore[arg-type]
                self.admin_site,
                can_add_related=may(actor(request), "add_person"),
            )
            form.base_fields["byline"].widget.choices = form.base_fields["byline"].choices
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who may only look sees the text as text, and no fields of the form's own."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        text = (None, {"fields": ["title", "standfirst", "shown_body", "footer"]})
        return [text, *fieldsets[1:-1]]

    @admin.display(description=_("text"))
    def shown_body(self, obj: Article) -> SafeString:
        return format_html('<div class="isnad-text">{}</div>', mark_safe(obj.body))  # noqa: S308

    @admin.display(description=_("byline"))
    def byline(self, obj: Article) -> str:
        return "، ".join(row.person.name for row in obj.bylines.select_related("person"))

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "section":
            mine = request.user.sections.all() if isinstance(request.user, User) else None
            if mine is not None and mine.exists():
                kwargs["queryset"] = mine
            else:
                kwargs["queryset"] = Section.objects.all()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_through(
        self, request: HttpRequest, form: Any, formsets: list[Any], change: bool
    ) -> Article:
        by = actor(request)
        with recording(by):
            article = self._write(request, form, change)
            for formset in formsets:
                save_citations(by=by, article=article, formset=formset)
            for button, name in AND_THEN.items():
                if button in request.POST:
                    article.refresh_from_db()
                    STEPS[name].run(by, article.pk, article.version, {})
        article.refresh_from_db()
        return article

    def _write(self, request: HttpRequest, form: Any, change: bool) -> Article:
        by, why, pk = actor(request), form.cleaned_data["why"], form.instance.pk
        if not change:
            return create_article(by=by, why=why, **form.values())
        read, over = form.cleaned_data["base_version"] or 0, request.POST.get(OVER, "")
        values = form.values(_snapshot(pk, read) if over else None)
        base = int(over) if over.isdecimal() else read
        return edit_article(by=by, article_id=pk, base_version=base, why=why, **values)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """With the steps open to this person, and, after a stale save, both texts."""
        article, by = context["original"], actor(request)
        context["may_publish"] = may(by, "publish_article", article)
        if article is not None:
            context["steps"] = steps_for(by, article)
            context["latest"] = history(article).first()
            context["may_settle"] = article.erased_at is None and may_settle(by, article)
            context["is_public"] = article.status == ArticleStatus.PUBLISHED
        reason = refusal(request)
        if isinstance(reason, StaleVersion):
            form = context["adminform"].form
            context["theirs"] = reason.article
            context["differences"] = compare(
                snapshot_of(reason.article) | {"embargo_until": reason.article.embargo_until},
                form.typed(),
                _snapshot(reason.article.pk, reason.base),
            )
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any) -> Any:
        return self._taken(request, obj) or super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        return self._taken(request, obj) or super().response_change(request, obj)

    def _taken(self, request: HttpRequest, obj: Article) -> HttpResponse | None:
        """After "save and publish" and its like: the same article, and what became of it."""
        for button, name in AND_THEN.items():
            if button in request.POST:
                text = str(STEPS[name].done) % {"title": obj.title}
                self.message_user(request, text, messages.SUCCESS)
                return HttpResponseRedirect(self.change_address(obj.pk))
        return None


def _snapshot(article_id: int, number: int) -> dict[str, Any] | None:
    """What a version held; None where there is none, or it was erased."""
    kept = Revision.objects.filter(article_id=article_id, number=number).first()
    return kept.snapshot if kept is not None and "title" in kept.snapshot else None
