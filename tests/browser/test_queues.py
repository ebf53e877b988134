"""The newsroom's queues in a browser: what an edit made stale is settled by key, also without
scripts, and no page is wider than the window."""

import pytest
from playwright.sync_api import expect

from articles.models import Citation
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.test_admin_article import enter
from tests.browser.test_source_admin import WIDTHS, fits

pytestmark = pytest.mark.django_db(transaction=True)
QUEUES = ("suggestions", "names", "stale", "alerts")


def stale() -> Citation:
    """A citation whose words an edit changed."""
    article = factories.article(body="<p>وبحسب الشيخ أحمد وصل الوفد.</p><p>ثم غادر.</p>")
    citation = factories.citation(article, name="السفير", exact="وبحسب الشيخ أحمد")
    edit_article(
        by=COMMAND,
        article_id=article.pk,
        base_version=article.version,
        body="<p>وبحسب السفير أحمد وصل الوفد.</p><p>ثم غادر.</p>",
    )
    return citation


@pytest.mark.parametrize("javascript", [True, False])
def test_stale_evidence_is_linked_to_the_words_that_stand_now(
    open_page: OpenPage, javascript: bool
) -> None:
    citation = stale()
    page = open_page(javascript=javascript)
    enter(page, factories.user("chief editor"))
    page.goto("/admin/queues/stale/")
    row = page.locator(".queue-stale")
    expect(row).to_have_count(1)
    expect(row.locator("del").first).to_have_text("الشيخ")
    expect(row.locator("ins").first).to_have_text("السفير")
    row.locator("button[value=refind]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".queue-stale")).to_have_count(0)
    found = Citation.objects.get(pk=citation.pk)
    assert found.evidence_state == "found"
    assert found.exact == found.article.body_text[found.start : found.end]
    assert "السفير" in found.exact


def test_no_queue_is_wider_than_the_window(open_page: OpenPage) -> None:
    stale()
    factories.citation(factories.article(), name="كوميرسانت", state="suggested")
    for width in WIDTHS:
        page = open_page(width=width)
        enter(page, factories.user("chief editor"))
        for name in QUEUES:
            page.goto(f"/admin/queues/{name}/")
            assert fits(page), (name, width)
