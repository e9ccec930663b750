"""The shape of what people send about transcription."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from recordings.models import Attendance, Conference
from transcription.models import Segment, Speaker, Transcript


class StartForm(forms.Form):
    """How many people spoke, for who knows, and which model listens."""

    model = forms.CharField(required=False, max_length=100)
    speakers = forms.IntegerField(
        label="How many people spoke, if you know", required=False, min_value=1, max_value=25
    )


class JoinForm(forms.Form):
    """Which other voice this one is."""

    into = forms.ModelChoiceField(queryset=Speaker.objects.none())

    def __init__(self, *args: Any, transcript: Transcript, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["into"]).queryset = transcript.speakers.apart()


class LinesForm(forms.Form):
    """Lines, and the voice that said them; none stands for a new voice."""

    lines = forms.ModelMultipleChoiceField(queryset=Segment.objects.none())
    voice = forms.ModelChoiceField(queryset=Speaker.objects.none(), required=False)

    def __init__(self, *args: Any, transcript: Transcript, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelMultipleChoiceField, self.fields["lines"]).queryset = transcript.segments.all()
        cast(forms.ModelChoiceField, self.fields["voice"]).queryset = transcript.speakers.apart()


class SplitForm(forms.Form):
    """Before which word of a line somebody else begins, and whose voice that is."""

    at = forms.IntegerField(min_value=1, error_messages={"required": "Choose the word at which they begin"})
    voice = forms.ModelChoiceField(queryset=Speaker.objects.none(), required=False)

    def __init__(self, *args: Any, transcript: Transcript, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["voice"]).queryset = transcript.speakers.apart()


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
