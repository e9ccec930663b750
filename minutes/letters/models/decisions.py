"""What was decided for one child: the views, the decision, the plan and the core group."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.models import User
from access.retention import Retention
from access.roles import May
from recordings.models import Attendance, Conference, ConferenceChild, VaultKey
from recordings.models.seeing import opened_by
from recordings.vault.fields import SealedTextField

WITH_DECISION = Retention(
    keep="as long as the decision for the child",
    erase="with it: its key is destroyed",
    what="The views, the plan and the core group of a conference, for each child",
)


class ChildDecisionQuerySet(models.QuerySet["ChildDecision"]):
    """Questions about decisions."""

    def visible_to(self, user: User) -> ChildDecisionQuerySet:
        """Like the minutes: for those who may open what was said at the conference."""
        if not user.may(May.READ_MINUTES):
            return self.none()
        return self.filter(opened_by(user, "row__conference"))

    def of(self, conference: Conference) -> ChildDecisionQuerySet:
        return self.filter(row__conference=conference).order_by("row__order", "row__pk")

    def decided(self) -> ChildDecisionQuerySet:
        return self.filter(decided_at__isnull=False)

    def with_child(self) -> ChildDecisionQuerySet:
        related = self.select_related("key", "row__child__key", "row__conference__key", "decided_by")
        return related.prefetch_related("views", "actions", "members__attendance__conference__key")


class ChildDecision(models.Model):
    """The chair's decision for one child, with its plan. Sealed under its own key: siblings end apart."""

    class Outcome(models.TextChoices):
        NOT_YET = "", "Not recorded yet"
        PLAN_MADE = "plan_made", "A child protection plan is made"
        PLAN_CONTINUES = "plan_continues", "The child protection plan continues"
        PLAN_ENDS = "plan_ends", "The child protection plan ends"
        NO_PLAN = "no_plan", "No child protection plan is made"

    class Category(models.TextChoices):
        NONE = "", "Does not apply"
        NEGLECT = "neglect", "Neglect"
        PHYSICAL = "physical", "Physical abuse"
        SEXUAL = "sexual", "Sexual abuse"
        EMOTIONAL = "emotional", "Emotional abuse"

    PLANNED = (Outcome.PLAN_MADE, Outcome.PLAN_CONTINUES)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT, related_name="+")
    row = models.OneToOneField(ConferenceChild, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True, default=Outcome.NOT_YET)
    category = models.CharField(max_length=20, choices=Category.choices, blank=True, default=Category.NONE)
    reasons = SealedTextField(blank=True)
    dissent = SealedTextField(blank=True)
    contingency = SealedTextField(blank=True)
    core_group_on = models.DateField(null=True, blank=True)
    core_group_where = SealedTextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    next_where = SealedTextField(blank=True)
    taken = models.JSONField(default=list, blank=True)  # ids of suggestions that were taken up or left out
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened = SealedTextField(blank=True)

    objects = ChildDecisionQuerySet.as_manager()
    retention = Retention(
        keep="as long as the child's own record",
        erase="the decision's key is destroyed",
        what="What was decided for a child, and why",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decided_by_somebody_and_whole",
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, outcome__gt=""),
            ),
            models.CheckConstraint(
                name="decided_plan_has_category",
                condition=Q(decided_at=None)
                | ~Q(outcome__in=["plan_made", "plan_continues"])
                | Q(category__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    @property
    def is_decided(self) -> bool:
        return self.decided_at is not None

    @property
    def has_plan(self) -> bool:
        return self.outcome in self.PLANNED


class AgencyView(models.Model):
    """What one agency thought: whether the child needs a plan, in their words."""

    class View(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        UNSURE = "unsure", "Unsure"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(ChildDecision, on_delete=models.PROTECT, related_name="views")
    agency = SealedTextField()
    view = models.CharField(max_length=10, choices=View.choices, blank=True)
    words = SealedTextField(blank=True)
    source = models.JSONField(null=True, blank=True)  # {"recording", "start", "end"}: where it was said
    order = models.PositiveSmallIntegerField(default=0)

    retention = WITH_DECISION

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.decision.key


class PlanAction(models.Model):
    """One line of the outline plan: what is to change, who does what by when, and how one will know."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(ChildDecision, on_delete=models.PROTECT, related_name="actions")
    outcome = SealedTextField(blank=True)
    action = SealedTextField()
    person = SealedTextField(blank=True)
    by_when = SealedTextField(blank=True)
    measure = SealedTextField(blank=True)
    source = models.JSONField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    retention = WITH_DECISION

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.decision.key


class CoreMember(models.Model):
    """Somebody in the core group of one child."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(ChildDecision, on_delete=models.PROTECT, related_name="members")
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="core_groups")

    retention = WITH_DECISION

    class Meta:
        ordering = ["attendance__order", "pk"]
        constraints = [models.UniqueConstraint(name="core_member_once", fields=["decision", "attendance"])]

    def __str__(self) -> str:
        return str(self.pk)
