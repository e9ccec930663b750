"""Recording in the room: what the recorder's browser was given, and what was said before it started."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import User
from access.retention import WITH_CONFERENCE, Retention
from access.roles import May
from recordings.models.conferences import Conference
from recordings.models.keys import VaultKey
from recordings.models.seeing import opened_by
from recordings.models.uploads import Upload
from recordings.vault.fields import SealedTextField


class TakeQuerySet(models.QuerySet["Take"]):
    """Questions about takes."""

    def visible_to(self, user: User) -> TakeQuerySet:
        """Those of conferences that this person may add recordings to; only its maker gets a take's key."""
        if not user.may(May.ADD_RECORDING):
            return self.none()
        return self.filter(opened_by(user, "upload__conference"))

    def in_stock(self, conference: Conference, *, recorder: uuid.UUID, by: User) -> TakeQuerySet:
        """Given to this recorder in advance, and not begun."""
        late = timezone.now() + timedelta(days=2)  # it may be begun on the last day and sent on the next
        mine = self.filter(upload__conference=conference, upload__by=by, recorder=recorder)
        return mine.filter(begun_at=None, upload__state="receiving", upload__expires_at__gt=late)

    def unfinished(self) -> TakeQuerySet:
        """Begun and not ended: recording still, or broken off."""
        return self.filter(begun_at__isnull=False, ended_at=None, upload__state="receiving")

    def left_alone(self) -> TakeQuerySet:
        """Begun, and nobody has sent a piece of it for so long that nobody will."""
        return self.unfinished().filter(upload__expires_at__lt=timezone.now())

    def oldest_first(self) -> TakeQuerySet:
        return self.select_related("upload__key", "upload__conference", "pocket").order_by("begun_at")


class Take(models.Model):
    """One run of the recorder in the room. Its pieces arrive as an upload whose length nobody knows yet.

    `pocket` is the key that the browser seals each piece with until it is sent, never the recording's own.
    """

    upload = models.OneToOneField(Upload, on_delete=models.CASCADE, primary_key=True, related_name="take")
    pocket = models.OneToOneField(VaultKey, on_delete=models.PROTECT, related_name="+")
    recorder = models.UUIDField()  # the browser or app that holds it, so that two of one person do not mix
    restricted = models.BooleanField(default=False)
    in_room = models.ManyToManyField("recordings.Attendance", blank=True, related_name="+")
    pauses = models.JSONField(
        default=list
    )  # {"at_ms": place in the sound, "from": moment, "to": moment or null}
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = TakeQuerySet.as_manager()
    retention = Retention(
        keep="until it is a recording, or two weeks after the last piece",
        erase="its key is destroyed; what had arrived is kept as the recording",
        what="A recording that is being made in the room",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="take_ends_after_it_began", condition=Q(ended_at=None) | Q(begun_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def conference(self) -> Conference:
        return self.upload.conference

    def last_heard_of(self, kept: timedelta) -> datetime:
        """When its last piece came."""
        return max(self.upload.expires_at - kept, self.begun_at or self.upload.created_at)


class Notice(models.Model):
    """What is known of how a conference came to be recorded: read out, objected to, partly restricted."""

    class Read(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        UNSURE = "unsure", "I do not remember"

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"

    conference = models.OneToOneField(
        Conference, on_delete=models.PROTECT, primary_key=True, related_name="notice"
    )
    read = models.CharField(max_length=10, choices=Read.choices, blank=True)
    objected = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    restricted_inside = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    said_at = models.DateTimeField(auto_now=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    retention = WITH_CONFERENCE

    def __str__(self) -> str:
        return str(self.pk)


class Objection(models.Model):
    """Somebody did not want to be recorded, or worried about it; what they said, and the chair's answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="objections")
    person = models.ForeignKey(
        "recordings.Attendance", on_delete=models.PROTECT, null=True, blank=True, related_name="objections"
    )
    words = SealedTextField()
    answer = SealedTextField(blank=True)
    noted_at = models.DateTimeField(auto_now_add=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["noted_at"]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.conference.key
