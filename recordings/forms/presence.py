"""The form for a part of a recording."""

from __future__ import annotations

import re
from typing import Any, cast

from django import forms

from recordings.models import Attendance, Ground, PartKind, Recording
from recordings.models.recordings import SOMEBODY_OUT

CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")


class PeopleField(forms.ModelMultipleChoiceField):
    """People of the conference, by name and role."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.role.lower()}"


class PlayerTimeField(forms.CharField):
    """A time in a recording as the player shows it: 5:12 or 1:05:12. Its value is milliseconds."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return text
        match = CLOCK.fullmatch(text.strip())
        if not match:
            raise forms.ValidationError("Enter the time as the player shows it, for example 5:12")
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return ((hours * 60 + minutes) * 60 + seconds) * 1000


class EdgesForm(forms.Form):
    """Where a part starts and ends: the two fields beside it in the table, which the handles move."""

    start = PlayerTimeField(error_messages={"required": "Enter when the part starts, for example 5:12"})
    end = PlayerTimeField(error_messages={"required": "Enter when the part ends, for example 6:11"})

    def __init__(self, *args: Any, recording: Recording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recording = recording

    def clean(self) -> dict[str, Any]:
        """An end that only seems to lie behind the recording is its end."""
        cleaned: dict[str, Any] = super().clean() or {}
        end, last = cleaned.get("end"), self.recording.duration_ms
        if end is not None and last < end < last + 1000:
            cleaned["end"] = last
        return cleaned

    @property
    def problem(self) -> str:
        """What is wrong, in one sentence."""
        return " ".join(str(message) for messages in self.errors.values() for message in messages)


class PartForm(forms.Form):
    """From when to when, what kind of part, and who was not in the room."""

    start = PlayerTimeField(
        label="From",
        help_text="As the player shows it, for example 5:12",
        widget=forms.TextInput(attrs={"class": "short w4"}),
        error_messages={"required": "Enter when the part starts, for example 5:12"},
    )
    end = PlayerTimeField(
        label="To",
        widget=forms.TextInput(attrs={"class": "short w4"}),
        error_messages={"required": "Enter when the part ends, for example 6:11"},
    )
    kind = forms.ChoiceField(
        label="What kind of part",
        widget=forms.RadioSelect,
        choices=[choice for choice in PartKind.choices if choice[0] != PartKind.OPEN],
        error_messages={"required": "Choose what kind of part this was"},
    )
    absent = PeopleField(
        label="Who was not in the room",
        queryset=Attendance.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    ground = forms.ChoiceField(
        label="Why somebody was kept out",
        choices=Ground.choices,
        required=False,
        help_text="In words that are safe to share: they may stand in the minutes",
    )
    decided_by = forms.CharField(
        label="Who decided it",
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, recording: Recording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recording = recording
        field = cast(PeopleField, self.fields["absent"])
        field.queryset = recording.conference.people.all()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start is not None and end is not None and end > self.recording.duration_ms:
            cleaned["end"] = end = self._rounded(end)
        if start is not None and end is not None and start >= end:
            self.add_error("end", "The end must come after the start")
        if cleaned.get("kind") in SOMEBODY_OUT and not cleaned.get("absent"):
            self.add_error("absent", "Choose who was out of the room")
        return cleaned

    def _rounded(self, end: int) -> int:
        """The player shows whole seconds, so the last second may seem to lie beyond the end."""
        return self.recording.duration_ms if end - self.recording.duration_ms < 1000 else end
