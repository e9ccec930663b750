"""One request, written down in two minutes: which conference, who asks, for what, and how it came."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, time
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from access.dates import DateField
from minutes.requests.actions import Asked
from minutes.requests.forms import CHOOSE, HOW, WORDS
from minutes.requests.models import Message, MinuteRequest
from recordings.models import Attendance, Child, Conference

NOT_BY_HAND = {MinuteRequest.Channel.WEB, MinuteRequest.Channel.API}
HOW_IT_CAME = [choice for choice in MinuteRequest.Channel.choices if choice[0] not in NOT_BY_HAND]
FROM_MESSAGE = ("channel", "received_on", "received_time")


class PersonField(forms.ModelChoiceField):
    """People of the conference, by name and role."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.role.lower()}"


class ChildrenField(forms.ModelMultipleChoiceField):
    """The children of the conference, by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class ConferenceField(forms.ModelChoiceField):
    """Conferences by day and children."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{date_format(obj.held_on, 'D j M Y')}: {obj.names}"


class WhichForm(forms.Form):
    """Which conference somebody asks about: one of the latest, or of the day that is given."""

    LATEST = 50
    conference = ConferenceField(
        label="Which conference do they ask about?",
        queryset=Conference.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose the conference"},
    )
    held_on = DateField(
        event="of the conference",
        label="When was it held?",
        required=False,
        help_text="For one that is not among the latest: give the day, and choose then",
    )

    def __init__(self, *args: Any, conferences: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(ConferenceField, self.fields["conference"])
        field.queryset = conferences
        day = self.fields["held_on"].widget.value_from_datadict(self.data, {}, "held_on")
        if self.is_bound and any(day):
            with suppress(forms.ValidationError):
                conferences = conferences.filter(held_on=self.fields["held_on"].clean(day))
        shown = [(one.pk, field.label_from_instance(one)) for one in conferences[: self.LATEST]]
        field.widget.choices = [("", "Choose"), *shown]


class LogForm(forms.Form):
    """One request, in two minutes: who, what, how it came, when it reached the council."""

    name = forms.CharField(
        label="Who asks? Full name",
        max_length=200,
        widget=WORDS,
        error_messages={"required": "Enter the name of the person who asks"},
    )
    relationship = forms.ChoiceField(
        label="Who are they to the children?",
        choices=CHOOSE + MinuteRequest.Relationship.choices,
        error_messages={"required": "Choose who asks. If it is a solicitor, also say for whom."},
    )
    on_behalf_of = forms.CharField(
        label="For whom, and how we know that they may",
        required=False,
        max_length=300,
        help_text="Only for a solicitor or somebody else who asks for a person",
        widget=WORDS,
    )
    attendance = PersonField(
        label="Which person on the list of this conference is the copy for?",
        queryset=Attendance.objects.none(),
        required=False,
        empty_label="Nobody on the list",
        help_text="It decides which parts are in the copy",
    )
    children = ChildrenField(
        label="Which children is it about?",
        queryset=Child.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the children the copy is about"},
    )
    asks_for = forms.ChoiceField(
        label="What do they ask for?",
        choices=MinuteRequest.Asks.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they ask for"},
    )
    channel = forms.ChoiceField(
        label="How did it come?",
        choices=CHOOSE + HOW_IT_CAME,
        error_messages={"required": "Choose how the request came"},
    )
    received_on = DateField(
        event="the request arrived",
        label="When did it reach the council?",
        help_text="For example, 12 11 2026",
    )
    received_time = forms.TimeField(
        label="At what time?",
        help_text="24-hour clock, for example 18:10. After the office closes, our own target counts from the "
        "next working day. The legal limit does not.",
        widget=forms.TextInput(attrs={"class": "short w4"}),
        error_messages={
            "required": "Enter the time the request arrived, for example 18:10",
            "invalid": "Enter the time as hours and minutes, for example 18:10",
        },
    )
    format = forms.ChoiceField(
        label="Which format do they want?",
        choices=MinuteRequest.Format.choices,
        help_text="Ask: large print, or a file that a screen reader reads aloud?",
        error_messages={"required": "Choose the format they want"},
    )
    delivery = forms.ChoiceField(
        label="How should the copy reach them?",
        choices=MinuteRequest.Delivery.choices,
        widget=forms.RadioSelect,
        help_text="Ask what is safe: another person may open their post",
        error_messages={"required": HOW},
    )
    address = forms.CharField(
        label="Address, or safe contact",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text="It is read back to them before anything is sent",
    )
    safe_email = forms.EmailField(
        label="Safe e-mail address",
        required=False,
        help_text="One that nobody else reads. We say there that we have the request, and name nobody.",
        error_messages={"invalid": "Enter an e-mail address such as name@example.org"},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.CharField(
        label="Which language do they read?",
        required=False,
        max_length=60,
        help_text="If not English",
        widget=WORDS,
    )
    adjustments = forms.CharField(
        label="What would make it easier for them?",
        required=False,
        max_length=300,
        help_text="For example: phone first; read it through with an advocate",
        widget=WORDS,
    )
    note = forms.CharField(
        label="Anything else they said", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, *args: Any, conference: Conference, message: Message | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.message = message
        for name in FROM_MESSAGE if message else ():
            del self.fields[name]
        cast(PersonField, self.fields["attendance"]).queryset = conference.people.select_related(
            "conference__key"
        ).exclude(group=Attendance.Group.PROFESSIONAL)
        cast(ChildrenField, self.fields["children"]).queryset = Child.objects.filter(
            conferences__conference=conference
        ).select_related("key")

    def asked(self) -> Asked:
        """What was typed, as the action takes it."""
        said = {**self.cleaned_data, "children": tuple(self.cleaned_data["children"])}
        if self.message:
            return Asked(**said, channel=self.message.channel, received_at=self.message.received_at)
        day, at = said.pop("received_on"), cast(time, said.pop("received_time"))
        return Asked(**said, received_at=timezone.make_aware(datetime.combine(day, at)))
