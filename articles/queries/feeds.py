"""What the site's Atom feed lists."""

from django.db.models import Prefetch
from django.db.models.functions import Coalesce

from articles.models import Article, Byline

SIZE = 30
# As the index article_published_on has it; never null.
APPEARED = Coalesce("published_at", "publish_at", "created_at")


def newest_published() -> list[Article]:
    """The articles that appeared here last, with section and byline; each has `appeared`.

    Two queries.
    """
    bylines = Byline.objects.select_related("person").order_by("position", "id")
    public = Article.objects.public().select_related("section").annotate(appeared=APPEARED)
    recent = public.defer("body_text", "footer_prompt").order_by("-appeared", "-id")
    return list(recent.prefetch_related(Prefetch("bylines", bylines))[:SIZE])
