"""Pictures in the admin: taken in through the service, described, shown small."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Pillow
from pytest_django import Settings

from articles.models import AuditEntry, Image
from tests import factories

pytestmark = pytest.mark.django_db
Login = Callable[..., Client]
LIST = "/admin/articles/image/"


@pytest.fixture(autouse=True)
def _own_media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def upload(width: int = 1200, height: int = 800, kind: str = "JPEG") -> SimpleUploadedFile:
    out = BytesIO()
    Pillow.new("RGB", (width, height), "#97281a").save(out, kind)
    return SimpleUploadedFile("مرفأ.jpg", out.getvalue())


def fields(**values: object) -> dict[str, object]:
    return {"alt": "مرفأ", "caption": "", "credit": "", "rights": "", "focus_x": "0.5",
            "focus_y": "0.25"} | values  # fmt: skip


def test_a_contributor_adds_a_picture_and_sees_it_small(as_role: Login) -> None:
    client = as_role("contributor")
    assert client.post(f"{LIST}add/", fields(file=upload())).status_code == 302
    image = Image.objects.get()
    assert (image.width, image.height, image.alt, image.focus_y) == (1200, 800, "مرفأ", 0.25)
    whole = client.get(f"{LIST}{image.pk}/bytes/")
    assert whole["Content-Type"] == "image/jpeg"
    assert b"".join(whole.streaming_content) == upload().read()  # type: ignore[attr-defined]
    small = client.get(f"{LIST}{image.pk}/bytes/?small")
    assert Pillow.open(BytesIO(small.content)).size == (480, 320)


def test_what_is_no_picture_is_refused_with_what_was_typed(as_role: Login) -> None:
    text = SimpleUploadedFile("a.jpg", b"<script>alert(1)</script>")
    response = as_role("editor").post(f"{LIST}add/", fields(file=text, caption="شرح كُتب الآن"))
    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == ["file"]
    assert "شرح كُتب الآن" in response.content.decode()
    assert not Image.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_bytes_of_a_stored_picture_are_not_replaced(as_role: Login) -> None:
    client = as_role("editor")
    client.post(f"{LIST}add/", fields(file=upload()))
    image = Image.objects.get()
    path = f"{LIST}{image.pk}/change/"
    assert client.post(path, fields(file=upload(10, 10), alt="الميناء")).status_code == 302
    image.refresh_from_db()
    assert (image.alt, image.width, image.height) == ("الميناء", 1200, 800)


def test_a_picture_in_use_is_not_deleted_and_a_free_one_is(as_role: Login) -> None:
    chief = as_role("chief editor")
    chief.post(f"{LIST}add/", fields(file=upload()))
    image = Image.objects.get()
    article = factories.article(lead_image=image)
    path = f"{LIST}{image.pk}/delete/"
    assert chief.post(path, {"post": "yes"}).status_code == 200
    assert Image.objects.count() == 1
    type(article).objects.update(lead_image=None)
    assert chief.post(path, {"post": "yes"}).status_code == 302
    assert Image.objects.count() == 0


@pytest.mark.parametrize("role", ["moderator", "administrator"])
def test_others_see_no_pictures(as_role: Login, role: str) -> None:
    as_role("editor").post(f"{LIST}add/", fields(file=upload()))
    image = Image.objects.get()
    client = as_role(role)
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{image.pk}/bytes/").status_code == 404
    assert client.post(f"{LIST}add/", fields(file=upload(5, 5))).status_code == 403
    assert Image.objects.count() == 1


def test_nobody_outside_the_newsroom_gets_the_bytes(as_role: Login) -> None:
    as_role("editor").post(f"{LIST}add/", fields(file=upload()))
    response = Client().get(f"{LIST}{Image.objects.get().pk}/bytes/")
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/admin/login/")


def test_a_picture_without_words_is_asked_for_them(as_role: Login) -> None:
    client = as_role("editor")
    client.post(f"{LIST}add/", fields(file=upload(), alt=""))
    bare = Image.objects.get()
    said = [str(message) for message in client.get(LIST).context["messages"]]
    assert said[0].startswith("لا نص بديلًا للصورة")
    client.post(f"{LIST}add/", fields(file=upload(600, 400)))
    told = Image.objects.exclude(pk=bare.pk).get()
    for value, expected in (("no", [bare.pk]), ("yes", [told.pk]), ("", [told.pk, bare.pk])):
        shown = client.get(LIST, {"described": value}).context["cl"].result_list
        assert [image.pk for image in shown] == expected
    for image, asked in ((bare, True), (told, False)):
        article = factories.article(lead_image=image)
        page = client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
        assert (f'href="{LIST}{image.pk}/change/">صِف الصورة</a>' in page) is asked
