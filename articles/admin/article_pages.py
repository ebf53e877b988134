"""Pages around an article in the admin: a step of its life, its history, one old version."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles.admin.article_comparison import compare
from articles.admin.article_steps import STEPS, Step, StepForm
from articles.admin.base import REFUSALS, ServiceAdmin, actor, refuse, sentence
from articles.models import Alert, AlertKind, Article
from articles.queries.desk import history, revision
from articles.services.drafting import restore_revision
from articles.services.errors import StaleVersion
from articles.services.permissions import may_edit
from articles.services.snapshots import snapshot_of

PAGE_SIZE = 50


class ArticlePages(ServiceAdmin):
    """Adds the pages' addresses to the admin of articles."""

    def get_urls(self) -> list[Any]:
        def page(route: str, view: Callable[..., HttpResponse], name: str) -> Any:
            view = self.admin_site.admin_view(view)
            return path(f"<int:pk>/{route}", view, name=f"articles_article_{name}")

        return [
            page("step/<slug:name>/", self.step_view, "step"),
            page("revisions/", self.revisions_view, "revisions"),
            page("revisions/<int:number>/", self.revision_view, "revision"),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Django's own history is not written: the revisions are."""
        return HttpResponseRedirect(reverse("admin:articles_article_revisions", args=[object_id]))

    def step_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Ask for what a step needs, and take it."""
        article, step = self._article(request, pk), STEPS.get(name)
        if step is None:
            raise Http404("no such step")
        if not step.allowed(actor(request), article):
            raise PermissionDenied
        if not step.open_to(actor(request), article):
            text = _("This is not possible while the article is %(status)s.")
            status = {"status": article.get_status_display()}
            self.message_user(request, text % status, messages.ERROR)
            return HttpResponseRedirect(self.change_address(pk))
        form = step.form(request.POST or None, initial={"base_version": article.version})
        if request.method == "POST" and form.is_valid() and _taken(request, step, article, form):
            self.message_user(request, str(step.done) % {"title": article.title}, messages.SUCCESS)
            return HttpResponseRedirect(self._after(step, article))
        return self._page(request, article, "step", {"step": step, "form": form}, str(step.label))

    def revisions_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Who saved which version, when and why."""
        article = self._article(request, pk)
        pages = Paginator(history(article), PAGE_SIZE)
        shown = pages.get_page(request.GET.get("page"))
        return self._page(request, article, "revisions", {"revisions": shown}, _("All versions"))

    def revision_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """An old version beside the newest; POST brings it back."""
        article = self._article(request, pk)
        kept = revision(article, number)
        if kept is None:
            raise Http404("no such revision")
        if request.method == "POST":
            return self._restore(request, article, number)
        erased = "title" not in kept.snapshot
        context = {
            "revision": kept,
            "erased": erased,
            "differences": [] if erased else compare(kept.snapshot, snapshot_of(article)),
            "may_restore": not erased
            and number != article.version
            and may_edit(actor(request), article),
        }
        title = _("Version %(number)d") % {"number": number}
        return self._page(request, article, "revision", context, title)

    def _restore(self, request: HttpRequest, article: Article, number: int) -> HttpResponse:
        base = request.POST.get("base_version", "")
        try:
            restore_revision(
                by=actor(request),
                article_id=article.pk,
                number=number,
                base_version=int(base) if base.isdecimal() else 0,
            )
        except REFUSALS as reason:
            self.message_user(request, sentence(reason), messages.ERROR)
            return HttpResponseRedirect(request.path)
        text = _("Version %(number)d is the newest again.") % {"number": number}
        self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(self.change_address(article.pk))

    def _after(self, step: Step, article: Article) -> str:
        """Where a step leads to: the article, or what depends on it when it was withdrawn."""
        alert = Alert.objects.filter(other=article, kind=AlertKind.WITHDRAWN).first()
        if step.name != "withdraw" or alert is None:
            return self.change_address(article.pk)
        return reverse("admin:retraction", args=[alert.detail["retraction"]])

    def _article(self, request: HttpRequest, pk: int) -> Article:
        article: Article | None = self.get_queryset(request).filter(pk=pk).first()
        if article is None:
            raise Http404("no such article")
        return article

    def _page(
        self, request: HttpRequest, article: Article, name: str, context: dict[str, Any], title: str
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": article,
            "title": title,
            "subtitle": article.title,
            "media": self.media + context["form"].media if "form" in context else self.media,
            **context,
        }
        return TemplateResponse(request, f"admin/articles/article/{name}.html", context)


def _taken(request: HttpRequest, step: Step, article: Article, form: StepForm) -> bool:
    """Whether the service took the step; if not, the form says why."""
    base = form.cleaned_data["base_version"]
    try:
        if base != article.version:
            raise StaleVersion(article, base)
        step.run(actor(request), article.pk, base, form.cleaned_data)
    except REFUSALS as reason:
        refuse(form, reason)
        return False
    return True
