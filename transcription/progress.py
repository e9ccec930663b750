"""How far the transcription of a conference has got, in the words its page says it with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Sum
from django.urls import reverse
from django.utils import timezone

from access.board import Box
from access.models import User
from access.roles import May
from recordings.drafting import drafting_of
from recordings.models import Conference, Recording
from recordings.steps import Next, Panel, Step
from transcription import papers, speech_models
from transcription.engine import registry
from transcription.models import Job, Transcript

State = Job.State
REASONS = {
    "unreadable": "The sound cannot be read any further.",
    "no_model": "The speech model is not installed on this machine. IT can help.",
    "erased": "The recording has been destroyed.",
    "worker_lost": "The machine stopped in the middle of it three times.",
    "speech_stopped": "The speech model stopped three times.",
    "switched_off": "Machine drafting was switched off for this conference.",
}
GONE = "Transcribed. What the software heard was destroyed on {}: the minutes are the record."
# The pace is that of so many chunks, about five minutes of speech.
PACE_OF = 12
LENGTH = F("end_ms") - F("start_ms")
NEVER = "It has not been transcribed yet."


@dataclass(frozen=True)
class Status:
    """One recording's transcription as its page shows it."""

    recording: Recording
    number: int
    transcript: Transcript | None
    state: str
    percent: int
    text: str
    earlier: Transcript | None = None  # finished, where the newest is not

    @property
    def is_moving(self) -> bool:
        return self.state in (State.WAITING, State.RUNNING)

    @property
    def can_go_on(self) -> bool:
        return self.state in (State.DEAD, State.CANCELLED)


def clock(milliseconds: float) -> str:
    """A place in a recording: 6:58."""
    seconds = int(milliseconds // 1000)
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"


def statuses(conference: Conference, user: User) -> list[Status]:
    """Every recording of the conference that this person may hear, in order."""
    recordings = Recording.objects.visible_to(user).filter(conference=conference).in_order()
    return [status(recording, number) for number, recording in enumerate(recordings, start=1)]


def status(recording: Recording, number: int) -> Status:
    """How the newest transcript of a recording stands."""
    transcript = recording.transcripts.select_related("key").order_by("created_at").last()
    if transcript is None:
        return Status(recording, number, None, "none", 0, NEVER)
    if transcript.key.destroyed_at:
        gone = f"{timezone.localtime(transcript.key.destroyed_at):%a %-d %b %Y}"
        return Status(recording, number, None, State.DONE, 100, GONE.format(gone))
    found = of_transcript(transcript, number)
    if found.state == State.DONE:
        return found
    finished = recording.transcripts.kept().finished().order_by("finished_at")
    return replace(found, earlier=finished.last())


def of_transcript(transcript: Transcript, number: int) -> Status:
    """One transcript, and the job that makes it."""
    recording = transcript.recording
    job = Job.objects.of(transcript.pk).first()
    if transcript.finished_at or job is None:
        return Status(recording, number, transcript, State.DONE, 100, "Transcribed.")
    percent = min(99, 100 * job.done // max(job.total, 1))
    return Status(recording, number, transcript, job.state, percent, _text(transcript, job, percent))


def _text(transcript: Transcript, job: Job, percent: int) -> str:
    if job.state == State.RUNNING:
        if job.cancel_asked:
            return "Stopping. The words so far are kept."
        place = f"{percent}% done, {clock(job.done)} of {clock(job.total)}."
        return f"{place} {_left_in_words(time_left(transcript, job))} You can close this page."
    if job.state == State.WAITING:
        return f"{_ahead_in_words(job)} You can close this page."
    kept = (
        f"We stopped at {clock(job.done)}. The words so far are kept."
        if job.done
        else "We stopped before the first words."
    )
    way = "Type the rest yourself." if job.reason == "switched_off" else "Go on, or type the rest yourself."
    return " ".join(filter(None, [kept, REASONS.get(job.reason, ""), way]))


def _ahead_in_words(job: Job) -> str:
    if job.attempt:
        return "It stopped and is tried again in a moment. What is done stays done."
    ahead = Job.objects.unfinished().filter(priority__lte=job.priority, created_at__lt=job.created_at).count()
    if not ahead:
        return "Waiting for the worker, which starts it in a moment."
    return f"Waiting: {ahead} other recording{'s' if ahead > 1 else ''} before this one."


def time_left(transcript: Transcript, job: Job, *, now: datetime | None = None) -> timedelta | None:
    """From the pace of the last chunks of this attempt, whoever did them; None until there is one to go by.

    Only of the last ones: a machine that was fast and has become slow is slow, and more workers are faster.
    """
    if job.started_at is None:
        return None
    finished = transcript.chunks.exclude(finished_at=None)
    newest = finished.filter(finished_at__gte=job.started_at).order_by("-finished_at")
    times: list[tuple[int, datetime]] = list(newest.values_list(LENGTH, "finished_at")[: PACE_OF + 1])
    if not times:
        return None
    since = times.pop()[1] if len(times) > PACE_OF else job.started_at
    seconds = max((times[0][1] - since).total_seconds(), 1.0)
    # Silence is in no chunk and takes no time, so the pace is more than that of the chunks.
    with_silence = job.done / max(finished.aggregate(all=Sum(LENGTH))["all"], 1)
    pace = sum(length for length, _ in times) * max(with_silence, 1.0) / seconds
    left = timedelta(seconds=max(job.total - job.done, 0) / max(pace, 1.0))
    waited: timedelta = (now or timezone.now()) - times[0][1]
    return max(left - waited, timedelta(0))


def _left_in_words(left: timedelta | None) -> str:
    if left is None:
        return "How long it takes is known in a moment."
    minutes = round(left.total_seconds() / 60)
    return (
        f"About {minutes} minute{'s' if minutes > 1 else ''} left." if minutes else "Less than a minute left."
    )


def seen(found: list[Status]) -> str:
    """A mark of what a page shows now, so that a poll is answered only when it has changed."""
    line = "|".join(f"{one.recording.pk}:{one.state}:{one.text}" for one in found)
    return hashlib.sha256(line.encode()).hexdigest()[:16]


def context(conference: Conference, user: User) -> dict[str, object]:
    """What `_transcription.html` needs."""
    found = statuses(conference, user)
    return {
        "conference": conference,
        "statuses": found,
        "seen": seen(found),
        "moving": any(one.is_moving for one in found),
        "drafting": drafting_of(conference),
        "model_here": registry.is_here(settings.SPEECH_MODEL),
        "models": speech_models.offered(),
        "model": speech_models.name_of(settings.SPEECH_MODEL),
        "papers": papers.ending_of(conference, [one.recording for one in found]),
        "may_transcribe": user.may(May.TRANSCRIBE),
        "may_change": user.may(May.MANAGE_CONFERENCES),
        "may_read": user.may(May.READ_MINUTES),
    }


def panel(conference: Conference, user: User) -> Panel | None:
    """The transcription on the conference's page, once there is a recording this person may hear."""
    found = context(conference, user)
    return Panel("transcription/_transcription.html", found) if found["statuses"] else None


def box(user: User) -> Box | None:
    """What is being transcribed, on the first page of whoever may hear it; nothing while all is quiet."""
    open_jobs = Job.objects.unfinished().values("subject")
    found = Transcript.objects.visible_to(user).filter(pk__in=open_jobs).order_by("created_at")
    rows = [of_transcript(one, number) for number, one in enumerate(found, start=1)]
    return Box("transcription/_queue.html", {"rows": rows}) if rows else None


def transcribed(conference: Conference, user: User) -> Step:
    """The step of the way between recording and room."""
    found = statuses(conference, user)
    moving = [one for one in found if one.is_moving]
    if moving:
        return Step("Transcribing", f"{min(one.percent for one in moving)}%", "now")
    waiting = [one for one in found if one.state != State.DONE and one.earlier is None]
    if not waiting:
        return Step("Transcribed", state="done" if found else "")
    if not drafting_of(conference).on or not registry.is_here(settings.SPEECH_MODEL):
        return Step("Transcribed", "not by the software")
    first = waiting[0]
    if first.state == "none":
        url, why = (
            reverse("transcription:start", args=[first.recording.pk]),
            "It takes about a tenth of its length.",
        )
        go = Next("have the recording transcribed", why, url, "Transcribe it", post=True)
    else:
        url = reverse("transcription:retry", args=[first.transcript.pk if first.transcript else ""])
        go = Next("go on with the transcription", first.text, url, "Go on", post=True)
    return Step("Transcribed", "to do", "now", go if user.may(May.TRANSCRIBE) else None)
