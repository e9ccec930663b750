"""Around a conference: discussions before it, reports to it, and who may not see it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from access.models import User
from access.retention import WITH_CONFERENCE
from access.roles import May
from recordings.models.conferences import Conference
from recordings.models.keys import VaultKey
from recordings.models.seeing import seen_by
from recordings.vault.fields import SealedTextField


class StrategyDiscussionQuerySet(models.QuerySet["StrategyDiscussion"]):
    """Questions about strategy discussions."""

    def visible_to(self, user: User) -> StrategyDiscussionQuerySet:
        return self.filter(seen_by(user, "conference"))


class StrategyDiscussion(models.Model):
    """A strategy discussion before a conference. Days are counted from the one that started the enquiry."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="discussions")
    on = models.DateField()
    started_enquiry = models.BooleanField(default=False)

    objects = StrategyDiscussionQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(name="discussion_once_a_day", fields=["conference", "on"]),
            models.UniqueConstraint(
                name="one_discussion_started_it", fields=["conference"], condition=Q(started_enquiry=True)
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def follow(cls, conference: Conference) -> None:
        """Keep one row that started the enquiry: that of the day the conference counts from."""
        day = conference.strategy_discussion_on
        others = conference.discussions.filter(started_enquiry=True)
        (others.exclude(on=day) if day else others).update(started_enquiry=False)
        if day:
            conference.discussions.update_or_create(on=day, defaults={"started_enquiry": True})


class ReportQuerySet(models.QuerySet["Report"]):
    """Questions about reports."""

    def visible_to(self, user: User) -> ReportQuerySet:
        return self.filter(seen_by(user, "conference"))

    def not_received(self) -> ReportQuerySet:
        return self.filter(received_on=None)

    def not_seen(self) -> ReportQuerySet:
        return self.filter(seen_by_family=Report.Seen.NOT_YET)


class Report(models.Model):
    """An agency's report to a conference: when it came, and when the family saw it. It is kept elsewhere."""

    class Seen(models.TextChoices):
        NOT_YET = "", "Not yet"
        ALL = "all", "Yes"
        PART = "part", "In part"
        NOT_SHARED = "not_shared", "It may not be shared with them"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="reports")
    agency = SealedTextField()
    author = SealedTextField(blank=True)
    received_on = models.DateField(null=True, blank=True)
    seen_by_family = models.CharField(max_length=20, choices=Seen.choices, blank=True, default=Seen.NOT_YET)
    seen_on = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ReportQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="report_seen_with_its_day",
                condition=Q(seen_by_family__in=["", "not_shared"], seen_on=None)
                | Q(seen_by_family__in=["all", "part"], seen_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.conference.key


class ConflictOfInterestQuerySet(models.QuerySet["ConflictOfInterest"]):
    """Questions about conflicts of interest."""

    def visible_to(self, user: User) -> ConflictOfInterestQuerySet:
        """Those of conferences this person may see: never their own, for that shuts them out."""
        if not user.may(May.NOTE_CONFLICT):
            return self.none()
        return self.filter(seen_by(user, "conference"))

    def standing(self) -> ConflictOfInterestQuerySet:
        return self.filter(lifted_at=None)


class ConflictOfInterest(models.Model):
    """Somebody who works here is close to the family: until another lifts it, they see nothing of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts")
    reason = SealedTextField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)
    lifted_reason = SealedTextField(blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = ConflictOfInterestQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["noted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="conflict_noted_once", fields=["user", "conference"], condition=Q(lifted_at=None)
            ),
            models.CheckConstraint(
                name="conflict_lifted_by_another",
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False) & ~Q(lifted_by=F("user")) & ~Q(lifted_by=F("noted_by")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.conference.key
