"""Bulk actions on articles: one service call each, and every refusal told by title."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.article_steps import CODES
from articles.admin.base import REFUSALS, ServiceAdmin, actor, sentence
from articles.models import Article, Section, Topic
from articles.services import publishing
from articles.services.actors import Actor
from articles.services.drafting import edit_article
from articles.services.permissions import may

MOST_TOLD = 200  # articles that are named; the rest is counted

Call = Callable[[Actor, Article], Any]


class BulkWithdrawal(forms.Form):
    code = forms.ChoiceField(label=_("Reason code"), choices=[("", "---------"), *CODES])
    reason = forms.CharField(
        label=_("Public reason"),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Readers find it in the place of each of these articles."),
    )


class BulkSection(forms.Form):
    section = forms.ModelChoiceField(Section.objects.all(), label=_("Section"))


class BulkTopic(forms.Form):
    topic = forms.ModelChoiceField(Topic.objects.all(), label=_("Topic"))


class ArticleBulk(ServiceAdmin):
    """Adds the actions to the admin of articles."""

    actions = ["publish_selected", "submit_selected", "withdraw_selected",
               "set_section", "add_topic"]  # fmt: skip

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may(actor(request), "publish_article")

    def has_write_permission(self, request: HttpRequest) -> bool:
        return may(actor(request), "write_article")

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._each(
            request,
            queryset,
            lambda by, article: publishing.publish(
                by=by, article_id=article.pk, base_version=article.version
            ),
        )

    @admin.action(description=_("Send to review"), permissions=["write"])
    def submit_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._each(
            request,
            queryset,
            lambda by, article: publishing.submit_for_review(by=by, article_id=article.pk),
        )

    @admin.action(description=_("Withdraw…"), permissions=["publish"])
    def withdraw_selected(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> HttpResponse | None:
        def call(typed: dict[str, Any]) -> Call:
            return lambda by, article: publishing.withdraw(
                by=by, article_id=article.pk, code=typed["code"], reason=typed["reason"]
            )

        return self._ask(request, queryset, BulkWithdrawal, call)

    @admin.action(description=_("Set the section…"), permissions=["write"])
    def set_section(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        def call(typed: dict[str, Any]) -> Call:
            return lambda by, article: edit_article(
                by=by,
                article_id=article.pk,
                base_version=article.version,
                section=typed["section"],
            )

        return self._ask(request, queryset, BulkSection, call)

    @admin.action(description=_("Add a topic…"), permissions=["write"])
    def add_topic(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        def call(typed: dict[str, Any]) -> Call:
            return lambda by, article: edit_article(
                by=by,
                article_id=article.pk,
                base_version=article.version,
                topics=[*article.topics.all(), typed["topic"]],
            )

        return self._ask(request, queryset, BulkTopic, call)

    def _ask(
        self,
        request: HttpRequest,
        queryset: QuerySet[Article],
        form_class: type[forms.Form],
        call: Callable[[dict[str, Any]], Call],
    ) -> HttpResponse | None:
        """A page that asks for what the action needs; with that, do it."""
        form = form_class(request.POST if "confirmed" in request.POST else None)
        if form.is_valid():
            self._each(request, queryset, call(form.cleaned_data))
            return None
        action = request.POST["action"]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(self.get_action(action)[2]).rstrip("…"),  # type: ignore[index]
            "form": form,
            "media": self.media + form.media,
            "articles": queryset[:MOST_TOLD],
            "count": queryset.count(),
            "action": action,
            "across": request.POST.get("select_across", "0"),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/articles/article/bulk.html", context)

    def _each(self, request: HttpRequest, queryset: QuerySet[Article], call: Call) -> None:
        """Call a service for each article by itself; what one refuses stops no other."""
        done = refused = 0
        for article in queryset.order_by("pk"):
            try:
                call(actor(request), article)
                done += 1
            except REFUSALS as reason:
                refused += 1
                if refused <= MOST_TOLD:
                    text = f"«{article.title}»: {sentence(reason)}"
                    self.message_user(request, text, messages.ERROR)
        if refused > MOST_TOLD:
            more = refused - MOST_TOLD
            text = ngettext("and %(count)d more refused", "and %(count)d more refused", more)
            self.message_user(request, text % {"count": more}, messages.ERROR)
        if done:
            text = ngettext("Done for %(count)d article.", "Done for %(count)d articles.", done)
            self.message_user(request, text % {"count": done}, messages.SUCCESS)
