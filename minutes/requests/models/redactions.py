"""What is taken out of one recipient's copy, or stays in for a reason."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.models import User
from access.retention import WITH_CONFERENCE
from access.roles import May
from minutes.requests.models.requests import MinuteRequest
from recordings.models import VaultKey
from recordings.models.seeing import among
from recordings.vault.fields import SealedTextField


class RedactionQuerySet(models.QuerySet["Redaction"]):
    """Questions about marks."""

    def visible_to(self, user: User) -> RedactionQuerySet:
        if not user.may(May.REDACT):
            return self.none()
        return self.filter(among(MinuteRequest.objects.visible_to(user), "request"))

    def undecided(self) -> RedactionQuerySet:
        return self.filter(decision=Redaction.Decision.SUGGESTED)

    def out(self) -> RedactionQuerySet:
        return self.filter(decision=Redaction.Decision.OUT)


class Redaction(models.Model):
    """Words in one sentence of one recipient's copy: taken out or kept, why, and who decided it.

    `sentence` is the sentence's id in the version, or "p" and the hex of an attendance row. `start` and `end`
    count characters of that text. The words themselves are never stored again.
    """

    class Code(models.TextChoices):
        S2P3 = "S2P3", "About another person"
        S2_2 = "S2-2", "Crime or live investigation"
        S2_5 = "S2-5", "Legal proceedings"
        S2_19 = "S2-19", "Legal advice"
        S3_11 = "S3-11", "Serious harm"
        S3_10 = "S3-10", "Told in confidence by the child"
        S3_9 = "S3-9", "Court report"
        S3_H = "S3-H", "Health, not cleared"
        S3_C = "S3-C", "Child abuse data, not in the child's interests"
        LOC = "LOC", "Local safety"

    class Decision(models.TextChoices):
        SUGGESTED = "suggested", "To be decided"
        OUT = "out", "Taken out"
        KEPT = "kept", "Kept"

    class Found(models.TextChoices):
        BY_HAND = "by_hand", "chosen by a person"
        PERSON = "person", "another person's name"
        CHILD = "child", "another child"
        PLACE = "place", "an address or a school"
        PHONE = "phone", "a telephone number"
        EMAIL = "email", "an e-mail address"
        BIRTH = "birth", "a date of birth"
        HEALTH = "health", "somebody's health"
        POLICE = "police", "police information"
        REFERRER = "referrer", "who told us"
        UNTIMED = "untimed", "typed later: no time in the recording says who was there"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(MinuteRequest, on_delete=models.PROTECT, related_name="redactions")
    sentence = models.CharField(max_length=40)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    found = models.CharField(max_length=20, choices=Found.choices, default=Found.BY_HAND)
    code = models.CharField(max_length=10, choices=Code.choices, blank=True)
    decision = models.CharField(max_length=20, choices=Decision.choices, default=Decision.SUGGESTED)
    why = SealedTextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    sent_back = SealedTextField(blank=True)

    objects = RedactionQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["sentence", "start"]
        constraints = [
            models.CheckConstraint(name="redaction_has_length", condition=Q(end__gt=models.F("start"))),
            models.CheckConstraint(
                name="taken_out_for_a_reason", condition=~Q(decision="out") | Q(code__gt="")
            ),
            models.CheckConstraint(
                name="decided_by_somebody",
                condition=Q(decision="suggested", by=None, decided_at=None)
                | ~Q(decision="suggested") & Q(by__isnull=False, decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.request.key
