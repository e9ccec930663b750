"""Until when a recording and the rest of a record are kept, by which rule, and what stops their ending.

A higher app says, when it is ready, what else stops an ending, when the minutes were approved, and what it
destroys together with a recording.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from recordings import clocks
from recordings.clocks.retention import SIBLINGS
from recordings.models import Conference, Hold, ListeningReason, Recording, RetentionRule
from recordings.models.keeping import RetentionRuleQuerySet

Stops = Iterable[tuple[UUID, str]]  # of a recording or of its whole conference: one thing that is open
Blocker = Callable[[Sequence[Recording]], Stops]
Approval = Callable[[Sequence[Conference]], Mapping[UUID, date]]
Eraser = Callable[[Recording], None]
BLOCKERS: list[Blocker] = []
APPROVALS: list[Approval] = []
ERASERS: list[Eraser] = []


def add_blocker(blocker: Blocker) -> None:
    """An app says what may stop the ending of recordings: one sentence for each thing that is open."""
    BLOCKERS.append(blocker)


def add_approval(approval: Approval) -> None:
    """An app says when the minutes of these conferences were approved."""
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
    return endings_of([recording])[0]


def endings_of(recordings: Sequence[Recording]) -> list[Ending]:
    """The endings of many recordings, with as many questions as for one."""
    stopped = stops_of(recordings)
    return [
        replace(time, stopped_by=tuple(stopped[recording.pk]))
        for recording, time in zip(recordings, times_of(recordings), strict=True)
    ]


def ending_of_record(conference: Conference, known: Sequence[Ending] | None = None) -> Ending:
    """The ending of a whole record: the conference, its minutes, letters and copies, and what is left.

    `known` are the endings of its recordings, where they were asked for already.
    """
    return replace(time_of_record(conference), stopped_by=tuple(blockers_of_record(conference, known)))


def time_of_record(conference: Conference, rules: RetentionRuleQuerySet | None = None) -> Ending:
    """Until when a whole record is kept, before anybody asks what stops its ending."""
    known = RetentionRule.objects.all() if rules is None else rules
    rule = known.in_force(conference.held_on)
    if rule is None:
        return Ending(None, None, "The council has set no rule that ends it")
    if not rule.basis:
        return Ending(rule, None, "The rule does not say until when the record is kept")
    on, why = _with_record(conference, rule)
    return Ending(rule, on, why)


def blockers_of_record(conference: Conference, known: Sequence[Ending] | None = None) -> list[str]:
    """Everything that stops the ending of a record: what is open, and recordings that are kept longer."""
    kept = Recording.objects.filter(conference=conference, erased_at=None).with_children()
    endings = endings_of(list(kept)) if known is None else known
    longer = ["A recording of it is kept longer"] if any(not one.is_over for one in endings) else []
    stopped = [words for one in endings for words in one.stopped_by]
    if not endings:
        stopped = [words for each in stops_of([Recording(conference=conference)]).values() for words in each]
    return list(dict.fromkeys([*longer, *stopped]))


def times_of(recordings: Sequence[Recording]) -> list[Ending]:
    """Until when recordings are kept, before anybody asks what stops their ending."""
    rules = RetentionRule.objects.all()
    approved = approvals_of([one.conference for one in recordings])
    return [_time_of(one.conference, rules.in_force(one.conference.held_on), approved) for one in recordings]


def _time_of(conference: Conference, rule: RetentionRule | None, approved: Mapping[UUID, date]) -> Ending:
    if rule is None:
        return Ending(None, None, "The council has set no rule that ends it")
    if rule.kind == RetentionRule.Kind.AFTER_APPROVAL:
        return Ending(rule, *_after_approval(approved.get(conference.pk), rule))
    return Ending(rule, *_with_record(conference, rule))


def approvals_of(conferences: Sequence[Conference]) -> dict[UUID, date]:
    """The days on which the minutes of conferences were approved, of those that are."""
    return {pk: day for asked in APPROVALS for pk, day in asked(conferences).items()}


def stops_of(recordings: Sequence[Recording]) -> dict[UUID, list[str]]:
    """Everything that stops the ending of each recording."""
    found: dict[UUID, list[str]] = {one.pk: [] for one in recordings}
    for blocker in BLOCKERS:
        said = defaultdict(list)
        for pk, words in blocker(recordings):
            said[pk].append(words)
        for one in recordings:
            found[one.pk] += [*said[one.pk], *said[one.conference_id]]
    return found


def conferences_of(recordings: Sequence[Recording]) -> set[UUID]:
    """For a blocker that asks about conferences."""
    return {one.conference_id for one in recordings}


def blockers_of(recording: Recording) -> list[str]:
    """Everything that stops the ending of this recording."""
    return stops_of([recording])[recording.pk]


def erase_with(recording: Recording) -> None:
    """Destroy what was made of a recording."""
    for eraser in ERASERS:
        eraser(recording)


def held(recordings: Sequence[Recording]) -> Stops:
    """Holds that nobody has lifted yet."""
    for hold in Hold.objects.open_now().filter(conference__in=conferences_of(recordings)):
        since = timezone.localtime(hold.placed_at)
        yield hold.conference_id, f"Held since {since:%a %-d %b %Y}: {_lower(hold)}"


def listened_to(recordings: Sequence[Recording]) -> Stops:
    """Somebody still listens, for a complaint, a request or a review."""
    open_now = ListeningReason.objects.open_now().filter(conference__in=conferences_of(recordings))
    for pk in open_now.values_list("conference", flat=True).distinct():
        yield pk, "Somebody listens to it for a review, a request or a complaint"


def _lower(hold: Hold) -> str:
    words = hold.get_reason_display()
    return words[0].lower() + words[1:]


def _after_approval(approved: date | None, rule: RetentionRule) -> tuple[date | None, str]:
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
