"""Until when the words the software heard are kept: a working paper goes once the minutes stand.

The minutes are approved, then there is a time in which corrections can be asked for, then the council's
number of days. Nothing goes while a request, a complaint, an amendment, a review or a hold is open: what
stops the ending of a recording stops this too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from access.models import User
from recordings import clocks, keeping
from recordings.calendar.council import council
from recordings.models import Conference, Recording
from transcription import actions
from transcription.models import Transcript


@dataclass(frozen=True)
class Ending:
    """The days that lead to the ending of the words of one conference, and what stops it."""

    approved: date
    corrections: date
    last_day: date
    says: str
    stopped_by: tuple[str, ...] = ()

    @property
    def is_due(self) -> bool:
        return self.last_day < timezone.localdate() and not self.stopped_by

    @property
    def words(self) -> str:
        """On the conference's page."""
        when = f"What the software heard is a working paper and is kept until {_short(self.last_day)}."
        stopped = f" Longer while this is open: {'; '.join(self.stopped_by)}." if self.stopped_by else ""
        return when + stopped

    @property
    def working(self) -> str:
        """The sum, for whoever opens it."""
        return (
            f"The minutes were approved on {_short(self.approved)}.\n"
            f"Corrections could be asked for until {_short(self.corrections)}.\n"
            f"{self.says}: {_short(self.last_day)}."
        )


def ending_of(conference: Conference, recordings: list[Recording]) -> Ending | None:
    """When the words of a conference end; nothing while its minutes are not approved."""
    approved = keeping.approvals_of([conference]).get(conference.pk)
    if approved is None:
        return None
    calendar = council()
    closed = clocks.amendment_window_end(approved, extra_holidays=calendar)["last_day"]
    kept = clocks.transcript_kept_until(closed, extra_holidays=calendar)
    stopped = dict.fromkeys(words for each in keeping.stops_of(recordings).values() for words in each)
    return Ending(approved, closed, kept["last_day"], kept.rule.says, tuple(stopped))


def destroy_due() -> int:
    """Destroy the words of every conference whose time is over; how many transcripts went."""
    service, gone = User.objects.service("keeping"), 0
    kept = Transcript.objects.kept().finished().select_related("recording__conference")
    by_conference: dict[Conference, list[Transcript]] = {}
    for transcript in kept:
        by_conference.setdefault(transcript.recording.conference, []).append(transcript)
    for conference, transcripts in by_conference.items():
        ending = ending_of(conference, [one.recording for one in transcripts])
        if ending and ending.is_due:
            for transcript in transcripts:
                actions.destroy_words(transcript, because=ending.last_day, by=service)
            gone += len(transcripts)
    return gone


def _short(day: date) -> str:
    return f"{day:%a %-d %b %Y}"
