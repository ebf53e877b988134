"""The lead pictures of articles."""

from articles.models import Article, Image


def lead_of(article_id: int) -> Image | None:
    """The lead picture of an article that everybody may read (one query)."""
    return Image.objects.filter(leads__in=Article.objects.public().filter(pk=article_id)).first()
