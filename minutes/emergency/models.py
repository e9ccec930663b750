"""Openings in an emergency: who opened which record, why, until when, and what a second person found."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import User
from access.retention import Retention
from access.roles import May
from recordings.clocks import Council, England
from recordings.models import Conference, Recording, RecordingQuerySet, VaultKey
from recordings.models.seeing import children_named, free_for
from recordings.vault.fields import LaterTextField, SealedTextField


class OpeningQuerySet(models.QuerySet["Opening"]):
    """Questions about openings."""

    def visible_to(self, user: User) -> OpeningQuerySet:
        """One's own; for those who review, everybody's, but for families they are close to."""
        seen = self.filter(free_for(user, "conference"), conference__erased_at=None)
        if user.may(May.REVIEW_EMERGENCY):
            return seen
        return seen.filter(user=user) if user.may(May.OPEN_IN_EMERGENCY) else self.none()

    def open_now(self) -> OpeningQuerySet:
        return self.filter(closed_at=None, ends_at__gt=timezone.now())

    def of(self, user: User) -> OpeningQuerySet:
        return self.filter(user=user)

    def about(self, conference: Conference) -> OpeningQuerySet:
        return self.filter(conference=conference)

    def unreviewed(self) -> OpeningQuerySet:
        return self.filter(reviewed_at=None)

    def reviewed(self) -> OpeningQuerySet:
        return self.filter(reviewed_at__isnull=False).order_by("-reviewed_at")

    def untold(self) -> OpeningQuerySet:
        """Those of which nobody was told by e-mail yet."""
        return self.filter(told_at=None)

    def with_people(self) -> OpeningQuerySet:
        related = self.select_related("key", "user", "reviewed_by", "conference__key", "conference__chair")
        return related.prefetch_related(children_named("conference__children"))


class Opening(models.Model):
    """One record, opened for an hour by somebody whose record it is not. It ends by itself."""

    LASTS = timedelta(minutes=60)
    REVIEWED_WITHIN = 2  # working days

    class Reason(models.TextChoices):
        DANGER = "danger", "A child may be in danger now"
        COURT = "court", "A court or the police need an answer that cannot wait"
        AWAY = "away", "The people whose record it is are away, and it cannot wait"
        OTHER = "other", "Something else that cannot wait"

    class Finding(models.TextChoices):
        NEEDED = "needed", "It was needed"
        FOLLOWED_UP = "followed_up", "It could have waited: followed up with the person’s manager"
        BREACH = "breach", "It should not have happened: handled as a breach"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="openings")
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="openings")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    note = SealedTextField()
    opened_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    finding = models.CharField(max_length=20, choices=Finding.choices, blank=True, default="")
    finding_note = LaterTextField()

    objects = OpeningQuerySet.as_manager()
    retention = Retention(
        keep="as long as the access log",
        erase="its words by destroying the key",
        what="Records opened in an emergency: who, why, and what the review found",
    )

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                name="opening_reviewed_by_another",
                condition=Q(reviewed_at=None, reviewed_by=None, finding="")
                | Q(reviewed_at__isnull=False) & ~Q(finding="") & ~Q(reviewed_by=F("user")),
            )
        ]
        indexes = [models.Index(fields=["user", "ends_at"])]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.ends_at > timezone.now()

    @property
    def ended_at(self) -> datetime:
        """When it ended, or ends."""
        return self.closed_at or self.ends_at

    @property
    def recordings(self) -> RecordingQuerySet:
        """What may be heard: nothing that holds a restricted part."""
        kept = Recording.objects.filter(conference=self.conference_id, erased_at=None)
        return kept.without_restricted().with_keys().in_order()

    def review_due(self, calendar: Council) -> date:
        """The second working day after the day it was opened."""
        day = timezone.localdate(self.opened_at)
        return England(calendar).after(day, self.REVIEWED_WITHIN, gives="reviewed by").end
