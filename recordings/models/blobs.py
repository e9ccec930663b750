"""What lies sealed in the blob storage, and what a check of it found."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from access.models import User
from access.retention import Retention
from access.roles import May
from recordings.models.keys import VaultKey


class BlobQuerySet(models.QuerySet["Blob"]):
    """Questions about sealed objects."""

    def readable(self) -> BlobQuerySet:
        """Written to the end and not erased."""
        return self.filter(key__destroyed_at=None)

    def unreadable(self) -> BlobQuerySet:
        """Their key is destroyed: only a crash or a race left them, for nobody can open them."""
        return self.exclude(key__destroyed_at=None)

    def longest_unchecked_first(self) -> BlobQuerySet:
        """What was just written was read back then: it does not go before what nobody has read for weeks."""
        return self.order_by(Coalesce("checked_at", "created_at"), "pk")

    def unchecked_since(self, moment: datetime) -> BlobQuerySet:
        return self.filter(Q(checked_at=None, created_at__lt=moment) | Q(checked_at__lt=moment))


class Blob(models.Model):
    """A sealed object that was written to the end: what opens it, and when it was last proved sound."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    key = models.ForeignKey(VaultKey, on_delete=models.PROTECT, related_name="blobs")
    object_id = models.UUIDField()
    purpose = models.CharField(max_length=40)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = BlobQuerySet.as_manager()
    retention = Retention(keep="as long as its key", erase="its key is destroyed, then the object is deleted")

    class Meta:
        indexes = [models.Index(fields=["checked_at"])]

    def __str__(self) -> str:
        return str(self.pk)


class FaultQuerySet(models.QuerySet["Fault"]):
    """Questions about faults."""

    def visible_to(self, user: User) -> FaultQuerySet:
        return self.all() if user.may(May.SEE_HEALTH) else self.none()

    def expired(self) -> FaultQuerySet:
        return self.filter(cleared_at__lt=timezone.now() - timedelta(days=6 * 365 + 2))

    def still_there(self) -> FaultQuerySet:
        return self.filter(cleared_at=None)


class Fault(models.Model):
    """Something stored that did not open when it was checked. IT sees it, and restores it from a backup."""

    class Reason(models.TextChoices):
        MISSING = "missing", "It is not in the storage"
        CHANGED = "changed", "It is not what was stored"
        KEY = "key", "Its key does not unwrap"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.CharField(max_length=100)
    row = models.UUIDField()
    reason = models.CharField(max_length=20, choices=Reason.choices)
    found_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(auto_now=True)
    cleared_at = models.DateTimeField(null=True, blank=True)

    objects = FaultQuerySet.as_manager()
    retention = Retention(
        keep="six years after it was cleared",
        erase="deleted; it names nobody",
        expired="expired",
        what="That something stored did not open when it was checked",
    )

    class Meta:
        constraints = [models.UniqueConstraint(name="fault_once_in_place", fields=["place", "row"])]

    def __str__(self) -> str:
        return str(self.pk)
