"""The children whose records these are."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from access.models import User
from access.retention import Retention
from recordings.models.keys import VaultKey
from recordings.vault.fields import LaterTextField, SealedTextField
from recordings.vault.lookup import lookup_digest, name_digests

WITH_CHILD = Retention(
    keep="as long as the child's own record",
    erase="with it",
    what="Keyed marks that find a child by name, and which records of one child were put together",
)


class ChildQuerySet(models.QuerySet["Child"]):
    """Questions about children."""

    def visible_to(self, user: User) -> ChildQuerySet:
        """Those of the conferences this person may see."""
        rows: Any = self.model._meta.get_field("conferences").related_model
        return self.filter(Exists(rows._default_manager.visible_to(user).filter(child=OuterRef("pk"))))

    def whole(self) -> ChildQuerySet:
        """Without records that were found to be of a child who has another one."""
        return self.filter(merged_into=None)

    def with_reference(self, reference: str) -> ChildQuerySet:
        return self.filter(case_reference_digest=lookup_digest(reference))

    def named(self, name: str) -> ChildQuerySet:
        """Those who have every word of this name in theirs. The rarest word is asked for first."""
        found, marks = self, NameMark.objects.all()
        digests = sorted(name_digests(name), key=lambda digest: marks.filter(digest=digest).count())
        for digest in digests:
            found = found.filter(name_marks__digest=digest)
        return found if digests else self.none()


class Child(models.Model):
    """A child, born or expected. What names the child is sealed under the child's own key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT)
    name = SealedTextField()
    known_as = SealedTextField(blank=True)
    born_on_text = SealedTextField(blank=True)
    expected_on_text = SealedTextField(blank=True)
    case_reference = SealedTextField(blank=True)
    case_reference_digest = models.CharField(max_length=64, blank=True, db_index=True)
    school = SealedTextField(blank=True)
    address = SealedTextField(blank=True)
    address_withheld = models.BooleanField(default=False)
    language = LaterTextField()
    ethnicity = LaterTextField()
    religion = LaterTextField()
    disability = LaterTextField()
    format_needs = LaterTextField()
    legal_status = LaterTextField()
    allocated_worker = LaterTextField()
    allocated_worker_phone = LaterTextField()
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_records"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ChildQuerySet.as_manager()
    retention = Retention(
        keep="until the child's 75th birthday, or as the council's rule says",
        erase="the child's key is destroyed",
        what="A child: names, date of birth, case reference, school, address, language, needs, legal status",
    )

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    @property
    def born_on(self) -> date | None:
        return date.fromisoformat(self.born_on_text) if self.born_on_text else None

    @property
    def expected_on(self) -> date | None:
        return date.fromisoformat(self.expected_on_text) if self.expected_on_text else None

    def age_on(self, day: date) -> int | None:
        """Whole years on that day; None for a child who is not born."""
        if not self.born_on or self.born_on > day:
            return None
        had_birthday = (day.month, day.day) >= (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - (0 if had_birthday else 1)

    def set_case_reference(self, reference: str) -> None:
        """Seal the reference, and keep a keyed digest for the exact look-up."""
        self.case_reference = reference
        self.case_reference_digest = lookup_digest(reference) if reference else ""

    def mark_names(self) -> None:
        """Keep a keyed mark for each word of the names, so that the child is found by them."""
        wanted = name_digests(self.name, self.known_as)
        self.name_marks.exclude(digest__in=wanted).delete()
        had = set(self.name_marks.values_list("digest", flat=True))
        NameMark.objects.bulk_create(NameMark(child=self, digest=digest) for digest in sorted(wanted - had))


class NameMark(models.Model):
    """A keyed digest of one word of a child's name: it finds the child by it, and tells nothing by itself."""

    id = models.BigAutoField(primary_key=True)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="name_marks")
    digest = models.CharField(max_length=64)

    retention = WITH_CHILD

    class Meta:
        constraints = [models.UniqueConstraint(name="name_mark_once", fields=["digest", "child"])]

    def __str__(self) -> str:
        return str(self.pk)


class MergeQuerySet(models.QuerySet["Merge"]):
    """Questions about merges."""

    def visible_to(self, user: User) -> MergeQuerySet:
        return self.filter(kept__in=Child.objects.visible_to(user))

    def standing(self) -> MergeQuerySet:
        return self.filter(undone_at=None)


class Merge(models.Model):
    """Two records of one child put together: which rows moved, so that it can be taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="merges")
    doubled = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    reason = SealedTextField()
    moved = models.JSONField(default=list)
    merged_at = models.DateTimeField(auto_now_add=True)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MergeQuerySet.as_manager()
    retention = WITH_CHILD

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="merge_undone_at_with_by",
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="child_merged_once", fields=["doubled"], condition=Q(undone_at=None)
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.kept.key
