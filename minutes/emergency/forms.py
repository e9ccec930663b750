"""The reference, the reason with its code, and what a review found."""

from __future__ import annotations

from django import forms

from access.forms import CodeField, CodeForm
from minutes.emergency.models import Opening


class ReferenceForm(forms.Form):
    """An exact reference: nobody is found by name here."""

    reference = forms.CharField(
        label="Case reference",
        help_text="The whole reference of the child or of the conference. Looking up is recorded.",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
        error_messages={"required": "Enter the whole case reference, for example WX-26-0413"},
    )


class ReasonForm(CodeForm):
    """Why it cannot wait, and the code of the second step."""

    field_order = ["reason", "note", "code"]

    code = CodeField(
        label="Code of your second step", help_text="Six figures, as your authenticator shows them now."
    )

    reason = forms.ChoiceField(
        label="Why do you need this record now?",
        choices=Opening.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why you need this record now"},
    )
    note = forms.CharField(
        label="In your own words",
        help_text="What has happened, and who asked. Whoever reviews this reads it.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in your own words why this cannot wait"},
    )


class ReviewForm(forms.Form):
    """Whether it was needed, and why one thinks so. Nothing is preselected."""

    finding = forms.ChoiceField(
        label="Was it needed?",
        choices=Opening.Finding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you found"},
    )
    note = forms.CharField(
        label="What you looked at, and what happens next",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a few words what you found"},
    )
