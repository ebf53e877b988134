"""Pictures: taken in after a look at what they really are, described, deleted while unused."""

import hashlib
import warnings
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import ImageOps

from articles.models import Image, Shape
from articles.services.actors import Actor
from articles.services.jobs import enqueue
from articles.services.permissions import require
from articles.services.picture_metadata import without_metadata
from articles.services.recording import recording
from articles.services.renditions import JOB
from articles.text.normalise import clean_text, strip_bidi_overrides

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
# Pillow's name of a format -> the ending of the stored file. MPO is what many phones make: a
# JPEG with a second picture behind it.
FORMATS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp"}
TURNED = (5, 6, 7, 8)  # values of Exif's orientation under which width and height change places
ORIENTATION = 0x0112
EDITABLE = {"alt", "caption", "credit", "rights", "focus_x", "focus_y"}


def add_image(*, by: Actor, file: File, alt: str = "", credit: str = "", **values: Any) -> Image:
    """Store a picture under the SHA-256 of its bytes, and ask the worker for its renditions.

    Taken are JPEG, PNG and WebP of at most 20 MB and 40 megapixels, not animated. Stored are its
    pixels as they came, with their colour profile and orientation, and without all that tells of
    place, person or camera: files are copied, backed up and shared long after anybody remembers
    what phones write into them. Raises PermissionDenied, and ValidationError by field, also for a
    picture that is here already.
    """
    require(by, "add_image")
    sent = _read(file)
    content, (width, height, ending) = cleaned(sent)
    digest = hashlib.sha256(content).hexdigest()
    # By what was sent too: pictures were once stored with all that they carried.
    known = Image.objects.filter(sha256__in=[digest, hashlib.sha256(sent).hexdigest()]).first()
    if known is not None:
        raise ValidationError({"file": _known(known)})
    image = Image(sha256=digest, width=width, height=height)
    image.file.name = f"images/{digest[:2]}/{digest}.{ending}"
    _set(image, {**values, "alt": alt, "credit": credit})
    image.full_clean(exclude=["sha256", "file"])
    # Before the row: a file without a row is harmless, a row without a file is not.
    _store(image.file.storage, image.file.name, content)
    with recording(by) as log:
        try:
            image.save(force_insert=True)
        except IntegrityError as error:  # another upload of the same picture was faster
            raise ValidationError({"file": _("This picture is in the archive already.")}) from error
        enqueue(JOB, image_id=image.pk)
        log.audit("create", image, sha256=digest)
    return image


def change_image(*, by: Actor, image_id: int, **values: Any) -> Image:
    """Change alternative text, caption, credit, rights or focal point.

    Raises PermissionDenied, ValidationError, Image.DoesNotExist.
    """
    require(by, "change_image")
    with recording(by) as log:
        image = Image.objects.select_for_update().get(pk=image_id)
        before = image.focus_x, image.focus_y
        _set(image, values)
        image.full_clean(exclude=["sha256", "file"])
        image.save(update_fields=sorted(values))
        if before != (image.focus_x, image.focus_y):
            image.renditions.filter(shape=Shape.CARD).delete()
            enqueue(JOB, image_id=image.pk)
        log.audit("change", image, fields=sorted(values))
        log.named(image)
        log.site_changed()
    return image


def delete_image(*, by: Actor, image_id: int) -> None:
    """Delete a picture that no article leads with; its file stays until the files are swept.

    Raises PermissionDenied, ValidationError, Image.DoesNotExist.
    """
    require(by, "delete_image")
    with recording(by) as log:
        image = Image.objects.select_for_update().get(pk=image_id)
        log.audit("delete", image, sha256=image.sha256)
        try:
            image.delete()
        except ProtectedError as error:
            raise ValidationError(_("An article uses this picture.")) from error


def examine(content: bytes) -> tuple[int, int, str]:
    """Width and height in pixels as the picture is seen (a phone held upright says in its Exif
    that the stored one is to be turned), and the ending for the file. Raises ValidationError by
    field.

    The header is read first, so that a bomb is refused before it is unpacked; then everything is
    decoded once, so that a torn file is refused too.
    """
    return _examined(content)[:3]


def cleaned(content: bytes) -> tuple[bytes, tuple[int, int, str]]:
    """The picture without its metadata, and what `examine` says of it. Raises as that does."""
    *seen, orientation = _examined(content)
    try:
        bare = without_metadata(content, orientation)
    except ValueError as error:
        raise _unusable() from error
    found = examine(bare)  # what is stored is what must open
    if found != tuple(seen):
        raise _unusable()
    return bare, found


def _examined(content: bytes) -> tuple[int, int, str, int]:
    """What `examine` says, and the orientation as Exif counts it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            with Pillow.open(ContentFile(content), formats=["JPEG", "PNG", "WEBP"]) as picture:
                width, height = picture.size
                _check_size(width * height)
                if getattr(picture, "is_animated", False) and picture.format != "MPO":
                    raise ValidationError({"file": _("Animated pictures are not taken.")})
                ending = FORMATS[picture.format or ""]
                picture.load()
                orientation = picture.getexif().get(ORIENTATION, 1)
                if orientation in TURNED:
                    width, height = height, width
    except (Pillow.DecompressionBombWarning, Pillow.DecompressionBombError) as error:
        raise _too_large() from error
    except ValidationError:
        raise
    except Exception as error:  # decoders raise what they like over torn bytes
        raise _unusable() from error
    return width, height, ending, orientation if isinstance(orientation, int) else 1


def thumbnail(image: Image, edge: int = 480) -> bytes:
    """A JPEG of the picture as it is meant to be seen, at most `edge` pixels wide and high.

    Raises OSError where the file is gone.
    """
    with image.file.open() as file, Pillow.open(file) as picture:
        picture.draft("RGB", (edge, edge))
        small = ImageOps.exif_transpose(picture)
        small.thumbnail((edge, edge))
        out = BytesIO()
        small.convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()


def _read(file: File) -> bytes:
    if file.size > MAX_BYTES:
        raise ValidationError({"file": _("A picture has at most 20 megabytes.")})
    file.seek(0)
    return file.read(MAX_BYTES + 1)


def _check_size(pixels: int) -> None:
    if pixels > MAX_PIXELS:
        raise _too_large()


def _too_large() -> ValidationError:
    return ValidationError({"file": _("A picture has at most 40 megapixels.")})


def _unusable() -> ValidationError:
    return ValidationError(
        {"file": _("This is not a picture that can be used: JPEG, PNG and WebP are taken.")}
    )


def _known(image: Image) -> str:
    return _("This picture is in the archive already: number %(id)d.") % {"id": image.pk}


def _set(image: Image, values: dict[str, Any]) -> None:
    unknown = set(values) - EDITABLE
    if unknown:
        raise TypeError(f"not fields of a picture: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        if isinstance(value, str):
            value = strip_bidi_overrides(clean_text(value)).strip()
        setattr(image, name, value)


def _store(storage: Storage, name: str, content: bytes) -> None:
    if not storage.exists(name):
        storage.save(name, ContentFile(content))
