"""Letters: one for each person who gets one, the files made of it, and the leaflet that goes along."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import User
from access.retention import WITH_CONFERENCE, Retention
from access.roles import May
from minutes.documents import FORMATS
from recordings.models import Attendance, Conference, ConferenceChild, VaultKey
from recordings.models.seeing import among, children_named, free_for, opened_by, seen_by
from recordings.vault.fields import SealedTextField

GONE = ~Q(status__in=["draft", "signed"])


class LetterQuerySet(models.QuerySet["Letter"]):
    """Questions about letters."""

    def prepared_by(self, user: User) -> LetterQuerySet:
        """For those who prepare letters, and only where they may open what was said."""
        if not user.may(May.PREPARE_LETTERS):
            return self.none()
        return self.filter(opened_by(user, "conference"))

    def sendable_by(self, user: User) -> LetterQuerySet:
        """Signed letters that this person may send, as the second: any administrator, not the signer."""
        return self.filter(_sendable_by(user))

    def visible_to(self, user: User) -> LetterQuerySet:
        """Those they prepare, and those they may send or have sent as the second person."""
        theirs = Q(sent_by=user) | _sendable_by(user)
        if user.may(May.PREPARE_LETTERS):
            theirs |= opened_by(user, "conference")
        return self.filter(theirs, free_for(user, "conference"))

    def newest_gone_by(self, user: User, most: int) -> list[uuid.UUID]:
        """So many ids of letters they sent or prepared that went, or never will.

        Two questions: for an "or" between two tables a database looks through all letters.
        """
        gone = self.filter(free_for(user, "conference"), GONE).order_by("-sent_on", "-made_at", "pk")
        asked = (gone.filter(sent_by=user), gone.prepared_by(user))
        found = {row for some in asked for row in some.values_list("sent_on", "made_at", "pk")[:most]}
        newest = sorted(found, key=lambda row: (row[0] or date.max, *row[1:]), reverse=True)
        return [pk for *_, pk in newest[:most]]

    def unsent(self) -> LetterQuerySet:
        return self.filter(status__in=[Letter.Status.DRAFT, Letter.Status.SIGNED])

    def update_due(self, day: date) -> None:
        self.update(due_on=day)

    def soonest_first(self) -> LetterQuerySet:
        return self.order_by("due_on", "made_at", "pk")

    def with_people(self) -> LetterQuerySet:
        related = self.select_related("key", "conference__key", "conference__chair", "recipient", "sent_by")
        return related.prefetch_related(children_named(), "files")


def _sendable_by(user: User) -> Q:
    if not user.may(May.RELEASE_LETTERS):
        return Q(pk__in=[])
    return Q(status=Letter.Status.SIGNED) & ~Q(signed_by=user) & seen_by(user, "conference")


class Letter(models.Model):
    """The decision letter and plan for one person. Two people at one address have one each."""

    class Status(models.TextChoices):
        DRAFT = "draft", "To be signed"
        SIGNED = "signed", "Signed, to be sent"
        SENT = "sent", "Sent"
        DELIVERED = "delivered", "Arrived"
        NOT_SENT = "not_sent", "Not sent, with a reason"

    class Way(models.TextChoices):
        POST = "post", "By post"
        COLLECTED = "collected", "Handed over"
        EMAIL = "email", "By the council’s secure e-mail"

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        LARGE = "pdf-18", "PDF, large print, 18 point"
        LARGER = "pdf-24", "PDF, large print, 24 point"
        DOCX = "docx", "Word"

    class Translation(models.TextChoices):
        NOT_NEEDED = "", "Not needed"
        NEEDED = "needed", "Needed"
        ENCLOSED = "enclosed", "Enclosed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="letters")
    recipient = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="letters")
    children = models.ManyToManyField(ConferenceChild, related_name="+")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    due_on = models.DateField()
    name = SealedTextField()
    address = SealedTextField(blank=True)
    way = models.CharField(max_length=20, choices=Way.choices, default=Way.POST)
    format = models.CharField(max_length=10, choices=Format.choices, default=Format.PDF)
    language = SealedTextField(blank=True)
    translation = models.CharField(
        max_length=10, choices=Translation.choices, blank=True, default=Translation.NOT_NEEDED
    )
    made_at = models.DateTimeField(auto_now_add=True)

    number = models.CharField(max_length=20, blank=True)
    pages = models.PositiveIntegerField(default=0)
    words_searched = models.PositiveIntegerField(default=0)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    tracking = SealedTextField(blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    why_not_sent = SealedTextField(blank=True)

    objects = LetterQuerySet.as_manager()
    retention = Retention(
        keep="as long as the conference it tells of",
        erase="the letter's own key is destroyed",
        what="A decision letter: to whom, in which format, when and how it went",
    )

    class Meta:
        ordering = ["due_on", "made_at"]
        constraints = [
            models.CheckConstraint(
                name="letter_sent_by_a_second_person",
                condition=Q(sent_by=None) | Q(signed_by__isnull=False) & ~Q(sent_by=F("signed_by")),
            ),
            models.CheckConstraint(
                name="letter_sent_with_who_and_when",
                condition=Q(status__in=["sent", "delivered"], sent_on__isnull=False, sent_by__isnull=False)
                | ~Q(status__in=["sent", "delivered"]) & Q(sent_on=None, sent_by=None),
            ),
            models.UniqueConstraint(
                name="one_open_letter_a_person",
                fields=["conference", "recipient"],
                condition=Q(status__in=["draft", "signed"]),
            ),
            models.UniqueConstraint(name="letter_number_once", fields=["number"], condition=~Q(number="")),
        ]
        indexes = [
            models.Index(fields=["status", "due_on"]),
            models.Index(fields=["-sent_on", "-made_at", "id"], name="letters_gone", condition=GONE),
            models.Index(fields=["due_on"], name="letters_to_translate", condition=Q(translation="needed")),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    @property
    def is_open(self) -> bool:
        return self.status in {self.Status.DRAFT, self.Status.SIGNED}

    @property
    def on_the_envelope(self) -> str:
        """What the sender reads off: the first line of the address by post, the name otherwise."""
        lines = [line for line in str(self.address).splitlines() if line.strip()]
        return lines[0] if self.way == self.Way.POST and lines else str(self.name)

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()


class LetterFileQuerySet(models.QuerySet["LetterFile"]):
    """Questions about the files of letters."""

    def visible_to(self, user: User) -> LetterFileQuerySet:
        return self.filter(among(Letter.objects.visible_to(user), "letter"))


class LetterFile(models.Model):
    """One file of a letter, sealed under the letter's key. `sha256` is that of the file itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=10, choices=Letter.Format.choices)
    blob = models.CharField(max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)

    objects = LetterFileQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["-format"]
        constraints = [
            models.UniqueConstraint(name="one_letter_file_of_a_format", fields=["letter", "format"])
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_chosen(self) -> bool:
        return self.format == self.letter.format

    @property
    def media_type(self) -> str:
        return FORMATS[self.format].media_type

    @property
    def filename(self) -> str:
        """The letter's number and nothing about anybody."""
        return f"letter-{self.letter.number}.{FORMATS[self.format].suffix}"


class Leaflet(models.Model):
    """One version of the leaflet on complaints that goes with every letter, and from when it is used."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    text = models.TextField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    retention = Retention(keep="for good: it was sent with letters", erase="holds nothing about a family")

    class Meta:
        ordering = ["-set_at"]

    def __str__(self) -> str:
        return str(self.pk)
