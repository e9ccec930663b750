"""Whether the software may transcribe and draft a conference: off where its mistakes would hurt most.

Off by default where a child was present, domestic abuse is noted or an interpreter was used. The chair may
switch it on in spite of the facts known then; a fact that comes later switches it off again. The chair may
always switch it off.
"""

from __future__ import annotations

from dataclasses import dataclass

from access.errors import Conflict
from recordings.models import Attendance, Conference, DraftingChoice

CAME = (Attendance.Came.ATTENDED, Attendance.Came.PART)
FACTS = {
    "child_present": "a child was present",
    "domestic_abuse": "domestic abuse is noted",
    "interpreter_used": "an interpreter was used",
}


@dataclass(frozen=True)
class Drafting:
    """Whether machine drafting is on for a conference, what speaks against it, and what the chair chose."""

    on: bool
    facts: tuple[str, ...]
    choice: DraftingChoice | None

    @property
    def because(self) -> str:
        """Why it is off, as the rest of a sentence."""
        if self.choice and not self.choice.on:
            return "the chair switched it off"
        return " and ".join(FACTS[fact] for fact in self.facts)

    @property
    def words(self) -> str:
        """Said on the conference's page and to whoever asks for a transcription."""
        if self.on:
            return "The software may transcribe and draft this conference."
        return (
            f"Machine drafting is off for this conference because {self.because}. "
            "Type the minutes from the recording, or the chair can switch it on and say why."
        )


def facts_of(conference: Conference) -> tuple[str, ...]:
    """What speaks against machine drafting here: ticked for the conference, or seen on the list of people."""
    noted = {fact for fact in FACTS if getattr(conference, fact)}
    people = conference.people.filter(came__in=CAME)
    if people.filter(group=Attendance.Group.CHILD).exists():
        noted.add("child_present")
    if any("interpreter" in person.role.casefold() for person in people.select_related("conference__key")):
        noted.add("interpreter_used")
    return tuple(fact for fact in FACTS if fact in noted)


def drafting_of(conference: Conference) -> Drafting:
    """How machine drafting stands for a conference now."""
    facts = facts_of(conference)
    choice = conference.drafting_choices.select_related("conference__key", "chosen_by").last()
    on = choice.on and set(facts) <= set(choice.despite) if choice else not facts
    return Drafting(on, facts, choice)


def require_on(conference: Conference) -> None:
    """Stop here, saying what to do, unless the software may draft this conference."""
    found = drafting_of(conference)
    if not found.on:
        raise Conflict(found.words)
