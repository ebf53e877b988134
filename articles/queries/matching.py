"""The thin search: articles that hold all words of a query in title, standfirst or text."""

from django.db.models import Q, QuerySet

from articles.models import Article

MOST_WORDS = 8  # of a query; the rest is not looked at
LONGEST_QUERY = 200  # characters


def matching(queryset: QuerySet[Article], q: str) -> QuerySet[Article]:
    """The articles of `queryset` in which each word of `q` stands somewhere, also inside words.

    Without words, nothing matches. Spellings are taken as they are, but for the case of Latin.
    """
    words = words_of(q)
    if not words:
        return queryset.none()
    for word in words:
        queryset = queryset.filter(
            Q(title__icontains=word) | Q(standfirst__icontains=word) | Q(body_text__icontains=word)
        )
    return queryset


def words_of(q: str) -> list[str]:
    """The words that a query is made of, each once, at most `MOST_WORDS` of them."""
    return list(dict.fromkeys(q.replace("\x00", " ")[:LONGEST_QUERY].split()))[:MOST_WORDS]
