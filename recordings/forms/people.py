"""The form for a person on the list."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils import timezone

from access.forms import DateField
from recordings.forms.sections import Section, SectionedForm, WithheldAddress, text
from recordings.models import Attendance, Conference, ConferenceChild


class ChildrenField(forms.ModelMultipleChoiceField):
    """Children of the conference, by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.child.name)


class PersonForm(WithheldAddress, SectionedForm):
    """Somebody who was invited."""

    name = text("Full name", required="Enter the person's name")
    role = text(
        "Role",
        required="Enter what the person's role is",
        help_text="For example: mother, social worker, health visitor",
        size=100,
    )
    agency = text("Agency")
    group = forms.ChoiceField(
        label="Who they are here as",
        choices=Attendance.Group.choices,
        widget=forms.RadioSelect,
        help_text="A child who came, or an interpreter, switches machine drafting off",
    )
    came = forms.ChoiceField(label="Did they come?", choices=Attendance.Came.choices)
    capacity = forms.ChoiceField(
        label="What they may do", choices=Attendance.Capacity.choices, required=False
    )
    parental_responsibility = forms.ChoiceField(
        label="Parental responsibility", choices=Attendance.Responsibility.choices, required=False
    )
    parental_responsibility_checked = text(
        "How it was checked", help_text="For example: birth certificate seen on 3 November"
    )
    relationship = text("Relationship to the children", help_text="For example: Alfie’s father")
    only_about = ChildrenField(
        label="Only here for",
        queryset=ConferenceChild.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nobody ticked: for all of the children",
    )
    gets_letter = forms.BooleanField(label="Gets the decision letter", required=False)
    gets_minutes = forms.BooleanField(label="Gets the minutes", required=False)
    sector = forms.ChoiceField(label="Service", choices=Attendance.Sector.choices, required=False)
    direct_contact = forms.BooleanField(
        label="Works directly with a child or the family",
        required=False,
        help_text="Counts for the quorum",
    )
    safe_contact_by = forms.ChoiceField(
        label="Safe way to reach them", choices=Attendance.SafeBy.choices, required=False
    )
    safe_contact = text("What to know about it", help_text="For example: never phone after six")
    safe_contact_checked_on = DateField(
        event="on which this was last checked", label="Last checked on", required=False
    )
    language = text("Language")
    interpreter = forms.BooleanField(label="Needs an interpreter", required=False)
    needs = text("What they need to take part", help_text="For example: step-free room, breaks")
    format = forms.ChoiceField(
        label="How papers reach them best", choices=Attendance.Format.choices, required=False
    )

    MORE = (
        Section("Family: relationship, and for which children", ("relationship", "only_about")),
        Section("Papers", ("gets_letter", "gets_minutes", "format")),
        Section("Quorum: service and direct contact", ("sector", "direct_contact")),
        Section(
            "Safe contact and address",
            ("safe_contact_by", "safe_contact", "safe_contact_checked_on", "address", "address_withheld"),
        ),
        Section("Language and needs", ("language", "interpreter", "needs")),
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = conference.children.select_related("child__key")
        cast(ChildrenField, self.fields["only_about"]).queryset = rows
        if len(rows) < 2:
            del self.fields["only_about"]

    def clean(self) -> dict[str, Any]:
        """Whoever gets no papers gets none; a day of checking is not ahead."""
        given = super().clean() or self.cleaned_data
        papers = given.get("gets_letter") or given.get("gets_minutes")
        if given.get("capacity") in Attendance.NO_PAPERS and papers:
            self.add_error("capacity", "A supporter or an observer gets no papers: change one or the other")
        checked = given.get("safe_contact_checked_on")
        if checked and checked > timezone.localdate():
            self.add_error("safe_contact_checked_on", "Enter a day that is not in the future")
        return given


def facts_of(person: Attendance) -> dict[str, Any]:
    """What is known of somebody, as the form shows it. An address that is withheld is not among it."""
    left_out = {"only_about", "address"}
    facts = {name: getattr(person, name) for name in PersonForm.base_fields if name not in left_out}
    address = "" if person.address_withheld else person.address
    return {**facts, "address": address, "only_about": list(person.only_about.values_list("pk", flat=True))}
