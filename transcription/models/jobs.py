"""Long work: a row for each piece of it."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import User
from access.retention import Retention
from access.roles import May


class JobQuerySet(models.QuerySet["Job"]):
    """Questions about jobs."""

    def visible_to(self, user: User) -> JobQuerySet:
        """IT sees them all, for they hold no content; everybody else sees the record they belong to."""
        return self.all() if user.may(May.RUN_QUEUE) else self.none()

    def of(self, subject: uuid.UUID) -> JobQuerySet:
        return self.filter(subject=subject).order_by("-created_at")

    def newest_first(self) -> JobQuerySet:
        return self.order_by("-created_at")

    def counted(self) -> list[tuple[str, int]]:
        """How many there are in each state, in the order of a job's life."""
        counts = dict(self.order_by().values_list("state").annotate(models.Count("pk")))
        return [(state.label, counts.get(state, 0)) for state in Job.State]

    def expired(self) -> JobQuerySet:
        return self.filter(finished_at__lt=timezone.now() - timedelta(days=90))

    def unfinished(self) -> JobQuerySet:
        return self.filter(state__in=[Job.State.WAITING, Job.State.RUNNING])


class Job(models.Model):
    """One piece of long work. The row is the truth; the message broker only carries its id."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        CANCELLED = "cancelled", "Cancelled"
        DEAD = "dead", "Stopped, needs a person"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    subject = models.UUIDField(db_index=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    priority = models.SmallIntegerField(default=5)
    attempt = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=100, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    reason = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = JobQuerySet.as_manager()
    retention = Retention(
        keep="90 days after it ended",
        erase="deleted; it holds no content",
        expired="expired",
        what="That a recording was transcribed, when, and for how long",
    )

    class Meta:
        indexes = [models.Index(fields=["state", "run_after", "priority"])]
        constraints = [
            models.CheckConstraint(
                name="running_has_lease",
                condition=~Q(state="running") | Q(lease_until__isnull=False, worker__gt=""),
            ),
            models.UniqueConstraint(
                name="one_open_job_for_a_subject",
                fields=["kind", "subject"],
                condition=Q(state__in=["waiting", "running"]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def percent(self) -> int:
        return 100 * self.done // max(self.total, 1)
