"""The reason for a review, and the scorecard."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from recordings.models import ListeningReason
from recordings.reviews.models import Review
from recordings.reviews.scorecard import LEARNING, LONGEST_NOTE, QUESTIONS, Question, Scores

DAYS = [("1", "Until this time tomorrow"), ("7", "7 days"), ("14", "14 days")]


class ReasonForm(forms.Form):
    """Why somebody who was not in the meeting needs to hear it, and for how long."""

    purpose = forms.ChoiceField(
        label="Why do you need to listen?",
        choices=ListeningReason.Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why you need to listen"},
    )
    note = forms.CharField(
        label="In your own words",
        help_text="For example: November sample, one for each chair. Sealed with the record of who listened.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a few words why you need to listen"},
    )
    days = forms.TypedChoiceField(
        label="For how long?",
        choices=DAYS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for how long you need it"},
    )


class ScorecardForm(forms.Form):
    """A score and the evidence for each question. While the review goes on nothing is required."""

    learning = forms.CharField(
        label="What can be learned from this conference?",
        help_text="Practice, not people: no names",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, finishing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(QUESTIONS, 1):
            self.fields[f"{question.code}_score"] = forms.ChoiceField(
                label=f"{number}. {question.title}",
                help_text=question.hint,
                choices=question.choices,
                required=finishing,
                widget=forms.RadioSelect,
                error_messages={"required": f"Give a score for question {number}: {question.title}"},
            )
            self.fields[f"{question.code}_evidence"] = forms.CharField(
                label=f"Evidence for question {number}",
                required=False,
                max_length=LONGEST_NOTE,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.order_fields([name for name in self.fields if name != LEARNING])

    @staticmethod
    def initial_from(review: Review) -> dict[str, str]:
        """What was kept so far, as the fields want it."""
        kept = cast(Scores, review.scores)
        values = {LEARNING: str(kept.get(LEARNING, ""))}
        for question in QUESTIONS:
            answer = kept.get(question.code, {})
            values[f"{question.code}_score"] = answer.get("score", "")
            values[f"{question.code}_evidence"] = answer.get("evidence", "")
        return values

    def scores(self) -> Scores:
        """The card as it is kept."""
        said = self.cleaned_data
        card: Scores = {
            question.code: {
                "score": said.get(f"{question.code}_score", ""),
                "evidence": said.get(f"{question.code}_evidence", ""),
            }
            for question in QUESTIONS
        }
        return {**card, LEARNING: said.get(LEARNING, "")}

    def rows(self) -> list[tuple[Question, forms.BoundField, forms.BoundField]]:
        """Each question with its two fields, for the page."""
        return [
            (question, self[f"{question.code}_score"], self[f"{question.code}_evidence"])
            for question in QUESTIONS
        ]
