"""What the machine heard in a recording: chunks as they are done, then lines and voices."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from access.models import User
from access.retention import Retention
from recordings.models import Attendance, Recording, VaultKey
from recordings.models.seeing import among
from recordings.vault.fields import SealedJSONField, SealedTextField

WORKING_PAPER = Retention(
    keep="until corrections to the approved minutes are closed and the council's days after that are over, "
    "28 where it has set none; never longer than the recording",
    erase="the transcript's key is destroyed",
    what="The words the software heard: a working paper, never the record",
)


class TranscriptQuerySet(models.QuerySet["Transcript"]):
    """Questions about transcripts."""

    def with_keys(self) -> TranscriptQuerySet:
        return self.select_related("key", "recording__key", "recording__conference__key")

    def visible_to(self, user: User) -> TranscriptQuerySet:
        """Destroyed ones are there for nobody."""
        return self.kept().filter(among(Recording.objects.visible_to(user), "recording"))

    def kept(self) -> TranscriptQuerySet:
        return self.filter(key__destroyed_at=None)

    def finished(self) -> TranscriptQuerySet:
        return self.filter(finished_at__isnull=False)


class Transcript(models.Model):
    """What the machine heard in one recording: a working paper, never the record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT)
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="transcripts")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    model_name = models.CharField(max_length=100)
    model_sha256 = models.CharField(max_length=64, blank=True)
    compute_type = models.CharField(max_length=40, blank=True)
    settings = models.JSONField(default=dict)
    gaps = SealedJSONField(null=True)
    elapsed_ms = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = TranscriptQuerySet.as_manager()
    retention = WORKING_PAPER

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    def as_json(self) -> dict[str, Any]:
        """The structure that `manage.py transcribe_file` prints; times in seconds."""
        return {
            "duration": self.recording.duration,
            "elapsed": (self.elapsed_ms or 0) / 1000,
            "model": {
                "name": self.model_name,
                "sha256": self.model_sha256,
                "compute_type": self.compute_type,
            },
            "segments": [segment.as_json() for segment in self.segments.select_related("speaker")],
        }


class Chunk(models.Model):
    """A checkpoint: one stretch of audio, who works on it, and what was heard in it once it is done.

    Times in milliseconds.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    transcript = models.ForeignKey(Transcript, on_delete=models.PROTECT, related_name="chunks")
    index = models.PositiveIntegerField()
    start_ms = models.BigIntegerField()
    end_ms = models.BigIntegerField()
    heard = SealedJSONField(null=True)
    worker = models.CharField(max_length=100, blank=True, default="")
    lease_until = models.DateTimeField(null=True, blank=True)
    times_done = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    retention = WORKING_PAPER

    class Meta:
        ordering = ["index"]
        constraints = [
            models.UniqueConstraint(name="one_chunk_at_an_index", fields=["transcript", "index"]),
            models.CheckConstraint(name="chunk_has_length", condition=Q(end_ms__gt=F("start_ms"))),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.transcript.key


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Questions about voices."""

    def visible_to(self, user: User) -> SpeakerQuerySet:
        return self.filter(among(Transcript.objects.visible_to(user), "transcript"))

    def apart(self) -> SpeakerQuerySet:
        """Those that nobody has joined to another."""
        return self.filter(joined_to=None)


class Speaker(models.Model):
    """A voice in one recording. It has no name until a person has listened and given it one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    transcript = models.ForeignKey(Transcript, on_delete=models.PROTECT, related_name="speakers")
    label = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField(default=0)
    attendance = models.ForeignKey(
        Attendance, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    suggested = models.ForeignKey(
        Attendance, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    suggestion = SealedTextField(blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # A person has said that this is the same voice as another one, which has its lines now.
    joined_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined"
    )

    objects = SpeakerQuerySet.as_manager()
    retention = WORKING_PAPER

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(name="label_once_in_transcript", fields=["transcript", "label"]),
            models.CheckConstraint(
                name="named_speaker_was_confirmed",
                condition=Q(attendance=None, confirmed_at=None, confirmed_by=None)
                | Q(attendance__isnull=False, confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.transcript.key

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


class SegmentQuerySet(models.QuerySet["Segment"]):
    """Questions about lines."""

    def visible_to(self, user: User) -> SegmentQuerySet:
        return self.filter(among(Transcript.objects.visible_to(user), "transcript"))

    def with_keys(self) -> SegmentQuerySet:
        return self.select_related("speaker", "transcript__key", "transcript__recording__conference__key")


class Segment(models.Model):
    """A few words of one speaker, with their times and how sure the machine was. Sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    transcript = models.ForeignKey(Transcript, on_delete=models.PROTECT, related_name="segments")
    speaker = models.ForeignKey(
        Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="segments"
    )
    index = models.PositiveIntegerField()
    start_ms = models.BigIntegerField()
    end_ms = models.BigIntegerField()
    heard = SealedJSONField()

    objects = SegmentQuerySet.as_manager()
    retention = WORKING_PAPER

    class Meta:
        ordering = ["index"]
        constraints = [
            models.UniqueConstraint(name="one_segment_at_an_index", fields=["transcript", "index"])
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.transcript.key

    def as_json(self) -> dict[str, Any]:
        """`heard` holds text, words and flags; times in seconds."""
        return {
            "start": self.start_ms / 1000,
            "end": self.end_ms / 1000,
            "speaker": self.speaker.label if self.speaker else "",
            **self.heard,
        }
