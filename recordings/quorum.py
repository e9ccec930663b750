"""Whether enough agencies were there: worked out from the list, unless the chair decided to go on."""

from __future__ import annotations

from dataclasses import dataclass

from recordings.calendar.council import council
from recordings.clocks import Council, rule_of
from recordings.models import Attendance, Conference

RULE = "quorum"


@dataclass(frozen=True)
class Quorum:
    """What the list of people says, the number the rule asks for, and the chair's reason if there is one."""

    needed: int
    social_care: bool
    others: tuple[str, ...]
    counted: bool
    reason: str = ""

    @property
    def enough(self) -> bool:
        """Whether the list alone makes it quorate."""
        return self.social_care and len(self.others) >= self.needed

    @property
    def quorate(self) -> bool:
        return self.enough or bool(self.reason)

    @property
    def words(self) -> str:
        """One sentence for the page, the minutes and the copy."""
        if not self.counted:
            return "Nobody is down as working directly with the family, so the quorum cannot be worked out."
        present = [*(["children’s social care"] if self.social_care else []), *self.others]
        there = f"There: {', '.join(present) if present else 'no agency in direct contact with the family'}."
        if self.enough:
            return f"Quorate. {there}"
        asked = f"The rule asks for children’s social care and {self.needed} other agencies."
        if self.reason:
            return f"Not quorate by the list, and the chair went on: {self.reason} {there} {asked}"
        return f"Not quorate. {there} {asked}"


def quorum_of(conference: Conference, calendar: Council | None = None) -> Quorum:
    """How the quorum of a conference stands, by the rule of its day."""
    known = council() if calendar is None else calendar
    came = [person for person in conference.people.select_related("conference__key") if person.attended]
    working = [person for person in came if person.direct_contact]
    agencies: dict[str, Attendance] = {}
    for one in working:
        if one.sector != Attendance.Sector.SOCIAL_CARE:
            agencies.setdefault(_agency(one), one)
    return Quorum(
        needed=rule_of(RULE, conference.held_on, known).amount,
        social_care=any(one.sector == Attendance.Sector.SOCIAL_CARE for one in working),
        others=tuple(_shown(one) for one in agencies.values()),
        counted=bool(working),
        reason=conference.quorum_reason if conference.quorum_decided_at else "",
    )


def _agency(person: Attendance) -> str:
    """Two people of one agency count once; without its name, two of one service do."""
    return " ".join(person.agency.casefold().split()) or f"sector {person.sector}"


def _shown(person: Attendance) -> str:
    return person.agency or person.get_sector_display()
