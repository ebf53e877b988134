"""What the worker does again and again: each duty with the seconds between two rounds of it."""

from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO

from django.core.management import call_command

from articles.services import (
    affiliations,
    alerts_found,
    near_copies,
    quotations,
    quotations_jobs,
    renditions,
    suggesting_jobs,
)
from articles.services.comments import drop_address_hashes
from articles.services.folded_names import fold_new_names
from articles.services.jobs import Handler, run_due
from articles.services.publishing import publish_due
from articles.services.suggesting import suggest_as_worker

LOGIN_LOG_DAYS = 30  # of attempts to log in, which hold addresses


@dataclass(frozen=True)
class Duty:
    """A piece of work that finds out by itself whether there is something to do."""

    name: str
    every: float
    run: Callable[[], object]


HANDLERS: dict[str, Handler] = {
    renditions.JOB: renditions.make_renditions,
    near_copies.JOB: alerts_found.remember_signatures_and_compare,
    quotations_jobs.JOB: quotations.remember_quotations,
    alerts_found.JOB: alerts_found.look_for_copies,
    suggesting_jobs.JOB: suggest_as_worker,
}
"""What to call for each kind of job."""


def _run_jobs() -> None:
    run_due(HANDLERS)


def _forget_logins() -> None:
    call_command("clearsessions", verbosity=0)
    # It says each time how many there were, whatever the verbosity.
    call_command("axes_reset_logs", age=LOGIN_LOG_DAYS, stdout=StringIO())


# What readers see does not wait for the worker: a due article is visible by its time.
DUTIES = (
    Duty("publish what is due", 1.0, publish_due),
    Duty("run jobs", 1.0, _run_jobs),
    Duty("follow owners", 900.0, affiliations.follow_the_day),
    Duty("fold new names", 15.0, fold_new_names),
    Duty("look at alerts again", 60.0, alerts_found.look_again),
    Duty("ask for comparisons", 3600.0, alerts_found.ask_for_missing_comparisons),
    Duty("ask for fingerprints", 3600.0, near_copies.ask_for_missing_signatures),
    Duty("ask for quotations", 3600.0, quotations_jobs.ask_for_missing_quotations),
    Duty("forget addresses", 3600.0, drop_address_hashes),
    Duty("forget sessions and logins", 3600.0, _forget_logins),
)
