"""Things that tests need, made through the services that the site itself uses."""

from datetime import datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import Group

from articles.models import Article, Citation, CitationRole, Person, Section, Source, Topic, User
from articles.services.actors import COMMAND
from articles.services.citations import Evidence, add_citation
from articles.services.drafting import create_article
from articles.services.publishing import publish
from articles.services.sources import Name, create_source
from articles.services.taxonomy import save_person, save_section, save_topic

_number = count(1)


def user(role: str = "", *, sections: list[Section] | None = None, **fields: Any) -> User:
    """An account with the group `role`, who may enter the admin; password "secret-word"."""
    name = fields.pop("username", f"{role.replace(' ', '-') or 'someone'}-{next(_number)}")
    person = User.objects.create_user(name, password="secret-word", is_staff=True, **fields)
    if role:
        person.groups.add(Group.objects.get(name=role))
    person.sections.set(sections or [])
    return person


def section(name: str = "", **fields: Any) -> Section:
    return save_section(by=COMMAND, name=name or f"قسم {next(_number)}", **fields)


def topic(name: str = "") -> Topic:
    return save_topic(by=COMMAND, name=name or f"موضوع {next(_number)}")


def person(name: str = "") -> Person:
    return save_person(by=COMMAND, name=name or f"كاتب {next(_number)}")


def source(name: str = "", label: str = "", **fields: Any) -> Source:
    name = name or f"Source {next(_number)}"
    names = [Name(label)] if label else []
    return create_source(by=COMMAND, name=name, names=names, **fields)


def draft(title: str = "", *, body: str = "<p>نص المادة.</p>", **fields: Any) -> Article:
    """A draft written by the program."""
    fields.setdefault("by", COMMAND)
    return create_article(title=title or f"مادة رقم {next(_number)}", body=body, **fields)


def article(title: str = "", *, at: datetime | None = None, **fields: Any) -> Article:
    """A published article; `at` is when it was published (now by default)."""
    made = draft(title, **fields)
    return publish(by=COMMAND, article_id=made.pk, at=at)


def citation(
    article: Article,
    source: Source | None = None,
    *,
    exact: str = "",
    target: str = "body",
    role: str = CitationRole.RELAYED,
    **fields: Any,
) -> Citation:
    evidence = Evidence(target=target, exact=exact) if exact else None
    fields.setdefault("by", COMMAND)
    return add_citation(
        article_id=article.pk, role=role, source=source, evidence=evidence, **fields
    )
