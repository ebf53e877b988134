"""An article's chain as the API reads it: the confirmed links in their order, with the reports."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from articles.models import Article, Citation, User
from articles.queries.api_articles import readable, with_reports
from articles.queries.chain import Hop, hops


@dataclass(frozen=True, slots=True)
class Chain:
    """An article and its confirmed links, depth first; each citation has `report_id`, the article
    of this archive that it rests on."""

    article: Article
    hops: list[Hop]


def chain_of(article_id: int, user: User | AnonymousUser) -> Chain | None:
    """The chain of an article, None where `user` may not read that (two queries)."""
    article = (
        readable(user).only("id", "title", "language", "version").filter(pk=article_id).first()
    )
    if article is None:
        return None
    # All states: a link that readers do not see still says where the chain leads.
    citations = Citation.objects.filter(article=article).select_related("source")
    return Chain(article, hops(with_reports(citations, user)))
