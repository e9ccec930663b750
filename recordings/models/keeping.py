"""How long recordings are kept, what stops their ending, and how each of them ended."""

from __future__ import annotations

import uuid
from datetime import date
from operator import attrgetter
from typing import cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from access.models import User
from access.retention import Retention
from access.roles import May
from recordings.models.conferences import Conference
from recordings.models.keys import VaultKey
from recordings.models.recordings import Recording
from recordings.models.seeing import free_for
from recordings.vault.fields import SealedTextField

PROOF = "as long as the access log: it is the proof"


class RetentionRuleQuerySet(models.QuerySet["RetentionRule"]):
    """Questions about rules."""

    def visible_to(self, user: User) -> RetentionRuleQuerySet:
        return self.all() if user.may(May.VIEW_KEEPING) else self.none()

    def in_force(self, day: date) -> RetentionRule | None:
        """The rule of a day; before the first dated one, the first. Read once for every day that is asked."""
        versions = sorted(self, key=attrgetter("effective_from"))
        started = [rule for rule in versions if rule.effective_from <= day]
        return next(iter(started[-1:] or versions), None)


class RetentionRule(models.Model):
    """One version of the council's rule, and from when it is in force. A version is never changed."""

    class Kind(models.TextChoices):
        WITH_RECORD = "with_record", "Keep with the record"
        AFTER_APPROVAL = "after_approval", "Delete some days after the minutes are approved"

    class Basis(models.TextChoices):
        """In the words of `recordings.clocks.retention_end`."""

        BIRTHDAY_75 = "75th birthday", "Until the 75th birthday of the youngest child"
        BIRTH_25 = "25 years from birth", "25 years from the birth of the youngest child"
        CONFERENCE_35 = "35 years from conference", "35 years from the conference"
        NONE = "", "Does not apply"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    basis = models.CharField(max_length=40, choices=Basis.choices, blank=True)
    days = models.PositiveIntegerField(null=True, blank=True)
    effective_from = models.DateField(unique=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    objects = RetentionRuleQuerySet.as_manager()
    retention = Retention(
        keep=PROOF, erase="never by the service", what="The council's rule for recordings, and who set it"
    )

    class Meta:
        ordering = ["-effective_from"]
        constraints = [
            models.CheckConstraint(
                name="rule_has_basis_or_days",
                condition=Q(kind="with_record", basis__gt="", days=None)
                | Q(kind="after_approval", days__gt=0),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def record_words(self) -> str:
        """Until when everything else of a record is kept, in one sentence."""
        if not self.basis:
            return "The rest of the record does not end"
        return f"The rest of the record: {self.get_basis_display()[0].lower()}{self.get_basis_display()[1:]}"

    @property
    def words(self) -> str:
        """The rule in one sentence."""
        if self.kind == self.Kind.WITH_RECORD:
            return (
                f"Kept with the record: {self.get_basis_display()[0].lower()}{self.get_basis_display()[1:]}"
            )
        days = "1 day" if self.days == 1 else f"{self.days} days"
        return f"Deleted {days} after the minutes are approved"


class HoldQuerySet(models.QuerySet["Hold"]):
    """Questions about holds."""

    def visible_to(self, user: User) -> HoldQuerySet:
        if not user.may(May.VIEW_KEEPING):
            return self.none()
        return self.filter(free_for(user, "conference"))

    def open_now(self) -> HoldQuerySet:
        return self.filter(lifted_at=None)

    def with_people(self) -> HoldQuerySet:
        return self.select_related("key", "conference__chair", "placed_by", "lifted_by")


class Hold(models.Model):
    """Why nothing of a conference may be destroyed, from when somebody said so until somebody lifts it."""

    class Reason(models.TextChoices):
        COMPLAINT = "complaint", "A complaint"
        AMENDMENT = "amendment", "Somebody asks for a change of the minutes"
        SUBJECT_ACCESS = "subject_access", "A subject access request"
        COURT = "court", "A court matter"
        INQUIRY = "inquiry", "An inquiry or a review of practice"
        OTHER = "other", "Another reason, in the note"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    note = SealedTextField()
    placed_at = models.DateTimeField(auto_now_add=True)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = HoldQuerySet.as_manager()
    retention = Retention(
        keep=PROOF, erase="its note by destroying the key", what="Why something must not be destroyed yet"
    )

    class Meta:
        ordering = ["-placed_at"]
        constraints = [
            models.CheckConstraint(
                name="hold_lifted_at_with_by",
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key


class DestructionQuerySet(models.QuerySet["Destruction"]):
    """Questions about endings."""

    def visible_to(self, user: User) -> DestructionQuerySet:
        if not user.may(May.VIEW_KEEPING):
            return self.none()
        return self.filter(free_for(user, "recording__conference"), free_for(user, "conference"))

    def waiting(self) -> DestructionQuerySet:
        """Their time has come, and not both people have agreed yet."""
        return self.filter(state__in=[Destruction.State.DUE, Destruction.State.PROPOSED])

    def done(self) -> DestructionQuerySet:
        return self.filter(state=Destruction.State.DONE)

    def with_people(self) -> DestructionQuerySet:
        found = self.select_related("key", "rule", "proposed_by", "approved_by")
        return found.select_related("conference__chair", "recording__key", "recording__conference__chair")


class Destruction(models.Model):
    """The ending of a recording or of a whole record: listed when due, proposed by one, approved by another.

    The certificate is a PDF, sealed under a key of its own, for it outlives what it is about.
    """

    class State(models.TextChoices):
        DUE = "due", "Due"
        PROPOSED = "proposed", "Needs a second person"
        DONE = "done", "Destroyed"
        WITHDRAWN = "withdrawn", "Kept after all"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT, related_name="+")
    recording = models.ForeignKey(
        Recording, on_delete=models.PROTECT, related_name="destructions", null=True, blank=True
    )
    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, related_name="endings", null=True, blank=True
    )
    """The conference whose whole record ends; a recording that ends alone names only itself."""
    rule = models.ForeignKey(RetentionRule, on_delete=models.PROTECT, related_name="+")
    ends_on = models.DateField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.DUE)
    listed_at = models.DateTimeField(auto_now_add=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    why_kept = SealedTextField(blank=True)
    backups_end_on = models.DateField(null=True, blank=True)
    certificate = models.CharField(max_length=200, blank=True)
    certificate_sha256 = models.CharField(max_length=64, blank=True)

    objects = DestructionQuerySet.as_manager()
    retention = Retention(
        keep=PROOF,
        erase="never by the service; it names nobody whom the recording was about",
        what="The certificate of a destruction: who agreed, and when",
    )

    class Meta:
        ordering = ["ends_on", "pk"]
        indexes = [
            models.Index(
                fields=["ends_on", "id"],
                name="destructions_waiting",
                condition=Q(state__in=["due", "proposed"]),
            ),
            models.Index(fields=["-approved_at"], name="destructions_done", condition=Q(state="done")),
        ]
        constraints = [
            models.CheckConstraint(
                name="approver_is_not_the_proposer",
                condition=Q(approved_by=None) | Q(proposed_by=None) | ~Q(approved_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="destroyed_by_two_with_certificate",
                condition=Q(state="done", proposed_by__isnull=False, proposed_at__isnull=False)
                & Q(approved_by__isnull=False, approved_at__isnull=False, backups_end_on__isnull=False)
                & Q(certificate__gt="")
                | ~Q(state="done") & Q(approved_by=None, approved_at=None, certificate=""),
            ),
            models.CheckConstraint(
                name="kept_after_all_by_somebody",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                | ~Q(state="withdrawn") & Q(withdrawn_at=None, withdrawn_by=None),
            ),
            models.CheckConstraint(
                name="proposed_by_somebody", condition=~Q(state="proposed") | Q(proposed_by__isnull=False)
            ),
            models.CheckConstraint(
                name="ends_one_thing",
                condition=Q(recording__isnull=False, conference=None)
                | Q(recording=None, conference__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_ending_of_a_record", fields=["conference"], condition=~Q(state="withdrawn")
            ),
            models.UniqueConstraint(
                name="one_ending_of_a_recording", fields=["recording"], condition=~Q(state="withdrawn")
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    @property
    def about(self) -> Conference:
        """The conference of which something ends."""
        found = self.recording.conference if self.recording else self.conference
        return cast(Conference, found)

    @property
    def title(self) -> str:
        """What ends: Recording 2, or the whole record."""
        return f"Recording {self.recording.order + 1}" if self.recording else "The whole record"

    @property
    def is_waiting(self) -> bool:
        return self.state in {self.State.DUE, self.State.PROPOSED}
