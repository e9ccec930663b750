"""What minutes mean for how long recordings are kept: they end only after the approval."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from minutes.models import Minutes
from recordings.models import Conference, Recording


def approved_on(conference: Conference) -> date | None:
    """The day on which the minutes of a conference were approved."""
    found = Minutes.objects.filter(conference=conference, approved_at__isnull=False).first()
    return timezone.localdate(found.approved_at) if found else None


def not_approved(recording: Recording) -> list[str]:
    """Minutes that nobody has approved yet are checked by listening."""
    waiting = Minutes.objects.awaiting_approval().filter(conference=recording.conference_id)
    return ["The minutes are not approved"] if waiting.exists() else []
