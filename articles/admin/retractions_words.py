"""What a notice to readers may say, suggested in the language of the site."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from articles.models import Retraction
from articles.queries.dependents import Dependent


def suggested_notice(retraction: Retraction, dependent: Dependent) -> str:
    """A sentence for the readers of a dependent, to be edited before it is written."""
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("The reason: %(reason)s") % {"reason": retraction.reason}
        return f"{_first(retraction, dependent)} {reason}"


def _first(retraction: Retraction, dependent: Dependent) -> str:
    if retraction.article is not None:
        values = {"title": retraction.article.title}
        if dependent.steps > 1:
            return _("This article rests, through another one, on “%(title)s”, which we withdrew."
                     ) % values  # fmt: skip
        if dependent.cites:
            return _("This article rests on “%(title)s”, which we withdrew.") % values
        return _("This article has much of its text in common with “%(title)s”, which we withdrew."
                 ) % values  # fmt: skip
    source = retraction.source
    values = {"source": source.label or source.name} if source is not None else {"source": ""}
    if dependent.is_report:
        return _("“%(source)s” took this report back.") % values
    if dependent.steps > 1:
        return _("This article rests, through another one, on a report that “%(source)s” took back."
                 ) % values  # fmt: skip
    if dependent.cites:
        return _("This article rests on a report that “%(source)s” took back.") % values
    return _("This article has much of its text in common with a report that “%(source)s” took"
             " back.") % values  # fmt: skip
