"""Articles on their desk in a browser: the first one as imported, and small ones of any shape."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from playwright.sync_api import Page

from articles.attribution.table import Entry, NameTable
from articles.models import Article, Citation, User
from articles.services.actors import COMMAND
from articles.services.citations import Evidence, add_citation
from articles.services.source_table import load_sources
from articles.services.suggesting import suggest
from tests import factories
from tests.browser.test_admin_article import enter

TABLE = NameTable([
    Entry("Kommersant", "newspaper", "Q1", ar=("كوميرسانت",), country="RU"),
    Entry("New Defence Order. Strategy", "magazine", "Q2", country="RU"),
    Entry("DFNC.RU", "site", "Q3", domains=("dfnc.ru",), country="RU"),
])  # fmt: skip
BODY = (
    "<p>نقلت وكالة الأنباء القطرية عن السفير أن الزيارة قائمة.</p>"
    "<p>وذكرت صحيفة الوطن أن الوفد وصل إلى موسكو.</p>"
    "<p>وكان البلدان قد وقعا اتفاقية للتعاون دخلت حيز التنفيذ لمدة خمس سنوات كاملة.</p>"
)
LOOKS = "nodes => nodes.map(node => node.dataset.look)"


def first_article(seed: Path) -> Article:
    """The article of the seed as an import leaves it: sources known, its chain suggested."""
    load_sources(by=COMMAND, table=TABLE)
    call_command("import_articles", str(seed), verbosity=0)
    article = Article.objects.get()
    suggest(article.pk, by=COMMAND)
    return article


def small_article(*names: str, body: str = BODY, **fields: Any) -> Article:
    """A published article with one suggestion for each of the names, which stand in its text."""
    article = factories.article("سفير قطر في موسكو", body=body, **fields)
    for name in names:
        suggested(article, name)
    return article


def suggested(article: Article, name: str, **fields: Any) -> Citation:
    evidence = Evidence("body", name) if name in article.body_text else None
    return add_citation(
        by=COMMAND, article_id=article.pk, role="relayed", name=name, state="suggested",
        evidence=evidence, **fields,
    )  # fmt: skip


def address(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/desk/"


def at_desk(page: Page, article: Article, user: User | None = None) -> None:
    """Log in and open the desk; with scripts, wait until a citation has the focus."""
    enter(page, user or factories.user("editor"))
    page.goto(address(article))


def current(page: Page) -> str:
    """The number of the citation that one is at."""
    return page.locator(".desk-cits > li[aria-current]").get_attribute("data-number") or ""


def states(article: Article) -> list[str]:
    """The states of the citations in their order, as the database has them."""
    return list(article.citations.order_by("position", "pk").values_list("state", flat=True))


def looks(page: Page) -> list[str]:
    """The states of the citations in their order, as the page shows them."""
    found: list[str] = page.locator(".desk-cits > li").evaluate_all(LOOKS)
    return found
