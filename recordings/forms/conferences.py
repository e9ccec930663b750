"""Forms for a conference, and for the list of them."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from access.forms import DateField
from access.models import User
from access.roles import Role
from recordings.forms.drafting import FactsForm
from recordings.models import Conference


class ChairField(forms.ModelChoiceField):
    """The people who chair conferences, by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


def start_time() -> forms.TimeField:
    """When a meeting starts."""
    return forms.TimeField(
        label="Start time",
        help_text="24-hour clock, for example 10:00",
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "short w4"}),
        error_messages={"invalid": "Enter the time as hours and minutes, for example 13:30"},
    )


class ConferenceForm(FactsForm):
    """When, where and what kind of conference, who chairs it, and what speaks against machine drafting."""

    type = forms.ChoiceField(
        label="Type of conference",
        choices=Conference.Type.choices,
        help_text="The meeting that takes up another is planned on the page of that one",
    )
    held_on = DateField(
        event="of the conference", label="Date of the conference", help_text="For example, 5 11 2026"
    )
    starts_at = start_time()
    place = forms.CharField(label="Place or platform", required=False, max_length=200)
    strategy_discussion_on = DateField(
        event="of the strategy discussion",
        label="Strategy discussion that started the enquiry",
        help_text="The 15 working days of an initial conference are counted from it",
        required=False,
    )
    notified_on = DateField(
        event="on which the other authority wrote",
        label="Transfer-in: day on which the other authority wrote",
        required=False,
    )
    chair = ChairField(
        label="Chair",
        queryset=User.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose who chairs the conference"},
    )
    deputy = ChairField(
        label="Named deputy",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody",
        help_text="May do everything here that the chair may",
    )
    deputy_reason = forms.CharField(label="Why there is a deputy", required=False, max_length=200)

    def __init__(self, *args: Any, by: User, conference: Conference | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in FactsForm.base_fields])
        if not conference or conference.type != Conference.Type.RECONVENED:
            types = cast(forms.ChoiceField, self.fields["type"])
            types.choices = [one for one in Conference.Type.choices if one[0] != Conference.Type.RECONVENED]
        chairs = User.objects.filter(role=Role.CHAIR, is_active=True).order_by("name")
        field = cast(ChairField, self.fields["chair"])
        theirs = conference.chair_id if conference else by.pk
        field.queryset = chairs.filter(pk=theirs) if by.role == Role.CHAIR else chairs
        field.initial = by.pk if by.role == Role.CHAIR else None
        cast(ChairField, self.fields["deputy"]).queryset = chairs

    def clean(self) -> dict[str, Any]:
        """A deputy is somebody else, and is named for a reason."""
        given = super().clean() or self.cleaned_data
        if given.get("deputy") and given.get("deputy") == given.get("chair"):
            self.add_error("deputy", "Choose somebody else than the chair")
        if given.get("deputy") and not given.get("deputy_reason"):
            self.add_error("deputy_reason", "Say why there is a deputy")
        return given


class FilterForm(forms.Form):
    """Which conferences a list shows; stays in the address."""

    status = forms.ChoiceField(
        label="State", required=False, choices=[("", "All"), *Conference.Status.choices]
    )
    mine = forms.BooleanField(label="Only those I look after", required=False)
