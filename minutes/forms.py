"""What people send when they work on minutes: shape only; the actions judge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict

from access.forms import CodeForm
from minutes.replacing import Wanted
from minutes.text import Line
from recordings.models import Attendance, Conference


class ParagraphForm(forms.Form):
    """One paragraph as lines: `sentence` and `text` come as often as there are lines, in their order."""

    based_on = forms.IntegerField(min_value=1)
    join = forms.CharField(required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        """The lines, with the one that is to be joined to the line above."""
        cleaned = super().clean() or {}
        cleaned["lines"] = lines_of(cast(QueryDict, self.data), join=cleaned.get("join", ""))
        return cleaned


class ClashForm(forms.Form):
    """How a clash is settled: their text, or the lines as written here."""

    based_on = forms.IntegerField(min_value=1)
    seen = forms.IntegerField(min_value=1)
    keep = forms.ChoiceField(choices=[("theirs", "theirs"), ("written", "written")])

    def clean(self) -> dict[str, Any]:
        """The lines of the first attempt, and those written now."""
        cleaned = super().clean() or {}
        cleaned["mine"] = lines_of(cast(QueryDict, self.data), texts="mine")
        cleaned["written"] = None if cleaned.get("keep") == "theirs" else lines_of(cast(QueryDict, self.data))
        return cleaned


class HereForm(forms.Form):
    """Where somebody is in the editor, and what their page shows already."""

    paragraph = forms.UUIDField(required=False)
    version = forms.IntegerField(min_value=1, required=False)
    seen = forms.CharField(max_length=2000, required=False)
    leaving = forms.BooleanField(required=False)


class WhereForm(forms.Form):
    """Another heading for a paragraph, and why where the restricted part is touched."""

    to = forms.CharField(max_length=60)
    reason = forms.CharField(required=False, max_length=500)


class WhoForm(forms.Form):
    """Who said this."""

    speaker = forms.ModelChoiceField(queryset=Attendance.objects.none())

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"].queryset = conference.people.all()  # type: ignore[attr-defined]


class TypedForm(WhoForm):
    """A paragraph typed by a person."""

    words = forms.CharField(max_length=5000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"].required = False


class ApproveForm(CodeForm):
    """The chair's statement: nothing is preselected. Signed with a code, where the second step is set up."""

    field_order = ["version", "stated", "code"]

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    stated = forms.BooleanField(
        label="I have read these minutes and heard what was marked. They are a fair and accurate record.",
        error_messages={"required": "Tick the statement if it is true. If it is not, go on checking."},
    )


class CompareForm(forms.Form):
    """Two versions to set side by side."""

    older = forms.TypedChoiceField(coerce=int, label="Compare")
    newer = forms.TypedChoiceField(coerce=int, label="with")

    def __init__(self, *args: Any, names: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for which in ("older", "newer"):
            field = cast(forms.TypedChoiceField, self.fields[which])
            field.choices = [
                (number, f"Version {number}" + (f", {name}" if name else ""))
                for number, name in names.items()
            ]


class NameForm(forms.Form):
    """What a version is to be called."""

    name = forms.CharField(
        label="A name for it",
        max_length=80,
        help_text="For example: before the meeting with school. Everybody who may read the minutes sees it.",
        error_messages={"required": "Write a name for this version."},
    )


class ReplaceForm(forms.Form):
    """Words to find, and what to write instead."""

    based_on = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    find = forms.CharField(label="Find", max_length=200, strip=False)
    write = forms.CharField(label="Write instead", max_length=200, required=False, strip=False)
    whole_words = forms.BooleanField(label="Whole words only", required=False, initial=True)
    same_case = forms.BooleanField(label="Capital letters as typed", required=False, initial=True)

    @property
    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(said["find"], said["write"], said["whole_words"], said["same_case"])


class ReopenForm(forms.Form):
    """Why approved minutes are reopened."""

    reason = forms.CharField(
        label="Why are they reopened? Who asked, and what for?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody who may read the minutes can read this. Write nothing restricted here.",
        error_messages={"required": "Say why these minutes are reopened."},
    )


def lines_of(data: QueryDict, *, texts: str = "text", join: str = "") -> list[Line]:
    """The lines of a sent paragraph: ids and texts side by side."""
    pairs = zip(data.getlist("sentence"), data.getlist(texts), strict=False)
    return [Line(id=pk, text=words, join=bool(join) and pk == join) for pk, words in pairs]
