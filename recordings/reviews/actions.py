"""What a reviewer can do: start a review with a reason, score it, finish it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from access import audit
from access.errors import Conflict
from access.models import User
from access.roles import May, require
from recordings.actions.listening import end_listening, give_listening_reason
from recordings.models import Conference, Recording, VaultKey
from recordings.reviews.models import Review
from recordings.reviews.scorecard import Scores, unanswered


@transaction.atomic
def start_review(conference: Conference, *, purpose: str, note: str, days: int, by: User) -> Review:
    """Give a reason, which opens the sound and the minutes of one conference until it ends."""
    require(by, May.REVIEW_RECORDINGS)
    if not Recording.objects.filter(conference=conference, erased_at=None).exists():
        raise Conflict("There is no recording of this conference to review.")
    if Review.objects.visible_to(by).going_on().filter(reason__conference=conference).exists():
        raise Conflict("You are already reviewing this conference. Finish that review first.")
    ends_at = timezone.now() + timedelta(days=days)
    reason = give_listening_reason(conference, purpose=purpose, note=note, ends_at=ends_at, by=by)
    review = Review.objects.create(key=VaultKey.objects.fresh(), reason=reason, reviewer=by)
    # Without the conference: the reason is on the child's record, what is scored about staff is kept off it.
    audit.record("review.started", by=by, on=review, purpose=purpose)
    return review


@transaction.atomic
def save_scores(review: Review, *, scores: Scores, by: User) -> Review:
    """Keep what the reviewer has scored so far."""
    locked = _going_on(review, by=by)
    locked.scores = scores
    locked.save(update_fields=["scores"])
    audit.record("review.saved", by=by, on=locked, left=len(unanswered(scores)))
    return locked


@transaction.atomic
def finish_review(review: Review, *, scores: Scores, by: User) -> Review:
    """Freeze the scores and give the access back."""
    locked = _going_on(review, by=by)
    left = unanswered(scores)
    if left:
        raise Conflict(f"{len(left)} questions have no score yet. The first is: {left[0].title}")
    locked.scores, locked.finished_at = scores, timezone.now()
    locked.save(update_fields=["scores", "finished_at"])
    end_listening(locked.reason, by=by)
    audit.record("review.finished", by=by, on=locked)
    return locked


def _going_on(review: Review, *, by: User) -> Review:
    """The review, locked, as long as it may be changed."""
    require(by, May.REVIEW_RECORDINGS)
    locked = (
        Review.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("key", "reason")
        .get(pk=review.pk)
    )
    if locked.finished_at:
        raise Conflict("This review is finished and cannot be changed.")
    return locked
