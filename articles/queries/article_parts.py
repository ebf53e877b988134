"""What belongs to an article, read with few queries: who signed it, its topics, notes on it."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Value
from django.db.models.functions import JSONObject

from articles.models import Article, Correction, Notice, Person, Topic


def annotations_of_parts() -> dict[str, Any]:
    """Annotations that `people_of` and `topics_of` take."""
    people = Person.objects.filter(bylines__article=OuterRef("pk")).order_by("bylines__position")
    topics = Topic.objects.filter(articles=OuterRef("pk")).order_by("sort_key", "id")
    row = JSONObject(id="id", name="name", slug="slug")
    return {
        "people_rows": ArraySubquery(people.values(json=row)),
        "topic_rows": ArraySubquery(topics.values(json=row)),
    }


def people_of(article: Article) -> list[Person]:
    """Who signed the article, in order, with name and address (no query)."""
    return [Person(**row) for row in article.people_rows]  # type: ignore[attr-defined]


def topics_of(article: Article) -> list[Topic]:
    """Its topics in alphabetical order, with name and address (no query)."""
    return [Topic(**row) for row in article.topic_rows]  # type: ignore[attr-defined]


def notes_of(article: Article) -> tuple[list[Correction], list[Notice]]:
    """Its corrections and the notices that readers see, newest first (one query)."""
    fields = ("kind", "pk", "at", "text")
    corrections = Correction.objects.filter(article=article).annotate(kind=Value("correction"))
    notices = Notice.objects.filter(article=article, dismissed=False)
    notices = notices.annotate(kind=Value("notice"))
    rows = (
        corrections.order_by()
        .values_list(*fields)
        .union(notices.order_by().values_list(*fields), all=True)
    )
    made: tuple[list[Correction], list[Notice]] = ([], [])
    for kind, pk, at, text in sorted(rows, key=lambda row: (row[2], row[1]), reverse=True):
        if kind == "correction":
            made[0].append(Correction(pk=pk, article=article, at=at, text=text))
        else:
            made[1].append(Notice(pk=pk, article=article, at=at, text=text))
    return made
