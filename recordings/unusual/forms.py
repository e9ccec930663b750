"""What somebody makes of unusual listening."""

from django import forms

from recordings.unusual.models import Unusual


class OutcomeForm(forms.Form):
    """Nothing is preselected."""

    outcome = forms.ChoiceField(
        choices=Unusual.Outcome.choices, error_messages={"required": "Choose what it was"}
    )
