"""The page on which the desk asks whom a citation means, or which words it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.source_search import named_like
from articles.models import CitationRole, EvidenceTarget, Source, SourceKind
from articles.queries.desk_article import DeskArticle
from articles.queries.desk_citations import Entry
from articles.queries.desk_text import texts
from articles.queries.source_merging import counted

MOST = 8
"""Sources that one look shows: digits reach them."""
TITLES: dict[str, Promise] = {
    "source": gettext_lazy("Whom does it mean?"),
    "evidence": gettext_lazy("On which words does it rest?"),
    "add": gettext_lazy("Add a citation"),
}
WORDS = ("target", "exact", "prefix", "suffix", "start", "end")


@dataclass(frozen=True, slots=True)
class Choice:
    """A source to choose: `value` is what the form sends, `count` how often it is cited."""

    value: str
    label: str
    other: str
    kind: str
    country: str
    count: int


def asking(desk: DeskArticle, asked: dict[str, str]) -> dict[str, Any]:
    """What the page needs: `ask` is "source", "evidence" or "add"; the citation that it is about;
    the words that were selected."""
    entry = entry_of(desk, asked.get("citation", ""))
    ask = asked.get("ask", "source")
    if ask not in TITLES or (entry is None and ask != "add"):
        ask = "add"
    term = asked.get("q", "").strip()
    words = {name: asked.get(name, "") for name in WORDS}
    if ask == "add" and not term:
        term = words["exact"].strip()[:60]
    shown = texts(desk.article)
    choices = list(_found(term)) if ask != "evidence" else []
    if entry is not None and ask == "source" and not term:
        choices = list(_candidates(entry))
    return {
        "ask": ask,
        "entry": entry,
        "question": TITLES[ask],
        "term": term,
        "choices": choices,
        "found_words": _told(term, len(choices)),
        "words": words,
        "hidden": [(name, words[name]) for name in WORDS[2:] if words[name]],
        "targets": [pair for pair in EvidenceTarget.choices if shown.get(pair[0], "").strip()],
        "roles": CitationRole.choices,
        "kinds": SourceKind.choices,
    }


def entry_of(desk: DeskArticle, pk: str) -> Entry | None:
    """The citation on the desk with this id."""
    return next((entry for entry in desk.entries if str(entry.citation.pk) == pk), None)


def _found(term: str) -> Iterable[Choice]:
    """Sources of any of whose names `term` is a part, those cited most first (one query)."""
    if not term:
        return
    rows: Any = counted(named_like(Source.objects.standing(), term))
    for source in rows.order_by("-confirmed", "sort_key", "pk")[:MOST]:
        yield _choice(f"source:{source.pk}", source, source.confirmed)


def _candidates(entry: Entry) -> Iterable[Choice]:
    for one in entry.candidates:
        if one.source is not None:
            yield _choice(f"candidate:{one.name}", one.source, one.articles)
        else:
            yield Choice(f"candidate:{one.name}", one.name, "", "", "", one.articles)


def _choice(value: str, source: Source, count: int) -> Choice:
    label, kind = str(source), source.get_kind_display()
    return Choice(
        value,
        label,
        source.name if source.name not in label else "",
        "" if source.kind == SourceKind.OTHER else str(kind),
        source.country,
        count,
    )


def _told(term: str, number: int) -> str:
    if not term:
        return ""
    if not number:
        return _("No source has this name.")
    found = ngettext("%(n)s source found", "%(n)s sources found", number)
    return found % {"n": number}
