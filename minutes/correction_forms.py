"""What people send about a passage somebody does not agree with: shape only; the actions judge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from access.dates import DateField
from minutes.actions.correcting import Asked
from minutes.hand_form import PersonField
from minutes.models import Correction
from minutes.text import Sentence
from recordings.models import Attendance, Conference


class CorrectionForm(forms.Form):
    """Which sentence, who says something about it, what, and when it reached the council."""

    sentence = forms.ChoiceField(
        label="Which sentence is it about?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the sentence it is about"},
    )
    kind = forms.ChoiceField(
        label="What is it?",
        choices=Correction.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they ask for a correction"},
    )
    person = PersonField(
        label="Who says it", queryset=Attendance.objects.none(), required=False,
        empty_label="Somebody who is not on the list",
    )  # fmt: skip
    name = forms.CharField(label="Their name, if they are not on the list", max_length=200, required=False)
    words = forms.CharField(
        label="What they say, in their own words",
        help_text="If the chair does not agree, these words stand beside the passage for ever",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write what they say"},
    )
    reached_us_on = DateField(event="it reached the council", label="When did it reach the council?")

    def __init__(
        self, *args: Any, conference: Conference, sentences: Sequence[Sentence], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one["id"], one["text"]) for one in sentences]
        cast(forms.ChoiceField, self.fields["sentence"]).choices = choices
        people = conference.people.select_related("conference__key")
        cast(PersonField, self.fields["person"]).queryset = people

    def clean(self) -> dict[str, Any]:
        """Somebody says it: on the list, or by name."""
        cleaned = super().clean() or {}
        if not cleaned.get("person") and not cleaned.get("name", "").strip():
            self.add_error("name", "Choose who says it, or write their name")
        return cleaned

    def asked(self, paragraph: Any) -> Asked:
        """What the action takes."""
        said = self.cleaned_data
        person = said["person"]
        return Asked(
            paragraph=paragraph,
            sentence=said["sentence"],
            words=said["words"],
            name=person.name if person else said["name"],
            reached_us_on=said["reached_us_on"],
            attendance=person,
            kind=said["kind"],
        )


class DecisionForm(forms.Form):
    """What the chair decides about a request to correct, and why."""

    outcome = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            ("accepted", "Agree: correct the passage"),
            ("refused", "Do not agree: attach their statement beside the passage for ever"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide"},
    )
    reason = forms.CharField(
        label="Why?",
        help_text="Kept with the minutes and told to whoever asked",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why"},
    )
    statement = forms.CharField(
        label="Their statement, if it is not to read as they first wrote",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
