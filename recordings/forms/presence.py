"""The form for a part of a recording."""

from __future__ import annotations

import re
from typing import Any, cast

from django import forms

from recordings.models import Attendance, PartKind, Recording

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
        if cleaned.get("kind") in {PartKind.PART_EXCLUDED, PartKind.RESTRICTED} and not cleaned.get("absent"):
            self.add_error("absent", "Choose who was out of the room")
        return cleaned

    def _rounded(self, end: int) -> int:
        """The player shows whole seconds, so the last second may seem to lie beyond the end."""
        return self.recording.duration_ms if end - self.recording.duration_ms < 1000 else end
