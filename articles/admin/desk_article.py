"""The desk of one article in the admin: its text beside its citations, settled act by act."""

import json
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from articles.admin.base import ServiceAdmin, actor, sentence
from articles.admin.desk_article_acts import carry_out
from articles.admin.desk_article_conflict import Conflict, conflict
from articles.admin.desk_article_sources import asking
from articles.models import Article, CitationRole
from articles.queries.desk_article import DeskArticle, desk, seen_at_desk
from articles.queries.desk_news import others_since, state_now, state_of
from articles.queries.desk_words import action_in_words
from articles.queries.quotations import same_quotations
from articles.queries.rights import read_rights
from articles.services.citations import may_settle
from articles.services.permissions import may
from articles.services.settling import Stale
from articles.text.ids import id_in

PAGES = "admin/articles/desk"


class ArticleDesk(ServiceAdmin):
    """Adds the desk's addresses to the admin of articles."""

    def get_urls(self) -> list[Any]:
        def page(route: str, view: Callable[..., HttpResponse], name: str) -> Any:
            view = self.admin_site.admin_view(view)
            return path(f"<int:pk>/desk/{route}", view, name=f"articles_article_{name}")

        return [
            page("", self.desk_view, "desk"),
            page("ask/", self.desk_ask_view, "desk_ask"),
            page("news/", self.desk_news_view, "desk_news"),
            page("quotations/", self.desk_quotations_view, "desk_quotations"),
            *super().get_urls(),
        ]

    def desk_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The desk; POST does what one of its forms asks for."""
        if request.method != "POST":
            return self._desk(request, pk)
        try:
            done = carry_out(by=actor(request), article_id=pk, sent=request.POST.dict())
        except Article.DoesNotExist as reason:
            raise Http404("no such article") from reason
        except Stale as reason:
            return self._desk(request, pk, conflict=conflict(request, reason), status=409)
        except ValidationError as reason:
            return self._refused(request, pk, sentence(reason))
        if _by_script(request):
            answer = self._desk(request, pk, said=done.text)
            answer["X-Desk-Versions"] = json.dumps(done.versions)
            return answer
        self.message_user(request, done.text, messages.SUCCESS)
        return _back(pk, done.citation_id)

    def _refused(self, request: HttpRequest, pk: int, text: str) -> HttpResponse:
        if _by_script(request):
            return self._desk(request, pk, refused=text, status=422)
        self.message_user(request, text, messages.ERROR)
        citation = request.POST.get("citation", "")
        return _back(pk, id_in(citation))

    def desk_ask_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask whom a citation means, on which words it rests, or for a new one."""
        shown = self._shown(request, pk)
        context = asking(shown, request.GET.dict())
        return self._answer(
            request, "ask", {"desk": shown, "original": shown.article, **context},
            context["question"],
        )  # fmt: skip

    def desk_quotations_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Who else has the words that the article quotes: too much to read for every view of it."""
        user: Any = request.user
        read_rights(user)
        article = _allowed(request, seen_at_desk(pk, user))
        found = same_quotations(article, user)
        words = [(article.body_text[one.start : one.end], one.others) for one in found]
        title = _("The same words in other articles")
        return self._answer(request, "quotations", {"original": article, "same": words}, title)

    def desk_news_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What others did since; 304 where nothing happened."""
        user: Any = request.user
        read_rights(user)
        if not (may(user, "settle_citation") or may(user, "write_article")):
            raise PermissionDenied
        now = state_now(pk, user)
        if now is None:
            raise Http404("no such article")
        etag = f'"{now[0]}"'
        same = get_conditional_response(request, etag=etag)
        if same is not None and same.status_code == 304:
            return same
        told = others_since(pk, user, id_in(request.GET.get("step")) or 0)
        lines = [f"{step.by or ''}: {action_in_words(step.action)}" for step in told]
        if now[1] != id_in(request.GET.get("version")):
            lines.append(_("The text of the article was edited."))
        text = "، ".join(lines) or _("The citations changed elsewhere.")
        answer = JsonResponse({"state": now[0], "text": text})
        answer["ETag"] = etag
        answer["Cache-Control"] = "private, no-cache"
        return answer

    def _shown(self, request: HttpRequest, pk: int) -> DeskArticle:
        """The desk, for those who may settle the article; raises Http404, PermissionDenied."""
        user: Any = request.user
        read_rights(user)
        shown = desk(pk, user)
        _allowed(request, shown.article if shown is not None else None)
        return cast(DeskArticle, shown)

    def _desk(
        self,
        request: HttpRequest,
        pk: int,
        *,
        conflict: Conflict | None = None,
        said: str = "",
        refused: str = "",
        status: int = 200,
    ) -> HttpResponse:
        shown = self._shown(request, pk)
        context = {
            "desk": shown,
            "original": shown.article,
            "conflict": conflict,
            "said": said,
            "refused": refused,
            "state": state_of(shown),
            "step": shown.steps[0].pk if shown.steps else 0,
            "roles": CitationRole.choices,
            "roots": {hop.citation.pk for hop in shown.expected if hop.origin},
        }
        answer = self._answer(request, "desk", context, _("Attribution desk"))
        answer.status_code = status
        return answer

    def _answer(
        self, request: HttpRequest, name: str, context: dict[str, Any], title: Any
    ) -> HttpResponse:
        """The page, or for a script of the page only the part of it that changes."""
        context = {"title": title, **context}
        if _by_script(request):
            part = TemplateResponse(request, f"{PAGES}/{name}_part.html", context)
            part["X-Desk"] = "part"
            return part
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"{PAGES}/{name}.html", context)


def _allowed(request: HttpRequest, article: Article | None) -> Article:
    """The article, where the person may settle it. Raises Http404, PermissionDenied."""
    if article is None:
        raise Http404("no such article")
    if article.erased_at is not None or not may_settle(actor(request), article):
        raise PermissionDenied
    return article


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Desk") == "part"


def _back(pk: int, citation_id: int | None) -> HttpResponse:
    """To the same citation on the desk."""
    where = reverse("admin:articles_article_desk", args=[pk])
    return HttpResponseRedirect(f"{where}#c{citation_id}" if citation_id else where)
