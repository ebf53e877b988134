"""On which terms items come in: who brings them, whether they are published, where filed."""

from dataclasses import dataclass, field

from articles.models import Article
from articles.services.actors import Actor
from articles.services.ingest.filing import Filing
from articles.services.permissions import require

UNFILED = Filing()


@dataclass(frozen=True)
class Terms:
    """The same for all items of one call."""

    by: Actor
    publish: bool = False
    filing: Filing = field(default=UNFILED)

    def check(self, article: Article | None = None) -> None:
        """Raises PermissionDenied unless `by` may import (and publish) in the article's section."""
        require(self.by, "import_article", article)
        if self.publish:
            require(self.by, "publish_article", article)
