"""What is typed about a request, its marks and its release."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from access.dates import DateField
from minutes.requests.actions import Asked
from minutes.requests.models import MinuteRequest, Redaction
from recordings.models import Attendance, Child, Conference

WORDS = forms.TextInput(attrs={"autocomplete": "off"})
CHOOSE = [("", "Choose")]
HOW = "Choose how the copy should reach them"


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
    """Which conference somebody asks about."""

    conference = ConferenceField(
        label="Which conference do they ask about?",
        queryset=Conference.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose the conference"},
    )

    def __init__(self, *args: Any, conferences: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ConferenceField, self.fields["conference"]).queryset = conferences


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
        choices=CHOOSE + MinuteRequest.Channel.choices,
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
    note = forms.CharField(
        label="Anything else they said", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(PersonField, self.fields["attendance"]).queryset = conference.people.select_related(
            "conference__key"
        ).exclude(group=Attendance.Group.PROFESSIONAL)
        cast(ChildrenField, self.fields["children"]).queryset = Child.objects.filter(
            conferences__conference=conference
        ).select_related("key")

    def asked(self) -> Asked:
        """What was typed, as the action takes it."""
        said = dict(self.cleaned_data)
        day, at = said.pop("received_on"), cast(time, said.pop("received_time"))
        received_at = timezone.make_aware(datetime.combine(day, at))
        return Asked(**{**said, "children": tuple(said["children"]), "received_at": received_at})


class RequesterForm(forms.Form):
    """How we know who asks."""

    how = forms.CharField(
        label="How do we know who they are, and that they may ask?",
        help_text="For example: birth certificates seen; known to her social worker",
        max_length=300,
        widget=WORDS,
        error_messages={"required": "Say how this was checked"},
    )
    orders = forms.CharField(
        label="Court orders or no-contact orders we were told of",
        help_text="Ask. If there are none, write: none known",
        max_length=300,
        widget=WORDS,
        error_messages={"required": "Say what they answered about court orders"},
    )
    on = DateField(event="it was checked", label="When was this checked?")


class AddressForm(forms.Form):
    """Where the copy goes."""

    delivery = forms.ChoiceField(
        label="How should the copy reach them?",
        choices=MinuteRequest.Delivery.choices,
        widget=forms.RadioSelect,
        error_messages={"required": HOW},
    )
    address = forms.CharField(
        label="Address, or safe contact, as they read it back",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    on = DateField(event="it was read back", label="When was it read back?")


class DayForm(forms.Form):
    """One day: when we asked, when they answered, when it arrived."""

    on = DateField(event="it happened", label="On which day?")


class ReasonForm(forms.Form):
    """Why the chair decides as they do."""

    reason = forms.CharField(
        label="Reason",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Give the reason"},
    )


class SortForm(forms.Form):
    """Which law the request falls under."""

    triage = forms.ChoiceField(
        label="What is it?",
        choices=[choice for choice in MinuteRequest.Triage.choices if choice[0]],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )


class RulingForm(forms.Form):
    """Out or stays, and why."""

    decision = forms.ChoiceField(choices=[("out", "Take out"), ("kept", "Keep")])
    code = forms.ChoiceField(choices=[("", "Choose a reason"), *Redaction.Code.choices], required=False)
    why = forms.CharField(required=False, max_length=500)
    whole_sentence = forms.BooleanField(required=False)
    only_here = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("decision") == "out" and not said.get("code"):
            self.add_error("code", "Choose a reason")
        return said


class MarkForm(forms.Form):
    """Words that nobody suggested."""

    sentence = forms.CharField(max_length=40, widget=forms.HiddenInput)
    words = forms.CharField(
        label="Words to take out, exactly as they stand",
        required=False,
        help_text="Leave it empty to take out the whole sentence",
        widget=WORDS,
    )
    code = forms.ChoiceField(
        label="Reason",
        choices=[("", "Choose a reason"), *Redaction.Code.choices],
        error_messages={"required": "Choose a reason"},
    )
    why = forms.CharField(label="Note for the second check", required=False, max_length=500, widget=WORDS)
    all_places = forms.BooleanField(label="Everywhere these words stand", required=False)


class ReleaseForm(forms.Form):
    """What the releaser reads with their own eyes."""

    pages = forms.IntegerField(
        label="How many pages did you count?",
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short w4"}),
        error_messages={
            "required": "Enter the number of pages you counted",
            "invalid": "Enter the pages as a number, for example 9",
        },
    )
    envelope = forms.CharField(
        label="What is written on the envelope?",
        widget=WORDS,
        error_messages={"required": "Type what is on the envelope in your hand"},
    )
    tracking = forms.CharField(label="Tracking number", required=False, max_length=60, widget=WORDS)
