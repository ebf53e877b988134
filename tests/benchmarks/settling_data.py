"""A large archive in a database of its own: articles, sources, and citations in chains.

Made by COPY from one seed, so that every run has the same rows. The shapes are those of a newsroom
that settles as it goes: a few sources are cited by many articles and most by few, a chain has one
to five links and sometimes forks, a fifth of the articles has no date, a part is not public, and a
part of the citations is suggested, rejected, or names nobody whom the archive knows. Half of the
articles have an alert.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import Any

SEED = 6
ARTICLES, SOURCES, CITATIONS = 100_000, 2_000, 300_000
ALERTS, RETRACTIONS = 50_000, 200
SECTIONS = 12
PORTION = 5_000  # articles in memory at once
NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
FIRST_YEAR = 2008
WORDS = (
    "قال نقلت ذكرت صحيفة وكالة مصدر مطلع بيان وزارة خارجية سفير موسكو الدوحة اجتماع اتفاق تعاون"
    " اقتصاد نفط غاز أسعار ارتفاع انخفاض رئيس حكومة مجلس انتخابات مباراة فريق بطولة علماء دراسة"
    " قمر مركبة فضاء متحف كتاب معرض مؤتمر مدينة طريق ميناء سفينة قناة سوق شركة مصنع عمال أمس"
).split()
KINDS = ("agency", "newspaper", "site", "institution", "person", "broadcaster", "magazine", "other")
NEAR = ("relayed", "reported", "credit", "quoted", "agency_copy")
LAST = ("spoken", "statement", "interview", "quoted", "relayed")
# How many links a chain has, in parts of 100: on average a few more than make CITATIONS.
LENGTHS = ((0, 9), (1, 13), (2, 18), (3, 20), (4, 17), (5, 13), (6, 10))
ALERT_KINDS = (("near_copy", 70), ("footer", 20), ("withdrawn", 8), ("circle", 2))
ALERT_STATES = (("open", 60), ("settled", 30), ("dismissed", 10))
STATES = (("published", 92), ("scheduled", 1), ("draft", 4), ("in_review", 1), ("withdrawn", 2))


def fill() -> None:
    """Fill the empty database of the present Django settings, and let the planner know."""
    from django.db import connection, transaction

    from articles.services.actors import COMMAND
    from articles.services.chain_rows import rebuild_chain_rows
    from articles.services.ingest.copying import copy_in

    dice = Random(SEED)
    with transaction.atomic():
        sections, sources = _names(dice)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(sources))))
    left, ids = CITATIONS, []
    for begin in range(0, ARTICLES, PORTION):
        with transaction.atomic():
            articles = [
                _article(number, dice, sections) for number in range(begin, begin + PORTION)
            ]
            copy_in(articles)
            citations = _chains(articles, sources, weights, dice)[:left]
            left -= len(citations)
            _store(citations, dice)
            copy_in(list(_reads(articles, dice)))
            ids += [article.pk for article in articles]
    _warn(ids, sources, dice)
    rebuild_chain_rows(by=COMMAND)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _names(dice: Random) -> tuple[list[Any], list[Any]]:
    from articles.models import Section, Source, SourceName
    from articles.services.ingest.copying import copy_in
    from articles.text.fold import fold_name
    from articles.text.sortkey import sort_key

    sections = [
        Section(name=f"قسم {n}", slug=f"قسم-{n}", position=n, description="")
        for n in range(SECTIONS)
    ]
    copy_in(sections)
    sources = []
    for n in range(SOURCES):
        label = f"{dice.choice(WORDS)} {dice.choice(WORDS)} {n}"
        kind = dice.choice(KINDS)
        sources.append(Source(name=f"Source {n}", label=label, slug=label.replace(" ", "-"),
                              sort_key=sort_key(label), kind=kind))  # fmt: skip
    copy_in(sources)
    copy_in([
        SourceName(source=source, name=source.label, folded=fold_name(source.label),
                   language="ar", kind="canonical")
        for source in sources
    ])  # fmt: skip
    return sections, sources


def _article(number: int, dice: Random, sections: list[Any]) -> Any:
    from articles.models import Article

    text = " ".join(dice.choices(WORDS, k=180))
    day = date(
        FIRST_YEAR + int(18.8 * dice.random() ** 0.6), dice.randint(1, 12), dice.randint(1, 28)
    )
    undated = dice.random() < 0.2
    at = datetime.combine(day, time(9), UTC)
    status = _one_of(STATES, dice)
    values: dict[str, Any] = {
        "title": f"{' '.join(dice.choices(WORDS, k=7))} {number}", "slug": f"مادة-{number}",
        "standfirst": " ".join(dice.choices(WORDS, k=20)), "body": f"<p>{text}.</p>",
        "body_text": f"{text}.", "status": status, "section": dice.choice([*sections, None]),
        "dated": "" if undated else day.isoformat(), "date_unknown": undated,
        "dated_from": None if undated else day, "dated_to": None if undated else day,
        "dated_precision": "" if undated else "day", "sort_at": NOW if undated else at,
        "created_at": NOW, "modified_at": NOW - timedelta(minutes=number),
    }  # fmt: skip
    if status in ("published", "withdrawn"):
        values |= {"first_published_at": NOW, "published_at": NOW}
    if status == "published" and dice.random() < 0.01:
        values["embargo_until"] = NOW + timedelta(days=4000)
    if status == "scheduled":
        values["publish_at"] = NOW + timedelta(days=4000)
    if status == "withdrawn":
        values |= {"withdrawn_at": NOW, "withdrawal_code": "error", "withdrawal_reason": "خطأ"}
    return Article(**values)


def _chains(
    articles: list[Any], sources: list[Any], weights: list[float], dice: Random
) -> list[Any]:
    """The citations of these articles; `via` is the citation itself, not numbered yet."""
    from articles.models import Citation

    found: list[Any] = []
    for article in articles:
        state = "suggested" if dice.random() < 0.2 else "confirmed"
        chain: list[Any] = []
        length = _one_of(LENGTHS, dice)
        for place, source in enumerate(dice.choices(sources, cum_weights=weights, k=length)):
            unknown = dice.random() < 0.08
            citation = Citation(
                article=article, source=None if unknown else source,
                name=f"اسم {dice.randint(1, 3000)}" if unknown else "",
                role=dice.choice(LAST if place == length - 1 else NEAR), position=place,
                state="rejected" if dice.random() < 0.04 else state,
                confidence=round(dice.random(), 2),
            )  # fmt: skip
            # Most stand behind the one before; some fork off the first, or begin a line of theirs.
            fork = dice.random()
            citation.behind = (  # type: ignore[attr-defined]
                None if not chain or fork > 0.9 else chain[0] if fork > 0.8 else chain[-1]
            )
            chain.append(citation)
        found += chain
    return found


def _store(citations: list[Any], dice: Random) -> None:
    from articles.services.ingest.copying import copy_in, number

    number(citations)
    for citation in citations:
        if citation.behind is not None:
            citation.via_id = citation.behind.pk
        if dice.random() < 0.02:  # an edit took the words away
            lost = {"evidence_state": "missing", "target": "body", "revision": 1, "exact": "ما كان",
                    "start": 0, "end": 6}  # fmt: skip
            for name, value in lost.items():
                setattr(citation, name, value)
    copy_in(citations)


def _reads(articles: list[Any], dice: Random) -> Iterator[Any]:
    from articles.models import ArticleReads

    for article in articles:
        if dice.random() < 0.5:
            day = NOW.date() - timedelta(days=dice.randint(0, 60))
            yield ArticleReads(article=article, day=day, count=int(dice.paretovariate(1.2)))


def _warn(ids: list[int], sources: list[Any], dice: Random) -> None:
    """Alerts of every kind, each of another article, and the retractions that some tell of."""
    from articles.models import Alert, Retraction
    from articles.services.ingest.copying import copy_in

    taken = [Retraction(source=source, address=f"https://example.org/{n}", reason="خطأ", at=NOW)
             for n, source in enumerate(dice.sample(sources, RETRACTIONS))]  # fmt: skip
    copy_in(taken)
    alerts = []
    for article, other, third in zip(dice.sample(ids, ALERTS), *_two(ids, dice), strict=True):
        kind, state = _one_of(ALERT_KINDS, dice), _one_of(ALERT_STATES, dice)
        detail: dict[str, Any] = {
            "near_copy": {"share": round(0.5 + dice.random() / 2, 2)},
            "circle": {"articles": [article, other, third]},
            "footer": {"found": [{"code": "other", "footer": "موقع", "body": ["وكالة", "صحيفة"]}]},
            "withdrawn": {"retraction": dice.choice(taken).pk},
        }[kind]
        two = kind in ("near_copy", "circle")
        alerts.append(Alert(kind=kind, article_id=article, other_id=other if two else None,
                            detail=detail, state=state, at=NOW,
                            decided_at=None if state == "open" else NOW))  # fmt: skip
    copy_in(alerts)


def _two(ids: list[int], dice: Random) -> tuple[list[int], list[int]]:
    return dice.choices(ids, k=ALERTS), dice.choices(ids, k=ALERTS)


def _one_of(parts: tuple[tuple[Any, int], ...], dice: Random) -> Any:
    return dice.choices([value for value, _ in parts], [weight for _, weight in parts])[0]
