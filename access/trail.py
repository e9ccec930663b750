"""The access log as people read it: which events, in whose words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from access.forms import LogFilterForm
from access.models import AuditEvent, AuditEventQuerySet, User

# What happened, in words. Any other verb is shown as it is written: "minutes.approved" as "Minutes approved".
WORDS = {
    "session.started": "Signed in",
    "session.ended": "Signed out",
    "session.refused": "Tried to sign in",
    "log.read": "Read the access log",
    "log.exported": "Exported the access log",
    "log.checked": "Checked that the access log is complete",
    "access.refused": "Tried to open a record",
    "recording.listened": "Listened",
    "recording.received": "Added a recording",
    "recording.refused": "Tried to add what is not a recording",
    "transcript.queued": "Asked for transcription",
    "minutes.read": "Read the minutes",
    "review.started": "Gave a reason and started a review",
    "review.finished": "Finished a review",
}

# What it was done to, where the model's own name is not how people say it.
KINDS = {
    "access.user": "account",
    "requests.minuterequest": "request",
    "requests.typedcopy": "copy",
    "requests.copyfile": "copy",
    "recordings.listeningreason": "reason to listen",
}


@dataclass(frozen=True)
class Line:
    """One event as a row of the log."""

    sequence: int
    at: datetime
    who: str
    role: str
    what: str
    part: str
    why: str
    refused: bool
    kind: str
    on: str
    conference: str
    source: str

    def as_row(self) -> dict[str, Any]:
        return {**asdict(self), "at": self.at.isoformat()}


def words(verb: str) -> str:
    """A verb as people say it."""
    return WORDS.get(verb, verb.replace(".", " ").replace("_", " ").capitalize())


def events(*, for_: User, form: LogFilterForm) -> AuditEventQuerySet:
    """The events this person may see, as the filters ask."""
    found = AuditEvent.objects.visible_to(for_)
    wanted = form.cleaned_data if form.is_valid() else {}
    if wanted.get("conference"):
        found = found.about_conference(wanted["conference"])
    if wanted.get("person"):
        found = found.filter(actor_id=wanted["person"])
    if wanted.get("what") == "refused":
        found = found.filter(outcome=AuditEvent.Outcome.REFUSED)
    elif wanted.get("what"):
        found = found.filter(verb=wanted["what"])
    if form.is_valid() and form.within:
        found = found.filter(at__gte=timezone.now() - form.within)
    return found.newest_first()


def sums(found: AuditEventQuerySet) -> dict[str, int]:
    """How much there is: people, times listened, refusals, everything."""
    return found.order_by().aggregate(
        people=Count("actor_id", distinct=True),
        listened=Count("pk", filter=Q(verb="recording.listened")),
        refused=Count("pk", filter=Q(outcome=AuditEvent.Outcome.REFUSED)),
        all=Count("pk"),
    )


def choices(*, for_: User) -> dict[str, list[tuple[str, str]]]:
    """The people and the kinds of event that the filters offer."""
    seen = AuditEvent.objects.visible_to(for_).order_by()
    actors = seen.filter(actor_id__isnull=False).values_list("actor_id", flat=True).distinct()
    verbs = seen.values_list("verb", flat=True).distinct()
    return {
        "people": sorted(((str(pk), name) for pk, name in names(actors).items()), key=lambda pair: pair[1]),
        "verbs": sorted(((verb, words(verb)) for verb in verbs), key=lambda pair: pair[1]),
    }


def names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names behind actor ids."""
    return dict(User.objects.filter(pk__in={pk for pk in ids if pk}).values_list("pk", "name"))


def lines(found: Iterable[AuditEvent]) -> Iterator[Line]:
    """Events as rows, with names."""
    batch = list(found)
    who = names(event.actor_id for event in batch)
    return (line(event, who) for event in batch)


def line(event: AuditEvent, who: dict[UUID, str]) -> Line:
    """One event as a row."""
    return Line(
        sequence=event.sequence,
        at=event.at,
        who=who.get(event.actor_id, "") if event.actor_id else "",
        role=event.actor_role.replace("_", " "),
        what=words(event.verb),
        part=part(event.details),
        why=str(event.details.get("purpose") or event.details.get("reason") or "").replace("_", " "),
        refused=event.outcome == AuditEvent.Outcome.REFUSED,
        kind=KINDS.get(event.on_model, event.on_model.rpartition(".")[2]),
        on=event.on_id,
        conference=str(event.conference_id or ""),
        source=event.source or "",
    )


def part(details: dict[str, Any]) -> str:
    """The seconds that were sent, "5:12 to 6:11"; empty where nothing was played."""
    if "start_ms" not in details or "end_ms" not in details:
        return ""
    return f"{clock(details['start_ms'])} to {clock(details['end_ms'])}"


def clock(milliseconds: int) -> str:
    """A place in a recording: "3:15", "1:02:03"."""
    minutes, seconds = divmod(int(milliseconds) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
