"""The forms of machine drafting: what speaks against it, and the chair's switch."""

from __future__ import annotations

from typing import Any

from django import forms


class FactsForm(forms.Form):
    """What makes mistakes of the software hurt most. Any of them switches it off until the chair decides."""

    child_present = forms.BooleanField(
        label="A child was in the room, or will be",
        help_text="A child’s words are typed by a person. Ticking any of these switches "
        "machine drafting off, until the chair decides otherwise",
        required=False,
    )
    domestic_abuse = forms.BooleanField(label="Domestic abuse is part of what is known", required=False)
    interpreter_used = forms.BooleanField(label="An interpreter was used, or will be", required=False)

    @property
    def facts(self) -> set[str]:
        """Those that are ticked."""
        return {
            name for name, ticked in self.cleaned_data.items() if ticked and name in FactsForm.base_fields
        }


class SwitchForm(forms.Form):
    """On with a reason, or off."""

    on = forms.BooleanField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why the software may draft this conference",
        help_text="Sealed with the conference’s record",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """A reason goes with on."""
        cleaned = super().clean() or {}
        if cleaned.get("on") and not cleaned.get("reason"):
            self.add_error("reason", "Say why the software may draft this conference")
        return cleaned
