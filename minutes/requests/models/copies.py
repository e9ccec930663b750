"""Numbered copies and their sealed files: the issue register."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from access.models import User
from access.retention import WITH_CONFERENCE, Retention
from access.roles import May
from minutes.documents import FORMATS
from minutes.models import Version
from minutes.requests.models.requests import MinuteRequest
from recordings.models import VaultKey
from recordings.models.seeing import among

# Who wrote or marked never checks or lets go (`made_by` is who agreed the marks).
HALVES = (
    ("redacted_by", "made_by"),
    ("redacted_by", "approved_by"),
    ("redacted_by", "released_by"),
    ("approved_by", "made_by"),
    ("approved_by", "released_by"),
)


def nobody_did_both(one: str, other: str) -> models.CheckConstraint:
    """The rule that one person has not done both of these to the same copy."""
    free = Q(**{one: None}) | Q(**{other: None}) | ~Q(**{one: F(other)})
    return models.CheckConstraint(name=f"{one}_is_not_{other}", condition=free)


class TypedCopyQuerySet(models.QuerySet["TypedCopy"]):
    """Questions about copies."""

    def visible_to(self, user: User) -> TypedCopyQuerySet:
        if not user.may(May.DOWNLOAD_COPY):
            return self.none()
        return self.filter(among(MinuteRequest.objects.visible_to(user), "request"))

    def released(self) -> TypedCopyQuerySet:
        return self.filter(released_at__isnull=False)

    def to_be_told(self) -> TypedCopyQuerySet:
        """Copies of a replaced version whose holder neither has the new one nor knows of it."""
        present = F("version__minutes__approved_version")
        newer = TypedCopy.objects.released().filter(
            request__attendance=OuterRef("request__attendance"),
            version=OuterRef("version__minutes__approved_version"),
        )
        known = Q(version=present) | Q(told_of__isnull=False, told_of=present)
        return self.released().exclude(known).exclude(Exists(newer))

    def for_register(self) -> TypedCopyQuerySet:
        related = ("request__key", "request__conference", "released_by", "key")
        with_versions = self.select_related(*related, "version__minutes__approved_version")
        return with_versions.prefetch_related("files", "dispatches")

    def next_number(self) -> int:
        highest: int | None = self.aggregate(highest=models.Max("number"))["highest"]
        return (highest or 0) + 1

    def newest_first(self) -> TypedCopyQuerySet:
        return self.order_by("-released_at", "-made_at")


class TypedCopy(models.Model):
    """One numbered copy for one recipient. Made when the marks are agreed, and theirs once it is released."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT)
    request = models.ForeignKey(MinuteRequest, on_delete=models.PROTECT, related_name="copies")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="copies")
    number = models.PositiveIntegerField()
    register_number = models.CharField(max_length=20, unique=True)
    pages = models.PositiveIntegerField()
    words_searched = models.PositiveIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    told_of = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = TypedCopyQuerySet.as_manager()
    retention = Retention(
        keep="as long as the request it answers",
        erase="the copy's own key is destroyed",
        what="A typed copy of the minutes, made for one person",
    )

    class Meta:
        verbose_name_plural = "typed copies"
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(name="copy_number_once", fields=["version", "number"]),
            models.CheckConstraint(
                name="released_at_with_by",
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False),
            ),
            *(nobody_did_both(one, other) for one, other in HALVES),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    @property
    def chosen(self) -> CopyFile | None:
        """The file in the format that the recipient asked for."""
        return next((file for file in self.files.all() if file.is_chosen), None)

    @property
    def others(self) -> list[CopyFile]:
        """The same copy in the formats that they did not ask for."""
        return [file for file in self.files.all() if not file.is_chosen]


class CopyFileQuerySet(models.QuerySet["CopyFile"]):
    """Questions about the files of copies."""

    def visible_to(self, user: User) -> CopyFileQuerySet:
        return self.filter(among(TypedCopy.objects.visible_to(user), "copy"))


class CopyFile(models.Model):
    """One file of a typed copy, sealed under the copy's key. `sha256` is that of the file itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    copy = models.ForeignKey(TypedCopy, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=10, choices=MinuteRequest.Format.choices)
    blob = models.CharField(max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)

    objects = CopyFileQuerySet.as_manager()
    retention = WITH_CONFERENCE

    class Meta:
        ordering = ["-format"]  # the ordinary PDF before Word
        constraints = [models.UniqueConstraint(name="one_file_of_a_format", fields=["copy", "format"])]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_chosen(self) -> bool:
        """Whether this is the format that the recipient asked for."""
        return self.format == self.copy.request.format

    @property
    def media_type(self) -> str:
        return FORMATS[self.format].media_type

    @property
    def filename(self) -> str:
        """The copy's number and nothing about anybody."""
        return f"copy-{self.copy.register_number}.{FORMATS[self.format].suffix}"
