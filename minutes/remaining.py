"""What is left before minutes can be approved, in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass

from minutes import checks, parts
from minutes.models import Minutes
from minutes.naming import Names
from minutes.text import Text


@dataclass(frozen=True)
class Remaining:
    """Speakers to name, passages to hear, sentences nobody stands for, corrections to decide."""

    names: Names
    unnamed: list[str]
    flags: list[checks.Open]
    nobodys: int
    asked: int

    @property
    def parts(self) -> int:
        return sum(check.kind == "part" for check in self.flags)

    @property
    def total(self) -> int:
        return len(self.unnamed) + len(self.flags) + self.nobodys + self.asked

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Kind, words, number: only what is left."""
        rows = [("speaker", "Speakers to name", len(self.unnamed)), *checks.counted(self.flags)]
        rows += [("source", "Sentences without a source", self.nobodys)]
        return [row for row in [*rows, ("correction", "Corrections asked for", self.asked)] if row[2]]

    @property
    def first_of(self) -> dict[str, str]:
        """For each kind that is heard, the first check of it."""
        return {check.kind: check.id for check in reversed(self.flags)}

    @property
    def words(self) -> str:
        """As one sentence: "3 things are left: 1 speaker to name, 2 passages to hear"."""
        parts = [
            _counted(len(self.unnamed), "speaker to name", "speakers to name"),
            _counted(len(self.flags) - self.parts, "passage to hear", "passages to hear"),
            _counted(self.parts, "part nobody has listened to", "parts nobody has listened to"),
            _counted(self.nobodys, "sentence without a source", "sentences without a source"),
            _counted(self.asked, "correction asked for", "corrections asked for"),
        ]
        lead = "1 thing is left" if self.total == 1 else f"{self.total} things are left"
        return f"{lead}: {', '.join(part for part in parts if part)}"


def remaining(minutes: Minutes, texts: tuple[Text, Text]) -> Remaining:
    """What is left in these texts: both whole for approval, or as much of them as somebody may see."""
    names = Names(minutes.conference)
    cleared = {str(flag) for flag in minutes.checks.values_list("flag", flat=True)}
    found = [*checks.left(texts, cleared), *parts.unheard(minutes.conference, texts, cleared)]
    asked = minutes.corrections.undecided().count()
    return Remaining(names, names.unnamed(*texts), checks.in_order(found), checks.nobodys(texts), asked)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
