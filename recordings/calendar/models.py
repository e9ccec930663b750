"""One-off holidays, dated versions of rules, and the dates that moved because of them."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from access.models import User
from access.retention import WITH_CONFERENCE, Retention
from access.roles import May
from recordings import clocks
from recordings.models import Conference
from recordings.models.seeing import free_for

KEPT = Retention(keep="for good: an old date must still be explained", erase="holds nothing about a family")
NOT_SET_HERE = {"retention_end", "extra_bank_holiday", "not_a_holiday_in_england"}
CODES = [(rule.code, rule.says) for rule in clocks.rules.EVERY if rule.code not in NOT_SET_HERE]
MONTHS, DAYS, WORKING = "months", "calendar days", "working days"
UNITS = {
    "first_review_latest": MONTHS,
    "later_review_latest": MONTHS,
    "prebirth_review_latest": MONTHS,
    "core_group_next_monthly": MONTHS,
    "sar_due": MONTHS,
    "sar_extended_due": MONTHS,
    "sar_identity": MONTHS,
    "sar_clarification": MONTHS,
    "core_group_next_six_weekly": DAYS,
    "complaint_written_by": DAYS,
    "transcript_kept_until": DAYS,
    "dp_complaint_ack": DAYS,
    "quorum": "other agencies",
}


class OneOffHolidayQuerySet(models.QuerySet["OneOffHoliday"]):
    """Questions about one-off holidays."""

    def visible_to(self, user: User) -> OneOffHolidayQuerySet:
        return self.all() if user.may(May.MANAGE_SETTINGS) else self.none()


class OneOffHoliday(models.Model):
    """A bank holiday of one year only, such as a coronation. The calendar of England has the others."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    on = models.DateField(unique=True)
    name = models.CharField(max_length=100)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = OneOffHolidayQuerySet.as_manager()
    retention = KEPT

    class Meta:
        ordering = ["-on"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_past(self) -> bool:
        return self.on < timezone.localdate()


class DateRuleQuerySet(models.QuerySet["DateRule"]):
    """Questions about the council's versions."""

    def visible_to(self, user: User) -> DateRuleQuerySet:
        return self.all() if user.may(May.MANAGE_SETTINGS) else self.none()


class DateRule(models.Model):
    """One version of one rule, set by the council, and from when it is in force. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=40, choices=CODES)
    amount = models.PositiveSmallIntegerField()
    says = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    effective_from = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    objects = DateRuleQuerySet.as_manager()
    retention = KEPT

    class Meta:
        ordering = ["code", "-effective_from"]
        constraints = [
            models.UniqueConstraint(name="one_version_of_a_rule_a_day", fields=["code", "effective_from"])
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def has_begun(self) -> bool:
        return self.effective_from <= timezone.localdate()

    def as_rule(self) -> clocks.Rule:
        """The version as the clocks take it."""
        basis = clocks.in_force(self.code, date.max).basis
        return clocks.Rule(self.code, self.says, basis, self.source, self.amount, self.effective_from)


class MovedDateQuerySet(models.QuerySet["MovedDate"]):
    """Questions about dates that moved."""

    def visible_to(self, user: User) -> MovedDateQuerySet:
        return self.filter(free_for(user, "conference"), person=user)

    def unseen(self) -> MovedDateQuerySet:
        return self.filter(seen_at=None)


class MovedDate(models.Model):
    """An open date that a holiday or a rule moved, for one person to know of. It names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="moved_dates")
    what = models.CharField(max_length=80)
    was = models.DateField()
    now = models.DateField()
    because = models.CharField(max_length=120)
    moved_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = MovedDateQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["now", "pk"]
        indexes = [models.Index(fields=["person", "seen_at"])]

    def __str__(self) -> str:
        return str(self.pk)
