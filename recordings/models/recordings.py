"""Recordings, and who was in the room in which part."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from access.models import User
from access.retention import WITH_CONFERENCE, Retention
from access.roles import May
from recordings.audio.browsers import PLAYABLE, SEEKABLE
from recordings.audio.words import clock
from recordings.models.attendance import Attendance
from recordings.models.conferences import Conference
from recordings.models.keys import VaultKey
from recordings.models.seeing import among, children_named, free_for, opened_by
from recordings.vault.fields import LaterTextField, SealedJSONField, SealedTextField


class PartKind(models.TextChoices):
    """What a part of the meeting was, for those who read or hear it later."""

    OPEN = "open", "Everybody here"
    PART_EXCLUDED = "part_excluded", "Somebody out of the room"
    RESTRICTED = "restricted", "Restricted to professionals"
    CHILD_ONLY = "child_only", "The child alone"
    BREAK = "break", "Break"
    AWAY = "away", "Somebody not there yet, or gone"


# In these somebody was out of the room, and who it was must be said.
SOMEBODY_OUT = {PartKind.PART_EXCLUDED, PartKind.RESTRICTED, PartKind.CHILD_ONLY, PartKind.AWAY}


class Ground(models.TextChoices):
    """Why somebody was kept out of a part, in words that are safe to share."""

    NOT_SAID = "", "Not said"
    HARM = "harm", "It could seriously harm the child"
    VIOLENCE = "violence", "Violence or intimidation"
    UNFIT = "unfit", "Not fit to take part at the time"
    CHILD_ASKED = "child_asked", "The child asked for it"
    CONTRIBUTING = "contributing", "Somebody could not have spoken otherwise"
    CONFIDENTIAL = "confidential", "Confidential information, such as legal advice or an investigation"
    RELATIVES = "relatives", "Conflict between relatives"


class Pause(NamedTuple):
    """Nothing was recorded from one moment to another, at one place in the sound."""

    at_ms: int
    began: datetime
    ended: datetime

    @classmethod
    def of(cls, row: dict[str, Any]) -> Pause:
        began = datetime.fromisoformat(row["from"])
        return cls(row["at_ms"], began, datetime.fromisoformat(row["to"]) if row["to"] else began)

    @property
    def length(self) -> timedelta:
        return self.ended - self.began


class RecordingQuerySet(models.QuerySet["Recording"]):
    """Questions about recordings."""

    def visible_to(self, user: User) -> RecordingQuerySet:
        """Recordings this person may open: none with a restricted part for who may not hear it."""
        if not user.may(May.LISTEN):
            return self.none()
        visible = self.filter(opened_by(user, "conference"), erased_at=None)
        listed = Recording.in_room.through.objects.filter(recording=OuterRef("pk"))
        was_there = Q(restricted=True) & Exists(listed.filter(attendance__user=user))
        if not user.may(May.HEAR_RESTRICTED):
            return visible.filter(_nothing_restricted() | was_there)
        if user.may(May.GIVE_LISTENING_REASON):  # it is this reason that makes the conference visible
            return visible
        answers = Q(conference__chair=user) | Q(received_by=user)
        return visible.filter(Q(restricted=False) | ~Exists(listed) | answers | was_there)

    def without_restricted(self) -> RecordingQuerySet:
        """Those that are not restricted, and hold no part that is."""
        return self.filter(_nothing_restricted())

    def keeping_visible_to(self, user: User) -> RecordingQuerySet:
        """That they are kept and until when, never what is in them: for those who look after the ending."""
        if not user.may(May.VIEW_KEEPING):
            return self.none()
        return self.filter(free_for(user, "conference"), erased_at=None)

    def received_since(self, moment: datetime) -> RecordingQuerySet:
        """Those that came lately and are still kept."""
        return self.filter(received_at__gte=moment, erased_at=None).select_related("conference__key")

    def unlisted(self) -> RecordingQuerySet:
        """Kept, and not before the people who would end it."""
        return self.filter(erased_at=None).exclude(destructions__state__in=["due", "proposed"])

    def of_conferences_from(self, day: date) -> RecordingQuerySet:
        return self.filter(conference__held_on__gte=day)

    def oldest_first(self) -> RecordingQuerySet:
        return self.order_by("conference__held_on", "conference", "order", "received_at")

    def with_children(self) -> RecordingQuerySet:
        related = self.select_related("conference__chair", "conference__key")
        return related.prefetch_related(children_named("conference__children"))

    def in_order(self) -> RecordingQuerySet:
        return self.order_by("order", "received_at")

    def with_keys(self) -> RecordingQuerySet:
        return self.select_related("key", "conference__key", "conference__chair")

    def wanting_listening_copy(self) -> RecordingQuerySet:
        """Those that browsers cannot play or seek, and of which no copy for listening was made yet."""
        fine = self.filter(container__in=SEEKABLE, codec__in=PLAYABLE)
        kept = self.filter(erased_at=None).exclude(key__blobs__purpose="listening")
        return kept.exclude(pk__in=fine.values("pk"))

    def unexamined(self) -> RecordingQuerySet:
        """Those that nobody has listened to from end to end yet, so that they have no waveform."""
        return self.filter(waveform=None, erased_at=None)


def _nothing_restricted() -> Q:
    """Asked of each recording at hand: as a list of all such recordings it would be most of the table."""
    shut = [PartKind.RESTRICTED, PartKind.CHILD_ONLY]
    return Q(~Exists(Part.objects.filter(recording=OuterRef("pk"), kind__in=shut)), restricted=False)


class Recording(models.Model):
    """The sound of a conference, or of one part of it, sealed under a key of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT)
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="recordings")
    order = models.PositiveSmallIntegerField(default=0)
    restricted = models.BooleanField(default=False)
    filename = SealedTextField(blank=True)
    blob = models.CharField(max_length=200)
    size = models.BigIntegerField()
    blob_sha256 = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, db_index=True)
    container = models.CharField(max_length=40)
    codec = models.CharField(max_length=40)
    duration_ms = models.BigIntegerField()
    channels = models.PositiveSmallIntegerField(default=1)
    warnings = models.JSONField(default=list)
    waveform = SealedJSONField(null=True)
    started_at = models.DateTimeField(null=True, blank=True)
    pauses = models.JSONField(default=list)  # {"at_ms": place in the sound, "from": moment, "to": moment}
    in_room = models.ManyToManyField(Attendance, blank=True, related_name="heard_apart")
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RecordingQuerySet.as_manager()
    retention = Retention(
        keep="with the record of the longest-kept child, or some days after the minutes are approved: "
        "the council's rule says which",
        erase="two people agree, then its key is destroyed and the sealed sound deleted",
        what="Recording",
    )

    class Meta:
        ordering = ["order", "received_at"]
        constraints = [
            models.CheckConstraint(
                name="recording_erased_at_with_by",
                condition=Q(erased_at=None, erased_by=None)
                | Q(erased_at__isnull=False, erased_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.duration_ms / 1000

    @property
    def ended_at(self) -> datetime | None:
        """When it stopped, as far as its start is known: its length and its pauses later."""
        paused = sum((span.length for span in self.paused), timedelta())
        return (
            self.started_at + timedelta(milliseconds=self.duration_ms) + paused if self.started_at else None
        )

    @property
    def paused(self) -> list[Pause]:
        """The pauses, in their order."""
        return [Pause.of(row) for row in self.pauses]

    @property
    def length(self) -> str:
        """Length as people say it: 11:14."""
        return clock(self.duration)


class PartQuerySet(models.QuerySet["Part"]):
    """Questions about parts."""

    def visible_to(self, user: User) -> PartQuerySet:
        return self.filter(among(Recording.objects.visible_to(user), "recording"))


class Part(models.Model):
    """A stretch of a recording with the same people in the room. Outside every part, everybody was there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=20, choices=PartKind.choices)
    start_ms = models.BigIntegerField()
    end_ms = models.BigIntegerField()
    absent = models.ManyToManyField(Attendance, blank=True, related_name="absent_from")
    ground = models.CharField(max_length=20, choices=Ground.choices, blank=True, default=Ground.NOT_SAID)
    decided_by = LaterTextField()

    objects = PartQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["start_ms"]
        constraints = [
            models.CheckConstraint(
                name="part_has_length", condition=Q(start_ms__gte=0, end_ms__gt=F("start_ms"))
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        """The conference's: who was kept out, and why, is known for longer than the sound."""
        return self.recording.conference.key

    @property
    def is_restricted(self) -> bool:
        return self.kind in {PartKind.RESTRICTED, PartKind.CHILD_ONLY}
