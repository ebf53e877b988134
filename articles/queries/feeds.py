"""What Atom and other feeds list: articles with their text, section and byline."""

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Coalesce

from articles.models import Article, Byline

SIZE = 30
# As the index article_published_on has it; never null.
APPEARED = Coalesce("published_at", "publish_at", "created_at")


def newest_published() -> list[Article]:
    """The articles that appeared here last, as `entries` has them. Two queries."""
    return list(_newest(Article.objects.public())[:SIZE])


def entries(keys: Sequence[int]) -> list[Article]:
    """The public ones of these articles with section, byline and text, each with `appeared`, the
    one that appeared last first. Two queries."""
    return list(_newest(Article.objects.public().filter(pk__in=keys)))


def _newest(articles: QuerySet[Article]) -> QuerySet[Article]:
    bylines = Byline.objects.select_related("person").order_by("position", "id")
    shown = articles.select_related("section").annotate(appeared=APPEARED)
    ordered = shown.defer("body_text", "footer_prompt").order_by(APPEARED.desc(), "-id")
    return ordered.prefetch_related(Prefetch("bylines", bylines))
