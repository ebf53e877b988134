"""The steps of an article's life as forms: review, draft, publish, schedule, correct, withdraw."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Article, ArticleStatus, WithdrawalReason
from articles.services import publishing
from articles.services.actors import Actor
from articles.services.erasure import erase_article
from articles.services.permissions import may, may_edit

CODES = [item for item in WithdrawalReason.choices if item[0] != WithdrawalReason.ERASED]


class StepForm(forms.Form):
    """A step that needs no more than a decision."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)


class ScheduleForm(StepForm):
    publish_at = forms.SplitDateTimeField(
        label=_("Publish at"),
        widget=AdminSplitDateTime,
        help_text=_("In the time of the site."),
    )


class CorrectionForm(StepForm):
    text = forms.CharField(
        label=_("Public note"),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("What was wrong and what is right. Readers see it with its date."),
    )


class WithdrawalForm(StepForm):
    code = forms.ChoiceField(label=_("Reason code"), choices=[("", "---------"), *CODES])
    reason = forms.CharField(
        label=_("Public reason"),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Readers find it in the place of the article."),
    )


class ErasureForm(StepForm):
    reason = forms.CharField(
        label=_("Reason, for the newsroom"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("It stands in the audit; readers see only that the article was erased."),
    )
    sure = forms.BooleanField(
        label=_("Erase text, versions, original and comments for good; this cannot be undone.")
    )


@dataclass(frozen=True, slots=True)
class Step:
    """`run` calls the service with the actor, the id, the version read and what was typed."""

    name: str
    label: Promise
    done: Promise
    states: tuple[ArticleStatus, ...]
    allowed: Callable[[Actor, Article], bool]
    run: Callable[[Actor, int, int, dict[str, Any]], Any]
    form: type[StepForm] = StepForm

    def open_to(self, by: Actor, article: Article) -> bool:
        """Whether `by` may take this step with `article` as it is."""
        fits = article.status in self.states and article.erased_at is None
        return fits and self.allowed(by, article)


def _may_publish(by: Actor, article: Article) -> bool:
    return may(by, "publish_article", article)


def _may_erase(by: Actor, article: Article) -> bool:
    return may(by, "erase_article", article)


DRAFT, REVIEW, SCHEDULED = (
    ArticleStatus.DRAFT,
    ArticleStatus.IN_REVIEW,
    ArticleStatus.SCHEDULED,
)

PUBLISHED, WITHDRAWN = ArticleStatus.PUBLISHED, ArticleStatus.WITHDRAWN

STEPS = {
    step.name: step
    for step in (
        Step(
            name="submit",
            label=_("Send to review"),
            done=_("“%(title)s” was sent to review."),
            states=(DRAFT,),
            allowed=may_edit,
            run=lambda by, pk, base, _typed: publishing.submit_for_review(by=by, article_id=pk),
        ),
        Step(
            name="publish",
            label=_("Publish"),
            done=_("“%(title)s” was published."),
            states=(DRAFT, REVIEW, SCHEDULED, WITHDRAWN),
            allowed=_may_publish,
            run=lambda by, pk, base, _typed: publishing.publish(
                by=by, article_id=pk, base_version=base
            ),
        ),
        Step(
            name="schedule",
            label=_("Schedule"),
            done=_("“%(title)s” was scheduled."),
            states=(DRAFT, REVIEW, SCHEDULED),
            allowed=_may_publish,
            run=lambda by, pk, base, typed: publishing.schedule(
                by=by, article_id=pk, publish_at=typed["publish_at"]
            ),
            form=ScheduleForm,
        ),
        Step(
            name="return",
            label=_("Return to draft"),
            done=_("“%(title)s” is a draft again."),
            states=(REVIEW, SCHEDULED),
            allowed=may_edit,
            run=lambda by, pk, base, _typed: publishing.return_to_draft(by=by, article_id=pk),
        ),
        Step(
            name="correct",
            label=_("Note a correction"),
            done=_("The correction of “%(title)s” is public."),
            states=(PUBLISHED,),
            allowed=_may_publish,
            run=lambda by, pk, base, typed: publishing.correct(
                by=by, article_id=pk, text=typed["text"]
            ),
            form=CorrectionForm,
        ),
        Step(
            name="withdraw",
            label=_("Withdraw"),
            done=_("“%(title)s” was withdrawn."),
            states=(PUBLISHED,),
            allowed=_may_publish,
            run=lambda by, pk, base, typed: publishing.withdraw(
                by=by, article_id=pk, code=typed["code"], reason=typed["reason"]
            ),
            form=WithdrawalForm,
        ),
        Step(
            name="erase",
            label=_("Erase for good"),
            done=_("The article was erased."),
            states=(DRAFT, REVIEW, SCHEDULED, PUBLISHED, WITHDRAWN),
            allowed=_may_erase,
            run=lambda by, pk, base, typed: erase_article(
                by=by, article_id=pk, reason=typed["reason"]
            ),
            form=ErasureForm,
        ),
    )
}


def steps_for(by: Actor, article: Article) -> list[Step]:
    """The steps that `by` may take with `article` now."""
    return [step for step in STEPS.values() if step.open_to(by, article)]
