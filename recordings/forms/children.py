"""Forms for a child: who they are, what they need, and two records of one child."""

from __future__ import annotations

from typing import Any

from django import forms

from access.forms import DateField
from recordings.forms.sections import Section, SectionedForm, WithheldAddress, text
from recordings.models import Child, Conference, ConferenceChild

TYPES = [choice for choice in Conference.Type.choices if choice[0] not in {"combined", "reconvened"}]


class ChildForm(WithheldAddress, SectionedForm):
    """A child the conference is about."""

    name = text(
        "Full name",
        required="Enter the child's name",
        help_text="For a child who is not born yet: unborn, and the last name",
    )
    known_as = text("Known as")
    born_on = DateField(event="of birth", label="Date of birth", required=False)
    expected_on = DateField(
        event="on which the child is expected", label="Day on which the child is expected", required=False
    )
    case_reference = text("Case reference", help_text="A child who is known already is found by it", size=40)
    type = forms.ChoiceField(
        label="What the meeting is for this child",
        choices=[("", "The same as the conference"), *TYPES],
        required=False,
        help_text="For siblings with different types: an initial joined to a review",
    )
    school = text("School or nursery")
    legal_status = text("Legal status", help_text="For example: section 20, interim care order, none")
    allocated_worker = text("Allocated social worker")
    allocated_worker_phone = text("Their work phone", size=40)
    language = text("Language")
    ethnicity = text("Ethnicity")
    religion = text("Religion, if it matters here")
    disability = text("Disability")
    format_needs = text("What helps them to read or follow", help_text="For example: easy read, pictures")

    MORE = (
        Section("School, worker and legal status", ("school", "legal_status", "allocated_worker",
                                                    "allocated_worker_phone")),
        Section("Address", ("address", "address_withheld")),
        Section("Language and needs", ("language", "ethnicity", "religion", "disability", "format_needs")),
    )  # fmt: skip


class MergeForm(forms.Form):
    """Which other record is of the same child, and how one knows."""

    case_reference = forms.CharField(
        label="Case reference of the other record",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
        error_messages={"required": "Enter the case reference of the other record"},
    )
    reason = forms.CharField(
        label="How do you know that it is the same child?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say how you know that it is the same child"},
    )


def facts_of(row: ConferenceChild) -> dict[str, Any]:
    """What is known of a child, as the form shows it. An address that is withheld is not among it."""
    child: Child = row.child
    facts = {name: getattr(child, name) for name in ChildForm.base_fields if name not in {"type", "address"}}
    return {**facts, "type": row.type, "address": "" if child.address_withheld else child.address}
