"""What a service may raise besides Django's ValidationError and PermissionDenied."""

from django.utils.translation import gettext as _

from articles.models import Article


class StaleVersion(Exception):
    """Somebody saved a newer version; both texts are at hand, so that neither is lost.

    `article` is the article as it stands now, `base` the version number that the edit began from.
    """

    def __init__(self, article: Article, base: int) -> None:
        self.article = article
        self.base = base
        super().__init__(
            _("Version %(now)d was saved while you were editing version %(base)d.")
            % {"now": article.version, "base": base}
        )
