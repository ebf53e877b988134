"""Alerts in the admin: by kind, with what each is about, decided on one by one or together."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.base import REFUSALS, actor, sentence
from articles.admin.queues import SETTLE, desk_address, queue_page, require_right
from articles.models import AlertKind, ReportState
from articles.queries.alerts import alerts_page, counts
from articles.services.alerts import decide_alerts
from articles.text.ids import id_in


def alerts_view(request: HttpRequest) -> HttpResponse:
    """A page of alerts; POST settles, dismisses or opens those that are ticked."""
    user = require_right(request, SETTLE)
    if request.method == "POST":
        _decide(request)
        return HttpResponseRedirect(request.get_full_path())
    kind, state = request.GET.get("kind", ""), request.GET.get("state", ReportState.OPEN)
    if kind not in ("", *AlertKind.values) or state not in ReportState.values:
        raise Http404("no such list")
    try:
        found = alerts_page(user, request.GET.get("cursor"), kind=kind, state=state)
    except ValueError as error:
        raise Http404(str(error)) from error
    many = counts(user)
    kinds = [(value, label, many.get(value, 0)) for value, label in AlertKind.choices]
    rows = [(one, desk_address(one.alert.article_id)) for one in found.items]
    context = {"rows": rows, "page": found, "kind": kind, "state": state, "kinds": kinds,
               "states": ReportState.choices, "all": sum(many.values())}  # fmt: skip
    return queue_page(request, "queues/alerts", _("Alerts"), context)


def _decide(request: HttpRequest) -> None:
    ids = [pk for pk in map(id_in, request.POST.getlist("alert")) if pk is not None]
    if not ids:
        messages.warning(request, _("Tick what you mean first."))
        return
    state = request.POST.get("state", "")
    try:
        decided = decide_alerts(by=actor(request), alert_ids=ids, state=state)
    except REFUSALS as reason:
        messages.error(request, sentence(reason))
        return
    said = ngettext("%(count)d alert: %(state)s.", "%(count)d alerts: %(state)s.", len(decided))
    label = ReportState(state).label
    messages.success(request, said % {"count": len(decided), "state": label})
