"""The form with which words that were heard once more are taken into the minutes."""

from __future__ import annotations

from typing import cast

from django import forms
from django.http import QueryDict


class AgainForm(forms.Form):
    """Which sentences are taken, seen beside which version."""

    based_on = forms.IntegerField(min_value=1)
    sentences = forms.CharField(error_messages={"required": "Tick at least one sentence"})

    def clean_sentences(self) -> list[str]:
        """Every one that is ticked."""
        return [str(one) for one in cast(QueryDict, self.data).getlist("sentences")]
