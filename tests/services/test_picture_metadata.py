"""What a camera writes into a picture stays out of the archive; its pixels come in as they are."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from PIL import ImageCms
from PIL.PngImagePlugin import PngInfo
from pytest_django import Settings

from articles.models import Image, User
from articles.services.images import add_image, thumbnail
from articles.services.picture_metadata import without_metadata

pytestmark = pytest.mark.django_db
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>25,17N</exif:GPSLatitude></x:xmpmeta>'
SECRETS = (b"Exif", b"GPSLatitude", b"xmpmeta", b"8BIM", b"Salma", b"SerialNumber", b"Author")
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
GPS, MAKE, ARTIST, ORIENTATION = 0x8825, 0x010F, 0x013B, 0x0112


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def camera(orientation: int = 1) -> Pillow.Exif:
    exif = Pillow.Exif()
    exif[MAKE], exif[ARTIST], exif[ORIENTATION] = "SerialNumber 17", "Salma", orientation
    exif.get_ifd(GPS).update({1: "N", 2: (25.0, 17.0, 12.0), 3: "E", 4: (51.0, 32.0, 0.0)})
    return exif


def drawn(mode: str = "RGB") -> Pillow.Image:
    picture = Pillow.linear_gradient("L").resize((48, 32)).convert(mode)
    picture.paste("#97281a", (3, 3, 20, 9))
    return picture


def jpeg(orientation: int = 1, **options: Any) -> bytes:
    out = BytesIO()
    drawn().save(out, "JPEG", exif=camera(orientation), xmp=XMP, comment=b"Salma",
                 icc_profile=PROFILE, **options)  # fmt: skip
    photoshop = b"Photoshop 3.0\x008BIM by Salma"
    segment = b"\xff\xed" + (len(photoshop) + 2).to_bytes(2) + photoshop
    return out.getvalue()[:2] + segment + out.getvalue()[2:]


def phone(orientation: int = 1) -> bytes:
    """A picture with a second one behind it, which has its own place."""
    return jpeg(orientation) + jpeg(orientation)


def png(orientation: int = 1) -> bytes:
    out, words = BytesIO(), PngInfo()
    words.add_text("Author", "Salma")
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    drawn("RGBA").save(out, "PNG", exif=camera(orientation), pnginfo=words, icc_profile=PROFILE)
    return out.getvalue()


def webp(orientation: int = 1, **options: Any) -> bytes:
    out = BytesIO()
    drawn("RGBA").save(out, "WEBP", exif=camera(orientation), xmp=XMP, icc_profile=PROFILE,
                       **options)  # fmt: skip
    return out.getvalue()


def lossless(orientation: int = 1) -> bytes:
    return webp(orientation, lossless=True)


def progressive(orientation: int = 1) -> bytes:
    return jpeg(orientation, progressive=True)


KINDS = [jpeg, progressive, phone, png, webp, lossless]


@pytest.mark.parametrize("make", KINDS)
def test_place_and_person_are_gone_and_pixels_stay(editor: User, media: Path, make: Any) -> None:
    sent = make()
    assert all(secret in sent for secret in (b"GPSLatitude", b"Salma", b"SerialNumber"))
    image = add_image(by=editor, file=ContentFile(sent))
    kept = (media / str(image.file.name)).read_bytes()
    assert [secret for secret in SECRETS if secret in kept] == []
    with Pillow.open(BytesIO(sent)) as before, Pillow.open(BytesIO(kept)) as after:
        assert after.tobytes() == before.tobytes()
        assert after.mode == before.mode
        assert after.info["icc_profile"] == PROFILE
        assert dict(after.getexif()) == {}
        assert "comment" not in after.info
        assert getattr(after, "n_frames", 1) == 1


@pytest.mark.parametrize("orientation", range(2, 9))
@pytest.mark.parametrize("make", KINDS)
def test_the_orientation_is_all_that_stays(make: Any, orientation: int) -> None:
    kept = without_metadata(make(orientation), orientation)
    with Pillow.open(BytesIO(kept)) as after:
        exif = after.getexif()
        assert dict(exif) == {ORIENTATION: orientation}
        assert exif.get_ifd(GPS) == {}
    assert [secret for secret in SECRETS[1:] if secret in kept] == []


@pytest.mark.parametrize("make", KINDS)
def test_a_picture_that_is_to_be_turned_is_seen_turned(editor: User, make: Any) -> None:
    image = add_image(by=editor, file=ContentFile(make(6)))
    assert (image.width, image.height) == (32, 48)
    assert Pillow.open(BytesIO(thumbnail(image))).size == (32, 48)


@pytest.mark.parametrize("make", KINDS)
def test_the_same_upload_is_known_again(editor: User, make: Any) -> None:
    first = add_image(by=editor, file=ContentFile(make()))
    for content in (make(), without_metadata(make())):
        with pytest.raises(ValidationError) as refused:
            add_image(by=editor, file=ContentFile(content))
        assert str(first.pk) in refused.value.message_dict["file"][0]
    assert Image.objects.count() == 1


@pytest.mark.parametrize("make", KINDS)
def test_what_is_clean_stays_as_it_is(make: Any) -> None:
    once = without_metadata(make())
    assert without_metadata(once) == once


@pytest.mark.parametrize("make", KINDS)
def test_torn_bytes_raise_nothing_else(make: Any) -> None:
    whole = make(6)
    for end in range(0, len(whole), 97):
        with suppress(ValueError):
            assert len(without_metadata(whole[:end], 6)) <= end + 64
