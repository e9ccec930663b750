"""What is chosen on the page of a recording that waits to be matched."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from access.dates import DateField
from recordings.models import Conference, ConferenceQuerySet


class ConferenceChoice(forms.ModelChoiceField):
    """A conference as people know it."""

    def label_from_instance(self, obj: Any) -> str:
        conference: Conference = obj
        at = f", {conference.starts_at:%H:%M}" if conference.starts_at else ""
        return (
            f"{conference.names}: {conference.get_type_display().lower()} conference on"
            f" {conference.held_on:%a %-d %b %Y}{at}, chair {conference.chair.name}"
        )


class DayForm(forms.Form):
    """The day whose conferences are offered."""

    day = DateField(event="of the conference", label="Day of the conference")


class MatchForm(forms.Form):
    """Which conference a recording is of."""

    conference = ConferenceChoice(
        label="Which conference is it of?",
        queryset=Conference.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose the conference that this is a recording of",
            "invalid_choice": "Choose one of the conferences that are offered",
        },
    )

    def __init__(self, *args: Any, offered: ConferenceQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ConferenceChoice, self.fields["conference"]).queryset = offered
