"""A small archive with one of everything that can be broken, whose numbers tests name."""

from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import Article, Image, ImportBatch, ImportRecord, Original, Rendition
from articles.services.actors import COMMAND
from articles.services.citations import change_citation
from articles.services.comments import decide_comments, reply_as_newsroom, submit_comment
from articles.services.drafting import edit_article
from articles.services.erasure import erase_article
from articles.services.publishing import withdraw
from tests import factories
from tests.owner import as_owner

# Tables are numbered from 1, so that statements and findings can name their rows.
NUMBERED = ("article", "citation", "comment", "source", "original", "importbatch", "importrecord",
            "image", "person", "topic", "sourcename")  # fmt: skip


def build() -> None:
    """Article 1 stands with citations 1 (its via is 2) and 2, comments 1 and 2 (a reply); 2 is a
    draft, 3 was withdrawn, 4 erased. Source 2 belongs to nobody. Counters are set back first."""
    for name in NUMBERED:
        as_owner(f"ALTER TABLE articles_{name} ALTER id RESTART WITH 1")
    _first_article()
    factories.draft("مسودة")
    withdrawn, erased = factories.article("مسحوبة"), factories.article("محذوفة")
    withdraw(by=COMMAND, article_id=withdrawn.pk, code="error", reason="خطأ")
    erase_article(by=COMMAND, article_id=erased.pk, reason="أمر")
    factories.source("Other", "الأخرى")
    _picture()


def _first_article() -> None:
    source = factories.source("DFNC.RU", "موقع الدفاع")
    article = factories.article(
        "عنوان", body="<p>قال السفير لوكالة.</p>", footer="المصدر: DFNC.RU", dated="2019-06",
        topics=[factories.topic()], people=[factories.person()],
    )  # fmt: skip
    speaker = factories.citation(article, name="السفير", exact="قال السفير")
    credit = factories.citation(article, source, exact="DFNC.RU", target="footer")
    change_citation(by=COMMAND, citation_id=speaker.pk, via=credit)
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, title="عنوان آخر")
    comment = submit_comment(article_id=article.pk, name="سارة", text="سؤال")
    decide_comments(by=COMMAND, comment_ids=[comment.pk], state="approved")
    reply_as_newsroom(by=COMMAND, parent_id=comment.pk, text="جواب")
    _import(article)


def _import(article: Article) -> None:
    content = "عنوان\n".encode()
    original = Original.objects.create(
        sha256=sha256(content).hexdigest(), media_type="text/plain", content=content
    )
    Article.objects.filter(pk=article.pk).update(original=original, import_key="k")
    batch = ImportBatch.objects.create(origin="x", sha256="c" * 64, format="text", done=1)
    ImportRecord.objects.create(
        batch=batch, position=1, key="k", outcome="created", original=original, article=article
    )


def _picture() -> None:
    content = b"not looked at"
    image = Image(sha256=sha256(content).hexdigest(), width=1, height=1)
    image.file.name = default_storage.save("images/a.png", ContentFile(content))
    image.save()
    rendition = Rendition(image=image, format="webp", width=1, height=1)
    rendition.file.name = default_storage.save("renditions/a.webp", ContentFile(b"x"))
    rendition.save()
