"""What people say about a passage: comments, and requests to correct it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.models import User
from access.retention import WITH_CONFERENCE
from access.roles import May
from minutes.models.minutes import Amendment, Minutes
from recordings.models import Attendance, VaultKey
from recordings.models.seeing import among
from recordings.vault.fields import SealedTextField


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Questions about comments and corrections."""

    def visible_to(self, user: User) -> CorrectionQuerySet:
        found = self.filter(among(Minutes.objects.visible_to(user), "minutes"))
        return found if user.may(May.READ_RESTRICTED) else found.filter(restricted=False)

    def undecided(self) -> CorrectionQuerySet:
        """Requests to correct that nobody has answered; a comment asks for no answer."""
        return self.filter(kind=Correction.Kind.CORRECTION, outcome="")

    def opened(self) -> CorrectionQuerySet:
        related = self.select_related("minutes__key", "minutes__restricted_key", "minutes__conference__key")
        return related.select_related("logged_by", "decided_by", "asked_by__conference__key", "amendment")


class Correction(models.Model):
    """Somebody says something about a passage of the minutes, or asks that it be corrected."""

    class Kind(models.TextChoices):
        COMMENT = "comment", "A comment, for the people who check these minutes"
        CORRECTION = "correction", "They ask for a correction"

    class Outcome(models.TextChoices):
        NOTED = "noted", "Noted"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused, with their statement beside the passage"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="corrections")
    restricted = models.BooleanField(default=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    paragraph = models.UUIDField()
    sentence = models.UUIDField()
    asked_by = models.ForeignKey(
        Attendance, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asker = SealedTextField()
    words = SealedTextField()
    passage = SealedTextField()
    reached_us_on = models.DateField()
    logged_at = models.DateTimeField(auto_now_add=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    reason = SealedTextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    amendment = models.ForeignKey(
        Amendment, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )

    objects = CorrectionQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        indexes = [
            models.Index(
                fields=["minutes"],
                name="corrections_undecided",
                condition=models.Q(kind="correction", outcome=""),
            )
        ]
        ordering = ["logged_at"]
        constraints = [
            models.CheckConstraint(
                name="correction_decided_with_who_and_when",
                condition=Q(outcome="", decided_at=None, decided_by=None)
                | ~Q(outcome="") & Q(decided_at__isnull=False, decided_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.minutes.restricted_key if self.restricted else self.minutes.key

    @property
    def is_open(self) -> bool:
        return not self.outcome
