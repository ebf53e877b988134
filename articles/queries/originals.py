"""The verbatim bytes that an article came from."""

from articles.models import Article, Original


def original_of(article_id: int) -> Original | None:
    """The original of an article that everybody may read, unless it was erased (one query)."""
    public = Article.objects.public().filter(pk=article_id)
    return Original.objects.filter(articles__in=public, erased_at=None).first()
