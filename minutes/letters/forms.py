"""What is typed about a decision, its plan, a letter, and the leaflet."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from access.dates import DateField
from minutes.letters.actions import ActionLine, Going, Sent, ViewLine, Written
from minutes.letters.composing import asked_for
from minutes.letters.models import AgencyView, ChildDecision, Letter
from recordings.models import Attendance, Conference, ConferenceChild

SPARE = 2
AREA = {"rows": 4}
SMALL = {"rows": 2}


class PeopleField(forms.ModelMultipleChoiceField):
    """People of the list, with their roles."""

    def label_from_instance(self, obj: Any) -> str:
        return ", ".join(part for part in (obj.name, obj.role) if part)


class ChildrenField(forms.ModelMultipleChoiceField):
    """Children of a conference, by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.child.name)


class DecisionForm(forms.Form):
    """What was decided for one child, and what follows."""

    outcome = forms.ChoiceField(
        label="What was decided?",
        choices=ChildDecision.Outcome.choices[1:],
        widget=forms.RadioSelect,
        required=False,
    )
    category = forms.ChoiceField(label="Category", choices=ChildDecision.Category.choices, required=False)
    reasons = forms.CharField(
        label="Reasons",
        required=False,
        max_length=8000,
        widget=forms.Textarea(AREA),
        help_text="They stand in the letter. Write them as you would say them to the family",
    )
    dissent = forms.CharField(
        label="Who saw it differently, and why",
        required=False,
        max_length=4000,
        widget=forms.Textarea(SMALL),
        help_text="It stays on the record and in the minutes. It is not in the letter",
    )
    contingency = forms.CharField(
        label="If things do not get better", required=False, max_length=4000, widget=forms.Textarea(AREA)
    )
    members = PeopleField(
        label="Core group",
        queryset=Attendance.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose people who are on the list of this conference"},
    )
    core_group_on = DateField(event="of the first core group", label="First core group", required=False)
    core_group_where = forms.CharField(label="Time and place", required=False, max_length=200)
    next_on = DateField(event="of the next conference", label="Next conference", required=False)
    next_where = forms.CharField(label="Time and place of it", required=False, max_length=200)

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = conference.people.select_related("conference__key")
        cast(forms.ModelMultipleChoiceField, self.fields["members"]).queryset = people


class ViewForm(forms.Form):
    """What one agency thought."""

    agency = forms.CharField(label="Who", max_length=200, required=False)
    view = forms.ChoiceField(
        label="A plan?", choices=[("", "Not said"), *AgencyView.View.choices], required=False
    )
    words = forms.CharField(
        label="In their words", max_length=2000, required=False, widget=forms.Textarea(SMALL)
    )
    source = forms.JSONField(required=False, widget=forms.HiddenInput)

    def line(self) -> ViewLine | None:
        said = self.cleaned_data
        return ViewLine(**said) if said.get("agency") or said.get("words") else None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("words") and not said.get("agency"):
            self.add_error("agency", "Enter whose view this is")
        return said


class ActionForm(forms.Form):
    """One line of the plan."""

    outcome = forms.CharField(
        label="What should change", max_length=1000, required=False, widget=forms.Textarea(SMALL)
    )
    action = forms.CharField(
        label="What will be done", max_length=1000, required=False, widget=forms.Textarea(SMALL)
    )
    person = forms.CharField(label="Who", max_length=200, required=False)
    by_when = forms.CharField(label="By when", max_length=100, required=False)
    measure = forms.CharField(
        label="How we will know", max_length=1000, required=False, widget=forms.Textarea(SMALL)
    )
    source = forms.JSONField(required=False, widget=forms.HiddenInput)

    def line(self) -> ActionLine | None:
        said = self.cleaned_data
        return ActionLine(**said) if said.get("action") else None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        rest = [said.get(name) for name in ("outcome", "person", "by_when", "measure")]
        if any(rest) and not said.get("action"):
            self.add_error("action", "Enter what will be done, or empty the whole line")
        return said


ViewLines = forms.formset_factory(ViewForm, extra=SPARE, max_num=40, absolute_max=40)
ActionLines = forms.formset_factory(ActionForm, extra=SPARE, max_num=40, absolute_max=40)


class DecisionPage:
    """The form of one child with its two tables, as one thing that is valid or not."""

    def __init__(self, row: ConferenceChild, written: Written, data: Any = None) -> None:
        own = {name: getattr(written, name) for name in DecisionForm.base_fields if name != "members"}
        members = [person.pk for person in written.members]
        self.form = DecisionForm(data, conference=row.conference, initial={**own, "members": members})
        views = [vars(line) for line in written.views]
        actions = [vars(line) for line in written.actions]
        self.views = ViewLines(data, prefix="views", initial=views)
        self.actions = ActionLines(data, prefix="actions", initial=actions)
        for line in [*self.views, *self.actions]:
            line.empty_permitted = False  # a line that is as it was saved is read like any other

    @property
    def bound(self) -> list[Any]:
        """Every form, for the summary of errors."""
        return [self.form, *self.views, *self.actions]

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.views.is_valid(), self.actions.is_valid()])

    def written(self) -> Written:
        said = dict(self.form.cleaned_data)
        views = [form.line() for form in self.views if form.is_valid() and form.cleaned_data]
        actions = [form.line() for form in self.actions if form.is_valid() and form.cleaned_data]
        return Written(
            **{**said, "members": tuple(said["members"])},
            views=tuple(line for line in views if line),
            actions=tuple(line for line in actions if line),
        )


class ReopenForm(forms.Form):
    """Why a recorded decision is opened again, or a letter is not sent."""

    reason = forms.CharField(
        label="Why?",
        max_length=1000,
        widget=forms.Textarea(SMALL),
        error_messages={"required": "Say why"},
    )


class LetterForm(forms.Form):
    """About whom a letter is, and how it goes."""

    children = ChildrenField(
        label="Which children is this letter about?",
        queryset=ConferenceChild.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Only those whom this person has a right to read about",
        error_messages={"required": "Choose at least one child"},
    )
    way = forms.ChoiceField(label="How does it go?", choices=Letter.Way.choices, widget=forms.RadioSelect)
    address = forms.CharField(
        label="Address on the envelope", required=False, max_length=500, widget=forms.Textarea({"rows": 4})
    )
    address_checked = forms.BooleanField(
        label="I read the address or contact back to them today", required=False
    )
    format = forms.ChoiceField(label="Format", choices=Letter.Format.choices)
    language = forms.CharField(label="Language, if not English", required=False, max_length=60)

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = letter.conference.children.select_related("child__key")
        cast(forms.ModelMultipleChoiceField, self.fields["children"]).queryset = rows
        self.kept_address = letter.address if letter.recipient.address_withheld else ""
        if self.kept_address:
            self.fields["address"].help_text = "It is withheld. Leave this empty to keep the one we have"

    def going(self) -> Going:
        said = self.cleaned_data
        address = said["address"] or self.kept_address
        return Going(**{**said, "children": tuple(said["children"]), "address": address})


class SendForm(forms.Form):
    """What the sender reads off the envelope, and the proof."""

    envelope = forms.CharField(
        label="What stands on the envelope?",
        max_length=300,
        help_text="Type the name of whoever it goes to, from the envelope or message, not from here",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Type what stands on the envelope"},
    )
    tracking = forms.CharField(label="Tracking number or proof", required=False, max_length=60)
    translation_enclosed = forms.BooleanField(required=False)

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = " and ".join(asked_for(letter))
        self.fields["translation_enclosed"].label = f"The letter {asked} is enclosed too"
        if letter.way == Letter.Way.POST:
            self.fields["envelope"].help_text = (
                "Type the first line of the address from the envelope in your hand, house number and street. "
                "Do not copy it from here"
            )

    def sent(self) -> Sent:
        return Sent(**self.cleaned_data)


class LeafletForm(forms.Form):
    """The leaflet on complaints."""

    title = forms.CharField(
        label="Title", max_length=120, error_messages={"required": "Enter the title of the leaflet"}
    )
    text = forms.CharField(
        label="Text",
        max_length=12_000,
        widget=forms.Textarea({"rows": 24}),
        help_text="A line that begins with # is a heading, a line that begins with * a point of a list",
        error_messages={"required": "Enter the text of the leaflet"},
    )
