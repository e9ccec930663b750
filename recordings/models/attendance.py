"""The children a conference is about, and everybody who was invited to it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.models import User
from access.retention import WITH_CONFERENCE
from recordings.models.conferences import Conference
from recordings.models.keys import VaultKey
from recordings.models.people import Child
from recordings.models.seeing import seen_by
from recordings.vault.fields import LaterTextField, SealedTextField


class ConferenceChildQuerySet(models.QuerySet["ConferenceChild"]):
    """Questions about children's places in conferences."""

    def visible_to(self, user: User) -> ConferenceChildQuerySet:
        return self.filter(seen_by(user, "conference"))

    def undecided(self) -> ConferenceChildQuerySet:
        """About whom nothing is recorded as decided."""
        return self.filter(decided_at=None)


class ConferenceChild(models.Model):
    """A child whom a conference is about. Siblings share the conference; each row is one child's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="conferences")
    order = models.PositiveSmallIntegerField(default=0)
    type = models.CharField(
        max_length=20,
        blank=True,
        default="",
        choices=[one for one in Conference.Type.choices if one[0] not in {"combined", "reconvened"}],
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    """When the decision for this child was recorded: a board finds the few rows without one by it."""

    objects = ConferenceChildQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(name="child_once_in_conference", fields=["conference", "child"])
        ]
        indexes = [
            models.Index(fields=["conference"], name="children_undecided", condition=Q(decided_at=None))
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def own_type(self) -> str:
        """The type for this child: a sibling's review may be joined to another's initial conference."""
        return self.type or self.conference.type

    @property
    def own_type_words(self) -> str:
        """The same in words: "Review"."""
        return str(Conference.Type(self.own_type).label)

    @property
    def age(self) -> int | None:
        return self.child.age_on(self.conference.held_on)


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Questions about people on the lists."""

    def visible_to(self, user: User) -> AttendanceQuerySet:
        return self.filter(seen_by(user, "conference"))


class Attendance(models.Model):
    """Somebody invited to a conference: who they are, and whether they came."""

    class Came(models.TextChoices):
        INVITED = "invited", "Invited"
        ATTENDED = "attended", "Attended"
        PART = "part", "Attended part"
        APOLOGIES = "apologies", "Sent apologies"
        ABSENT = "absent", "Did not come"

    class Group(models.TextChoices):
        PROFESSIONAL = "professional", "Professional"
        FAMILY = "family", "Family or their supporter"
        CHILD = "child", "Child"

    class Responsibility(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        NOT_KNOWN = "not_known", "Not known"
        NOT_ASKED = "", "Does not apply"

    class Capacity(models.TextChoices):
        """What they may do in the meeting, and whether papers may go to them."""

        TAKES_PART = "", "Takes part"
        SUPPORTER = "supporter", "Supporter: hears everything, gets no papers"
        SOLICITOR = "solicitor", "Solicitor: listens, does not speak or question"
        ADVOCATE = "advocate", "Advocate: speaks for the child or a parent"
        INTERPRETER = "interpreter", "Interpreter"
        MINUTE_TAKER = "minute_taker", "Minute taker or administrator"
        OBSERVER = "observer", "Observer: listens, gets no papers"

    class Sector(models.TextChoices):
        """Which service somebody is from, for the quorum."""

        NOT_SAID = "", "Not said, or none"
        SOCIAL_CARE = "social_care", "Children’s social care"
        HEALTH = "health", "Health"
        EDUCATION = "education", "School or nursery"
        POLICE = "police", "Police"
        PROBATION = "probation", "Probation"
        HOUSING = "housing", "Housing"
        OTHER = "other", "Another agency"

    class SafeBy(models.TextChoices):
        NOT_SAID = "", "Not asked yet"
        POST = "post", "Post"
        COLLECTION = "collection", "Collected in person"
        EMAIL = "email", "Secure email"
        PHONE = "phone", "Phone first"

    class Format(models.TextChoices):
        ORDINARY = "", "Ordinary print"
        LARGE_PRINT = "large_print", "Large print"
        EASY_READ = "easy_read", "Easy read"
        AUDIO = "audio", "Read aloud or recorded"
        SCREEN_READER = "screen_reader", "A file for a screen reader"

    NO_PAPERS = (Capacity.SUPPORTER, Capacity.OBSERVER)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="people")
    name = SealedTextField()
    role = SealedTextField()
    agency = SealedTextField(blank=True)
    group = models.CharField(max_length=20, choices=Group.choices, default=Group.PROFESSIONAL)
    came = models.CharField(max_length=20, choices=Came.choices, default=Came.INVITED)
    parental_responsibility = models.CharField(
        max_length=10, choices=Responsibility.choices, blank=True, default=Responsibility.NOT_ASKED
    )
    parental_responsibility_checked = LaterTextField()
    capacity = models.CharField(
        max_length=20, choices=Capacity.choices, blank=True, default=Capacity.TAKES_PART
    )
    relationship = LaterTextField()
    only_about = models.ManyToManyField(ConferenceChild, blank=True, related_name="+")
    """The children they are here for, a half-sibling's father for one of two; nobody chosen means all."""
    sector = models.CharField(max_length=20, choices=Sector.choices, blank=True, default=Sector.NOT_SAID)
    direct_contact = models.BooleanField(default=False)
    language = LaterTextField()
    interpreter = models.BooleanField(default=False)
    """Whether they need one."""
    needs = LaterTextField()
    format = LaterTextField(choices=Format.choices)
    safe_contact = LaterTextField()
    safe_contact_by = models.CharField(
        max_length=20, choices=SafeBy.choices, blank=True, default=SafeBy.NOT_SAID
    )
    safe_contact_checked_on = models.DateField(null=True, blank=True)
    address = LaterTextField()
    address_withheld = models.BooleanField(default=False)
    gets_letter = models.BooleanField(default=False)
    gets_minutes = models.BooleanField(default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    order = models.PositiveSmallIntegerField(default=0)

    objects = AttendanceQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="no_papers_for_supporters",
                condition=~Q(capacity__in=["supporter", "observer"])
                | Q(gets_letter=False, gets_minutes=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.conference.key

    @property
    def attended(self) -> bool:
        """Whether they were there, for all of it or a part."""
        return self.came in {Attendance.Came.ATTENDED, Attendance.Came.PART}

    @property
    def may_get_papers(self) -> bool:
        return self.capacity not in Attendance.NO_PAPERS

    def children_concerned(self) -> list[ConferenceChild]:
        """The children of the conference whom they are here for."""
        chosen = list(self.only_about.select_related("child__key"))
        return chosen or list(self.conference.children.select_related("child__key"))
