"""What is typed once a copy goes: the way of its code, that it arrived or came back, and the code itself."""

from __future__ import annotations

from typing import Any

from django import forms

from access.dates import DateField
from minutes.requests import notify
from minutes.requests.models import Dispatch, MinuteRequest

Method, Failure = Dispatch.Method, Dispatch.Failure
CAN_FAIL: dict[str, list[str]] = {
    Method.POST: [Failure.RETURNED, Failure.LOST],
    Method.COLLECTED: [Failure.NOT_COLLECTED],
    Method.LINK: [Failure.BOUNCED, Failure.NOT_OPENED, Failure.NO_SERVER],
    Method.EMAIL: [Failure.BOUNCED, Failure.LOST, Failure.NO_SERVER],
}
PROOFS = {
    Method.POST: ("What shows that it arrived?", "For example: the carrier says signed for, at 10:12"),
    Method.COLLECTED: (
        "Which proof of identity was seen, and by whom?",
        "For example: passport, seen by Colin Marsh at the desk",
    ),
    Method.LINK: ("What shows that it arrived?", "For example: she told us by telephone"),
    Method.EMAIL: (
        "What shows that they could open it?",
        "For example: she opened it while we were on the telephone",
    ),
}


class CodeWayForm(forms.Form):
    """How the code or the password reaches them."""

    code_by = forms.ChoiceField(
        label="How should the code reach them?",
        widget=forms.RadioSelect,
        help_text="Ask what is safe. It never goes to the same e-mail address.",
        error_messages={"required": "Choose how the code should reach them"},
    )
    code_to = forms.CharField(
        label="Which number or address?",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text="As they read it back. Leave it empty if they are told in person.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left_out = {"", *([] if notify.is_on("sms") else [MinuteRequest.Second.TEXT])}
        ways = [choice for choice in MinuteRequest.Second.choices if choice[0] not in left_out]
        self.fields["code_by"].choices = ways  # type: ignore[attr-defined]


class ArrivalForm(forms.Form):
    """It arrived: when, and what shows it."""

    on = DateField(event="it arrived", label="On which day was it in their hands?")
    proof = forms.CharField(
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Say what shows it"},
    )

    def __init__(self, *args: Any, dispatch: Dispatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label, hint = PROOFS[Method(dispatch.method)]
        self.fields["proof"].label, self.fields["proof"].help_text = label, hint


class ReturnForm(forms.Form):
    """It did not arrive."""

    why = forms.ChoiceField(
        label="What happened?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happened"},
    )
    on = DateField(event="it came back", label="On which day?")

    def __init__(self, *args: Any, dispatch: Dispatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(code, _sentence(Failure(code).label)) for code in CAN_FAIL[dispatch.method]]
        self.fields["why"].choices = ways  # type: ignore[attr-defined]


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


class CodeForm(forms.Form):
    """The code that somebody was given, on the page outside the sign-in."""

    code = forms.CharField(
        label="Your code",
        max_length=40,
        help_text="8 figures. We gave it to you another way, for example by telephone.",
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "short w8"}
        ),
        error_messages={"required": "Enter the code that we gave you"},
    )
