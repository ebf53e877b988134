"""The verbatim bytes that an article came from, and those of reports that it rests on."""

from articles.models import Article, Citation, Original


def original_of(article_id: int) -> Original | None:
    """The original of an article that everybody may read, unless it was erased (one query)."""
    public = Article.objects.public().filter(pk=article_id)
    return Original.objects.filter(articles__in=public, erased_at=None).first()


def copy_of(article_id: int, citation_id: int) -> Original | None:
    """The copy kept of the report that a confirmed citation of an article that everybody may read
    rests on, unless it was erased (one query)."""
    public = Article.objects.public().filter(pk=article_id)
    shown = Citation.objects.confirmed().filter(pk=citation_id, article__in=public)
    return Original.objects.filter(archived_for__in=shown, erased_at=None).first()
