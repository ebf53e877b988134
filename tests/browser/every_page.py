"""One archive with something on every type of page, its picture made, and where the pages are."""

from collections.abc import Callable
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Pillow

from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.images import add_image
from articles.services.publishing import withdraw
from articles.services.renditions import make_renditions
from tests import factories
from tests.web.world import World, build

Indexing = Callable[[], None]
"""Brings the index of the search up to date: the fixture `search_index`."""


def build_every_page(index: Indexing) -> tuple[World, dict[str, str]]:
    """The archive, and type of page -> its address; pictures lie in settings.MEDIA_ROOT."""
    world = build(1)
    article = world.article
    edit_article(
        by=COMMAND, article_id=article.pk, base_version=article.version, lead_image=add_picture()
    )
    gone = factories.article("مادة مسحوبة")
    withdraw(by=COMMAND, article_id=gone.pk, code="rights", reason="طلب صاحب الحق سحبها.")
    index()
    return world, {
        **world.paths(),
        **world.forms(),
        "nothing found": "/search/?q=زرافة",
        "withdrawn": f"/a/{gone.pk}/",
        "not found": "/nothing/",
        "documentation": "/api/v1/docs/",
    }


def add_picture(width: int = 1200, height: int = 800) -> object:
    """A stored picture of two colours with words for it, its renditions made."""
    drawn = Pillow.new("RGB", (width, height), (22, 82, 110))
    drawn.paste((240, 236, 226), (0, height // 2, width, height))
    out = BytesIO()
    drawn.save(out, "PNG")
    image = add_image(
        by=COMMAND, file=ContentFile(out.getvalue(), "a.png"), alt="أفق أزرق فوق أرض فاتحة",
        caption="أفق مرسوم", credit="Isnad",
    )  # fmt: skip
    make_renditions(image_id=image.pk)
    return image
