"""Rows of sources on an article's page: source or name, role, chain, and words as evidence."""

from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any

from django import forms
from django.contrib.admin import StackedInline
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.base import actor, refusal, refuse, sentence
from articles.models import Article, Citation, CitationState, EvidenceState, EvidenceTarget
from articles.services.citations import Evidence
from articles.services.permissions import may_edit
from articles.text.normalise import clean_text


class RowRefused(ValidationError):
    """What a service refused in row `row` (from 0) of the sources."""

    def __init__(self, row: int, reason: Exception, current: Citation | None = None) -> None:
        self.row, self.reason, self.current = row, reason, current
        where = gettext("Source %(number)d:") % {"number": row + 1}
        super().__init__(f"{where} {sentence(reason)}")


class KnownSource(AutocompleteSelect):
    """Knows the names of the sources at hand, so that 20 rows need no 20 queries."""

    known: dict[str, str] = {}

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        if value and value[0] in self.known:
            options = [(str(value[0]), self.known[value[0]])]
            empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
            chosen = [self.create_option(name, pk, label, True, 1) for pk, label in options]
            return [(None, empty + chosen, 0)]
        return (
            super().optgroups(name, value, attr)
            if any(value)
            else [(None, [self.create_option(name, "", "", False, 0)], 0)]
        )


class Seen(forms.CharField):
    """Says when the row was read; by itself it changes nothing."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class CitationForm(forms.ModelForm):
    via_row = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False, label=_("through"),
        help_text=_("The link of the chain through which the article has this one."),
    )  # fmt: skip
    report_address = forms.URLField(
        required=False, max_length=1000, assume_scheme="https", label=_("address of the report"),
        widget=forms.URLInput({"dir": "ltr", "class": "vURLField"}),
        help_text=_("Where the source published it."),
    )  # fmt: skip
    archived_address = forms.URLField(
        required=False, max_length=1000, assume_scheme="https", label=_("archived copy"),
        widget=forms.URLInput({"dir": "ltr", "class": "vURLField"}),
        help_text=_("A copy of the report in a web archive."),
    )  # fmt: skip
    copy = forms.FileField(
        required=False, label=_("copy of the report"),
        help_text=_("html, txt, pdf, png, jpeg or warc, at most 20 MB; readers may download it."),
    )  # fmt: skip
    drop_copy = forms.BooleanField(required=False, label=_("drop the copy kept"))
    # When the row was read; another value in the database means that somebody was faster.
    seen = Seen(required=False, label="")

    class Meta:
        model = Citation
        fields = ["source", "name", "role", "state", "consulted", "position",
                  "report_address", "archived_address", "target", "exact", "prefix",
                  "suffix"]  # fmt: skip
        widgets = {
            "name": forms.TextInput(attrs={"dir": "auto", "class": "vTextField"}),
            "exact": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "prefix": forms.HiddenInput,
            "suffix": forms.HiddenInput,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False
        for name, field in self.fields.items():
            # Compared with what was shown, not with what somebody else saved meanwhile.
            field.show_hidden_initial = name not in ("seen", "copy", "drop_copy")
        for name in ("prefix", "suffix"):
            self.fields[name].strip = False  # type: ignore[attr-defined]
            self.fields[name].label = ""  # hidden
        if self.instance.pk:
            self.initial["seen"] = self.instance.modified_at.isoformat()
        else:
            self.initial["state"] = CitationState.CONFIRMED
            self.initial["target"] = EvidenceTarget.BODY
            self.initial["position"] = None
        if self.instance.archived_original_id:
            self.fields["copy"].help_text = _("A copy is kept; another one takes its place.")
        self.fields["exact"].help_text = _evidence_help(self.instance)

    def clean(self) -> dict[str, Any]:
        """What neither names a source nor gives a name is refused before anything is saved."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["exact"] = clean_text(cleaned.get("exact") or "").strip()
        if not cleaned.get("source") and not (cleaned.get("name") or "").strip():
            self.add_error("source", gettext("Choose a source, or give the name in the text."))
        if cleaned["exact"] and not cleaned.get("target"):
            self.add_error("target", gettext("Choose where the evidence stands."))
        return cleaned

    def evidence(self) -> Evidence | None:
        """The words as typed; with other words than before, the old surroundings say nothing."""
        cleaned = self.cleaned_data
        near = {"prefix", "suffix"} & set(self.changed_data) or "exact" not in self.changed_data
        return Evidence(
            target=cleaned.get("target") or EvidenceTarget.BODY,
            exact=cleaned["exact"],
            prefix=_lines(cleaned.get("prefix")) if near else "",
            suffix=_lines(cleaned.get("suffix")) if near else "",
        )


class CitationFormSet(BaseInlineFormSet):
    refused: Exception | None = None

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        order = self._order()
        form.fields["via_row"].choices = [
            ("", "---------"),
            *((number, label) for number, label in self._labels(order) if number != index),
        ]
        if form.instance.via_id is not None and form.instance.via_id in order:
            form.initial["via_row"] = order.index(form.instance.via_id)
        form.fields["source"].widget.widget.known = {
            str(row.source_id): str(row.source) for row in self.get_queryset() if row.source
        }

    def _order(self) -> list[int | None]:
        """The id of the citation in each row, None where a row is new."""
        if not self.is_bound:
            stored: list[int | None] = [row.pk for row in self.get_queryset()]
            return stored + [None] * self.extra
        ids = (self.data.get(f"{self.prefix}-{n}-id", "") for n in range(self.total_form_count()))
        return [int(pk) if pk.isdecimal() else None for pk in ids]

    def _labels(self, order: list[int | None]) -> Iterator[tuple[int, str]]:
        names = {row.pk: str(row) for row in self.get_queryset()}
        for number, pk in enumerate(order):
            name = names.get(pk) if pk is not None else None
            yield number, f"{number + 1} · {name or gettext('new')}"

    def full_clean(self) -> None:
        """Also shows, in its row, what a service refused."""
        super().full_clean()
        if not isinstance(self.refused, RowRefused) or self.refused.row >= len(self.forms):
            return
        form, reason = self.forms[self.refused.row], self.refused.reason
        refuse(form, reason, {"via": "via_row"})
        if self.refused.current is not None:
            # Saving once more is a decision now: the other version has been seen.
            data: Any = copy(self.data)
            data[form.add_prefix("seen")] = self.refused.current.modified_at.isoformat()
            form.data = data


class CitationInline(StackedInline):
    model = Citation
    form = CitationForm
    formset = CitationFormSet
    fk_name = "article"
    extra = 1
    verbose_name = _("source of the article")
    verbose_name_plural = _("sources of the article")
    fieldsets = [
        (None, {"fields": [
            ("source", "name"), ("role", "via_row", "state"), ("exact", "target"),
            ("consulted", "position"), ("report_address", "archived_address"),
            ("copy", "drop_copy"), ("prefix", "suffix", "seen"),
        ]}),
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        return super().get_queryset(request).select_related("source").order_by("position", "id")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        only_adds(formset.form.base_fields["source"].widget)
        return type(formset.__name__, (formset,), {"refused": refusal(request)})

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "source":
            kwargs["widget"] = KnownSource(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _may(self, request: HttpRequest, article: Article | None) -> bool:
        return article is None or may_edit(actor(request), article)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)


def only_adds(widget: Any) -> None:
    """Of the signs beside a choice leave the one that adds: the others lead away from the text."""
    for name in ("can_change_related", "can_delete_related", "can_view_related"):
        if hasattr(widget, name):
            setattr(widget, name, False)


def _lines(text: str | None) -> str:
    """With the line ends of the text: a form sends others."""
    return (text or "").replace("\r\n", "\n")


def _evidence_help(citation: Citation) -> str:
    if citation.evidence_state in (EvidenceState.MISSING, EvidenceState.AMBIGUOUS):
        return gettext("These words are %(state)s.") % {
            "state": citation.get_evidence_state_display()
        }
    return gettext("Words of the article, exactly as they stand there.")
