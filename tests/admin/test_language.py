"""Every page of the admin speaks Arabic: no text of the interface is in Latin letters alone."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import django.contrib.admin
import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Pillow
from pytest_django import Settings

from articles.admin.article_steps import STEPS
from articles.admin.base import ReadOnlyAdmin
from articles.models import Article, AuditEntry, Job, User
from articles.services.accounts import reset_editor, set_password, set_roles
from articles.services.actors import COMMAND
from articles.services.citations import change_citation, remove_citation, settle_citations
from articles.services.comments import decide_comments, reply_as_newsroom, submit_comment
from articles.services.drafting import edit_article
from articles.services.images import add_image, change_image
from articles.services.ingest.files import import_file
from articles.services.publishing import correct, schedule, withdraw
from articles.services.reports import report_error
from articles.services.sources import create_source, delete_source, edit_source
from tests import factories
from tests.admin.forms import formset
from tests.admin.latin import latin_only

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "importers" / "data"
LATER = timedelta(days=3)
# Set apart as names are, so that `latin_only` passes them over; but people have other words.
GETTEXT = re.compile(r"""\bgettext\(["']([^"']+)["']\)""")
KNOWN = re.compile(r'^ +"((?:[^"\\]|\\.)+)": (?:"|\[)', re.MULTILINE)
PROGRAM = re.compile(r">\s*(command|worker|reader|anonymous)\s*<")


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def first(archive: None) -> Client:
    """A browser with the account that a new site starts with."""
    reset_editor(username="محرر")
    client = Client()
    client.force_login(User.objects.get(username="محرر"))
    return client


@pytest.fixture
def archive(db: None) -> None:
    """Something of each kind, and each kind of entry in the audit; names are Arabic."""
    _articles()
    _sources()
    account = factories.user("editor", username="سلمى")
    set_roles(by=COMMAND, user_id=account.pk, groups=["moderator"])
    set_password(by=COMMAND, user_id=account.pk, password="a-long-secret-word")
    factories.person("هدى")
    factories.topic("الفضاء")
    for name in ("missing-title.jsonl", "plain.jsonl"):
        import_file(DATA / name, by=COMMAND, origin="ملف", publish=True)
    Job.objects.create(kind="renditions", run_at=timezone.now(), failed_at=timezone.now())


def _articles() -> None:
    picture = BytesIO()
    Pillow.new("RGB", (30, 20)).save(picture, "PNG")
    image = add_image(by=COMMAND, file=ContentFile(picture.getvalue()))
    change_image(by=COMMAND, image_id=image.pk, credit="تصوير")
    section = factories.section()
    article = factories.article("عنوان", section=section, lead_image=image)
    comment = submit_comment(article_id=article.pk, name="قارئ", text="تعليق")
    decide_comments(by=COMMAND, comment_ids=[comment.pk], state="approved")
    reply_as_newsroom(by=COMMAND, parent_id=comment.pk, text="جواب")
    report_error(article_id=article.pk, text="خطأ")
    correct(by=COMMAND, article_id=article.pk, text="تصحيح")
    article.refresh_from_db()
    edit_article(by=COMMAND, article_id=article.pk, base_version=article.version, title="غيره")
    gone = factories.article("سُحبت")
    withdraw(by=COMMAND, article_id=gone.pk, code="legal", reason="سبب")
    schedule(by=COMMAND, article_id=factories.draft().pk, publish_at=timezone.now() + LATER)


def _sources() -> None:
    source = create_source(by=COMMAND, name="تاس", domains=["tass.ru"])
    edit_source(by=COMMAND, source_id=source.pk, kind="agency", country="RU")
    delete_source(by=COMMAND, source_id=factories.source("رويترز").pk)
    article = Article.objects.get(title="غيره")
    citation = factories.citation(article, source, exact="نص المادة", role="interview")
    change_citation(by=COMMAND, citation_id=citation.pk, role="quoted")
    settle_citations(by=COMMAND, citation_ids=[citation.pk], state="confirmed")
    remove_citation(by=COMMAND, citation_id=factories.citation(article, name="كوميرسانت").pk)


def addresses() -> Iterator[str]:
    """Pages of the admin by name and for every model: its list, form, one object, deleting it."""
    yield from (reverse(f"admin:{name}") for name in ("index", "password_change"))
    yield from (reverse("admin:app_list", args=[label]) for label in ("articles", "auth"))
    yield "/admin/nowhere/"
    for model, model_admin in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        yield f"{reverse(f'{name}_changelist')}?q=1"
        yield reverse(f"{name}_add")
        one = model_admin.model._default_manager.order_by("-pk").first()
        assert one is not None, name
        yield from (reverse(f"{name}_{page}", args=[one.pk]) for page in ("change", "delete"))
        yield reverse(f"{name}_history", args=[one.pk])
        yield reverse(f"{name}_change", args=[987654])


def of_articles() -> Iterator[str]:
    """Pages that articles and accounts have besides."""
    for article in Article.objects.order_by("pk"):
        yield reverse("admin:articles_article_change", args=[article.pk])
        yield reverse("admin:articles_article_revisions", args=[article.pk])
        yield reverse("admin:articles_article_revision", args=[article.pk, 1])
        for step in STEPS:
            yield reverse("admin:articles_article_step", args=[article.pk, step])
    yield reverse("admin:articles_user_password", args=[User.objects.latest("pk").pk])


def test_no_page_has_a_text_in_latin_letters_alone(first: Client) -> None:
    found: dict[str, str] = {}
    for address in (*addresses(), *of_articles(), *_of_audit(), *_of_roles()):
        response = first.get(address, follow=True)
        assert response.status_code in (200, 403, 404), (address, response.status_code)
        for text in said(response):
            found.setdefault(text, address)
    assert [f"{text} ({address})" for text, address in found.items()] == []


def test_no_complaint_of_an_empty_form_is_in_latin_letters(first: Client) -> None:
    for model, model_admin in admin.site._registry.items():
        if issubclass(type(model_admin), ReadOnlyAdmin):
            continue
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        sent = formset("citations", []) | formset("names", []) | formset("domains", [])
        response = first.post(address, sent)
        if response.status_code == 200:
            assert 'class="errornote"' in response.content.decode(), address
        assert (address, said(response)) == (address, [])


def test_neither_do_the_pages_at_the_door(first: Client, settings: Settings) -> None:
    settings.AXES_FAILURE_LIMIT = 2
    assert said(first.post(reverse("admin:password_change"), {})) == []
    assert said(first.get(reverse("admin:password_change_done"))) == []
    assert said(first.post(reverse("admin:logout"))) == []
    login, wrong = reverse("admin:login"), {"username": "محرر", "password": "x"}
    assert said(first.get(login)) == []
    statuses = []
    for _attempt in range(3):
        response = first.post(login, wrong)
        statuses.append(response.status_code)
        assert said(response) == []
    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_scripts_of_the_admin_have_arabic_words(first: Client) -> None:
    catalogue = first.get(reverse("admin:jsi18n")).content.decode()
    words: set[str] = set()
    for path in (Path(django.contrib.admin.__file__).parent / "static/admin/js").glob("*.js"):
        if path.name != "SelectFilter2.js":  # of two boxes side by side, which no form has
            words.update(GETTEXT.findall(path.read_text(encoding="utf-8")))
    for path in (ROOT / "static/js/admin").glob("*.js"):
        words.update(GETTEXT.findall(path.read_text(encoding="utf-8")))
    assert len(words) > 20
    known = {json.loads(f'"{text}"') for text in KNOWN.findall(catalogue)}
    assert sorted({json.loads(f'"{text}"') for text in words} - known) == []


def said(response: Any) -> list[str]:
    """What a page says that is not Arabic."""
    page = response.content.decode()
    return [*latin_only(page), *PROGRAM.findall(page)]


def _of_audit() -> Iterator[str]:
    for entry in AuditEntry.objects.all():
        yield reverse("admin:articles_auditentry_change", args=[entry.pk])


def _of_roles() -> Iterator[str]:
    for group in Group.objects.all():
        yield reverse("admin:auth_group_change", args=[group.pk])
