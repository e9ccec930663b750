"""What is typed on the sign-in page, the filters of the access log, and the date field of every form."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.validators import RegexValidator

from access import actions
from access.dates import DateBoxes, DateField
from access.models import SecondFactor, User

__all__ = ["CodeForm", "DateBoxes", "DateField", "LogFilterForm", "PasswordForm", "SignInForm"]

COULD_NOT = "We could not sign you in. Check the e-mail address and password."
LOCKED = "There were too many tries. Wait {minutes} minutes, then sign in again."


def wait_minutes() -> int:
    """How long a person waits after too many tries."""
    return int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)


class SignInForm(AuthenticationForm):
    """E-mail address and password. A wrong try says how many are left, never which of the two was wrong."""

    username = forms.EmailField(
        label="E-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="Password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    error_messages = {"inactive": COULD_NOT}

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).lower()

    def get_invalid_login_error(self) -> forms.ValidationError:
        tried = AxesProxyHandler.get_failures(self.request, {"username": self.cleaned_data.get("username")})
        left = settings.AXES_FAILURE_LIMIT - tried
        if left < 1:
            return forms.ValidationError(LOCKED.format(minutes=wait_minutes()))
        tries = "1 try" if left == 1 else f"{left} tries"
        return forms.ValidationError(f"{COULD_NOT} {tries} left before a {wait_minutes()} minute wait.")


class CodeField(forms.CharField):
    """Six figures from an authenticator; spaces between them do no harm."""

    def __init__(self, **kwargs: Any) -> None:
        figures = {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "short"}
        kwargs.setdefault(
            "error_messages", {"required": "Type the six figures that your authenticator shows."}
        )
        super().__init__(
            validators=[RegexValidator(r"^[0-9]{6}$", "A code has six figures.")],
            widget=forms.TextInput(attrs=figures),
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        return "".join((super().to_python(value) or "").split())


class CodeForm(forms.Form):
    """The code of the second step, asked of whoever has set one up."""

    code = CodeField(label="Code", help_text="Six figures. A new one comes every thirty seconds.")

    def __init__(self, *args: Any, factor: SecondFactor | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.factor = factor
        if factor is None:
            del self.fields["code"]

    def is_proved(self, *, by: User) -> bool:
        """Whether the form is right and so is its code; a wrong one is said beside it."""
        if not self.is_valid():
            return False
        if self.factor is None or actions.prove_second_factor(self.cleaned_data["code"], by=by):
            return True
        self.refuse(self.factor)
        return False

    def refuse(self, factor: SecondFactor) -> None:
        """Say that the code was not the right one, and what to do."""
        factor.refresh_from_db()
        minutes = int(factor.WAIT.total_seconds() // 60)
        wait = f"There were too many wrong codes. Wait {minutes} minutes, then try again."
        wrong = "That is not the right code, or it was used already. Wait for the next one and type that."
        self.add_error("code", wait if factor.is_waiting else wrong)


class PasswordForm(PasswordChangeForm):
    """The password one has, and the new one twice."""

    field_order = ["old_password", "new_password1", "new_password2"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Your password now"
        self.fields["new_password1"].label = "New password"
        self.fields[
            "new_password1"
        ].help_text = (
            "At least 12 characters, and not one that many people use. Three words together are good."
        )
        self.fields["new_password2"].label = "New password again"


class LogFilterForm(forms.Form):
    """What the access log shows: everything, or one conference, person, kind of event or stretch of time."""

    SINCE = {"1": "Today and yesterday", "7": "Last 7 days", "31": "Last 31 days", "366": "Last 12 months"}
    conference = forms.UUIDField(required=False, widget=forms.HiddenInput)
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    person = forms.TypedChoiceField(required=False, label="Person")
    what = forms.ChoiceField(required=False, label="What")
    when = forms.ChoiceField(required=False, label="When", choices=[("", "All dates"), *SINCE.items()])

    def __init__(
        self, *args: Any, people: list[tuple[str, str]], verbs: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Everyone"), *people]  # type: ignore[attr-defined]
        self.fields["what"].choices = [("", "Everything"), ("refused", "Refused"), *verbs]  # type: ignore[attr-defined]

    @property
    def within(self) -> timedelta | None:
        """How far back to look."""
        days = self.cleaned_data.get("when")
        return timedelta(days=int(days)) if days else None
