"""Forms about the standing of a conference: its state, quorum, discussions, reports, who may not see it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils import timezone

from access.forms import DateField
from access.models import User
from access.roles import PERMISSIONS, May
from recordings import states
from recordings.forms.conferences import ChairField, start_time
from recordings.forms.sections import text
from recordings.models import Conference, Report


def reason_field(label: str, missing: str, **more: Any) -> forms.CharField:
    """A reason in somebody's own words."""
    return forms.CharField(
        label=label,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing},
        **more,
    )


class MoveForm(forms.Form):
    """What became of a conference."""

    to = forms.ChoiceField(
        label="What became of it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what became of the conference"},
    )
    reason = reason_field(
        "Why",
        "",
        required=False,
        help_text="Needed when it was not quorate, adjourned or cancelled. It is sealed",
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["to"])
        field.choices = [(to.value, to.label) for to in states.after(conference.status)]

    def clean(self) -> dict[str, Any]:
        """Some states need a reason."""
        given = super().clean() or self.cleaned_data
        if given.get("to") in states.NEEDS_REASON and not given.get("reason"):
            self.add_error("reason", "Say why in a few words")
        return given


class QuorumForm(forms.Form):
    """Why the chair goes on."""

    reason = reason_field(
        "Why does the conference go on with fewer agencies?",
        "Say why the conference goes on",
        help_text="It is printed in the minutes",
    )


class DiscussionForm(forms.Form):
    """A strategy discussion."""

    on = DateField(event="of the strategy discussion", label="Day of the strategy discussion")
    started_enquiry = forms.BooleanField(
        label="It started the section 47 enquiry",
        required=False,
        help_text="The 15 working days are counted from this one",
    )


class ReportForm(forms.Form):
    """A report to the conference."""

    agency = text("Which agency’s report", required="Enter whose report it is")
    author = text("Written by")
    received_on = DateField(event="on which it came", label="Day on which it came", required=False)
    seen_by_family = forms.ChoiceField(
        label="Has the family seen it?", choices=Report.Seen.choices, required=False, widget=forms.RadioSelect
    )
    seen_on = DateField(event="on which they saw it", label="Day on which they saw it", required=False)

    def clean(self) -> dict[str, Any]:
        """Seen goes with its day, and no day is ahead."""
        given = super().clean() or self.cleaned_data
        seen = given.get("seen_by_family") in {Report.Seen.ALL, Report.Seen.PART}
        if seen and not given.get("seen_on") and "seen_on" not in self.errors:
            self.add_error("seen_on", "Enter the day on which the family saw it")
        if not seen and given.get("seen_on"):
            self.add_error("seen_by_family", "Choose how much of it the family saw on that day")
        for name in ("received_on", "seen_on"):
            if given.get(name) and given[name] > timezone.localdate():
                self.add_error(name, "Enter a day that is not in the future")
        return given


class ReconveneForm(forms.Form):
    """When and where the meeting goes on."""

    held_on = DateField(event="of the conference", label="Date of the conference")
    starts_at = start_time()
    place = text("Place or platform")


class ConflictForm(forms.Form):
    """Who is close to the family, and how."""

    user = ChairField(
        label="Who is close to the family?",
        queryset=User.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose who is close to the family"},
    )
    reason = reason_field(
        "How are they close to the family?",
        "Say in a few words how they are close to the family",
        help_text="It is sealed. They see nothing of this conference from now on",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role, may in PERMISSIONS.items() if May.VIEW_CONFERENCES in may]
        people = User.objects.filter(role__in=roles, is_active=True).order_by("name")
        cast(ChairField, self.fields["user"]).queryset = people


class LiftForm(forms.Form):
    """Why somebody may see the conference again."""

    reason = reason_field("Why may they see it again?", "Say why they may see it again")
