"""Conferences, and who may see them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from access.models import User
from access.retention import Retention
from recordings.models.keys import VaultKey, shown_name
from recordings.models.seeing import children_named, free_for, opened_by, rows_of, seen_by
from recordings.vault.fields import LaterTextField, SealedTextField


class ConferenceQuerySet(models.QuerySet["Conference"]):
    """Questions about conferences."""

    def visible_to(self, user: User) -> ConferenceQuerySet:
        """A chair's own, as chair or deputy; every one for the roles that plan, check and answer."""
        return self.filter(seen_by(user))

    def kept(self) -> ConferenceQuerySet:
        """Those whose record is not destroyed."""
        return self.filter(erased_at=None)

    def without_ending(self) -> ConferenceQuerySet:
        """Kept with no recording left, and not before the people who would end the whole record."""
        listed = self.kept().exclude(endings__state__in=["due", "proposed"])
        return listed.exclude(Exists(_kept_recordings()))

    def without_conflict_of(self, user: User) -> ConferenceQuerySet:
        """Without those of a family this person is close to."""
        return self.filter(free_for(user))

    def content_visible_to(self, user: User) -> ConferenceQuerySet:
        """Those whose sound, words and minutes this person may open: narrower than the list."""
        return self.filter(opened_by(user))

    def narrowed(self, *, status: str) -> ConferenceQuerySet:
        return self.filter(status=status) if status else self

    def looked_after_by(self, user: User) -> ConferenceQuerySet:
        return self.filter(Q(chair=user) | Q(deputy=user) | Q(administrator=user))

    def begun(self) -> ConferenceQuerySet:
        """Those whose day has come: nobody asks for the minutes of one that is still ahead."""
        return self.filter(held_on__lte=timezone.localdate())

    def recorded(self) -> ConferenceQuerySet:
        """Those with a recording that is still kept."""
        return self.filter(Exists(_kept_recordings()))

    def waiting_for_recording(self) -> ConferenceQuerySet:
        """Their day has come, they were not called off, and no recording was ever received.

        Without a recording no room is confirmed, so few have to be looked at.
        """
        past = self.filter(held_on__lte=timezone.localdate(), status__in=["planned", "held"])
        return past.filter(presence_confirmed_at=None).filter(~Exists(_recordings()))

    def waiting_for_room(self) -> ConferenceQuerySet:
        """Recorded, and who was in the room is not confirmed."""
        return self.recorded().filter(presence_confirmed_at=None)

    def with_people(self) -> ConferenceQuerySet:
        return self.select_related("key", "chair", "administrator").prefetch_related(children_named())

    def latest_first(self) -> ConferenceQuerySet:
        return self.order_by("-held_on", "-starts_at", "pk")


def _recordings() -> models.QuerySet:
    """The recordings of the conference at hand."""
    return rows_of("recordings").filter(conference=OuterRef("pk"))


def _kept_recordings() -> models.QuerySet:
    """Those of them that were not erased."""
    return _recordings().filter(erased_at=None)


ROOM_OPEN, NO_LETTERS = Q(presence_confirmed_at=None), Q(letters_made_at=None, status="held")


class Conference(models.Model):
    """One meeting about one or more children of a household."""

    class Type(models.TextChoices):
        INITIAL = "initial", "Initial"
        REVIEW = "review", "Review"
        PRE_BIRTH = "pre_birth", "Pre-birth"
        TRANSFER_IN = "transfer_in", "Transfer-in"
        COMBINED = "combined", "Combined"
        RECONVENED = "reconvened", "Reconvened"

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        NOT_QUORATE = "not_quorate", "Not quorate"
        ADJOURNED = "adjourned", "Adjourned"
        CANCELLED = "cancelled", "Cancelled"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT)
    type = models.CharField(max_length=20, choices=Type.choices)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PLANNED)
    held_on = models.DateField(db_index=True)
    starts_at = models.TimeField(null=True, blank=True)
    place = SealedTextField(blank=True)
    strategy_discussion_on = models.DateField(null=True, blank=True)
    """The day of the strategy discussion that started the enquiry; the others are rows of their own."""
    notified_on = models.DateField(null=True, blank=True)
    """Transfer-in: the day on which the other authority told us in writing."""
    reference = LaterTextField()
    reference_digest = models.CharField(max_length=64, blank=True, default="")
    """What the case system calls this conference: an import made twice finds it by it."""
    reconvenes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reconvened_by"
    )
    status_reason = LaterTextField()
    deputy_reason = LaterTextField()
    quorum_reason = LaterTextField()
    quorum_decided_at = models.DateTimeField(null=True, blank=True)
    quorum_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="chaired")
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deputised", null=True, blank=True
    )
    administrator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="administered", null=True, blank=True
    )
    child_present = models.BooleanField(default=False)
    domestic_abuse = models.BooleanField(default=False)
    interpreter_used = models.BooleanField(default=False)
    presence_confirmed_at = models.DateTimeField(null=True, blank=True)
    presence_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    letters_made_at = models.DateTimeField(null=True, blank=True)
    """When the first decision letter was made: a board finds the few conferences without any by it."""
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = ConferenceQuerySet.as_manager()
    retention = Retention(
        keep="as long as the longest-kept of its children",
        erase="the conference's key is destroyed, with its recordings, minutes and copies",
        what="A conference: its day, type, chair and what was noted about it",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="presence_confirmed_at_with_by",
                condition=Q(presence_confirmed_at=None, presence_confirmed_by=None)
                | Q(presence_confirmed_at__isnull=False, presence_confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="quorum_decided_at_with_by",
                condition=Q(quorum_decided_at=None, quorum_decided_by=None)
                | Q(quorum_decided_at__isnull=False, quorum_decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="conference_erased_at_with_by",
                condition=Q(erased_at=None, erased_by=None)
                | Q(erased_at__isnull=False, erased_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="conference_reference_once",
                fields=["reference_digest"],
                condition=~Q(reference_digest=""),
            ),
        ]
        indexes = [
            models.Index(fields=["chair", "-held_on"]),
            models.Index(fields=["administrator", "-held_on", "id"], name="conferences_of_office"),
            models.Index(
                fields=["-held_on", "-starts_at", "id", "status"],
                name="conferences_latest",
                condition=Q(erased_at=None),
            ),
            models.Index(fields=["reference_digest"], name="conferences_by_reference"),
            models.Index(fields=["id"], name="conferences_erased", condition=~Q(erased_at=None)),
            models.Index(fields=["chair", "held_on"], name="room_open_of_chair", condition=ROOM_OPEN),
            models.Index(fields=["chair", "held_on"], name="no_letters_of_chair", condition=NO_LETTERS),
            models.Index(
                fields=["administrator", "held_on"], name="no_letters_of_office", condition=NO_LETTERS
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    @property
    def presence_confirmed(self) -> bool:
        return self.presence_confirmed_at is not None

    @property
    def is_past(self) -> bool:
        return self.held_on <= timezone.localdate()

    def is_chaired_by(self, user: User) -> bool:
        return user.pk in {self.chair_id, self.deputy_id}

    def opens_to(self, user: User) -> bool:
        """Whether this person may open its sound, words and minutes."""
        return Conference.objects.content_visible_to(user).filter(pk=self.pk).exists()

    @property
    def names(self) -> str:
        """The children's names as a heading says them: "Alfie and Maisie Hartley"."""
        return joined_names([shown_name(row.child) for row in self.children.all()])


class ListeningReasonQuerySet(models.QuerySet["ListeningReason"]):
    """Questions about why somebody listens."""

    def visible_to(self, user: User) -> ListeningReasonQuerySet:
        return self.filter(free_for(user, "conference"), user=user)

    def open_now(self) -> ListeningReasonQuerySet:
        return self.filter(closed_at=None, ends_at__gt=timezone.now())


class ListeningReason(models.Model):
    """Why a person who was not in the meeting listens to it, and until when. No reason, no sound."""

    class Purpose(models.TextChoices):
        SAMPLE = "sample", "Chosen for quality review"
        COMPLAINT = "complaint", "A complaint about the conference"
        REQUEST = "request", "A request for information"
        LEARNING = "learning", "A learning review"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="listening_reasons"
    )
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="listening_reasons")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    note = SealedTextField()
    opened_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ListeningReasonQuerySet.as_manager()
    retention = Retention(
        keep="as long as the access log",
        erase="its note by destroying the key",
        what="Why somebody who was not in the meeting listened to it",
    )

    class Meta:
        indexes = [models.Index(fields=["user", "ends_at"])]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key


def joined_names(names: list[str]) -> str:
    """Names as people say them; a shared last name once: "Alfie and Maisie Hartley"."""
    if len(names) < 2:
        return "".join(names)
    lasts = {name.split()[-1] for name in names}
    if len(lasts) == 1 and all(len(name.split()) > 1 for name in names):
        last = lasts.pop()
        firsts = [name.rsplit(maxsplit=1)[0] for name in names]
        return f"{', '.join(firsts[:-1])} and {firsts[-1]} {last}"
    return f"{', '.join(names[:-1])} and {names[-1]}"
