"""What minutes mean for how long recordings are kept: they end only after the approval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone

from minutes.models import Correction, Minutes
from recordings import keeping
from recordings.models import Conference, Recording


def approved_on(conferences: Sequence[Conference]) -> dict[UUID, date]:
    """The days on which the minutes of conferences were approved."""
    found = Minutes.objects.filter(conference__in=conferences, approved_at__isnull=False)
    moments = found.values_list("conference", "approved_at")
    return {pk: timezone.localdate(moment) for pk, moment in moments}


def not_approved(recordings: Sequence[Recording]) -> keeping.Stops:
    """Minutes that nobody has approved yet are checked by listening."""
    about = keeping.conferences_of(recordings)
    waiting = Minutes.objects.awaiting_approval().filter(conference__in=about)
    for pk in waiting.values_list("conference", flat=True):
        yield pk, "The minutes are not approved"


def to_be_corrected(recordings: Sequence[Recording]) -> keeping.Stops:
    """Somebody asks for a correction: whoever decides about it listens again."""
    about = keeping.conferences_of(recordings)
    asked = Correction.objects.undecided().filter(minutes__conference__in=about)
    for pk in asked.values_list("minutes__conference", flat=True).order_by().distinct():
        yield pk, "Somebody asks for a correction of the minutes, and nobody has decided yet"
