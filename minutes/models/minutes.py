"""Minutes and their versions."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.models import User
from access.retention import WITH_CONFERENCE, Retention
from access.roles import May
from recordings.models import Conference, VaultKey
from recordings.models.seeing import children_named, opened_by
from recordings.vault.fields import SealedJSONField, SealedTextField


class MinutesQuerySet(models.QuerySet["Minutes"]):
    """Questions about minutes."""

    def visible_to(self, user: User) -> MinutesQuerySet:
        if not user.may(May.READ_MINUTES):
            return self.none()
        return self.filter(opened_by(user, "conference"))

    def with_conference(self) -> MinutesQuerySet:
        related = self.select_related("conference__key", "conference__chair", "key", "restricted_key")
        return related.prefetch_related(children_named("conference__children"))

    def awaiting_approval(self) -> MinutesQuerySet:
        return self.exclude(status=Minutes.Status.APPROVED)


class Minutes(models.Model):
    """The minutes of one conference. Their text is in numbered versions; approved text never changes."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft made by software, not checked"
        IN_REVIEW = "in_review", "Being checked by the chair"
        APPROVED = "approved", "Approved"
        AMENDING = "amending", "Reopened for an amendment"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT, related_name="+")
    restricted_key = models.OneToOneField(VaultKey, on_delete=models.PROTECT, related_name="+")
    conference = models.OneToOneField(Conference, on_delete=models.PROTECT, related_name="minutes")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    template = models.CharField(max_length=40, default="strengthening_families")
    created_at = models.DateTimeField(auto_now_add=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_version = models.OneToOneField(
        "minutes.Version", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MinutesQuerySet.as_manager()
    retention = Retention(
        keep="as long as the longest-kept child of the conference",
        erase="both keys of the minutes are destroyed",
        what="Minutes, and their restricted part",
    )

    class Meta:
        verbose_name_plural = "minutes"
        indexes = [
            models.Index(fields=["conference"], name="minutes_to_approve", condition=~Q(status="approved"))
        ]
        constraints = [
            models.CheckConstraint(
                name="approved_with_who_when_and_what",
                condition=Q(
                    status__in=["approved", "amending"],
                    approved_at__isnull=False,
                    approved_by__isnull=False,
                    approved_version__isnull=False,
                )
                | ~Q(status__in=["approved", "amending"])
                & Q(approved_at=None, approved_by=None, approved_version=None),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    @property
    def is_approved(self) -> bool:
        return self.status == self.Status.APPROVED

    @property
    def is_amending(self) -> bool:
        return self.status == self.Status.AMENDING


class Version(models.Model):
    """One numbered state of the text. Old ones are kept and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = SealedJSONField()
    restricted = SealedJSONField(key="restricted_sealing_key")
    content_sha256 = models.CharField(max_length=64)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    based_on = models.PositiveIntegerField(null=True, blank=True)
    note = SealedTextField(blank=True)
    what = models.CharField(max_length=30, default="edited")
    undoes = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="version_number_once", fields=["minutes", "number"])]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.minutes.key

    def restricted_sealing_key(self) -> VaultKey:
        return self.minutes.restricted_key


class Milestone(models.Model):
    """A name that a person gave to a version, to find it again among all that was saved."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="milestone")
    name = SealedTextField()
    named_at = models.DateTimeField(auto_now=True)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    retention = WITH_CONFERENCE

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.version.minutes.key


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    """Questions about amendments."""

    def open(self) -> AmendmentQuerySet:
        return self.filter(version=None)


class Amendment(models.Model):
    """Approved minutes that were reopened: why, what stood until then, and the approval that followed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveIntegerField()
    reason = SealedTextField()
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="replaced_by")
    replaces_approved_at = models.DateTimeField()
    replaces_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, null=True, blank=True, related_name="amends"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AmendmentQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="amendment_number_once", fields=["minutes", "number"]),
            models.UniqueConstraint(name="one_open_amendment", fields=["minutes"], condition=Q(version=None)),
            models.CheckConstraint(
                name="amendment_approved_with_who_when_and_what",
                condition=Q(version=None, approved_at=None, approved_by=None)
                | Q(version__isnull=False, approved_at__isnull=False, approved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.minutes.key


class Here(models.Model):
    """Somebody has the editor open now. Says nothing of the case but which paragraph, by its id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="here")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    paragraph = models.UUIDField(null=True, blank=True)
    seen_at = models.DateTimeField()

    retention = Retention(
        keep="while somebody has the editor open, and a day at the most",
        erase="the row is deleted by the next person who opens an editor",
    )

    class Meta:
        constraints = [models.UniqueConstraint(name="here_once", fields=["minutes", "user"])]

    def __str__(self) -> str:
        return str(self.pk)


class Check(models.Model):
    """A mark that a person settled by listening. The mark itself is in the sealed text.

    One press settles all the marks of a sentence; the first of them carries how long that sentence sounds.
    How long and how much was listened to is kept for the quality of the work, never to rank people.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="checks")
    flag = models.UUIDField()
    heard_ms = models.PositiveIntegerField(default=0)
    cleared_at = models.DateTimeField(auto_now_add=True)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    retention = WITH_CONFERENCE

    class Meta:
        constraints = [models.UniqueConstraint(name="flag_cleared_once", fields=["minutes", "flag"])]

    def __str__(self) -> str:
        return str(self.pk)
