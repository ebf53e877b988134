"""Pictures: only what really is one comes in, once, with the size at which it is seen."""

import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from pytest_django import Settings

from articles.models import Article, AuditEntry, Image, User
from articles.services import images
from articles.services.images import add_image, change_image, delete_image, examine, thumbnail
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture(kind: str = "JPEG", size: tuple[int, int] = (30, 20), **options: Any) -> bytes:
    out = BytesIO()
    Pillow.new("RGB", size, "#97281a").save(out, kind, **options)
    return out.getvalue()


def turned(orientation: int) -> bytes:
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    return picture(exif=exif)


def animated(kind: str) -> bytes:
    out = BytesIO()
    frames = [Pillow.new("RGB", (5, 5), colour) for colour in ("red", "blue")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


def bomb() -> bytes:
    """A PNG whose header promises 40,000 x 40,000 pixels."""
    content = bytearray(picture("PNG", (1, 1)))
    content[16:24] = (40_000).to_bytes(4) * 2
    return bytes(content)


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_the_three_kinds_are_stored_byte_for_byte(
    contributor: User, media: Path, kind: str, ending: str
) -> None:
    content = picture(kind)
    digest = hashlib.sha256(content).hexdigest()
    image = add_image(by=contributor, file=ContentFile(content, "x.gif"), alt=" مرفأ \u202e")
    image.refresh_from_db()
    assert (image.width, image.height, image.sha256, image.alt) == (30, 20, digest, "مرفأ")
    assert image.file.name == f"images/{digest[:2]}/{digest}.{ending}"
    assert (media / image.file.name).read_bytes() == content
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id, entry.detail) == ("create", image.pk, {"sha256": digest})


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_size_is_the_one_at_which_it_is_seen(editor: User, orientation: int) -> None:
    expected = (20, 30) if orientation >= 5 else (30, 20)
    image = add_image(by=editor, file=ContentFile(turned(orientation)))
    assert (image.width, image.height) == expected
    assert Pillow.open(BytesIO(thumbnail(image))).size == expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script>",
        b"\xff\xd8\xff\xe0 nothing",
        picture("GIF"),
        picture("TIFF"),
        picture("BMP"),
        picture("JPEG", (300, 200))[:400],
        picture("PNG", (300, 200))[:-40],
        animated("PNG"),
        animated("WEBP"),
        bomb(),
    ],
    ids=["empty", "gif header", "svg", "html", "jpeg header", "gif", "tiff", "bmp", "torn jpeg",
         "torn png", "apng", "animated webp", "bomb"],
)  # fmt: skip
def test_nothing_else_comes_in(editor: User, media: Path, content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        add_image(by=editor, file=ContentFile(content, "a.jpg"))
    assert list(refused.value.message_dict) == ["file"]
    assert not Image.objects.exists()
    assert not AuditEntry.objects.exists()
    assert list(media.rglob("*.*")) == []


def test_damaged_bytes_never_raise_anything_else() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        whole = picture(kind, (64, 48))
        for at in range(0, len(whole), 7):
            damaged = bytearray(whole)
            damaged[at] ^= 0xFF
            try:
                assert len(examine(bytes(damaged))) == 3
            except ValidationError as refused:
                assert list(refused.message_dict) == ["file"]


def test_limits_of_bytes_and_pixels(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    content = picture()
    monkeypatch.setattr(images, "MAX_BYTES", len(content) - 1)
    with pytest.raises(ValidationError) as large:
        add_image(by=editor, file=ContentFile(content))
    monkeypatch.setattr(images, "MAX_BYTES", len(content))
    monkeypatch.setattr(images, "MAX_PIXELS", 30 * 20 - 1)
    with pytest.raises(ValidationError) as wide:
        add_image(by=editor, file=ContentFile(content))
    assert [list(error.value.message_dict) for error in (large, wide)] == [["file"], ["file"]]
    assert not Image.objects.exists()
    monkeypatch.setattr(images, "MAX_PIXELS", 30 * 20)
    assert add_image(by=editor, file=ContentFile(content)).width == 30


def test_the_same_picture_comes_in_once(editor: User) -> None:
    first = add_image(by=editor, file=ContentFile(picture()))
    with pytest.raises(ValidationError) as refused:
        add_image(by=editor, file=ContentFile(picture()), alt="مرة أخرى")
    assert str(first.pk) in refused.value.message_dict["file"][0]
    assert list(Image.objects.values_list("pk", "alt")) == [(first.pk, "")]


@pytest.mark.parametrize(
    ("values", "field"),
    [({"focus_x": 1.5}, "focus_x"), ({"focus_y": -0.1}, "focus_y"), ({"alt": "س" * 501}, "alt")],
)
def test_wrong_descriptions(editor: User, values: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        add_image(by=editor, file=ContentFile(picture()), **values)
    assert list(refused.value.message_dict) == [field]
    assert not Image.objects.exists()
    image = add_image(by=editor, file=ContentFile(picture()), alt="مرفأ")
    with pytest.raises(ValidationError) as refused:
        change_image(by=editor, image_id=image.pk, **values)
    assert list(refused.value.message_dict) == [field]
    image.refresh_from_db()
    assert (image.alt, image.focus_x, image.focus_y) == ("مرفأ", 0.5, 0.5)


def test_who_may_what(contributor: User, moderator: User, editor: User, chief: User) -> None:
    with pytest.raises(PermissionDenied):
        add_image(by=moderator, file=ContentFile(picture()))
    image = add_image(by=contributor, file=ContentFile(picture()), alt="مرفأ")
    with pytest.raises(PermissionDenied):
        change_image(by=contributor, image_id=image.pk, alt="غيره")
    with pytest.raises(PermissionDenied):
        delete_image(by=editor, image_id=image.pk)
    image.refresh_from_db()
    assert image.alt == "مرفأ"
    assert change_image(by=editor, image_id=image.pk, alt="ميناء").alt == "ميناء"
    delete_image(by=chief, image_id=image.pk)
    assert not Image.objects.exists()
    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["create", "change", "delete"]


def test_a_picture_in_use_stays(chief: User) -> None:
    image = add_image(by=chief, file=ContentFile(picture()))
    article = factories.article(lead_image=image)
    with pytest.raises(ValidationError):
        delete_image(by=chief, image_id=image.pk)
    assert Article.objects.get(pk=article.pk).lead_image == image
    assert not AuditEntry.objects.filter(action="delete").exists()
