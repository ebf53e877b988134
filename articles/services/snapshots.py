"""What a revision keeps of an article, and how it comes back."""

from typing import Any

from articles.models import Article

# Plain fields of the article, as they stand in a snapshot and as an editor may set them.
TEXT_FIELDS = (
    "title",
    "slug",
    "standfirst",
    "body",
    "footer",
    "byline_text",
    "language",
    "rights",
    "publisher_name",
    "origin_url",
    "dated",
    "date_unknown",
    "comments_open",
)


def snapshot(article: Article, topics: list[int], people: list[int]) -> dict[str, Any]:
    """The article's content as JSON: its text fields, and ids of what it points to.

    `body_text` is kept beside `body`, because evidence counts code points of it.
    """
    kept: dict[str, Any] = {name: getattr(article, name) for name in TEXT_FIELDS}
    return kept | {
        "body_text": article.body_text,
        "section": article.section_id,
        "lead_image": article.lead_image_id,
        "topics": topics,
        "people": people,
        "status": str(article.status),
    }


def snapshot_of(article: Article) -> dict[str, Any]:
    """`snapshot` with topics and byline read from the database (two queries)."""
    topics = list(article.topics.order_by("pk").values_list("pk", flat=True))
    people = list(article.bylines.order_by("position", "pk").values_list("person_id", flat=True))
    return snapshot(article, topics, people)
