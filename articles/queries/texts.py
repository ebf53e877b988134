"""The texts of an article as attribution reads them."""

from articles.attribution.types import Texts
from articles.models import Article


def texts_of(article: Article) -> Texts:
    """All its texts, and who published it."""
    return Texts(
        title=article.title,
        body=article.body_text,
        standfirst=article.standfirst,
        byline=article.byline_text,
        footer=article.footer,
        publisher=article.publisher_name,
    )
