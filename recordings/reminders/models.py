"""Which reminder went to whom on which day, and the secret addresses of calendars."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import User
from access.retention import Retention

TRY_AGAIN = timedelta(minutes=10)
KEPT_DAYS = 90


class DigestQuerySet(models.QuerySet["Digest"]):
    """Questions about reminders that went."""

    def claim(self, user: User, *, day: date, now: datetime) -> bool:
        """Whether this run is the one that sends it: never two at a time, and never once it has gone."""
        self.get_or_create(user=user, day=day)
        free = self.filter(user=user, day=day, sent_at=None)
        free = free.filter(Q(claimed_at=None) | Q(claimed_at__lt=now - TRY_AGAIN))
        return free.update(claimed_at=now) == 1

    def over(self) -> DigestQuerySet:
        return self.filter(day__lt=timezone.localdate() - timedelta(days=KEPT_DAYS))


class Digest(models.Model):
    """One person's reminder of one day: claimed by whoever sends it, and sent once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = DigestQuerySet.as_manager()
    retention = Retention(keep="90 days", erase="deleted by the purge", expired="over")

    class Meta:
        constraints = [models.UniqueConstraint(name="one_digest_a_day", fields=["user", "day"])]

    def __str__(self) -> str:
        return str(self.pk)


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Questions about calendars."""

    def visible_to(self, user: User) -> CalendarFeedQuerySet:
        return self.filter(user=user)

    def behind(self, token: str) -> CalendarFeed | None:
        """The calendar behind a secret address, while its person works here."""
        found = self.filter(digest=digest_of(token), user__is_active=True)
        return found.select_related("user").first()


class CalendarFeed(models.Model):
    """One person's calendar address. Only the digest of its secret is kept, so it is shown once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    read_on = models.DateField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()
    retention = Retention(
        keep="until the person takes it away",
        erase="deleted",
        what="Whether somebody uses a calendar address",
    )

    def __str__(self) -> str:
        return str(self.pk)


def digest_of(token: str) -> str:
    """What is kept of a secret address."""
    return hashlib.sha256(token.encode()).hexdigest()
