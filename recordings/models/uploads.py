"""Recordings on their way in."""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from access.models import User
from access.retention import Retention
from access.roles import May
from recordings.models.conferences import Conference
from recordings.models.keys import VaultKey
from recordings.models.seeing import seen_by
from recordings.vault.fields import LaterTextField, SealedTextField


class UploadQuerySet(models.QuerySet["Upload"]):
    """Questions about recordings on their way in."""

    def visible_to(self, user: User) -> UploadQuerySet:
        """A person's own, for as long as they may add recordings to that conference."""
        if not user.may(May.ADD_RECORDING):
            return self.none()
        return self.filter(seen_by(user, "conference"), by=user)

    def unfinished(self) -> UploadQuerySet:
        return self.filter(state__in=[Upload.State.RECEIVING, Upload.State.CHECKING])

    def abandoned(self) -> UploadQuerySet:
        """Nobody has sent a byte for a day."""
        late = self.filter(state=Upload.State.RECEIVING, expires_at__lt=timezone.now())
        # What was recorded in the room is kept as far as it came: the meeting cannot be held again.
        return late.filter(offset__lt=F("length")).filter(Q(take=None) | Q(take__begun_at=None))

    def files(self) -> UploadQuerySet:
        """Files that somebody chose; not what is recorded in the room."""
        return self.filter(take=None)

    def settled_before(self, moment: datetime) -> UploadQuerySet:
        """Decided about, and old enough for everybody to have seen what became of it."""
        settled = [Upload.State.RECEIVED, Upload.State.REFUSED, Upload.State.ENDED]
        return self.filter(state__in=settled, created_at__lt=moment)

    def arrived(self) -> UploadQuerySet:
        """Every byte is here, and what becomes of them is not decided yet."""
        return self.unfinished().filter(offset=F("length"))


class Upload(models.Model):
    """A recording on its way in. What has arrived is sealed and safe; the rest is still to come.

    Full segments lie in the file `staged`; what follows them is sealed in `tail`, so that it and the offset
    change in one transaction. Whoever is sending now holds `writer`; an older connection finds it taken over.
    """

    class State(models.TextChoices):
        RECEIVING = "receiving", "Receiving"
        CHECKING = "checking", "Being checked"
        RECEIVED = "received", "Received"
        REFUSED = "refused", "Refused"
        ENDED = "ended", "Taken back or abandoned"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT)
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="uploads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filename = SealedTextField(blank=True)
    metadata = LaterTextField()  # what its sender said of it, to be told again word for word
    length = models.BigIntegerField()
    offset = models.BigIntegerField(default=0)
    segments = models.BigIntegerField(default=0)
    tail = models.BinaryField(null=True)
    writer = models.UUIDField(null=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECEIVING)
    reason = models.CharField(max_length=40, blank=True)
    same_as = models.UUIDField(null=True)  # the recording that holds the same sound already
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    objects = UploadQuerySet.as_manager()
    retention = Retention(
        keep="until it is received, or a day after the last piece",
        erase="its key is destroyed",
        what="A recording that is still being added",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="offset_within_length", condition=Q(offset__gte=0, offset__lte=F("length"))
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    @property
    def staged(self) -> Path:
        """The file on this machine that its sealed segments are gathered in."""
        return settings.DATA_FOLDER / "uploads" / f"{self.pk}.sealed"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.RECEIVING and self.expires_at > timezone.now()

    def end(self, state: str, *, reason: str) -> None:
        """Keep nothing of it: its keys are destroyed, then its file goes."""
        self.state, self.reason, self.tail, self.writer = state, reason, None, None
        self.save(update_fields=["state", "reason", "same_as", "tail", "writer"])
        self.key.destroy()
        if hasattr(self, "take"):
            self.take.pocket.destroy()
        transaction.on_commit(lambda: self.staged.unlink(missing_ok=True))
