"""The form beside the player in which a person types what they hear."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from minutes.actions.byhand import Stamp, Typed
from recordings.forms.presence import PeopleField, PlayerTimeField
from recordings.models import Attendance, Conference, Recording

A_MOMENT = 1000
SHORT = {"class": "w4"}


class RecordingField(forms.ModelChoiceField):
    """The recordings of a conference, in their order."""

    def label_from_instance(self, obj: Any) -> str:
        return f"Recording {obj.order + 1}"


class PersonField(forms.ModelChoiceField):
    """Somebody on the list of people."""

    label_from_instance = PeopleField.label_from_instance


class HandForm(forms.Form):
    """Words under a heading, who said them, and where they were heard."""

    under = forms.ChoiceField(label="Heading")
    speaker = PersonField(
        label="Who said it", queryset=Attendance.objects.none(), required=False, empty_label="Nobody named"
    )
    recording = RecordingField(label="Recording", queryset=Recording.objects.none(), required=False)
    heard_from = PlayerTimeField(label="Heard from", required=False, widget=forms.TextInput(attrs=SHORT))
    heard_to = PlayerTimeField(label="To", required=False, widget=forms.TextInput(attrs=SHORT))
    words = forms.CharField(
        label="What was said",
        help_text="Each line is a sentence, and it is yours",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write at least one sentence"},
    )

    def __init__(
        self,
        *args: Any,
        conference: Conference,
        headings: Sequence[tuple[str, str]],
        recordings: Sequence[Recording],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["under"]).choices = list(headings)
        people = conference.people.select_related("conference__key")
        cast(PersonField, self.fields["speaker"]).queryset = people
        heard = Recording.objects.filter(pk__in=[one.pk for one in recordings]).in_order()
        cast(RecordingField, self.fields["recording"]).queryset = heard
        if len(recordings) < 2:
            self.fields["recording"].widget = forms.HiddenInput()
            self.fields["recording"].initial = recordings[0].pk if recordings else None
        if not recordings:
            del self.fields["heard_from"], self.fields["heard_to"]

    def clean(self) -> dict[str, Any]:
        """The seconds lie in the recording, and end after they begin; a moment is a second long."""
        cleaned = super().clean() or {}
        start, recording = cleaned.get("heard_from"), cleaned.get("recording")
        if start in (None, ""):
            return cleaned
        end = cleaned.get("heard_to") or start + A_MOMENT
        if recording is None:
            self.add_error("recording", "Choose the recording in which you heard it")
        elif not start < end or start >= recording.duration_ms:
            self.add_error("heard_from", "Enter times that lie in the recording, the earlier one first")
        else:
            cleaned["stamp"] = Stamp(recording, start, min(end, recording.duration_ms))
        return cleaned

    @property
    def typed(self) -> Typed:
        """What the action takes."""
        said = self.cleaned_data
        return Typed(said["under"], said["words"], said["speaker"], said.get("stamp"))
