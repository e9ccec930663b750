"""What is typed to ask for a listening copy."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from recordings.audio.clips import Cut, Span
from recordings.forms.presence import PlayerTimeField
from recordings.models import Recording, SoundCopy
from recordings.models.copies import Wanted

WHOLE, PART = "whole", "part"
BETWEEN = re.compile(r"\s*(?:to|until|[-\u2013])\s*")
TIME = {"class": "short w4", "autocomplete": "off"}


class SpansField(forms.CharField):
    """Spans of a recording, one to a line: 12:30 to 14:10. Their value is milliseconds."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines()]
        return [self._span(line) for line in lines if line]

    def _span(self, line: str) -> Span:
        times = BETWEEN.split(line)
        if len(times) != 2:
            raise forms.ValidationError(f"Write each place as 12:30 to 14:10, not as {line[:40]}")
        start, end = (PlayerTimeField().to_python(time) for time in times)
        if start >= end:
            raise forms.ValidationError(f"The end must come after the start: {line[:40]}")
        return start, end


class SoundCopyForm(forms.Form):
    """What goes into a copy, for whom, why, and for how long it is kept."""

    purpose = forms.ChoiceField(
        label="Why is it made?",
        choices=SoundCopy.Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why the copy is made"},
    )
    for_whom = forms.CharField(
        label="For whom",
        help_text="The person or the court, and a reference. It is sealed",
        max_length=200,
        error_messages={"required": "Say for whom the copy is made"},
    )
    which = forms.ChoiceField(
        label="How much of the recording?",
        choices=[(PART, "From one time to another"), (WHOLE, "All of it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how much of the recording goes into the copy"},
    )
    start = PlayerTimeField(
        label="From",
        help_text="Only for a part. As the player shows it, for example 5:12",
        required=False,
        widget=forms.TextInput(attrs=TIME),
    )
    end = PlayerTimeField(label="To", required=False, widget=forms.TextInput(attrs=TIME))
    taken_out = SpansField(
        label="What is taken out",
        help_text="One place to a line, for example 12:30 to 14:10, as the player shows it",
        required=False,
    )
    fill = forms.ChoiceField(
        label="What is heard instead",
        choices=SoundCopy.Fill.choices,
        widget=forms.RadioSelect,
        initial=SoundCopy.Fill.TONE,
    )
    format = forms.ChoiceField(
        label="Kind of file",
        choices=SoundCopy.Format.choices,
        widget=forms.RadioSelect,
        initial=SoundCopy.Format.M4A,
    )
    days = forms.IntegerField(
        label="Destroyed after how many days?",
        help_text="1 to 90",
        min_value=1,
        max_value=90,
        initial=28,
        widget=forms.TextInput(attrs={"class": "short w4", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Enter the days as a number from 1 to 90"
        ),
    )

    def __init__(self, *args: Any, recording: Recording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recording = recording

    def clean(self) -> dict[str, Any]:
        """The span as the recording knows it: all of it, or from one time to another."""
        given = super().clean() or self.cleaned_data
        length = self.recording.duration_ms
        if given.get("which") == WHOLE:
            given["start"], given["end"] = 0, length
        elif given.get("which") == PART:
            self._check_part(given, length)
        return given

    def _check_part(self, given: dict[str, Any], length: int) -> None:
        start, end = given.get("start"), given.get("end")
        for name, value, words in (("start", start, "starts"), ("end", end, "ends")):
            if value in (None, "") and name not in self.errors:
                self.add_error(name, f"Enter when the part {words}, for example 5:12")
        if not isinstance(start, int) or not isinstance(end, int):
            return
        if length < end < length + 1000:  # the player shows whole seconds
            given["end"] = end = length
        if end > length:
            self.add_error("end", f"The recording ends at {self.recording.length}")
        elif start >= end:
            self.add_error("end", "The end must come after the start")

    @property
    def wanted(self) -> Wanted:
        """What the action is told."""
        given = self.cleaned_data
        tone = given["fill"] == SoundCopy.Fill.TONE
        cut = Cut(given["start"], given["end"], tuple(given["taken_out"]), tone=tone)
        return Wanted(cut, given["purpose"], given["for_whom"], given["format"], given["days"])
