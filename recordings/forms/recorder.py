"""Forms for how a conference came to be recorded, who objected, and when a recording began."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils import timezone

from recordings.models import Attendance, Conference, Notice, Recording


class NoticeForm(forms.Form):
    """The three questions about the recordings of a conference."""

    read = forms.ChoiceField(
        label="Was the recording notice read aloud at the start?",
        choices=Notice.Read.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the recording notice was read aloud"},
    )
    objected = forms.ChoiceField(
        label="Did anyone object to being recorded?",
        choices=Notice.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether anyone objected"},
    )
    restricted_inside = forms.ChoiceField(
        label="Is a restricted part inside one of these files?",
        help_text="You mark its times on the next page. Only those who may hear it can then open that file.",
        choices=Notice.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether a restricted part is inside one of these files"},
    )


class PersonChoice(forms.ModelChoiceField):
    """One person of the conference, by name and role."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.role.lower()}"


class ObjectionForm(forms.Form):
    """Who objected, in which words, and what the chair answered."""

    person = PersonChoice(
        label="Who",
        queryset=Attendance.objects.none(),
        required=False,
        empty_label="Somebody who is not on the list",
    )
    words = forms.CharField(
        label="What they said",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        error_messages={"required": "Write down what they said"},
    )
    answer = forms.CharField(
        label="What the chair answered",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(PersonChoice, self.fields["person"]).queryset = conference.people.select_related(
            "conference__key"
        )


class StartForm(forms.Form):
    """When a recording began, on the day of its conference."""

    started = forms.TimeField(
        label="When did this recording begin?",
        help_text="24-hour clock, for example 10:02",
        widget=forms.TextInput(attrs={"class": "short w4", "autocomplete": "off"}),
        error_messages={
            "required": "Enter when it began, for example 10:02",
            "invalid": "Enter the time as hours and minutes, for example 13:30",
        },
    )

    def __init__(self, *args: Any, recording: Recording, **kwargs: Any) -> None:
        began = timezone.localtime(recording.started_at) if recording.started_at else None
        super().__init__(*args, **kwargs)
        self.fields["started"].initial = f"{began:%H:%M}" if began else ""
        self.day = began.date() if began else recording.conference.held_on

    def moment(self) -> datetime:
        """The time typed, on the day of the recording."""
        return timezone.make_aware(datetime.combine(self.day, self.cleaned_data["started"]))
