"""How a copy goes out: each sending with its proof or its failure, and the link that opens a copy once."""

from __future__ import annotations

import hashlib
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import User
from access.retention import WITH_CONFERENCE, Retention
from access.roles import May
from minutes.requests.models.copies import TypedCopy
from minutes.requests.models.orders import Order
from recordings.models import VaultKey
from recordings.models.seeing import among
from recordings.vault.fields import SealedTextField


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    """Questions about sendings."""

    def visible_to(self, user: User) -> DispatchQuerySet:
        if not user.may(May.RELEASE_COPY):
            return self.none()
        return self.filter(among(TypedCopy.objects.visible_to(user), "copy"))

    def under_way(self) -> DispatchQuerySet:
        """Neither arrived nor come back."""
        return self.filter(state__in=Dispatch.UNDER_WAY)


class Dispatch(models.Model):
    """One sending of a copy: how it went, and the proof that it arrived or why it did not.

    `order` is what was made from the copy and went alone, after it; otherwise the copy itself went.
    """

    class Method(models.TextChoices):
        POST = "post", "Tracked post"
        COLLECTED = "collected", "Collected in person"
        LINK = "link", "Secure link by e-mail"
        EMAIL = "email", "Locked PDF by e-mail"

    class State(models.TextChoices):
        SENDING = "sending", "Not sent yet"
        SENT = "sent", "Sent"
        ARRIVED = "arrived", "Arrived"
        CAME_BACK = "came_back", "Came back"

    class Failure(models.TextChoices):
        RETURNED = "returned", "the post brought it back"
        LOST = "lost", "it never arrived"
        NOT_COLLECTED = "not_collected", "nobody collected it"
        REFUSED = "refused", "their mail server refused it"
        BOUNCED = "bounced", "the e-mail came back"
        NO_SERVER = "no_server", "our mail server could not be reached"
        NOT_OPENED = "not_opened", "the link ended before it was opened"
        TAKEN_BACK = "taken_back", "we took it back"

    BY_MAIL = (Method.LINK, Method.EMAIL)
    UNDER_WAY = (State.SENDING, State.SENT)
    WRONG_ADDRESS = (Failure.RETURNED, Failure.LOST, Failure.REFUSED, Failure.BOUNCED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    copy = models.ForeignKey(TypedCopy, on_delete=models.PROTECT, related_name="dispatches")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    method = models.CharField(max_length=20, choices=Method.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.SENT)
    tracking = SealedTextField(blank=True)
    pages = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    sent_on = models.DateField()
    delivered_on = models.DateField(null=True, blank=True)
    proof = SealedTextField(null=True, blank=True)
    proved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    came_back_on = models.DateField(null=True, blank=True)
    failure = models.CharField(max_length=20, choices=Failure.choices, blank=True)
    notify_id = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = DispatchQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                name="came_back_with_a_reason",
                condition=Q(state="came_back", came_back_on__isnull=False) & ~Q(failure="")
                | ~Q(state="came_back") & Q(came_back_on=None, failure=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.copy.key

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY


def token_digest(token: str) -> str:
    """What is kept of a link's token. It has 256 bits by chance, so a plain digest cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


class CopyLinkQuerySet(models.QuerySet["CopyLink"]):
    """Questions about links."""

    def answering(self, token: str) -> CopyLink | None:
        """The link that this token belongs to, while it can still be used."""
        related = ("dispatch__copy__key", "dispatch__copy__request__key")
        found = self.select_related(*related).filter(token_digest=token_digest(token)).first()
        return found if found and found.is_open else None

    def run_out(self) -> CopyLinkQuerySet:
        """Ended by their date, with nobody having opened the copy."""
        return self.filter(
            expires_at__lte=timezone.now(), ended_at=None, dispatch__state__in=Dispatch.UNDER_WAY
        )


class CopyLink(models.Model):
    """A link to one copy. Token and code are kept as digests only; a code works once, and is counted."""

    TRIES = 5
    DOWNLOADS = 10
    HOLDS = timedelta(days=14)
    CODE_HOLDS = timedelta(days=7)
    SITTING = timedelta(minutes=30)
    WAITS = (0, 0, 30, 120)  # seconds after the first, second, third and fourth wrong code

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dispatch = models.OneToOneField(Dispatch, on_delete=models.PROTECT, related_name="link")
    token_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    code_digest = models.CharField(max_length=200, blank=True)
    code_given_at = models.DateTimeField(null=True, blank=True)
    tries_left = models.PositiveSmallIntegerField(default=0)
    wait_until = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    downloads_left = models.PositiveSmallIntegerField(default=DOWNLOADS)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CopyLinkQuerySet.as_manager()
    retention = Retention(keep="as long as the copy it opens", erase="with the copy; it names nobody")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and timezone.now() < self.expires_at

    @property
    def wants_code(self) -> bool:
        """Whether somebody of the council has to give them a code first: none yet, used, old, or locked."""
        return not self.code_digest or not self.tries_left or self.code_is_old

    @property
    def code_is_old(self) -> bool:
        return self.code_given_at is not None and timezone.now() > self.code_given_at + self.CODE_HOLDS

    @property
    def has_to_wait(self) -> bool:
        return self.wait_until is not None and timezone.now() < self.wait_until
