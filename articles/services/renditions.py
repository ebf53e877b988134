"""The sizes and formats in which readers get a picture, made once from the stored one."""

import hashlib
from collections.abc import Iterator
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Pillow
from PIL import ImageOps

from articles.models import Image, Rendition, Shape
from articles.services.actors import WORKER
from articles.services.recording import recording

JOB = "renditions"
"""Kind of the job that makes them; its payload is `image_id`."""

WIDTHS = {Shape.FULL: (400, 800, 1200, 1600), Shape.CARD: (320, 640, 1200)}  # pixels
CARD = 1.6  # width of a card by its height
# Measured by eye and size on drawings and photographs; each format counts quality differently.
SAVED_AS: dict[str, dict[str, int]] = {
    "avif": {"quality": 60, "speed": 6},
    "webp": {"quality": 78, "method": 5},
    "jpeg": {"quality": 80, "optimize": True, "progressive": True},
}


def make_renditions(*, image_id: int) -> int:
    """Make what is missing of a picture's renditions; returns how many.

    Files are stored under the SHA-256 of their bytes, so they never change. A picture that was
    deleted meanwhile needs none. Raises OSError where its file is gone.
    """
    image = Image.objects.filter(pk=image_id).first()
    if image is None:
        return 0
    have = set(image.renditions.values_list("shape", "format", "width"))
    made = list(_renditions(image, have))
    if made:
        with recording(WORKER) as log:
            Rendition.objects.bulk_create(made, ignore_conflicts=True)
            log.site_changed()
    return len(made)


def crop_box(width: int, height: int, focus_x: float, focus_y: float) -> tuple[int, int, int, int]:
    """The largest card (left, upper, right, lower, in pixels) around the focal point."""
    if width > height * CARD:
        wide, high = round(height * CARD), height
    else:
        wide, high = width, round(width / CARD)
    left = round(min(max(focus_x * width - wide / 2, 0), width - wide))
    upper = round(min(max(focus_y * height - high / 2, 0), height - high))
    return left, upper, left + wide, upper + high


def _renditions(image: Image, have: set[tuple[str, str, int]]) -> Iterator[Rendition]:
    with image.file.open() as file, Pillow.open(file) as stored:
        upright = ImageOps.exif_transpose(stored)
        full = _flat(upright)
    card = full.crop(crop_box(*full.size, image.focus_x, image.focus_y))
    for shape, picture in ((Shape.FULL, full), (Shape.CARD, card)):
        for width in _widths(shape, picture.width):
            missing = [name for name in SAVED_AS if (shape, name, width) not in have]
            if not missing:
                continue
            height = max(1, round(picture.height * width / picture.width))
            resized = picture.resize((width, height), Pillow.Resampling.LANCZOS)
            for name in missing:
                yield _store(image, shape, resized, name)


def _widths(shape: Shape, most: int) -> list[int]:
    """Those that do not enlarge the picture; at least its own width."""
    fitting = [width for width in WIDTHS[shape] if width <= most]
    return fitting or [most]


def _flat(picture: Pillow.Image) -> Pillow.Image:
    """Opaque, in RGB, and without any metadata; what is transparent shows paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        paper = Pillow.new("RGBA", layered.size, (251, 250, 246, 255))
        paper.alpha_composite(layered)
        picture = paper
    flat = Pillow.new("RGB", picture.size)
    flat.paste(picture.convert("RGB"))
    return flat


def _store(image: Image, shape: Shape, picture: Pillow.Image, name: str) -> Rendition:
    out = BytesIO()
    picture.save(out, name.upper(), **SAVED_AS[name])
    content = out.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    rendition = Rendition(
        image=image, shape=shape, format=name, width=picture.width, height=picture.height
    )
    ending = "jpg" if name == "jpeg" else name
    rendition.file.name = f"renditions/{digest[:2]}/{digest}.{ending}"
    storage = rendition.file.storage
    if not storage.exists(rendition.file.name):
        storage.save(rendition.file.name, ContentFile(content))
    return rendition
