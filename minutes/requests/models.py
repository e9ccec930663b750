"""A parent's request for the minutes, what is taken out, and the copy that is sent."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.models import User
from access.retention import WITH_CONFERENCE, Retention
from access.roles import May
from minutes.models import Version
from recordings.models import Attendance, Child, Conference, VaultKey
from recordings.vault.fields import SealedTextField


class MinuteRequestQuerySet(models.QuerySet["MinuteRequest"]):
    """Questions about requests."""

    def visible_to(self, user: User) -> MinuteRequestQuerySet:
        if not user.may(May.VIEW_REQUESTS):
            return self.none()
        return self.filter(conference__in=Conference.objects.visible_to(user))

    def open_now(self) -> MinuteRequestQuerySet:
        ended = [MinuteRequest.Status.DELIVERED, MinuteRequest.Status.REFUSED, MinuteRequest.Status.WITHDRAWN]
        return self.exclude(status__in=[*ended, MinuteRequest.Status.CLOSED])


class MinuteRequest(models.Model):
    """Somebody's formal request for a copy of the minutes, from its first day to its proof of sending."""

    class Status(models.TextChoices):
        RECEIVED = "received", "Received"
        TRIAGE = "triage", "To be sorted"
        CHECKING = "checking", "Checking who asks"
        WAITING = "waiting", "Waiting for the person who asked"
        WITH_CHAIR = "with_chair", "With the chair"
        REDACTING = "redacting", "Taking parts out"
        SECOND_CHECK = "second_check", "Second check"
        READY = "ready", "Ready to release"
        RELEASED = "released", "Released"
        DELIVERED = "delivered", "Delivered"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"
        CLOSED = "closed", "Closed"

    class Channel(models.TextChoices):
        LETTER = "letter", "Letter"
        EMAIL = "email", "E-mail"
        TELEPHONE = "telephone", "Telephone"
        IN_PERSON = "in_person", "In person"

    class Relationship(models.TextChoices):
        MOTHER = "mother", "Mother"
        FATHER = "father", "Father"
        OTHER_RESPONSIBLE = "other_responsible", "Somebody else with parental responsibility"
        YOUNG_PERSON = "young_person", "The young person"
        SOLICITOR = "solicitor", "Solicitor"
        OTHER = "other", "Somebody else"

    class Triage(models.TextChoices):
        NOT_YET = "", "Not sorted yet"
        MINUTES = "minutes", "Minute request only"
        BOTH = "both", "Also a subject access request"
        SUBJECT_ACCESS = "subject_access", "Subject access request"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT)
    reference = models.CharField(max_length=20, unique=True)
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="requests")
    children = models.ManyToManyField(Child, related_name="+")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.RECEIVED)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    received_at = models.DateTimeField()
    name = SealedTextField()
    relationship = models.CharField(max_length=20, choices=Relationship.choices)
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on_behalf_of = SealedTextField(blank=True)
    address = SealedTextField(blank=True)
    address_confirmed_on = models.DateField(null=True, blank=True)
    identity_checked_on = models.DateField(null=True, blank=True)
    note = SealedTextField(blank=True)
    triage = models.CharField(max_length=20, choices=Triage.choices, blank=True, default=Triage.NOT_YET)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    local_due_on = models.DateField()
    legal_due_on = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MinuteRequestQuerySet.as_manager()
    retention = Retention(keep="six years after it is closed", erase="the request's key is destroyed")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="checker_is_not_the_redactor",
                condition=Q(checked_by=None) | Q(redacted_by=None) | ~Q(checked_by=models.F("redacted_by")),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key


class Redaction(models.Model):
    """Words taken out of one recipient's copy: where, why, and who decided it."""

    class Code(models.TextChoices):
        S2P3 = "S2P3", "Somebody else's personal information"
        S2_2 = "S2-2", "Preventing or detecting crime"
        S2_5 = "S2-5", "Legal proceedings"
        S2_19 = "S2-19", "Legal advice"
        S3_11 = "S3-11", "Serious harm to somebody's health"
        S3_10 = "S3-10", "Told in confidence by the child"
        S3_9 = "S3-9", "A court report"
        S3_H = "S3-H", "Health information not cleared"
        S3_C = "S3-C", "Child abuse data, not in the child's interests"
        LOC = "LOC", "Somebody's safety"

    class Decision(models.TextChoices):
        SUGGESTED = "suggested", "To be decided"
        OUT = "out", "Taken out"
        KEPT = "kept", "Stays in"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(MinuteRequest, on_delete=models.PROTECT, related_name="redactions")
    sentence = models.CharField(max_length=40)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    code = models.CharField(max_length=10, choices=Code.choices, blank=True)
    decision = models.CharField(max_length=20, choices=Decision.choices, default=Decision.OUT)
    why = SealedTextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["sentence", "start"]
        constraints = [
            models.CheckConstraint(name="redaction_has_length", condition=Q(end__gt=models.F("start"))),
            models.CheckConstraint(name="taken_out_for_a_reason", condition=~Q(decision="out") | Q(code__gt="")),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.request.key


class TypedCopyQuerySet(models.QuerySet["TypedCopy"]):
    """Questions about copies."""

    def visible_to(self, user: User) -> TypedCopyQuerySet:
        if not user.may(May.DOWNLOAD_COPY):
            return self.none()
        return self.filter(request__in=MinuteRequest.objects.visible_to(user))


class TypedCopy(models.Model):
    """One numbered copy for one recipient, as it was released."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT)
    request = models.ForeignKey(MinuteRequest, on_delete=models.PROTECT, related_name="copies")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="copies")
    number = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()

    objects = TypedCopyQuerySet.as_manager()
    retention = Retention(keep="as long as the request it answers", erase="the copy's own key is destroyed")

    class Meta:
        verbose_name_plural = "typed copies"
        ordering = ["-released_at"]
        constraints = [models.UniqueConstraint(name="copy_number_once", fields=["version", "number"])]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key


class CopyFile(models.Model):
    """One file of a typed copy, sealed under the copy's key."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    copy = models.ForeignKey(TypedCopy, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=10, choices=Format.choices)
    blob = models.CharField(max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)

    retention = WITH_CONFERENCE

    class Meta:
        constraints = [models.UniqueConstraint(name="one_file_of_a_format", fields=["copy", "format"])]

    def __str__(self) -> str:
        return str(self.pk)


class Dispatch(models.Model):
    """How a copy went out, and the proof that it arrived."""

    class Method(models.TextChoices):
        POST = "post", "Tracked post"
        COLLECTED = "collected", "Collected in person"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    copy = models.ForeignKey(TypedCopy, on_delete=models.PROTECT, related_name="dispatches")
    method = models.CharField(max_length=20, choices=Method.choices)
    tracking = SealedTextField(blank=True)
    sent_on = models.DateField()
    delivered_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    retention = WITH_CONFERENCE

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.copy.key
