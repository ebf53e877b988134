"""The public list of corrections."""

from articles.models import Article, Correction
from articles.queries.keyset import KeysetPage, page

PAGE_SIZE = 30
FIELDS = ("id", "text", "at", "article__id", "article__title", "article__slug")


def newest(cursor: str | None) -> KeysetPage[Correction]:
    """Corrections of articles that everybody may read, newest first (one query).

    Raises ValueError for a bad cursor.
    """
    public = Correction.objects.filter(article__in=Article.objects.public())
    shown = public.select_related("article").only(*FIELDS)
    return page(shown, keys=("-at", "-id"), cursor=cursor, size=PAGE_SIZE)
