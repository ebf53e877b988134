"""The demo archive, loaded as an editor would have written it."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.base import ContentFile
from django.utils import timezone

from articles.demo import reading
from articles.demo.reading import Entry
from articles.models import (
    Article,
    Citation,
    CommentState,
    EvidenceTarget,
    Image,
    Person,
    Section,
    Source,
    Topic,
)
from articles.services.actors import Actor
from articles.services.citations import Evidence, add_citation
from articles.services.comments import decide_comments, reply_as_newsroom, submit_comment
from articles.services.drafting import create_article
from articles.services.images import add_image
from articles.services.publishing import correct, publish, schedule, withdraw
from articles.services.recording import recording
from articles.services.sources import Name, create_source
from articles.services.taxonomy import save_person, save_section, save_topic
from articles.text.html import from_plain

NEWSROOM = "هيئة التحرير"  # under this name the data answers comments


@dataclass
class _Known:
    """What the data files name, by key."""

    sections: dict[str, Section] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)


def load_demo(*, by: Actor) -> int:
    """Load the demo archive in one transaction; returns how many articles came in.

    0 where it is there already. What the newsroom has under the same name is used as it is.
    """
    with recording(by):
        if Article.objects.filter(is_demo=True, erased_at=None).exists():
            return 0
        known = _load_names(by)
        data = reading.articles()
        for entry in data:
            _load_article(by, entry, known)
    return len(data)


def _load_names(by: Actor) -> _Known:
    known = _Known()
    for entry in reading.entries("sections"):
        known.sections[entry["key"]] = Section.objects.filter(
            slug=entry["slug"]
        ).first() or save_section(
            by=by,
            name=entry["name"],
            slug=entry["slug"],
            position=entry["position"],
            description=entry["description"],
        )
    for entry in reading.entries("topics"):
        known.topics[entry["key"]] = Topic.objects.filter(slug=entry["slug"]).first() or save_topic(
            by=by, name=entry["name"], slug=entry["slug"]
        )
    for entry in reading.entries("people"):
        known.people[entry["key"]] = Person.objects.filter(
            name=entry["name"]
        ).first() or save_person(by=by, name=entry["name"], description=entry["bio"])
    for entry in reading.owners_first(reading.entries("sources")):
        known.sources[entry["key"]] = _source_here(entry) or _create_source(by, entry, known)
    return known


def _source_here(entry: Entry) -> Source | None:
    """The source of the newsroom that has the name, or one of the domains."""
    by_name = Source.objects.filter(name=entry["name"]).first()
    return by_name or Source.objects.filter(domains__domain__in=entry["domains"]).first()


def _create_source(by: Actor, entry: Entry, known: _Known) -> Source:
    names = [
        Name(name, language) for language in ("ar", "en", "ru") for name in entry["names"][language]
    ]
    return create_source(
        by=by,
        name=entry["name"],
        names=names,
        domains=entry["domains"],
        is_demo=entry.get("demo", False),
        kind=entry["kind"],
        country=entry["country"] or "",
        description=entry["description"],
        owner=known.sources.get(entry["owner"]),
        parent=known.sources.get(entry["parent"]),
    )


def _load_article(by: Actor, entry: Entry, known: _Known) -> None:
    people = [known.people[key] for key in entry["byline"]]
    picture = _picture(by, entry["picture"]) if "picture" in entry else None
    cites_byline = any(item["target"] == EvidenceTarget.BYLINE for item in entry["citations"])
    article = create_article(
        by=by,
        is_demo=True,
        title=entry["title"],
        standfirst=entry["standfirst"],
        body=from_plain("\n\n".join(entry["body"])),
        footer=entry["footer"],
        section=known.sections[entry["section"]],
        lead_image=picture,
        topics=[known.topics[key] for key in entry["topics"]],
        people=people,
        byline_text="، ".join(person.name for person in people) if cites_byline else "",
        dated=entry["dated"],
        date_unknown=not entry["dated"] and entry["published"] is not None,
        language=entry["language"],
        rights=entry["rights"],
    )
    _cite(by, article, entry["citations"], known)
    if entry["status"] == "draft":
        return
    at = datetime.fromisoformat(entry["published"])
    if entry["status"] == "scheduled" and at > timezone.now():
        schedule(by=by, article_id=article.pk, publish_at=at)
        return
    publish(by=by, article_id=article.pk, at=at)
    for note in entry["corrections"]:
        correct(by=by, article_id=article.pk, text=note["text"], at=_moment(note))
    for comment in entry["comments"]:
        _comment(by, article, comment)
    if entry["status"] == "withdrawn":
        reason = entry["withdrawal"]
        withdraw(by=by, article_id=article.pk, code=reason["reason_code"], reason=reason["reason"])


def _picture(by: Actor, entry: Entry) -> Image:
    content = reading.picture_path(entry["file"]).read_bytes()
    known = Image.objects.filter(sha256=hashlib.sha256(content).hexdigest()).first()
    if known is not None:
        return known
    focus_x, focus_y = entry["focus"]
    return add_image(
        by=by,
        file=ContentFile(content, entry["file"]),
        alt=entry["alt"],
        caption=entry["caption"],
        credit=entry["credit"],
        focus_x=focus_x,
        focus_y=focus_y,
    )


def _cite(by: Actor, article: Article, data: list[Entry], known: _Known) -> None:
    """Add the citations, those first that others lead through."""
    made: dict[str, Citation] = {}
    waiting = list(data)
    while waiting:
        entry = next(item for item in waiting if item["via"] is None or item["via"] in made)
        waiting.remove(entry)
        made[entry["key"]] = add_citation(
            by=by,
            article_id=article.pk,
            role=entry["role"],
            source=known.sources[entry["source"]] if entry["source"] else None,
            name=entry["name"],
            via=made[entry["via"]] if entry["via"] else None,
            evidence=Evidence(target=entry["target"], exact=entry["exact"]),
            state=entry["state"],
            cue=entry["cue"],
            consulted=entry.get("consulted", False),
        )


def _comment(by: Actor, article: Article, entry: Entry, parent_id: int | None = None) -> None:
    if parent_id is not None and entry["name"] == NEWSROOM:
        reply_as_newsroom(by=by, parent_id=parent_id, text=entry["text"], at=_moment(entry))
        return
    comment = submit_comment(
        article_id=article.pk,
        name=entry["name"],
        text=entry["text"],
        parent_id=parent_id,
        at=_moment(entry),
    )
    if entry["state"] == CommentState.APPROVED:
        decide_comments(by=by, comment_ids=[comment.pk], state=CommentState.APPROVED)
    for reply in entry.get("replies", []):
        _comment(by, article, reply, comment.pk)


def _moment(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry["at"])
