"""Pictures in the admin: taken in once, described at any time."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from articles.admin.base import ServiceAdmin, actor
from articles.admin.links import isolated
from articles.models import Image
from articles.services.images import FORMATS, add_image, change_image, delete_image, thumbnail

TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
NEEDS_ALT = gettext_noop(
    "The picture has no alternative text: say in a line what is to be seen on it, for those who"
    " do not see it."
)
assert set(TYPES) == set(FORMATS.values())


class Described(admin.SimpleListFilter):
    title = _("alternative text")
    parameter_name = "described"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("without alternative text")), ("yes", _("with alternative text"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        match self.value():
            case "no":
                return queryset.filter(alt="")
            case "yes":
                return queryset.exclude(alt="")
        return queryset


@admin.register(Image)
class ImageAdmin(ServiceAdmin):
    list_display = ["preview", "words", "credit", "size", "created_at"]
    list_display_links = ["preview", "words"]
    list_filter = [Described, "created_at"]
    date_hierarchy = "created_at"
    search_fields = ["alt", "caption", "credit"]
    list_per_page = 24
    described = ["alt", "caption", "credit", "rights", ("focus_x", "focus_y")]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        # The bytes of a picture never change: another picture is another row.
        return [*(["file"] if obj is None else ["preview", "size"]), *self.described]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [] if obj is None else ["preview", "size"]

    def save_through(
        self, request: HttpRequest, form: Any, formsets: list[Any], change: bool
    ) -> Image:
        by, values = actor(request), form.cleaned_data
        if change:
            image = change_image(by=by, image_id=form.instance.pk, **values)
        else:
            image = add_image(by=by, **values)
        if not image.alt:
            self.message_user(request, gettext(NEEDS_ALT), messages.WARNING)
        return image

    def delete_through(self, request: HttpRequest, obj: Image) -> None:
        delete_image(by=actor(request), image_id=obj.pk)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.bytes_view)
        return [path("<int:pk>/bytes/", view, name="articles_image_bytes"), *super().get_urls()]

    def bytes_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The stored file, or a small copy of it, for people of the newsroom."""
        image = self.get_object(request, str(pk))
        if image is None or not self.has_view_permission(request, image):
            raise Http404
        ending = image.file.name.rpartition(".")[2]
        response: HttpResponseBase
        try:
            if "small" in request.GET:
                response = HttpResponse(thumbnail(image), content_type="image/jpeg")
            else:
                response = FileResponse(image.file.open(), content_type=TYPES[ending])
        except OSError as error:
            raise Http404 from error
        response["Cache-Control"] = "private, max-age=86400"  # the bytes of a picture never change
        return response

    @admin.display(description=_("picture"))
    def preview(self, obj: Image) -> str:
        where = reverse("admin:articles_image_bytes", args=[obj.pk])
        return format_html(
            '<img class="preview" src="{}?small" alt="{}" loading="lazy">', where, obj.alt
        )

    @admin.display(description=_("alternative text"), ordering="alt")
    def words(self, obj: Image) -> str:
        return isolated(Truncator(str(obj)).chars(90))

    @admin.display(description=_("width × height, pixels"), ordering="width")
    def size(self, obj: Image) -> str:
        return format_html('<bdi dir="ltr">{} × {}</bdi>', obj.width, obj.height)
