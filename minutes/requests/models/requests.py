"""Requests for the minutes: who asks, for what, by when, and how far the answer has got."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least
from django.utils import timezone

from access.models import User
from access.retention import Retention
from access.roles import May
from minutes.models import Version
from recordings.models import Attendance, Child, Conference, VaultKey
from recordings.models.seeing import seen_by
from recordings.vault.fields import LaterTextField, SealedTextField


class MinuteRequestQuerySet(models.QuerySet["MinuteRequest"]):
    """Questions about requests."""

    def visible_to(self, user: User) -> MinuteRequestQuerySet:
        if not user.may(May.VIEW_REQUESTS):
            return self.none()
        return self.filter(seen_by(user, "conference"))

    def open_now(self) -> MinuteRequestQuerySet:
        return self.exclude(status__in=MinuteRequest.ENDED)

    def ended(self) -> MinuteRequestQuerySet:
        return self.filter(status__in=MinuteRequest.ENDED)

    def to_acknowledge(self) -> MinuteRequestQuerySet:
        """With a safe e-mail address that nothing was said to: of this, or of the message before."""
        recent = timezone.now() - MinuteRequest.ANSWERED_WITHIN
        wanted = self.open_now().filter(safe_email__isnull=False, created_at__gte=recent)
        return wanted.filter(sent=None).exclude(messages__acknowledged_at__isnull=False)

    def unsorted(self) -> MinuteRequestQuerySet:
        """Nobody has said yet which law they fall under."""
        return self.open_now().filter(triage="")

    def with_whom(self, user: User) -> MinuteRequestQuerySet:
        """With this person: who redacts it, or until then who took it down."""
        return self.filter(Q(redacted_by=user) | Q(redacted_by=None, taken_by=user))

    def late_on(self, day: date) -> MinuteRequestQuerySet:
        return self.filter(Q(local_due_on__lt=day) | Q(legal_due_on__lt=day))

    def not_in_english(self) -> MinuteRequestQuerySet:
        """Where a language is noted, or an interpreter; which language it is, only the opened row says."""
        said = Q(language__isnull=False) | Q(attendance__language__isnull=False)
        return self.filter(said | Q(attendance__interpreter=True))

    def soonest_first(self) -> MinuteRequestQuerySet:
        """By the earlier of the two clocks."""
        return self.order_by(Least("local_due_on", "legal_due_on"), "received_at", "pk")

    def with_people(self) -> MinuteRequestQuerySet:
        return self.select_related("key", "conference", "taken_by", "redacted_by", "version__minutes")

    def with_what_is_checked(self) -> MinuteRequestQuerySet:
        """With everything that `checks` looks at, so that many are checked with as few questions as one."""
        found = self.select_related("conference__minutes__approved_version", "attendance")
        return found.prefetch_related(
            "children", "conference__children", "put_back", "redactions", "copies__dispatches__link"
        )


class MinuteRequest(models.Model):
    """Somebody's formal request for a copy of the minutes, from its first day to its proof of sending."""

    class Status(models.TextChoices):
        RECEIVED = "received", "Received"
        TRIAGE = "triage", "To be sorted"
        CHECKING = "checking", "Checking who asks"
        WAITING = "waiting", "Waiting for an answer"
        WITH_CHAIR = "with_chair", "With the chair"
        REDACTING = "redacting", "Redacting"
        SECOND_CHECK = "second_check", "Second check"
        READY = "ready", "Ready"
        RELEASED = "released", "Released"
        DELIVERED = "delivered", "Delivered"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"
        CLOSED = "closed", "Closed"

    class Channel(models.TextChoices):
        LETTER = "letter", "Letter"
        EMAIL = "email", "E-mail"
        TELEPHONE = "telephone", "Telephone"
        IN_PERSON = "in_person", "In person"
        WEB = "web", "Public page"
        API = "api", "Another system"

    class Relationship(models.TextChoices):
        MOTHER = "mother", "Mother"
        FATHER = "father", "Father"
        OTHER_RESPONSIBLE = "other_responsible", "Somebody else with parental responsibility"
        YOUNG_PERSON = "young_person", "The young person"
        SOLICITOR = "solicitor", "Solicitor"
        OTHER = "other", "Somebody else"

    class Asks(models.TextChoices):
        MINUTES = "minutes", "Typed minutes"
        AUDIO = "audio", "The sound recording"
        OTHER = "other", "Something else as well"

    class Triage(models.TextChoices):
        NOT_YET = "", "Not sorted yet"
        MINUTES = "minutes", "Minute request only"
        BOTH = "both", "Also a subject access request"
        SUBJECT_ACCESS = "subject_access", "Subject access request"

    class Responsibility(models.TextChoices):
        NOT_ASKED = "", "Not asked yet"
        YES = "yes", "Yes"
        NO = "no", "No"
        NOT_KNOWN = "not_known", "Not known"

    class Delivery(models.TextChoices):
        POST = "post", "By post"
        COLLECTED = "collected", "Collects in person"
        LINK = "link", "By a secure link in an e-mail"
        EMAIL = "email", "As a locked PDF in an e-mail"

    class Second(models.TextChoices):
        """How the code or the password reaches them: never by the e-mail that it opens."""

        NONE = "", "None is needed"
        TELEPHONE = "telephone", "Read out by telephone"
        TEXT = "text", "By text message"
        LETTER = "letter", "By letter"
        IN_PERSON = "in_person", "Told in person"

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        LARGE = "pdf-18", "PDF, large print, 18 point"
        LARGER = "pdf-24", "PDF, large print, 24 point"
        DOCX = "docx", "Word"
        HTML = "html", "Web page in one file"
        TXT = "txt", "Plain text, for a screen reader"

    AGENTS = (Relationship.SOLICITOR, Relationship.OTHER)
    PARENTS = (Relationship.MOTHER, Relationship.FATHER, Relationship.OTHER_RESPONSIBLE)
    BY_MAIL = (Delivery.LINK, Delivery.EMAIL)
    ANSWERED_WITHIN = timedelta(days=5)
    ENDED = (Status.DELIVERED, Status.REFUSED, Status.WITHDRAWN, Status.CLOSED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT)
    reference = models.CharField(max_length=20, unique=True)
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="requests")
    children = models.ManyToManyField(Child, related_name="+")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.RECEIVED)

    channel = models.CharField(max_length=20, choices=Channel.choices)
    received_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = SealedTextField()
    relationship = models.CharField(max_length=20, choices=Relationship.choices)
    attendance = models.ForeignKey(
        Attendance, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    on_behalf_of = SealedTextField(blank=True)
    asks_for = models.CharField(max_length=20, choices=Asks.choices, default=Asks.MINUTES)
    format = models.CharField(max_length=10, choices=Format.choices, default=Format.PDF)
    note = SealedTextField(blank=True)
    language = LaterTextField()
    adjustments = LaterTextField()
    safe_email = LaterTextField()

    identity_asked_on = models.DateField(null=True, blank=True)
    identity_received_on = models.DateField(null=True, blank=True)
    identity_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    responsibility = models.CharField(max_length=20, choices=Responsibility.choices, blank=True)
    responsibility_how = LaterTextField()
    authority = LaterTextField()
    understanding = LaterTextField()
    chair_must_decide = models.BooleanField(default=False)
    identity_checked_on = models.DateField(null=True, blank=True)
    identity_how = SealedTextField(blank=True)
    orders_asked_on = models.DateField(null=True, blank=True)
    orders = SealedTextField(blank=True)
    delivery = models.CharField(max_length=20, choices=Delivery.choices, default=Delivery.COLLECTED)
    address = SealedTextField(blank=True)
    code_by = models.CharField(max_length=20, choices=Second.choices, blank=True, default=Second.NONE)
    code_to = SealedTextField(null=True, blank=True)
    address_confirmed_on = models.DateField(null=True, blank=True)
    address_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    triage = models.CharField(max_length=20, choices=Triage.choices, blank=True, default=Triage.NOT_YET)
    sorted_at = models.DateTimeField(null=True, blank=True)
    clarification_asked_on = models.DateField(null=True, blank=True)
    clarification_answered_on = models.DateField(null=True, blank=True)
    extended_on = models.DateField(null=True, blank=True)
    local_due_on = models.DateField()
    legal_due_on = models.DateField()

    open_parts_allowed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_reason = SealedTextField(blank=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    redaction_started_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MinuteRequestQuerySet.as_manager()
    retention = Retention(
        keep="six years after it is closed",
        erase="the request's key is destroyed",
        what="A request for a copy: who asked, how they were checked, where it was sent",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="checker_is_not_the_redactor",
                condition=Q(checked_by=None) | Q(redacted_by=None) | ~Q(checked_by=F("redacted_by")),
            ),
            models.CheckConstraint(
                name="answered_after_it_was_asked",
                condition=Q(clarification_answered_on=None)
                | Q(clarification_answered_on__gte=F("clarification_asked_on")),
            ),
            models.CheckConstraint(
                name="proof_of_identity_after_it_was_asked",
                condition=Q(identity_received_on=None)
                | Q(identity_received_on__gte=F("identity_asked_on"), identity_asked_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["status", "local_due_on"])]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    @property
    def is_open(self) -> bool:
        return self.status not in self.ENDED

    @property
    def is_for_governance(self) -> bool:
        """The sound itself, and somebody's own data: information governance answers these."""
        return self.asks_for == self.Asks.AUDIO or self.triage == self.Triage.SUBJECT_ACCESS

    @property
    def waits_for_identity(self) -> bool:
        return self.identity_asked_on is not None and self.identity_received_on is None

    @property
    def was_there(self) -> bool:
        """Whether the person the copy is for came to the meeting, if only for part of it."""
        came = {Attendance.Came.ATTENDED, Attendance.Came.PART}
        return self.attendance is not None and self.attendance.came in came
