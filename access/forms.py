"""What is typed on the sign-in page, the filters of the access log, and the date field of every form."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm

from access.dates import DateBoxes, DateField

__all__ = ["DateBoxes", "DateField", "LogFilterForm", "SignInForm"]

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


class LogFilterForm(forms.Form):
    """What the access log shows: everything, or one conference, person, kind of event or stretch of time."""

    SINCE = {"1": "Today and yesterday", "7": "Last 7 days", "31": "Last 31 days", "366": "Last 12 months"}
    conference = forms.UUIDField(required=False, widget=forms.HiddenInput)
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
