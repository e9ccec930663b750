"""What is typed about a request, its marks and its release."""

from __future__ import annotations

from typing import Any

from django import forms

from access.dates import DateField
from minutes.requests.models import MinuteRequest, Redaction

WORDS = forms.TextInput(attrs={"autocomplete": "off"})
CHOOSE = [("", "Choose")]
HOW = "Choose how the copy should reach them"


class AddressForm(forms.Form):
    """Where the copy goes."""

    delivery = forms.ChoiceField(
        label="How should the copy reach them?",
        choices=MinuteRequest.Delivery.choices,
        widget=forms.RadioSelect,
        error_messages={"required": HOW},
    )
    address = forms.CharField(
        label="Address, or safe contact, as they read it back",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    on = DateField(event="it was read back", label="When was it read back?")


class DayForm(forms.Form):
    """One day: when we asked, when they answered, when it arrived."""

    on = DateField(event="it happened", label="On which day?")


class ReasonForm(forms.Form):
    """Why the chair decides as they do."""

    reason = forms.CharField(
        label="Reason",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Give the reason"},
    )


class SortForm(forms.Form):
    """Which law the request falls under."""

    triage = forms.ChoiceField(
        label="What is it?",
        choices=[choice for choice in MinuteRequest.Triage.choices if choice[0]],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )


class RulingForm(forms.Form):
    """Out or stays, and why."""

    decision = forms.ChoiceField(choices=[("out", "Take out"), ("kept", "Keep")])
    code = forms.ChoiceField(choices=[("", "Choose a reason"), *Redaction.Code.choices], required=False)
    why = forms.CharField(required=False, max_length=500)
    whole_sentence = forms.BooleanField(required=False)
    only_here = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("decision") == "out" and not said.get("code"):
            self.add_error("code", "Choose a reason")
        return said


class MarkForm(forms.Form):
    """Words that nobody suggested."""

    sentence = forms.CharField(max_length=40, widget=forms.HiddenInput)
    words = forms.CharField(
        label="Words to take out, exactly as they stand",
        required=False,
        help_text="Leave it empty to take out the whole sentence",
        widget=WORDS,
    )
    code = forms.ChoiceField(
        label="Reason",
        choices=[("", "Choose a reason"), *Redaction.Code.choices],
        error_messages={"required": "Choose a reason"},
    )
    why = forms.CharField(label="Note for the second check", required=False, max_length=500, widget=WORDS)
    all_places = forms.BooleanField(label="Everywhere these words stand", required=False)


class ReleaseForm(forms.Form):
    """What the releaser reads with their own eyes."""

    pages = forms.IntegerField(
        label="How many pages did you count?",
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short w4"}),
        error_messages={
            "required": "Enter the number of pages you counted",
            "invalid": "Enter the pages as a number, for example 9",
        },
    )
    envelope = forms.CharField(
        label="What is written on the envelope?",
        widget=WORDS,
        error_messages={"required": "Type what is on the envelope in your hand"},
    )
    tracking = forms.CharField(label="Tracking number", required=False, max_length=60, widget=WORDS)

    def __init__(self, *args: Any, delivery: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if delivery in MinuteRequest.BY_MAIL:
            self.fields["envelope"].label = "Which e-mail address does it go to?"
            self.fields["envelope"].error_messages["required"] = "Type the e-mail address it goes to"
