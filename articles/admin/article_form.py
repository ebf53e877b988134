"""The form of an article: its fields, the version it was read at, and the editor of its text."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_comparison import touched, typed
from articles.admin.article_rich_text import RichText
from articles.admin.base import ServiceForm
from articles.admin.image import NEEDS_ALT
from articles.models import Article, Image, Person

LANGUAGES = ("ar", "en", "fr", "ru", "es", "de", "tr", "fa", "ur", "he", "zh-hans", "ja")
# `byline` is the people; a field of the name of the model's would be taken for the model's.
FIELDS = (
    "title", "standfirst", "body", "footer", "section", "topics", "byline", "byline_text",
    "dated", "date_unknown", "language", "rights", "comments_open", "embargo_until",
    "lead_image", "slug", "publisher_name", "origin_url",
)  # fmt: skip


class PeopleInOrder(AutocompleteSelectMultiple):
    """Keeps the order of the byline, which is not that of the alphabet."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        groups = super().optgroups(name, value, attr)
        place = {str(pk): number for number, pk in enumerate(value)}
        groups[0][1].sort(key=lambda option: place.get(str(option["value"]), len(place)))
        return groups


class PeopleField(forms.ModelMultipleChoiceField):
    """People in the order in which they were chosen."""

    def clean(self, value: Any) -> list[Person]:  # type: ignore[override]
        people = super().clean(value)
        place = {str(pk): number for number, pk in enumerate(value or [])}
        return sorted(people, key=lambda person: place[str(person.pk)])

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(pk) for pk in initial or []] != [str(pk) for pk in data or []]


class ArticleForm(ServiceForm):
    byline = PeopleField(Person.objects.all(), required=False, label=_("byline"))
    base_version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, required=False, label=""
    )
    why = forms.CharField(
        label=_("why you change it"),
        max_length=500,
        required=False,
        help_text=_("A line for the history, for the newsroom only."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    class Meta:
        model = Article
        fields = [name for name in FIELDS if name != "byline"]
        field_classes = {"origin_url": partial(forms.URLField, assume_scheme="https")}
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "dir": "auto", "class": "isnad-title"}),
            "standfirst": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            "footer": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "body": RichText,
            "dated": forms.TextInput(attrs={"dir": "ltr", "size": 24, "class": "isnad-ltr"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "byline" in self.fields:
            self.initial["byline"] = list(
                self.instance.bylines.order_by("position").values_list("person_id", flat=True)
            )
        self.initial["base_version"] = self.instance.version
        if "embargo_until" in self.fields:
            # Not part of snapshots: whether it was touched shows against what was shown.
            self.fields["embargo_until"].show_hidden_initial = True
            _name_parts(self.fields["embargo_until"])
        if "language" in self.fields:
            codes = dict.fromkeys([*LANGUAGES, self.instance.language])
            self.fields["language"].widget = forms.Select(
                choices=[(code, _language(code)) for code in codes]
            )
        if "lead_image" in self.fields:
            self.fields["lead_image"].help_text = _about_picture(self.instance.lead_image)
        if "dated" in self.fields:
            self.fields["dated"].help_text = gettext(
                "When the original was written, as 2019-06-18, 2019-06, 2019, 195X (a decade), "
                "1950~ (about), 2019? (uncertain) or 2001/2003 (from, to). Left empty, an article "
                "written here is dated by its publication."
            )

    def _get_validation_exclusions(self) -> set[str]:
        # The service says at its field what the table's constraint would say at no field.
        return super()._get_validation_exclusions() | {"date_unknown"}  # type: ignore[misc]

    def values(self, base: dict[str, Any] | None = None) -> dict[str, Any]:
        """What was changed, for the service; topics and people as lists.

        With `base`, the snapshot of the version that was read, all that was changed since: not
        what somebody else changed meanwhile.
        """
        changed = set(self.changed_data)
        if base is not None:
            since = {"byline" if name == "people" else name for name in touched(base, self.typed())}
            changed = since | (changed & {"embargo_until"})
        values = {name: self.cleaned_data[name] for name in FIELDS if name in changed}
        if "byline" in values:
            values["people"] = values.pop("byline")
        if "topics" in values:
            values["topics"] = list(values["topics"])
        return values

    def typed(self) -> dict[str, Any]:
        """What stands in the valid form, as a snapshot has it."""
        return typed(self.cleaned_data)


def _about_picture(image: Image | None) -> SafeString | str:
    """That the picture says nothing to those who do not see it, with the way to where it can."""
    if image is None or image.alt:
        return ""
    return format_html(
        '<strong class="isnad-warning">{}</strong> <a href="{}">{}</a>',
        gettext(NEEDS_ALT),
        reverse("admin:articles_image_change", args=[image.pk]),
        gettext("Describe the picture"),
    )


def _name_parts(field: Any) -> None:
    """Two inputs stand for one date, and Django ties the label of the field to neither."""
    for part, name in zip(field.widget.widgets, (_("Date:"), _("Time:")), strict=True):
        part.attrs["aria-label"] = format_lazy("{} {}", field.label, name)


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
