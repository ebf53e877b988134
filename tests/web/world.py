"""A small archive with something on every page, and the addresses of all of its pages."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.utils import timezone

from articles.models import Article, Original, Person, Section, Source, Topic
from articles.queries.sitemap import PER_PART
from articles.services.actors import COMMAND
from articles.services.comments import decide_comments, reply_as_newsroom, submit_comment
from articles.services.publishing import correct, publish
from tests import factories

BODY = (
    "<p>قال السفير إن التعاون ماضٍ، وفق خبر نشرته مجلة «New Defence Order. Strategy» الروسية.</p>"
    "<p>أما منظومة S-400، فقال عنها كوميرسانت إنه لا جديد فيها.</p>"
)
FOOTER = "المصدر: موقع DFNC.RU"
DAY = datetime(2019, 6, 18, 9, tzinfo=UTC)


@dataclass
class World:
    section: Section
    topic: Topic
    person: Person
    source: Source
    articles: list[Article]

    @property
    def article(self) -> Article:
        return self.articles[0]

    @property
    def behind(self) -> Source:
        """The source right behind `source` in the chain of the first article."""
        return Source.objects.get(name=f"Magazine {self.article.pk}")

    def paths(self) -> dict[str, str]:
        """Kind of page -> its address."""
        pk = self.article.pk
        return {
            "front": "/",
            "section": f"/sections/{self.section.slug}/",
            "topic": f"/topics/{self.topic.slug}/",
            "person": f"/people/{self.person.pk}/{self.person.slug}/",
            "sources": "/sources/",
            "source": f"/sources/{self.source.pk}/{self.source.slug}/",
            "graph": "/sources/graph/",
            "edge": f"/sources/graph/articles/?before={self.source.pk}&source={self.behind.pk}",
            "origins": "/sources/origins/",
            "origins of a year": "/sources/origins/articles/?rests=one&year=2019",
            "archive": "/archive/",
            "year": "/archive/2019/",
            "month": "/archive/2019/06/",
            "day": "/archive/2019/06/18/",
            "undated": "/archive/undated/",
            "article": f"/a/{pk}/{self.article.slug}/",
            "search": "/search/?q=التعاون",
            "about": "/about/",
            "corrections": "/corrections/",
        }

    def forms(self) -> dict[str, str]:
        return {
            "comments": f"/a/{self.article.pk}/comments/",
            "report": f"/a/{self.article.pk}/report/",
        }

    def machines(self) -> dict[str, str]:
        """What is read by programs."""
        return {
            "feed": "/feed.atom",
            "search feed": "/search/feed.atom?q=التعاون",
            "search as RSS": "/search/feed.rss?q=التعاون",
            "search as JSON": "/search/feed.json?q=التعاون",
            "search engine": "/opensearch.xml",
            "robots": "/robots.txt",
            "sitemap": "/sitemap.xml",
            "sitemap pages": "/sitemap-pages.xml",
            "sitemap articles": f"/sitemap-articles-{self.article.pk // PER_PART}.xml",
            "sitemap sources": f"/sitemap-sources-{self.source.pk // PER_PART}.xml",
        }


def build(count: int) -> World:
    """`count` articles of one section, topic, person and source, each with chain, correction and
    comments; and for each an article of the year only, of the month only and without date."""
    section, topic = factories.section("الشؤون الدولية"), factories.topic("التعاون العسكري")
    person = factories.person("ليلى الصبّاغ")
    owner = factories.source("New Defence Order (publisher)")
    source = factories.source(
        "DFNC.RU", "موقع DFNC.RU", owner=owner, country="RU", domains=["dfnc.ru"]
    )
    made = World(section, topic, person, source, [])
    for number in range(count):
        made.articles.append(add_article(made, number, dated="2019-06-18"))
        for dated in ("2019", "2019-06", ""):
            add_article(made, number, dated=dated, date_unknown=not dated)
    return made


def add_article(world: World, number: int, **dates: object) -> Article:
    """A published article of everything in `world`, with its chain, a correction and comments."""
    content = f"ن\0\r{Original.objects.count()}".encode()
    original = Original.objects.create(
        sha256=sha256(content).hexdigest(), media_type="text/plain", content=content
    )
    draft = factories.draft(
        f"سفير قطر: التعاون ماضٍ {number}",
        body=BODY,
        standfirst="لا جديد في S-400.",
        footer=FOOTER,
        section=world.section,
        topics=[world.topic],
        people=[world.person],
        rights="جميع الحقوق محفوظة.",
        **dates,
    )
    Article.objects.filter(pk=draft.pk).update(original=original)
    at = DAY + timedelta(minutes=number)
    article = publish(by=COMMAND, article_id=draft.pk, at=at)
    near = factories.citation(article, world.source, exact=FOOTER, target="footer", role="credit")
    middle = factories.citation(
        article,
        factories.source(f"Magazine {article.pk}"),
        via=near,
        role="relayed",
        exact="New Defence Order. Strategy",
    )
    factories.citation(article, name="السفير", via=middle, role="spoken", exact="قال السفير")
    factories.citation(article, name="مقترح", state="suggested")
    correct(by=COMMAND, article_id=article.pk, text="الصواب 2019.\n\nلا 2017.")
    _talk(article)
    article.refresh_from_db()
    return article


def _talk(article: Article) -> None:
    comment = submit_comment(article_id=article.pk, name="سارة <b>", text="هل اطّلعتم؟\nشكرًا")
    decide_comments(by=COMMAND, comment_ids=[comment.pk], state="approved")
    reply_as_newsroom(by=COMMAND, parent_id=comment.pk, text="على S-400 وحدها.")
    submit_comment(article_id=article.pk, name="قارئ", text="ينتظر", at=timezone.now())
