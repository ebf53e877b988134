"""What pages need of an article's lead picture: its renditions, with the article's own query."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from articles.models import Rendition, Shape


def renditions(shape: Shape) -> ArraySubquery:
    """Annotation of articles: format, width, height (pixels) and file of each rendition of the
    lead picture in `shape`, by width; [] without a picture or before they are made."""
    made = Rendition.objects.filter(image=OuterRef("lead_image"), shape=shape)
    return ArraySubquery(
        made.order_by("width").values(
            json=JSONObject(format="format", width="width", height="height", file="file")
        )
    )
