"""Writing a set of headings: a line for each, its title and what goes under it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms

from minutes.actions.heading import Wanted
from minutes.draft.templates import RESTRICTED, STAGES, Heading, Template

AGENCIES = "agency_report"
LAST = Heading(RESTRICTED, "Restricted part", (RESTRICTED,))


class TemplateForm(forms.Form):
    """A title, and the headings in their order."""

    title = forms.CharField(label="Name of this set", max_length=100)
    headings = forms.CharField(
        label="Headings, one on each line",
        help_text=(
            "Write the title, then a colon, then what goes under it, with commas between. "
            "Each thing stands exactly once. The agencies keep a heading for each of them."
        ),
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    for_new = forms.BooleanField(label="Lay new drafts out by this set", required=False)

    @classmethod
    def of(cls, template: Template, *, for_new: bool) -> TemplateForm:
        """The form filled with a set as it is."""
        lines = [
            f"{one.title or 'One for each agency'}: {', '.join(one.topics)}"
            for one in template.headings
            if one.code != RESTRICTED
        ]
        return cls(initial={"title": template.title, "headings": "\n".join(lines), "for_new": for_new})

    def clean_headings(self) -> tuple[Heading, ...]:
        """Every topic once; each mistake in its own words."""
        found = [_heading(line) for line in self.cleaned_data["headings"].splitlines() if line.strip()]
        told = Counter(topic for one in found for topic in one.topics)
        wrong = [f"“{topic}” is not one of the things listed below" for topic in told if topic not in STAGES]
        wrong += [f"“{topic}” stands {count} times" for topic, count in told.items() if count > 1]
        wrong += [
            f"“{topic}” stands nowhere: its sentences would have no heading"
            for topic in STAGES
            if topic not in told
        ]
        wrong += [
            "“agency_report” needs a line of its own"
            for one in found
            if AGENCIES in one.topics and len(one.topics) > 1
        ]
        if wrong:
            raise forms.ValidationError(wrong)
        return (*found, LAST)

    @property
    def wanted(self) -> Wanted:
        """What the action takes."""
        said: dict[str, Any] = self.cleaned_data
        return Wanted(said["title"], said["headings"], for_new=said["for_new"])


def _heading(line: str) -> Heading:
    title, _, topics = line.rpartition(":")
    names = tuple(name.strip() for name in topics.split(",") if name.strip())
    if not title.strip() or not names:
        raise forms.ValidationError(f"Write a title, a colon, and what goes under it: “{line.strip()}”")
    code = names[0]
    return Heading(code, "" if code == AGENCIES else title.strip()[:100], names)
