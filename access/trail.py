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
from access.roles import May

LISTENED = "recording.listened"
COUNTED = 10_000  # events at a time: a page and its sums never read more, however long the log is
PLAYED = {"from_second", "to_second"}

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
    "recording.examined": "Looked into a recording to accept it",
    "arrival.begun": "Began to take in a recording from a recorder",
    "arrival.held": "Took in a recording that waits to be matched",
    "arrival.refused": "Did not take in a file from a recorder",
    "arrival.matched": "Matched a recording to its conference",
    "arrival.set_aside": "Set a recording aside as no conference",
    "arrival.put_back": "Put a recording back to be matched",
    "arrival.destroyed": "Destroyed a recording that was no conference",
    "upload.refused": "Tried to add what is not a recording",
    "sound_copy.asked": "Asked for a listening copy",
    "sound_copy.agreed": "Agreed to a listening copy",
    "sound_copy.refused": "Did not agree to a listening copy",
    "sound_copy.begun": "Began to make a listening copy",
    "sound_copy.made": "Made a listening copy",
    "sound_copy.failed": "Could not make a listening copy",
    "sound_copy.heard": "Listened to a listening copy",
    "sound_copy.downloaded": "Downloaded a listening copy",
    "sound_copy.destroyed": "Destroyed a listening copy",
    "recording.destroyed": "Destroyed a recording",
    "conference.destroyed": "Destroyed a whole record",
    "listening.reason_given": "Gave a reason to listen",
    "listening.ended": "Ended the access to listen",
    "presence.confirmed": "Confirmed who was in the room",
    "presence.reopened": "Reopened who was in the room",
    "drafting.facts_noted": "Noted what speaks against machine drafting",
    "drafting.switched_on": "Switched machine drafting on",
    "drafting.switched_off": "Switched machine drafting off",
    "minutes.read": "Read the minutes",
    "review.started": "Started a review",
    "review.saved": "Scored in a review",
    "review.finished": "Finished a review",
    "copy.downloaded": "Downloaded a copy",
    "copy.released": "Released a copy",
    "emergency.looked_up": "Looked for a record to open in an emergency",
    "emergency.opened": "Opened a record in an emergency",
    "emergency.read": "Read a record opened in an emergency",
    "emergency.closed": "Closed a record opened in an emergency",
    "emergency.told": "Told those who review of an emergency access",
    "emergency.reviewed": "Reviewed an emergency access",
    "unusual.noted": "Noticed unusual listening",
    "unusual.settled": "Said what unusual listening was",
    "user.access_ended": "Ended somebody’s access",
    "user.access_given_back": "Gave somebody their access back",
    "user.added": "Added an account",
    "user.changed": "Changed an account",
    "password.given": "Gave somebody a new password",
    "session.ended_by_other": "Signed somebody out everywhere",
    "token.made": "Signed in over the API",
    "token.ended": "Signed out over the API",
}

# What it was done to, where the model's own name is not how people say it.
KINDS = {
    "access.user": "account",
    "requests.minuterequest": "request",
    "requests.typedcopy": "copy",
    "requests.copyfile": "copy",
    "recordings.soundcopy": "listening copy",
    "emergency.opening": "emergency access",
    "unusual.unusual": "unusual listening",
    "recordings.listeningreason": "reason to listen",
    "recordings.retentionrule": "retention rule",
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
    """How much there is: people, times listened, refusals, everything; of a long log, among the newest."""
    return found[: COUNTED + 1].aggregate(
        people=Count("actor_id", distinct=True),
        heard=Count("on_id", distinct=True, filter=Q(verb=LISTENED, outcome=AuditEvent.Outcome.DONE)),
        refused=Count("pk", filter=Q(outcome=AuditEvent.Outcome.REFUSED)),
        all=Count("pk"),
    )


def choices(*, for_: User) -> dict[str, list[tuple[str, str]]]:
    """The people and the kinds of event that the filters offer."""
    if not for_.may(May.READ_AUDIT):
        return {"people": [], "verbs": []}
    actors, verbs = AuditEvent.objects.different("actor_id"), AuditEvent.objects.different("verb")
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
    if not details.keys() >= PLAYED:
        return ""
    return f"{clock(details['from_second'])} to {clock(details['to_second'])}"


def clock(seconds: float) -> str:
    """A place in a recording: "3:15", "1:02:03"."""
    minutes, left = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def together(found: Iterable[AuditEvent]) -> list[AuditEvent]:
    """Newest first; the pieces of one listening as one event, for a player asks for many in a row."""
    kept: list[AuditEvent] = []
    for event in found:
        if kept and _goes_on(event, kept[-1]):
            kept[-1].details = {
                **kept[-1].details,
                "from_second": min(event.details["from_second"], kept[-1].details["from_second"]),
                "to_second": max(event.details["to_second"], kept[-1].details["to_second"]),
            }
        else:
            kept.append(event)
    return kept


def _goes_on(earlier: AuditEvent, later: AuditEvent) -> bool:
    """Whether two pieces belong to one listening: same person, same recording, seconds that touch."""
    if earlier.verb != LISTENED or later.verb != LISTENED or earlier.outcome != later.outcome:
        return False
    if earlier.details.get("purpose") != later.details.get("purpose"):
        return False
    if (earlier.actor_id, earlier.on_id) != (later.actor_id, later.on_id):
        return False
    if not (earlier.details.keys() >= PLAYED and later.details.keys() >= PLAYED):
        return False
    one, other = earlier.details, later.details
    return bool(one["from_second"] <= other["to_second"] + 1 and other["from_second"] <= one["to_second"] + 1)
