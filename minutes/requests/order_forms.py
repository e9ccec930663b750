"""What is typed about an order: what is made, by whom and by when; the file that came back; what is wrong."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from access.dates import DateField
from minutes.requests.actions import Wanted
from minutes.requests.actions.orders import LARGEST
from minutes.requests.models import MinuteRequest, Order

WORDS = forms.TextInput(attrs={"autocomplete": "off"})
TOO_LONG = "This file is larger than 64 MB. Ask for it in parts, or as MP3."


class OrderForm(forms.Form):
    """What is made from the copy, by whom, by when."""

    kind = forms.ChoiceField(
        label="What should be made?",
        choices=Order.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what should be made"},
    )
    language = forms.CharField(
        label="Into which language?",
        required=False,
        max_length=60,
        help_text="For a translation",
        widget=WORDS,
    )
    maker = forms.CharField(
        label="Who makes it?",
        max_length=200,
        help_text="Name and firm. Never a relative, and never a child.",
        widget=WORDS,
        error_messages={"required": "Enter who makes it"},
    )
    promise_seen_on = DateField(
        event="you saw their promise",
        label="When did you see their written promise to keep it to themselves?",
    )
    sent_on = DateField(event="the copy went to them", label="When did the copy go to them?")
    due_on = DateField(event="it is due", label="By when should it be back?")

    def wanted(self) -> Wanted:
        """What was typed, as the action takes it."""
        return Wanted(**self.cleaned_data)


class BackForm(forms.Form):
    """The file that came back."""

    file = forms.FileField(
        label="The file that came back",
        help_text="PDF, Word, text, MP3, M4A, Ogg or WAV, at most 64 MB. It is sealed as it arrives.",
        error_messages={"required": "Choose the file that came back", "empty": "This file is empty"},
    )
    on = DateField(event="it came back", label="When did it come back?")

    def clean_file(self) -> UploadedFile:
        file = cast(UploadedFile, self.cleaned_data["file"])
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(TOO_LONG)
        return file

    def content(self) -> bytes:
        """Its bytes, which were never on a disk."""
        return bytes(self.cleaned_data["file"].read())


class WrongForm(forms.Form):
    """Why it goes back to whoever made it."""

    wrong = forms.CharField(
        label="What is wrong with it?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what is wrong with it"},
    )
    due_on = DateField(event="it is due", label="By when should it be back?")


class SendOrderForm(forms.Form):
    """The address once more, before it goes."""

    envelope = forms.CharField(
        label="What is written on the envelope?",
        max_length=300,
        widget=WORDS,
        error_messages={"required": "Type what is on the envelope in your hand"},
    )
    tracking = forms.CharField(label="Tracking number", required=False, max_length=60, widget=WORDS)

    def __init__(self, *args: Any, delivery: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if delivery in MinuteRequest.BY_MAIL:
            self.fields["envelope"].label = "Which e-mail address does it go to?"
