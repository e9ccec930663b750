"""Recordings that recorders bring by themselves, and that wait for somebody to say whose they are."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import User
from access.retention import Retention
from access.roles import May
from recordings.audio.words import clock
from recordings.models.keys import VaultKey
from recordings.vault.fields import SealedTextField


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    """Questions about recordings that wait to be matched."""

    def visible_to(self, user: User) -> ArrivalQuerySet:
        """What waits, for those who match it and those who let it be destroyed."""
        may = user.may(May.MATCH_RECORDINGS) or user.may(May.MANAGE_KEEPING)
        return self.waiting() if may else self.none()

    def waiting(self) -> ArrivalQuerySet:
        return self.filter(state__in=[Arrival.State.HELD, Arrival.State.SET_ASIDE])

    def stranded(self) -> ArrivalQuerySet:
        """Begun more than a day ago and never finished: whoever brought them was killed."""
        late = timezone.now() - timedelta(days=1)
        return self.filter(state=Arrival.State.ARRIVING, arrived_at__lt=late)

    def oldest_first(self) -> ArrivalQuerySet:
        return self.select_related("key", "set_aside_by").order_by("recorded_at", "arrived_at", "pk")


class Arrival(models.Model):
    """A recording from a watched folder or another program, sealed under the key that it will keep.

    Once it is matched it is a recording with the same id, and this row goes. What was destroyed unmatched
    leaves its fingerprint, so that the same file is not taken a second time.
    """

    class State(models.TextChoices):
        ARRIVING = "arriving", "Arriving"
        HELD = "held", "Waiting to be matched"
        SET_ASIDE = "set_aside", "Not a conference: waiting for information governance"
        DISCARDED = "discarded", "Destroyed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ARRIVING)
    filename = SealedTextField(blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.BigIntegerField(default=0)
    duration_ms = models.BigIntegerField(default=0)
    arrived_at = models.DateTimeField(auto_now_add=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ArrivalQuerySet.as_manager()
    retention = Retention(
        keep="until somebody says which conference it is of, or two people destroy it",
        erase="its key is destroyed; a keyed fingerprint stays, so that the file is not taken again",
        what="A recording that a recorder brought, before it is known which conference it is of",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="arrival_waits_once",
                fields=["fingerprint"],
                condition=Q(state__in=["held", "set_aside"]),
            ),
            models.CheckConstraint(
                name="arrival_set_aside_at_with_by",
                condition=Q(set_aside_at=None, set_aside_by=None)
                | Q(set_aside_at__isnull=False, set_aside_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    @property
    def length(self) -> str:
        """Length as people say it: 11:14."""
        return clock(self.duration_ms / 1000)
