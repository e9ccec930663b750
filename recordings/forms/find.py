"""The form that finds a child."""

from __future__ import annotations

from django import forms


class FindForm(forms.Form):
    """A reference, or a name."""

    words = forms.CharField(
        label="Case reference, or name",
        help_text="The whole reference, or whole words of the name. Looking up is recorded",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter a case reference or a name"},
    )
