"""Readers' comments in the admin: what waits stands first; no network address is ever shown."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.base import ServiceAdmin, ServiceForm, actor
from articles.admin.links import beginning, change_link, isolated, passage
from articles.models import Comment, CommentState
from articles.services.comments import decide_comments, reply_as_newsroom
from articles.services.recording import recording

DECISION = "_decide"  # the name of the buttons


class CommentForm(ServiceForm):
    """A comment is never rewritten: it is decided on, and perhaps answered."""

    answer = forms.CharField(
        label=gettext_lazy("answer of the newsroom"),
        help_text=gettext_lazy("Appears at once under the comment, which must be approved."),
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        required=False,
    )

    class Meta:
        model = Comment
        fields: list[str] = []


@admin.register(Comment)
class CommentAdmin(ServiceAdmin):
    form = CommentForm
    rights = {"add": "", "change": "moderate_comment", "delete": ""}
    change_form_template = "admin/comment.html"
    list_display = ["words", "writer", "article_link", "shown_state", "created_at"]
    list_display_links = ["words"]
    list_filter = ["state", "from_newsroom", "created_at"]
    list_select_related = ["article"]
    date_hierarchy = "created_at"
    search_fields = ["name", "text", "article__title"]
    actions = ["approve", "reject", "mark_spam"]
    list_per_page = 50
    shown = ["article_link", "writer", "words_whole", "answers", "shown_state", "created_at",
             "decided_by", "decided_at"]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        return super().get_queryset(request).defer("address_hash")

    def get_ordering(self, request: HttpRequest) -> Any:
        pending = Case(When(state=CommentState.PENDING, then=Value(0)), default=Value(1))
        return [pending.asc(), "-created_at", "-pk"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        answered = self.has_change_permission(request, obj) and not obj.from_newsroom
        return [*self.shown, "answer"] if answered else self.shown

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.shown

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def save_through(
        self, request: HttpRequest, form: Any, formsets: list[Any], change: bool
    ) -> Comment:
        pk, by = form.instance.pk, actor(request)
        with recording(by):
            if DECISION in request.POST:
                decide_comments(by=by, comment_ids=[pk], state=request.POST[DECISION])
            if form.cleaned_data.get("answer"):
                reply_as_newsroom(by=by, parent_id=pk, text=form.cleaned_data["answer"])
        return Comment.objects.get(pk=pk)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        context["decisions"] = [
            (state, label)
            for state, label in _buttons()
            if obj is not None and obj.state != state and self.has_moderate_permission(request)
        ]
        context["decision_name"] = DECISION
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.action(description=gettext_lazy("Approve"), permissions=["moderate"])
    def approve(self, request: HttpRequest, queryset: Any) -> None:
        self._decide(request, queryset, CommentState.APPROVED)

    @admin.action(description=gettext_lazy("Reject"), permissions=["moderate"])
    def reject(self, request: HttpRequest, queryset: Any) -> None:
        self._decide(request, queryset, CommentState.REJECTED)

    @admin.action(description=gettext_lazy("Mark as spam"), permissions=["moderate"])
    def mark_spam(self, request: HttpRequest, queryset: Any) -> None:
        self._decide(request, queryset, CommentState.SPAM)

    def _decide(self, request: HttpRequest, queryset: Any, state: CommentState) -> None:
        ids = list(queryset.order_by().values_list("pk", flat=True))
        decided = decide_comments(by=actor(request), comment_ids=ids, state=state)
        said = ngettext(
            "%(count)d comment: %(state)s.", "%(count)d comments: %(state)s.", len(decided)
        )
        self.message_user(
            request, said % {"count": len(decided), "state": state.label}, messages.SUCCESS
        )

    @admin.display(description=gettext_lazy("comment"))
    def words(self, obj: Comment) -> str:
        return beginning(obj.text)

    @admin.display(description=gettext_lazy("comment"))
    def words_whole(self, obj: Comment) -> str:
        return passage(obj.text)

    @admin.display(description=gettext_lazy("name"), ordering="name")
    def writer(self, obj: Comment) -> str:
        return isolated(obj.name)

    @admin.display(description=gettext_lazy("article"), ordering="article__title")
    def article_link(self, obj: Comment) -> str:
        return change_link(obj.article)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def shown_state(self, obj: Comment) -> str:
        return obj.get_state_display()

    @admin.display(description=gettext_lazy("thread"))
    def answers(self, obj: Comment) -> str:
        if obj.parent is not None:
            return change_link(obj.parent, _("in answer to: %(comment)s") % {"comment": obj.parent})
        count = obj.replies.count()
        return ngettext("%(n)d answer", "%(n)d answers", count) % {"n": count}

    def view_on_site(self, obj: Comment) -> str:
        return reverse("articles:comments", args=[obj.article_id])


def _buttons() -> list[tuple[str, str]]:
    return [
        (CommentState.APPROVED, _("Approve")),
        (CommentState.REJECTED, _("Reject")),
        (CommentState.SPAM, _("Mark as spam")),
        (CommentState.PENDING, _("Back to the queue")),
    ]
