"""The plain form for recordings; each file it gives was sealed while it came in."""

from __future__ import annotations

from typing import Any

from django import forms

from recordings.uploads import SealedFile


class SeveralFilesInput(forms.ClearableFileInput):
    """A file field that takes several."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if files else []


class SeveralFilesField(forms.FileField):
    """The files chosen, in their order."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[SealedFile]:
        files = [file for file in data or [] if isinstance(file, SealedFile)]
        if not files:
            raise forms.ValidationError("Choose a recording.")
        return files


class RecordingsForm(forms.Form):
    """One or more recordings."""

    recordings = SeveralFilesField(
        label="Choose recordings, or drop them here",
        help_text=(
            "Up to 6 hours or 4 GB each. Dictation recorders, phones, and Teams or Zoom exports all work. "
            "Any picture in a video is thrown away unseen."
        ),
    )
