"""A small archive in which one article is secret, and every address that could tell of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from articles.models import Article, Person, Section, Source, Topic
from articles.services.actors import COMMAND
from articles.services.citations import settle_citations
from articles.services.drafting import edit_article
from articles.services.erasure import erase_article
from articles.services.publishing import publish, schedule, submit_for_review, withdraw
from tests import factories

WORD = "قنطريسات"  # stands in the secret article alone
TYPO = "قنطريشات"
TITLE = f"محادثات المرفأ وحمولة {WORD} تتعثر"
COMMON = (
    "<p>عُقدت محادثات المرفأ حول شحنات القمح والشعير بين الوفدين في الميناء الجنوبي.</p>"
    "<p>وقال الوفدان إن شحنات القمح ستصل إلى المرفأ قبل نهاية الموسم الزراعي.</p>"
)
SECRET = f"{COMMON}<p>وكانت حمولة {WORD} على متن السفينة، بحسب نشرة الغرنوق.</p>"
YEAR = 1951


@dataclass
class World:
    """Public articles about one matter, and what only the secret one has."""

    shared: Source
    source: Source
    topic: Topic
    section: Section
    person: Person
    public: list[Article] = field(default_factory=list)


def build() -> World:
    shared = factories.source("Harbour Post", "بريد المرفأ")
    world = World(
        shared,
        factories.source("Gharnuq Bulletin", "نشرة الغرنوق"),
        factories.topic("شؤون الهداهد"),
        factories.section("قسم الزرازير"),
        factories.person("بلقيس النورسي"),
    )
    section, topic = factories.section("الموانئ"), factories.topic("القمح")
    for title, more in (
        ("محادثات المرفأ حول القمح", "وكان الطقس معتدلًا في الميناء."),
        ("الوفدان في المرفأ: شحنات القمح في موعدها", "وغادر الوفد الأول عائدًا إلى العاصمة."),
        ("القمح يصل إلى المرفأ", "واستقبلته لجنة من التجار والمزارعين في الميناء."),
    ):
        article = factories.article(
            title, body=f"{COMMON}<p>{more}</p>", section=section, topics=[topic], dated="2019"
        )
        factories.citation(article, shared, exact="الوفدان", role="relayed")
        world.public.append(article)
    return world


def secret(world: World) -> Article:
    """A draft with a word, source, topic, section, writer, role and year of its own."""
    article = factories.draft(
        TITLE, body=SECRET, section=world.section, topics=[world.topic], people=[world.person],
        dated=str(YEAR), standfirst=f"عن {WORD} في المرفأ.",
    )  # fmt: skip
    factories.citation(article, world.source, exact="نشرة الغرنوق", role="statement")
    factories.citation(article, world.shared, exact="الوفدان", role="relayed")
    article.refresh_from_db()
    return article


def _later(article: Article) -> None:
    later = timezone.now() + timedelta(days=2)
    article.refresh_from_db()
    edit_article(
        by=COMMAND, article_id=article.pk, base_version=article.version, embargo_until=later
    )


def _gone(article: Article) -> None:
    withdraw(by=COMMAND, article_id=article.pk, code="error", reason="خطأ معلن.")


def _scheduled(article: Article) -> None:
    later = timezone.now() + timedelta(days=2)
    schedule(by=COMMAND, article_id=article.pk, publish_at=later)


def _erased(article: Article) -> None:
    erase_article(by=COMMAND, article_id=article.pk, reason="حكم محكمة")


def show(article: Article) -> None:
    publish(by=COMMAND, article_id=article.pk)
    article.refresh_from_db()


def _after(act: Callable[[Article], None]) -> Callable[[Article], None]:
    def shown_first(article: Article) -> None:
        show(article)
        act(article)

    return shown_first


NEVER_SEEN: dict[str, Callable[[Article], None]] = {
    "draft": lambda article: None,
    "in_review": lambda article: submit_for_review(by=COMMAND, article_id=article.pk) and None,
    "scheduled": _scheduled,
    "embargo": _after(_later),
    "withdrawn": _after(_gone),
    "erased": _after(_erased),
    "erased draft": _erased,
}
"""State -> what brings a draft there."""

TAKEN_BACK: dict[str, Callable[[Article], None]] = {
    "embargo": _later,
    "withdrawn": _gone,
    "erased": _erased,
}
"""State -> what brings a public article there."""


def reject_source(article: Article, source: Source) -> None:
    """The article rests on the source no more, for readers."""
    citation = article.citations.get(source=source)
    settle_citations(by=COMMAND, citation_ids=[citation.pk], state="rejected")


def addresses(world: World) -> Iterator[str]:
    """Every address of readers and programs that could tell of the secret article."""
    narrowed = (
        f"source={world.source.pk}", f"topic={world.topic.pk}", f"section={world.section.pk}",
        "source_role=statement", f"year={YEAR}", "published_to=1960-01-01",
    )  # fmt: skip
    asked = (
        f"q={WORD}", f"q={WORD}&ordering=-published_at", f"q={TYPO}", f"q=القمح {WORD}",
        f'q="حمولة {WORD}"', f"q=القمح -{WORD}", "q=القمح", "q=المرفأ&ordering=-published_at",
        "q=مصدر:الغرنوق", "q=source:Gharnuq", 'q=مصدر:"نشرة الغرنوق" القمح',
        'q=موضوع:"شؤون الهداهد"', "q=قبل:1960", "q=الهداهد", "q=النورسي", "q=الزرازير",
        "q=Gharnuq", f"q=القمح&source={world.shared.pk}", *narrowed,
        *(f"q=القمح&{one}" for one in narrowed),
    )  # fmt: skip
    for one in asked:
        yield f"/search/?{one}"
        yield f"/api/v1/search/?{one}"
    for written in ("atom", "rss", "json"):
        for one in (f"q={WORD}", "q=القمح", narrowed[0]):
            yield f"/search/feed.{written}?{one}"
    for typed in ("قنط", WORD[:6], "حمولة ق", "محادثات الم", "الغرن", "نشرة", "Gharn", "شؤون اله",
                  "الهدا", "قسم الز", "الزرا", "بلق", "النور", "القم", "المر"):  # fmt: skip
        yield f"/search/suggestions/?q={typed}"
    for one in (f"q={WORD}&count=on", "q=القمح&count=on", f"q={TYPO}", "q=Gharnuq",
                f"q=القمح&source={world.source.pk}&count=on"):  # fmt: skip
        yield f"/api/v1/articles/?{one}"
    yield from ("/opensearch.xml", "/feed.atom", "/", "/sources/", "/archive/")
    for article in world.public:
        yield f"/a/{article.pk}/{article.slug}/"
        yield f"/api/v1/articles/{article.pk}/"
    yield f"/sources/{world.source.pk}/{world.source.slug}/"
    yield f"/topics/{world.topic.slug}/"
    yield f"/sections/{world.section.slug}/"
    yield f"/people/{world.person.pk}/{world.person.slug}/"
