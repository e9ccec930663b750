"""What people send us before anybody has logged it, and what we send them: each with its proof."""

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
from minutes.requests.models.requests import MinuteRequest
from recordings.models import VaultKey
from recordings.vault.fields import SealedTextField


class MessageQuerySet(models.QuerySet["Message"]):
    """Questions about messages."""

    def visible_to(self, user: User) -> MessageQuerySet:
        """What nobody has logged yet, for everybody who logs; the rest with the request it belongs to."""
        if not user.may(May.LOG_REQUEST):
            return self.none()
        return self.filter(Q(request=None) | Q(request__in=MinuteRequest.objects.visible_to(user)))

    def to_sort(self) -> MessageQuerySet:
        return self.filter(state=Message.State.NEW).select_related("key").order_by("received_at")

    def set_aside(self) -> MessageQuerySet:
        return self.filter(state=Message.State.ASIDE).select_related("key").order_by("-received_at")

    def to_read(self) -> MessageQuerySet:
        """Added to a request by itself: a person reads it yet."""
        joined = self.filter(state=Message.State.JOINED, handled_at=None, request__isnull=False)
        return joined.select_related("key", "request__key").order_by("received_at")

    def to_acknowledge(self) -> MessageQuerySet:
        """New ones that came from somewhere we may answer, and were not answered yet."""
        recent = timezone.now() - Message.ANSWERED_WITHIN
        wanted = self.filter(wants_answer=True, acknowledged_at=None, created_at__gte=recent)
        return wanted.exclude(state=Message.State.ASIDE)

    def forgettable(self) -> MessageQuerySet:
        """Set aside so long ago that nobody will bring it back."""
        return self.filter(
            state=Message.State.ASIDE, request=None, handled_at__lt=timezone.now() - Message.ASIDE_FOR
        )


class Message(models.Model):
    """Something that reached us by e-mail or through the public page. Its original is sealed as it came.

    `fingerprint` is the same however often the same message is delivered, so that none is kept twice.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", "E-mail"
        WEB = "web", "Public page"
        API = "api", "Another system"

    class State(models.TextChoices):
        NEW = "new", "To be sorted"
        LOGGED = "logged", "Logged as a request"
        JOINED = "joined", "Added to a request"
        ASIDE = "aside", "Set aside"

    class Aside(models.TextChoices):
        AUTOMATIC = "automatic", "An automatic reply"
        BOUNCE = "bounce", "A report that our e-mail did not arrive"
        SPAM = "spam", "Unwanted mail"
        DUPLICATE = "duplicate", "The same as another message"
        NOT_A_REQUEST = "not_a_request", "Not a request for minutes"

    ANSWERED_WITHIN = timedelta(days=5)
    ASIDE_FOR = timedelta(days=180)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.NEW)
    aside = models.CharField(max_length=20, choices=Aside.choices, blank=True)
    received_at = models.DateTimeField()
    sender = SealedTextField(blank=True)
    name = SealedTextField(blank=True)
    subject = SealedTextField(blank=True)
    text = SealedTextField(blank=True)
    attachments = models.PositiveIntegerField(default=0)
    is_cut = models.BooleanField(default=False)

    blob = models.CharField(max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, unique=True)
    message_id_digest = models.CharField(max_length=64, blank=True, db_index=True)
    sender_digest = models.CharField(max_length=64, blank=True, db_index=True)
    source_digest = models.CharField(max_length=64, blank=True, db_index=True)

    request = models.ForeignKey(
        MinuteRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    wants_answer = models.BooleanField(default=False)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MessageQuerySet.as_manager()
    retention = Retention(
        keep="with the request it belongs to; 180 days when it was set aside",
        erase="the message's own key is destroyed",
        what="A message to us: who sent it, what it says, and its original",
    )

    class Meta:
        ordering = ["received_at"]
        constraints = [
            models.CheckConstraint(
                name="set_aside_for_a_reason",
                condition=~Q(state="aside") | Q(aside__gt=""),
            ),
            models.CheckConstraint(
                name="logged_message_has_its_request",
                condition=~Q(state="logged") | Q(request__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "received_at"])]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key


class Sent(models.Model):
    """An e-mail of ours to somebody who asks. Its token is in the subject, so that an answer finds back."""

    class Purpose(models.TextChoices):
        ACKNOWLEDGEMENT = "acknowledgement", "We have your message"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    request = models.ForeignKey(
        MinuteRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="sent"
    )
    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, null=True, blank=True, related_name="answers"
    )
    token = models.CharField(max_length=20, unique=True)
    message_id_digest = models.CharField(max_length=64, db_index=True)
    to_digest = models.CharField(max_length=64, db_index=True)
    sent_at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True, blank=True)

    retention = Retention(
        keep="with the request or the message it answers", erase="with it; it holds digests only"
    )

    class Meta:
        verbose_name_plural = "sent"
        constraints = [
            models.CheckConstraint(
                name="sent_about_something",
                condition=Q(request__isnull=False) | Q(message__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
