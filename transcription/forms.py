"""The shape of what people send about transcription."""

from __future__ import annotations

from typing import Any

from django import forms

from recordings.models import Attendance, Conference


class SpeakersForm(forms.Form):
    """How many people spoke, for who knows."""

    speakers = forms.IntegerField(
        label="How many people spoke, if you know", required=False, min_value=1, max_value=25
    )


class NameForm(forms.Form):
    """Whose voice it is: somebody on the conference's list of people."""

    attendance = forms.ModelChoiceField(
        label="Whose voice is this?", queryset=Attendance.objects.none(), empty_label="Choose a person"
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["attendance"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Attendance.objects.filter(conference=conference)
