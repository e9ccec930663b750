"""Forms for a conference, a child and a person on the list."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from access.forms import DateField
from access.models import User
from access.roles import Role
from recordings.forms.drafting import FactsForm
from recordings.models import Attendance, Conference


class ChairField(forms.ModelChoiceField):
    """The people who chair conferences, by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class ConferenceForm(FactsForm):
    """When, where and what kind of conference, who chairs it, and what speaks against machine drafting."""

    type = forms.ChoiceField(label="Type of conference", choices=Conference.Type.choices)
    held_on = DateField(
        event="of the conference", label="Date of the conference", help_text="For example, 5 11 2026"
    )
    starts_at = forms.TimeField(
        label="Start time",
        help_text="24-hour clock, for example 10:00",
        required=False,
        widget=forms.TextInput(attrs={"class": "short w4"}),
        error_messages={"invalid": "Enter the time as hours and minutes, for example 13:30"},
    )
    place = forms.CharField(label="Place or platform", required=False, max_length=200)
    strategy_discussion_on = DateField(
        event="of the strategy discussion",
        label="Strategy discussion that started the enquiry",
        help_text="The 15 working days of an initial conference are counted from it",
        required=False,
    )
    chair = ChairField(
        label="Chair",
        queryset=User.objects.none(),
        error_messages={"required": "Choose who chairs the conference"},
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in FactsForm.base_fields])
        chairs = User.objects.filter(role=Role.CHAIR, is_active=True).order_by("name")
        field = cast(ChairField, self.fields["chair"])
        field.queryset = chairs.filter(pk=by.pk) if by.role == Role.CHAIR else chairs
        field.initial = by.pk if by.role == Role.CHAIR else None


class ChildForm(forms.Form):
    """A child the conference is about."""

    name = forms.CharField(
        label="Full name",
        max_length=200,
        help_text="For a child who is not born yet: unborn, and the last name",
        error_messages={"required": "Enter the child's name"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    born_on = DateField(event="of birth", label="Date of birth", required=False)
    case_reference = forms.CharField(
        label="Case reference",
        max_length=40,
        required=False,
        help_text="A child who is known already is found by it",
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
    )
    school = forms.CharField(label="School or nursery", max_length=200, required=False)


class PersonForm(forms.Form):
    """Somebody who was invited."""

    name = forms.CharField(
        label="Full name",
        max_length=200,
        error_messages={"required": "Enter the person's name"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.CharField(
        label="Role",
        max_length=100,
        help_text="For example: mother, social worker, health visitor",
        error_messages={"required": "Enter what the person's role is"},
    )
    agency = forms.CharField(label="Agency", max_length=200, required=False)
    group = forms.ChoiceField(
        label="Who they are here as",
        choices=Attendance.Group.choices,
        widget=forms.RadioSelect,
        help_text="A child who came, or an interpreter, switches machine drafting off",
    )
    came = forms.ChoiceField(label="Did they come?", choices=Attendance.Came.choices)
    parental_responsibility = forms.ChoiceField(
        label="Parental responsibility", choices=Attendance.Responsibility.choices, required=False
    )


class FilterForm(forms.Form):
    """Which conferences a list shows; stays in the address."""

    status = forms.ChoiceField(
        label="State", required=False, choices=[("", "All"), *Conference.Status.choices]
    )
    mine = forms.BooleanField(label="Only those I look after", required=False)
