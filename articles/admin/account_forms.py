"""Forms of accounts: made, described, given roles and passwords."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.forms import SetPasswordMixin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.admin.base import REFUSALS, ServiceForm, sentence
from articles.admin.roles import choices
from articles.models import Section, User
from articles.services.accounts import set_password


class RolesForm(ServiceForm):
    """An account with its roles; the admin leaves out what this person may not change."""

    groups = forms.MultipleChoiceField(
        label=_("roles"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sections = forms.ModelMultipleChoiceField(
        Section.objects.all(),
        label=_("sections"),
        help_text=_("An editor works in these sections; none given means all of them."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    below_chief = False  # whether only the roles below chief editor may be given

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "is_active", "is_staff"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "groups" in self.fields:
            self.fields["groups"].choices = choices(  # type: ignore[attr-defined]
                below_chief=self.below_chief
            )
            if self.instance.pk:
                self.initial["groups"] = [group.name for group in self.instance.groups.all()]
        for name in ("username", "email"):
            if name in self.fields:
                self.fields[name].widget.attrs["dir"] = "ltr"

    def _save_m2m(self) -> None:
        """The service has stored the roles."""


class NewAccountForm(RolesForm):
    password = forms.CharField(
        label=_("password"),
        help_text=_("At least 8 characters. Tell the person; they can change it after logging in."),
        widget=forms.TextInput({"autocomplete": "off", "dir": "ltr"}),
        strip=False,
    )

    class Meta(RolesForm.Meta):
        fields = ["username", "first_name", "last_name", "email"]


class GivenPasswordForm(SetPasswordMixin, forms.Form):
    """A new password for somebody's account, set through the service."""

    password1, password2 = SetPasswordMixin.create_password_fields()

    def __init__(self, account: User, by: Any, *args: Any, **kwargs: Any) -> None:
        self.account, self.by = account, by
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        self.validate_passwords()
        return super().clean() or self.cleaned_data

    def save(self) -> bool:
        """Whether the service took it; if not, its reasons are the form's errors."""
        password = self.cleaned_data["password1"]
        try:
            set_password(by=self.by, user_id=self.account.pk, password=password)
        except ValidationError as error:
            self.add_error("password2", error.messages)  # type: ignore[arg-type]
        except REFUSALS as reason:
            self.add_error(None, sentence(reason))
        return not self.errors


class OwnPasswordForm(AdminPasswordChangeForm):
    """Django's form for one's own password; what it saves goes through the service."""

    def save(self, commit: bool = True) -> Any:
        password = self.cleaned_data["new_password1"]
        stored = set_password(by=self.user, user_id=self.user.pk, password=password)
        self.user.password = stored.password  # keeps this session logged in
        return self.user
