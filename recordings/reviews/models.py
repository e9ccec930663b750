"""Quality reviews: about the practice of staff, and kept off the child's record."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from access.models import User
from access.retention import Retention
from access.roles import May
from recordings.models import ListeningReason, VaultKey
from recordings.models.seeing import free_for
from recordings.vault.fields import SealedJSONField


class ReviewQuerySet(models.QuerySet["Review"]):
    """Questions about reviews."""

    def visible_to(self, user: User) -> ReviewQuerySet:
        if not user.may(May.REVIEW_RECORDINGS):
            return self.none()
        return self.filter(free_for(user, "reason__conference"), reviewer=user)

    def with_conference(self) -> ReviewQuerySet:
        return self.select_related(
            "key", "reason__key", "reason__conference__key", "reason__conference__chair"
        )

    def going_on(self) -> ReviewQuerySet:
        return self.filter(finished_at=None)

    def finished(self) -> ReviewQuerySet:
        return self.filter(finished_at__isnull=False).order_by("-finished_at")


class Review(models.Model):
    """One reviewer's scored look at one conference, with a key of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(VaultKey, on_delete=models.PROTECT)
    reason = models.OneToOneField(ListeningReason, on_delete=models.PROTECT, related_name="review")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    scores = SealedJSONField(default=dict)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()
    retention = Retention(
        keep="six years", erase="the review's own key is destroyed", what="Quality reviews of a conference"
    )

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> VaultKey:
        return self.key

    @property
    def is_open(self) -> bool:
        """Whether the recording may still be heard for this review."""
        return self.reason.closed_at is None and self.reason.ends_at > timezone.now()
