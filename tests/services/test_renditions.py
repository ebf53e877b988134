"""Renditions: which there are, what they show, and what they do not tell."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Pillow
from pytest_django import Settings

from articles.models import ChangeLog, Image, Rendition
from articles.services.renditions import crop_box, make_renditions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture(width: int, height: int, *, mode: str = "RGB", **saved: object) -> Image:
    """A stored picture: left half red, right half blue."""
    drawn = Pillow.new(mode, (width, height), (255, 0, 0, 255)[: len(mode)])
    drawn.paste((0, 0, 255, 255)[: len(mode)], (width // 2, 0, width, height))
    out = BytesIO()
    drawn.save(out, saved.pop("format", "PNG"), **saved)
    row = Image(sha256=f"{width}x{height}{mode}", width=width, height=height)
    row.file.save("images/x.png", ContentFile(out.getvalue()), save=False)
    row.save()
    return row


def made(image: Image, shape: str) -> dict[str, list[tuple[int, int]]]:
    sizes: dict[str, list[tuple[int, int]]] = {}
    for row in image.renditions.filter(shape=shape).order_by("format", "width"):
        sizes.setdefault(row.format, []).append((row.width, row.height))
    return sizes


def test_every_format_in_every_width_that_does_not_enlarge() -> None:
    image = picture(1000, 500)
    assert make_renditions(image_id=image.pk) == 12
    for shape, sizes in (
        ("full", [(400, 200), (800, 400)]),
        ("card", [(320, 200), (640, 400)]),
    ):
        assert made(image, shape) == {"avif": sizes, "jpeg": sizes, "webp": sizes}


def test_a_small_picture_keeps_its_own_width() -> None:
    image = picture(150, 100)
    make_renditions(image_id=image.pk)
    assert made(image, "full")["jpeg"] == [(150, 100)]
    assert made(image, "card")["jpeg"] == [(150, 94)]


def test_made_once() -> None:
    image = picture(300, 200)
    before = ChangeLog.objects.get().site_version
    assert make_renditions(image_id=image.pk) == 6
    assert make_renditions(image_id=image.pk) == 0
    assert ChangeLog.objects.get().site_version == before + 1
    Rendition.objects.filter(format="webp").delete()
    assert make_renditions(image_id=image.pk) == 2


def test_a_picture_that_was_deleted_needs_none() -> None:
    assert make_renditions(image_id=404) == 0


@pytest.mark.parametrize(
    ("focus", "box"),
    [
        ((0.5, 0.5), (225, 0, 1025, 500)),
        ((0.0, 0.5), (0, 0, 800, 500)),
        ((1.0, 0.5), (450, 0, 1250, 500)),
        ((0.4, 0.9), (100, 0, 900, 500)),
    ],
)
def test_a_wide_picture_is_cut_around_its_focal_point(
    focus: tuple[float, float], box: tuple[int, int, int, int]
) -> None:
    assert crop_box(1250, 500, *focus) == box


def test_a_tall_picture_is_cut_above_and_below() -> None:
    assert crop_box(300, 1000, 0.5, 0.1) == (0, 6, 300, 194)
    assert crop_box(300, 1000, 0.5, 0.95) == (0, 812, 300, 1000)


def test_a_turned_photograph_stands_upright_and_tells_no_place() -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6  # turn by 90 degrees clockwise
    exif.get_ifd(0x8825)[1] = "N"
    image = picture(400, 200, format="JPEG", exif=exif, quality=95)
    make_renditions(image_id=image.pk)
    assert made(image, "full")["jpeg"] == [(200, 400)]
    for row in image.renditions.all():
        with Pillow.open(row.file.path) as rendition:
            assert not rendition.getexif()
            assert "xmp" not in rendition.info
    with Pillow.open(image.renditions.get(shape="full", format="jpeg").file.path) as upright:
        assert upright.getpixel((100, 50))[0] > 200  # red above
        assert upright.getpixel((100, 350))[2] > 200  # blue below


def test_what_is_transparent_shows_paper() -> None:
    image = picture(30, 20, mode="RGBA")
    drawn = Pillow.new("RGBA", (30, 20), (0, 0, 0, 0))
    drawn.save(image.file.path)
    make_renditions(image_id=image.pk)
    with Pillow.open(image.renditions.get(shape="full", format="jpeg").file.path) as flat:
        red, green, blue = flat.getpixel((15, 10))
    assert abs(red - 251) + abs(green - 250) + abs(blue - 246) < 8


def test_files_are_named_by_their_bytes_and_served_for_ever(client: Client) -> None:
    image = picture(60, 40)
    make_renditions(image_id=image.pk)
    row = image.renditions.get(shape="full", format="webp")
    response = client.get(f"/media/{row.file.name}")
    assert response.status_code == 200
    assert b"".join(response) == Path(row.file.path).read_bytes()
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies


@pytest.mark.parametrize(
    "name",
    [
        "images/x.png",
        "renditions/../images/x.png",
        "renditions/00/" + "0" * 64 + ".webp",
        "renditions/00/" + "0" * 64 + ".png",
    ],
)
def test_nothing_else_of_the_storage_is_served(client: Client, name: str) -> None:
    picture(60, 40)
    assert client.get(f"/media/{name}").status_code == 404
