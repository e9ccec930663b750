"""The form for tables of another system: files first, then the same tables again to be brought in."""

from __future__ import annotations

from typing import Any

from django import forms

from recordings.importing.columns import CHILDREN, CONFERENCES, PEOPLE, TABLES
from recordings.importing.reading import Unreadable, decoded

LARGEST = 1024 * 1024
TOO_LARGE = "This is more than 1 MB. Take fewer lines at a time, or ask IT to bring it in with the command"


class TableField(forms.FileField):
    """A table as a file; its value is the words."""

    def __init__(self, *, table: str, **kwargs: Any) -> None:
        self.table = table
        super().__init__(required=False, allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> str:
        if not data:
            return ""
        if data.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        try:
            return decoded(data.read(), self.table)
        except Unreadable as error:
            raise forms.ValidationError(error.problem.reason) from None


class ImportForm(forms.Form):
    """One to three tables."""

    children = TableField(table=CHILDREN, label="Children")
    conferences = TableField(table=CONFERENCES, label="Conferences")
    people = TableField(table=PEOPLE, label="People")

    def clean(self) -> dict[str, Any]:
        """At least one table."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not any(given.get(table) for table in TABLES):
            self.add_error("children", "Choose at least one table")
        return given


class LookedAtForm(forms.Form):
    """The tables that were looked at, on their way back. They wait in the page and nowhere else."""

    children = forms.CharField(required=False, strip=False, widget=forms.HiddenInput, max_length=LARGEST)
    conferences = forms.CharField(required=False, strip=False, widget=forms.HiddenInput, max_length=LARGEST)
    people = forms.CharField(required=False, strip=False, widget=forms.HiddenInput, max_length=LARGEST)
