"""Until when a recording and the rest of a record are kept, by which rule, and what stops their ending.

A higher app says, when it is ready, what else stops an ending, when the minutes were approved, and what it
destroys together with a recording.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import timezone

from recordings import clocks
from recordings.clocks.retention import SIBLINGS
from recordings.models import Conference, Hold, ListeningReason, Recording, RetentionRule

Blocker = Callable[[Recording], list[str]]
Approval = Callable[[Conference], date | None]
Eraser = Callable[[Recording], None]
BLOCKERS: list[Blocker] = []
APPROVALS: list[Approval] = []
ERASERS: list[Eraser] = []


def add_blocker(blocker: Blocker) -> None:
    """An app says what may stop the ending of a recording: one sentence for each thing that is open."""
    BLOCKERS.append(blocker)


def add_approval(approval: Approval) -> None:
    """An app says when the minutes of a conference were approved."""
    APPROVALS.append(approval)


def add_eraser(eraser: Eraser) -> None:
    """An app destroys what it has made of a recording, in the transaction in which that is destroyed."""
    ERASERS.append(eraser)


@dataclass(frozen=True)
class Ending:
    """When a recording ends and why. Without a day it is kept; `why` then says what is missing."""

    rule: RetentionRule | None
    on: date | None
    why: str
    stopped_by: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether its time is over, stopped or not."""
        return self.on is not None and self.on <= timezone.localdate()

    @property
    def is_due(self) -> bool:
        return self.is_over and not self.stopped_by


def ending_of(recording: Recording) -> Ending:
    """The ending of a recording by the rule of the day on which its conference was held."""
    return replace(time_of(recording), stopped_by=tuple(blockers_of(recording)))


def ending_of_record(conference: Conference) -> Ending:
    """The ending of a whole record: the conference, its minutes, letters and copies, and what is left."""
    return replace(time_of_record(conference), stopped_by=tuple(blockers_of_record(conference)))


def time_of_record(conference: Conference) -> Ending:
    """Until when a whole record is kept, before anybody asks what stops its ending."""
    rule = RetentionRule.objects.in_force(conference.held_on)
    if rule is None:
        return Ending(None, None, "The council has set no rule that ends it")
    if not rule.basis:
        return Ending(rule, None, "The rule does not say until when the record is kept")
    on, why = _with_record(conference, rule)
    return Ending(rule, on, why)


def blockers_of_record(conference: Conference) -> list[str]:
    """Everything that stops the ending of a record: what is open, and recordings that are kept longer."""
    recordings = list(Recording.objects.filter(conference=conference, erased_at=None).with_children())
    kept_longer = any(not time_of(one).is_over for one in recordings)
    longer = ["A recording of it is kept longer"] if kept_longer else []
    asked = recordings or [Recording(conference=conference)]
    return list(dict.fromkeys([*longer, *(words for one in asked for words in blockers_of(one))]))


def time_of(recording: Recording) -> Ending:
    """Until when a recording is kept, before anybody asks what stops its ending."""
    conference = recording.conference
    rule = RetentionRule.objects.in_force(conference.held_on)
    if rule is None:
        return Ending(None, None, "The council has set no rule that ends it")
    found = _after_approval if rule.kind == RetentionRule.Kind.AFTER_APPROVAL else _with_record
    on, why = found(conference, rule)
    return Ending(rule, on, why)


def blockers_of(recording: Recording) -> list[str]:
    """Everything that stops the ending of this recording."""
    return [words for blocker in BLOCKERS for words in blocker(recording)]


def erase_with(recording: Recording) -> None:
    """Destroy what was made of a recording."""
    for eraser in ERASERS:
        eraser(recording)


def held(recording: Recording) -> list[str]:
    """Holds that nobody has lifted yet."""
    holds = Hold.objects.open_now().filter(conference=recording.conference_id)
    return [f"Held since {timezone.localtime(hold.placed_at):%a %-d %b %Y}: {_lower(hold)}" for hold in holds]


def listened_to(recording: Recording) -> list[str]:
    """Somebody still listens, for a complaint, a request or a review."""
    open_now = ListeningReason.objects.open_now().filter(conference=recording.conference_id)
    return ["Somebody listens to it for a review, a request or a complaint"] if open_now.exists() else []


def _lower(hold: Hold) -> str:
    words = hold.get_reason_display()
    return words[0].lower() + words[1:]


def _after_approval(conference: Conference, rule: RetentionRule) -> tuple[date | None, str]:
    approved = next((day for asked in APPROVALS if (day := asked(conference))), None)
    if approved is None:
        return None, "The minutes are not approved"
    days = "1 day" if rule.days == 1 else f"{rule.days} days"
    return approved + timedelta(days=rule.days or 0), f"{days} after the minutes were approved"


def _with_record(conference: Conference, rule: RetentionRule) -> tuple[date | None, str]:
    """As long as the longest-kept child; a child without a date of birth keeps it."""
    basis = rule.basis
    if basis == RetentionRule.Basis.CONFERENCE_35:
        life = clocks.Life(conference=conference.held_on)
        return clocks.retention_end(basis, life)["keep_until"], "35 years from the conference"
    births = [row.child.born_on for row in conference.children.all()]
    if not births or None in births:
        return None, "The date of birth of a child is missing"
    answer = clocks.retention_end(SIBLINGS, dobs=[day for day in births if day], rule=basis)
    whose = "the child" if len(births) == 1 else f"the youngest of {len(births)} children"
    return answer["keep_until"], f"{basis} of {whose}".replace("from birth of", "from the birth of")
