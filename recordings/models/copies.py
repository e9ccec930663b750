"""Listening copies: numbered, sealed, and gone by themselves; made for one person and one purpose."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import User
from access.retention import Retention
from access.roles import May
from recordings.audio.clips import Cut
from recordings.audio.words import clock
from recordings.models.keys import VaultKey
from recordings.models.recordings import Part, PartKind, Recording
from recordings.models.seeing import among
from recordings.vault.fields import SealedTextField

FOR_ALL = {PartKind.OPEN, PartKind.BREAK}


@dataclass(frozen=True)
class Wanted:
    """What is asked for: what of a recording, for whom and why, as which kind of file, for how many days."""

    cut: Cut
    purpose: str
    for_whom: str
    format: str
    days: int


class SoundCopyQuerySet(models.QuerySet["SoundCopy"]):
    """Questions about listening copies."""

    def visible_to(self, user: User) -> SoundCopyQuerySet:
        """Those of recordings that this person may hear, for who makes them or agrees to them."""
        if not (user.may(May.MAKE_SOUND_COPY) or user.may(May.APPROVE_SOUND_COPY)):
            return self.none()
        return self.filter(among(Recording.objects.visible_to(user), "recording"))

    def to_make(self) -> SoundCopyQuerySet:
        return self.filter(state=SoundCopy.State.MAKING)

    def over(self) -> SoundCopyQuerySet:
        """Their time has come, whatever had become of them."""
        ended = [SoundCopy.State.ENDED, SoundCopy.State.REFUSED]
        return self.filter(expires_at__lt=timezone.now()).exclude(state__in=ended)

    def kept(self) -> SoundCopyQuerySet:
        """Those whose key is not destroyed."""
        return self.filter(key__destroyed_at=None)

    def with_people(self) -> SoundCopyQuerySet:
        related = self.select_related("key", "asked_by", "decided_by", "recording__key")
        return related.select_related("recording__conference__key", "recording__conference__chair")

    def in_order(self) -> SoundCopyQuerySet:
        return self.order_by("number")


class SoundCopy(models.Model):
    """A copy of some of a recording, for information governance or a court, sealed under its own key.

    What is taken out is silence or a tone. Where a part that not everybody heard would be in it, a second
    person must agree first.
    """

    class Purpose(models.TextChoices):
        SUBJECT_ACCESS = "subject_access", "A subject access request"
        COURT = "court", "A court asked for it"
        COMPLAINT = "complaint", "A complaint"
        REVIEW = "review", "A review of practice"

    class Fill(models.TextChoices):
        TONE = "tone", "A tone, so that everybody hears that something is taken out"
        SILENCE = "silence", "Silence"

    class Format(models.TextChoices):
        M4A = "m4a", "M4A: plays anywhere"
        OPUS = "opus", "Opus: the smallest"

    class State(models.TextChoices):
        WAITING = "waiting", "Needs a second person"
        MAKING = "making", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"
        REFUSED = "refused", "Not agreed"
        ENDED = "ended", "Destroyed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT, related_name="+")
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="sound_copies")
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    for_whom = SealedTextField()
    start_ms = models.BigIntegerField()
    end_ms = models.BigIntegerField()
    taken_out = models.JSONField(default=list)  # [from, to] in milliseconds of the recording
    fill = models.CharField(max_length=10, choices=Fill.choices, default=Fill.TONE)
    format = models.CharField(max_length=10, choices=Format.choices, default=Format.M4A)
    state = models.CharField(max_length=10, choices=State.choices)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(null=True, blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SoundCopyQuerySet.as_manager()
    retention = Retention(
        keep="until the day given when it is made, at most 90 days, and never longer than its recording",
        erase="its key is destroyed, then the sealed copy deleted; that it was made stays on record",
        what="A listening copy: what it holds, for whom and why",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="sound_copy_number_once", fields=["recording", "number"]),
            models.CheckConstraint(
                name="sound_copy_has_length", condition=Q(start_ms__gte=0, end_ms__gt=F("start_ms"))
            ),
            models.CheckConstraint(
                name="sound_copy_agreed_by_another",
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="sound_copy_decided_at_with_by",
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    @property
    def cut(self) -> Cut:
        """What of the recording it holds."""
        spans = tuple((start, end) for start, end in self.taken_out)
        return Cut(self.start_ms, self.end_ms, spans, tone=self.fill == self.Fill.TONE)

    @property
    def seconds(self) -> float:
        return (self.end_ms - self.start_ms) / 1000

    @property
    def length(self) -> str:
        return clock(self.seconds)

    @property
    def name(self) -> str:
        """Which recording it is of, and which copy of that."""
        return f"{self.recording.order + 1}.{self.number}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY and self.expires_at > timezone.now()

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.ENDED, self.State.REFUSED}

    def not_for_all(self) -> list[Part]:
        """The parts in it that not everybody heard."""
        marked = self.recording.parts.exclude(kind__in=FOR_ALL)
        return [part for part in marked if self.cut.lets_through(part.start_ms, part.end_ms)]

    @property
    def needs_second(self) -> bool:
        """Whether something in it was not for everybody, and no second person has agreed."""
        return self.decided_by_id is None and (self.recording.restricted or bool(self.not_for_all()))
