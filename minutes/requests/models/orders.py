"""What a person makes of a copy to order: the text read aloud, easy read, a translation."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import User
from access.retention import WITH_CONFERENCE
from access.roles import May
from minutes.requests.models.copies import TypedCopy
from minutes.requests.models.requests import MinuteRequest
from recordings.models import VaultKey
from recordings.models.seeing import among
from recordings.vault.fields import SealedTextField


class OrderQuerySet(models.QuerySet["Order"]):
    """Questions about orders."""

    def visible_to(self, user: User) -> OrderQuerySet:
        if not (user.may(May.RELEASE_COPY) or user.may(May.CHECK_REDACTION)):
            return self.none()
        return self.filter(among(MinuteRequest.objects.visible_to(user), "copy__request"))

    def unfinished(self) -> OrderQuerySet:
        """Sent to somebody, or back and to be checked."""
        return self.filter(state__in=[Order.State.SENT, Order.State.RETURNED])

    def checked(self) -> OrderQuerySet:
        return self.filter(state=Order.State.CHECKED)

    def with_people(self) -> OrderQuerySet:
        return self.select_related("copy__key", "copy__request__key", "by", "returned_by", "checked_by")


class Order(models.Model):
    """Something made from a copy by a person: sent to them, due, back, checked, and then part of the copy."""

    class Kind(models.TextChoices):
        READ_ALOUD = "read_aloud", "Read aloud by a person"
        VOICE = "voice", "Read aloud by a machine voice"
        EASY_READ = "easy_read", "Easy read"
        TRANSLATION = "translation", "Translation"

    class State(models.TextChoices):
        SENT = "sent", "Sent to be made"
        RETURNED = "returned", "Back, to be checked"
        CHECKED = "checked", "Checked"
        CANCELLED = "cancelled", "Cancelled"

    class Type(models.TextChoices):
        PDF = "application/pdf", "PDF"
        DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"
        TXT = "text/plain", "Plain text"
        MP3 = "audio/mpeg", "MP3"
        M4A = "audio/mp4", "M4A"
        OGG = "audio/ogg", "Ogg"
        WAV = "audio/wav", "WAV"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    copy = models.ForeignKey(TypedCopy, on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.SENT)
    language = SealedTextField(blank=True)
    maker = SealedTextField()
    promise_seen_on = models.DateField()
    sent_on = models.DateField()
    due_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    returned_on = models.DateField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    blob = models.CharField(max_length=200, blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    media_type = models.CharField(max_length=100, choices=Type.choices, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    wrong = SealedTextField(blank=True)

    objects = OrderQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["due_on", "made_at"]
        constraints = [
            models.CheckConstraint(
                name="order_checked_by_somebody_else",
                condition=Q(checked_by=None) | ~Q(checked_by=F("returned_by")),
            ),
            models.CheckConstraint(
                name="order_back_with_its_file",
                condition=Q(state__in=["sent", "cancelled"])
                | ~Q(blob="") & Q(returned_on__isnull=False, returned_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.copy.key

    @property
    def is_late(self) -> bool:
        return self.state == self.State.SENT and self.due_on < timezone.localdate()

    @property
    def suffix(self) -> str:
        return self.Type(self.media_type).name.lower()

    @property
    def filename(self) -> str:
        """The copy's number and the kind, and nothing about anybody."""
        return f"copy-{self.copy.register_number}-{self.kind.replace('_', '-')}.{self.suffix}"
