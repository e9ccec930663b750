"""What is typed about who asks, about refusals, and about what follows a request."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from access.dates import DateField
from minutes.requests.actions import No, Proof
from minutes.requests.forms import WORDS
from minutes.requests.models import FollowUp, Message, MinuteRequest
from minutes.requests.reasons import REFUSED_FOR
from recordings.models import Part

Responsibility = MinuteRequest.Responsibility
ANSWERS = [(value, label) for value, label in Responsibility.choices if value]
BIG = forms.Textarea(attrs={"rows": 4})


class RequesterForm(forms.Form):
    """How we know who asks and by what right. Each kind of requester is asked only what matters for them."""

    how = forms.CharField(
        label="How do we know who they are?",
        help_text="What you saw or who knows them. For example: passport seen; known to her social worker",
        max_length=300,
        widget=WORDS,
        error_messages={"required": "Say how this was checked"},
    )
    responsibility = forms.ChoiceField(
        label="Do they have parental responsibility?",
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they have parental responsibility"},
    )
    responsibility_how = forms.CharField(
        label="How was that checked?",
        help_text="For example: full birth certificate seen; court order of 3 May 2024 on file",
        max_length=300,
        widget=WORDS,
        error_messages={"required": "Say how parental responsibility was checked"},
    )
    authority = forms.CharField(
        label="Which signed authority did you see?",
        help_text="Who signed it, and of which day it is. A letter from the agent alone is not enough.",
        max_length=300,
        widget=WORDS,
        error_messages={"required": "Say which signed authority was seen, and of which day it is"},
    )
    understanding = forms.CharField(
        label="Do they understand what they ask for?",
        help_text="There is no fixed age in England. Say who talked with them, and why you think so. Nobody "
        "else’s parental responsibility decides.",
        max_length=500,
        widget=BIG,
        error_messages={"required": "Say why you think that they understand, or do not"},
    )
    orders = forms.CharField(
        label="Court orders or no-contact orders we were told of",
        help_text="Ask. If there are none, write: none known",
        max_length=300,
        widget=WORDS,
        error_messages={"required": "Say what they answered about court orders"},
    )
    chair_must_decide = forms.BooleanField(
        label="There is an order, a no-contact arrangement or a doubt: the chair decides first",
        required=False,
    )
    on = DateField(event="it was checked", label="When was this checked?")

    def __init__(self, *args: Any, asked: MinuteRequest, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {**_known(asked), **kwargs.get("initial", {})}})
        wanted = {
            "responsibility": asked.relationship in MinuteRequest.PARENTS,
            "responsibility_how": asked.relationship in MinuteRequest.PARENTS,
            "authority": asked.relationship in MinuteRequest.AGENTS,
            "understanding": asked.relationship == MinuteRequest.Relationship.YOUNG_PERSON,
        }
        for name in (name for name, needed in wanted.items() if not needed):
            del self.fields[name]

    def proof(self) -> Proof:
        """What was typed, as the action takes it."""
        return Proof(**self.cleaned_data)


def _known(asked: MinuteRequest) -> dict[str, Any]:
    """What is on the list of the conference already, to be confirmed by a person."""
    if asked.attendance is None:
        return {}
    return {
        "responsibility": asked.attendance.parental_responsibility,
        "responsibility_how": asked.attendance.parental_responsibility_checked,
    }


class ElsewhereForm(forms.Form):
    """How information governance answered."""

    reason = forms.CharField(
        label="What was given, and how",
        max_length=1000,
        widget=BIG,
        error_messages={"required": "Say what was given, and how"},
    )
    on = DateField(event="it was answered", label="When was it answered?")


class RefusalForm(forms.Form):
    """Why all or part of it is refused."""

    codes = forms.MultipleChoiceField(
        label="Why?",
        choices=list(REFUSED_FOR.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="The letter says this in these words. Choose every reason that applies.",
        error_messages={"required": "Choose at least one reason"},
    )
    reason = forms.CharField(
        label="In your own words, for the person who asked",
        help_text="It stands in the letter. Do not name a child or anybody else: another person may open it.",
        max_length=2000,
        widget=BIG,
        error_messages={"required": "Give the reason in words for the person who asked"},
    )
    in_part = forms.ChoiceField(
        label="How much is refused?",
        choices=[("no", "All of it"), ("yes", "Part of it: they get a copy without that part")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how much is refused"},
    )

    def no(self) -> No:
        """What was typed, as the action takes it."""
        said = self.cleaned_data
        return No(codes=tuple(said["codes"]), reason=said["reason"], in_part=said["in_part"] == "yes")


class FollowUpForm(forms.Form):
    """Something that was raised about a request."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=FollowUp.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    what = forms.CharField(
        label="What did they say?",
        max_length=2000,
        widget=BIG,
        error_messages={"required": "Write down what they said"},
    )
    on = DateField(event="we were told", label="When were we told?")


class OutcomeForm(forms.Form):
    """What came of it."""

    outcome = forms.CharField(
        label="What came of it?",
        help_text="What was decided, who was told, and what is done so that it does not happen again",
        max_length=2000,
        widget=BIG,
        error_messages={"required": "Say what came of it"},
    )


class PartField(forms.ModelChoiceField):
    """Parts of a recording by their times."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{_clock(obj.start_ms)} to {_clock(obj.end_ms)}"


def _clock(ms: int) -> str:
    return f"{ms // 60_000}:{ms // 1000 % 60:02}"


class PutBackForm(forms.Form):
    """Which part, and why they should have it."""

    part = PartField(
        label="Which part?",
        queryset=Part.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose the part"},
    )
    reason = forms.CharField(
        label="Why should they have it?",
        help_text="The chair reads this and decides. Until then it stays out.",
        max_length=1000,
        widget=BIG,
        error_messages={"required": "Say why they should have it"},
    )

    def __init__(self, *args: Any, parts: list[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(PartField, self.fields["part"]).queryset = Part.objects.filter(
            pk__in=[part.pk for part in parts]
        ).order_by("start_ms")


class AsideForm(forms.Form):
    """Why a message is no request."""

    aside = forms.ChoiceField(
        label="What is it?",
        choices=[(one, one.label) for one in Message.Aside if one != Message.Aside.BOUNCE],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )


class JoinForm(forms.Form):
    """Which request a message belongs to."""

    reference = forms.CharField(
        label="To which request does it belong?",
        help_text="For example, R-2026-0012",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
        error_messages={"required": "Enter the number of the request, for example R-2026-0012"},
    )

    def __init__(self, *args: Any, requests: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.requests = requests

    def clean_reference(self) -> MinuteRequest:
        found = self.requests.filter(reference__iexact=self.cleaned_data["reference"].strip()).first()
        if found is None:
            raise forms.ValidationError("There is no request with this number that you can see")
        return cast(MinuteRequest, found)


class AskForm(forms.Form):
    """The public page: enough to call back, and nothing that proves or promises anything."""

    name = forms.CharField(
        label="Your name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name"},
    )
    wanted = forms.CharField(
        label="What would you like to ask for?",
        help_text="For example: the minutes of the meeting on 5 November, in large print. Say who you are to "
        "the child. Please leave out what was said in the meeting.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Tell us what you would like to ask for"},
    )
    contact = forms.CharField(
        label="How can we reach you safely?",
        help_text="A telephone number and a good time, an address, or an e-mail that nobody else reads",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tell us how we can reach you safely"},
    )
    website = forms.CharField(required=False, max_length=500, widget=forms.TextInput)
