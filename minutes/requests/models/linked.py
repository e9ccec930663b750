"""What hangs on a request and has a life of its own: complaints, refusals, parts that are put back."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from access.models import User
from access.retention import WITH_CONFERENCE
from access.roles import May
from minutes.requests.models.requests import MinuteRequest
from recordings.models import Part, VaultKey
from recordings.models.seeing import among
from recordings.vault.fields import LaterTextField, SealedTextField


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Questions about what follows a request."""

    def visible_to(self, user: User) -> FollowUpQuerySet:
        return self.filter(among(MinuteRequest.objects.visible_to(user), "request"))

    def open_now(self) -> FollowUpQuerySet:
        return self.filter(closed_at=None)


class FollowUp(models.Model):
    """A complaint, a correction or a breach that somebody raised about a request, until it is closed."""

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", "Complaint"
        CORRECTION = "correction", "Correction"
        BREACH = "breach", "Breach"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(MinuteRequest, on_delete=models.PROTECT, related_name="follow_ups")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    opened_on = models.DateField()
    due_on = models.DateField()
    what = SealedTextField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    acknowledged_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = LaterTextField()

    objects = FollowUpQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["opened_on"]
        constraints = [
            models.CheckConstraint(
                name="follow_up_closed_with_by",
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.request.key


class RefusalQuerySet(models.QuerySet["Refusal"]):
    """Questions about refusals."""

    def visible_to(self, user: User) -> RefusalQuerySet:
        return self.filter(among(MinuteRequest.objects.visible_to(user), "request"))

    def unsent(self) -> RefusalQuerySet:
        return self.filter(sent_on=None)


class Refusal(models.Model):
    """All or part of a request is refused: why by code, why in words, and the sealed letter that says so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(MinuteRequest, on_delete=models.PROTECT, related_name="refusals")
    in_part = models.BooleanField(default=False)
    codes = models.JSONField(default=list)
    reason = SealedTextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    blob = models.CharField(max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RefusalQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                name="one_refusal_in_full", fields=["request"], condition=Q(in_part=False)
            ),
            models.CheckConstraint(
                name="refusal_sent_with_by",
                condition=Q(sent_on=None, sent_by=None) | Q(sent_on__isnull=False, sent_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.request.key


class PutBackQuerySet(models.QuerySet["PutBack"]):
    """Questions about parts that are put back."""

    def visible_to(self, user: User) -> PutBackQuerySet:
        if not (user.may(May.REDACT) or user.may(May.DECIDE_REQUEST)):
            return self.none()
        return self.filter(among(MinuteRequest.objects.visible_to(user), "request"))

    def allowed(self) -> PutBackQuerySet:
        return self.filter(allowed_at__isnull=False)

    def waiting(self) -> PutBackQuerySet:
        return self.filter(allowed_at=None)


class PutBack(models.Model):
    """A part that the reader was out of, asked to be put into their copy, and allowed by somebody else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(MinuteRequest, on_delete=models.PROTECT, related_name="put_back")
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="+")
    reason = SealedTextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    allowed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    allowed_at = models.DateTimeField(null=True, blank=True)

    objects = PutBackQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["asked_at"]
        verbose_name_plural = "put back"
        constraints = [
            models.UniqueConstraint(name="part_put_back_once", fields=["request", "part"]),
            models.CheckConstraint(
                name="put_back_allowed_by_somebody_else",
                condition=Q(allowed_by=None, allowed_at=None)
                | Q(allowed_by__isnull=False, allowed_at__isnull=False) & ~Q(allowed_by=F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.request.key
