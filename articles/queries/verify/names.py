"""Names of sources, topics and people: folded forms and keys of order that belong to them."""

from collections.abc import Iterator

from articles.models import Person, Source, SourceName, Topic
from articles.queries.verify.finding import Finding, Rule, apply, portions
from articles.text.fold import fold_name
from articles.text.sortkey import sort_key

PORTION = 1000
FOLDED, KEY = 200, 300  # code points that are stored

CIRCLE = """
WITH RECURSIVE walk (start, step) AS (
  SELECT id, {link} FROM articles_source WHERE {link} IS NOT NULL
  UNION SELECT walk.start, s.{link} FROM walk
  JOIN articles_source AS s ON s.id = walk.step WHERE s.{link} IS NOT NULL
) SELECT DISTINCT start FROM walk WHERE step = start ORDER BY start
"""
RULES = [
    Rule(
        "names",
        "SELECT s.id, s.name FROM articles_source AS s WHERE NOT EXISTS (SELECT 1"
        " FROM articles_sourcename AS n WHERE n.source_id = s.id AND n.name = s.name)"
        " ORDER BY s.id",
        "source {0}",
        "its canonical name {1} is not among its names",
    ),
    Rule(
        "names",
        "SELECT s.id, s.label FROM articles_source AS s WHERE NOT EXISTS (SELECT 1"
        " FROM articles_sourcename AS n WHERE n.source_id = s.id AND n.name = s.label)"
        " ORDER BY s.id",
        "source {0}",
        "its Arabic name {1} is not among its names",
    ),
    *(
        Rule("names", CIRCLE.format(link=link), "source {0}", f"it was {what} in a circle")
        for link, what in (
            ("merged_into_id", "merged into itself"),
            ("owner_id", "given to itself as owner"),
            ("parent_id", "made a part of itself"),
        )
    ),
]


def check() -> Iterator[Finding]:
    """What search and order rest on."""
    yield from apply(RULES)
    for names in portions(SourceName.objects.all(), PORTION):
        for name in names:
            if name.folded != fold_name(name.name)[:FOLDED]:
                yield Finding("names", f"source {name.source_id}", f"{name.name} is folded wrongly")
    for people in portions(Person.objects.all(), PORTION):
        for person in people:
            if person.folded != fold_name(person.name)[:FOLDED]:
                yield Finding("names", f"person {person.pk}", f"{person.name} is folded wrongly")
    yield from _keys()


def _keys() -> Iterator[Finding]:
    for model, field in ((Source, "label"), (Topic, "name"), (Person, "name")):
        for things in portions(model._default_manager.all(), PORTION):
            for thing in things:
                if thing.sort_key != sort_key(getattr(thing, field))[:KEY]:
                    kind = model._meta.model_name
                    yield Finding("names", f"{kind} {thing.pk}", "its key of order is wrong")
