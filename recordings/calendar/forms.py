"""What is typed about the council's calendar."""

from __future__ import annotations

from typing import Any

from django import forms

from access.dates import DateField
from recordings.calendar.council import unit_of


class HolidayForm(forms.Form):
    """A bank holiday of one year only."""

    on = DateField(event="of the bank holiday", label="Day", help_text="For example, 5 6 2028")
    name = forms.CharField(
        label="What is it for?",
        max_length=100,
        help_text="It stands in the working of every date that passes over it",
        error_messages={"required": "Enter what the day is for"},
    )


class DateRuleForm(forms.Form):
    """The council's own version of one rule."""

    amount = forms.IntegerField(
        label="Number",
        min_value=1,
        max_value=400,
        widget=forms.TextInput(attrs={"class": "short w4", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Enter the number, for example 10",
            "invalid": "Enter the number in figures, for example 10",
        },
    )
    says = forms.CharField(
        label="The rule in one sentence",
        max_length=200,
        help_text="It stands under every date it gives",
        error_messages={"required": "Enter the rule in one sentence"},
    )
    source = forms.CharField(
        label="Where it comes from",
        max_length=200,
        help_text="For example: the partnership’s procedures, section 4",
        error_messages={"required": "Enter where the rule comes from"},
    )
    effective_from = DateField(
        event="from which the rule is in force",
        label="In force from",
        help_text="Today or later. Dates counted from an earlier day keep the rule of their day",
    )

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = f"In {unit_of(code)}"
