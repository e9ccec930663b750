"""What is typed about the keeping of recordings: a rule, a hold, and why something is kept after all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from access.dates import DateField
from recordings.models import Hold, RetentionRule


class RuleForm(forms.Form):
    """A new version of the council's rule."""

    kind = forms.ChoiceField(
        label="What happens to recordings?",
        choices=RetentionRule.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens to recordings"},
    )
    basis = forms.ChoiceField(
        label="Until when is the record kept?",
        help_text="Minutes, letters and copies; recordings too, if they are kept with the record",
        choices=[("", "It does not end"), *[one for one in RetentionRule.Basis.choices if one[0]]],
        required=False,
    )
    days = forms.IntegerField(
        label="Deleted after the approval: how many days?",
        min_value=1,
        max_value=3650,
        required=False,
        widget=forms.TextInput(attrs={"class": "short w4", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Enter the days as a number, for example 90"},
    )
    effective_from = DateField(
        event="from which the rule is in force",
        label="In force from",
        help_text="Today or later. Conferences held before it keep the rule of their day",
    )

    def clean(self) -> dict[str, Any]:
        """What the chosen kind needs, and a day that is not over."""
        given = super().clean() or self.cleaned_data
        kind, start = given.get("kind"), given.get("effective_from")
        if kind == RetentionRule.Kind.WITH_RECORD and not given.get("basis"):
            self.add_error("basis", "Choose until when recordings are kept")
        if kind == RetentionRule.Kind.AFTER_APPROVAL and not given.get("days") and "days" not in self.errors:
            self.add_error("days", "Enter how many days after the approval, for example 90")
        if start and start < timezone.localdate():
            self.add_error("effective_from", "Enter today or a later day")
        return given


class FromForm(forms.Form):
    """The day on which a list of recordings begins; stays in the address."""

    held = DateField(event="on which the list begins", label="Conferences held from", required=False)


class HoldForm(forms.Form):
    """Why a conference must be kept."""

    reason = forms.ChoiceField(
        label="Why must it be kept?",
        choices=Hold.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why it must be kept"},
    )
    note = forms.CharField(
        label="In your own words",
        help_text="Who asked, and a reference. It is sealed",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a few words why it must be kept"},
    )


class KeepForm(forms.Form):
    """Why something is taken off the list."""

    why = forms.CharField(
        label="Why is it kept after all?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say in a few words why it is kept"},
    )
