"""Unusual listening that was noticed: whose, on which day, why, and what a second person made of it."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import User
from access.retention import Retention
from access.roles import May
from recordings.clocks import Council, England
from recordings.models import Conference
from recordings.models.seeing import free_for
from recordings.unusual.rules import Kind


class UnusualQuerySet(models.QuerySet["Unusual"]):
    """Questions about unusual listening."""

    def visible_to(self, user: User) -> UnusualQuerySet:
        """For those who read the access log: never one's own, and nothing of a family one is close to."""
        if not user.may(May.READ_AUDIT):
            return self.none()
        return self.exclude(user=user).filter(free_for(user, "conference"))

    def unsettled(self) -> UnusualQuerySet:
        return self.filter(settled_at=None).order_by("day", "found_at")

    def settled(self) -> UnusualQuerySet:
        return self.filter(settled_at__isnull=False).order_by("-settled_at")

    def with_people(self) -> UnusualQuerySet:
        return self.select_related("user", "settled_by", "conference")


class Unusual(models.Model):
    """One thing about somebody's listening that somebody else is to look at."""

    LOOKED_AT_WITHIN = 2  # working days

    class Why(models.TextChoices):
        HOURS = Kind.HOURS, "Listened outside usual hours"
        VOLUME = Kind.VOLUME, "Listened to unusually much in one day"
        SURNAME = Kind.SURNAME, "Has the same family name as somebody of the family"
        REFUSED = Kind.REFUSED, "Was refused records again and again in one day"

    class Outcome(models.TextChoices):
        WORK = "work", "It was part of their work"
        TALKED = "talked", "Taken up with them and their manager"
        BREACH = "breach", "Handled as a breach"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Why.choices)
    day = models.DateField()
    amount = models.PositiveIntegerField()
    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    found_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True, default="")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = UnusualQuerySet.as_manager()
    retention = Retention(
        keep="as long as the access log",
        erase="never by the service",
        what="Unusual listening by staff: who, on which day, why, and what a second person made of it",
    )

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(
                name="unusual_once_a_day",
                fields=["user", "kind", "day"],
                condition=Q(conference=None),
            ),
            models.UniqueConstraint(
                name="unusual_once_a_family",
                fields=["user", "kind", "conference"],
                condition=Q(conference__isnull=False),
            ),
            models.CheckConstraint(
                name="unusual_settled_by_another",
                condition=Q(settled_at=None, settled_by=None, outcome="")
                | Q(settled_at__isnull=False) & ~Q(outcome="") & ~Q(settled_by=F("user")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def how_much(self) -> str:
        """In words: "95 minutes", "7 times"."""
        unit = "time" if self.kind == Kind.REFUSED else "minute"
        return f"{self.amount} {unit}{'' if self.amount == 1 else 's'}"

    def due(self, calendar: Council) -> date:
        """The second working day after it was noticed."""
        day = timezone.localdate(self.found_at)
        return England(calendar).after(day, self.LOOKED_AT_WITHIN, gives="looked at by").end
