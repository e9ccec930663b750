"""One pass of one worker over a recording: it hears what nobody else has, and keeps each chunk when done."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings

from recordings import audio
from recordings.drafting import drafting_of
from recordings.models import Attendance, Conference, Recording
from recordings.vault import store
from transcription import jobs, speech_models
from transcription.heartbeat import Heartbeat, stopping
from transcription.models import Transcript
from transcription.process import ChildEnded, SpeechChild
from transcription.sharing import Part

logger = logging.getLogger(__name__)

SWITCHED_OFF = "switched_off"
# Seconds between looks for what the one who has the job hears with.
LOOK_EVERY = 0.1


class Ended(Exception):
    """Somebody has ended the work, or another worker has it; the text is the heartbeat's word for why."""


class ModelDiffers(Exception):
    """The model here is not the one that the others hear this recording with."""


class Turn(NamedTuple):
    """One person's speech, as the child says it."""

    start: float
    end: float
    speaker: str


class Pass:
    """From the recording's beginning to its end, or until there is more urgent work for one who helps."""

    def __init__(self, part: Part, *, voices: bool) -> None:
        """`voices`: listen for who spoke when as well, which takes the whole recording."""
        self._part, self._voices = part, voices
        self._in_hand: set[int] = set()
        self._enough = False

    def run(self) -> list[Turn]:
        """Do it; who spoke when, if that was asked for."""
        transcript = self._part.transcript
        with (
            SpeechChild(request(transcript, voices=self._voices)) as child,
            Heartbeat(self._part, on_stop=child.kill, forbidden=partial(forbidden, transcript)) as heart,
        ):
            try:
                return self._hear(child)
            except ChildEnded:
                if not heart.why:
                    raise
        raise Ended(heart.why)

    def _hear(self, child: SpeechChild) -> list[Turn]:
        for message in child.hear(_sound(self._part.transcript.recording)):
            if "turns" in message:
                self._say(message["fault"])
                return [Turn(*turn) for turn in message["turns"]]
            if "wants" in message:
                child.answer(wanted=self._take(**message["wants"]))
            elif "segments" in message:
                self._part.keep(message["index"], message["segments"])
                self._in_hand.discard(message["index"])
            elif "model" in message:
                self._agree_on(message["model"])
            if self._enough and not self._in_hand:
                break
        return []

    def _say(self, fault: str) -> None:
        if fault:
            logger.warning("job %s: the voices cannot be told apart (%s)", self._part.job.pk, fault)

    def _take(self, index: int, start: float, end: float) -> bool:
        self._enough = self._enough or (not self._part.owns and jobs.most_urgent() is not None)
        if self._enough or not self._part.take(index, start_ms=round(start * 1000), end_ms=round(end * 1000)):
            return False
        self._in_hand.add(index)
        return True

    def _agree_on(self, model: dict[str, str]) -> None:
        if self._part.owns:
            self._part.begin(model)
            return
        heard_with = self._as_it_has_begun()
        if (model["sha256"], model["compute_type"]) != (heard_with.model_sha256, heard_with.compute_type):
            raise ModelDiffers

    def _as_it_has_begun(self) -> Transcript:
        """The transcript once its worker has said what it hears with: who helps may be ready first."""
        while True:
            found = Transcript.objects.get(pk=self._part.transcript.pk)
            if found.model_sha256:
                return found
            if stopping.wait(LOOK_EVERY) or self._part.ended() or jobs.most_urgent() is not None:
                raise Ended("lost")


def forbidden(transcript: Transcript) -> str:
    """Why the software may not go on with this recording: the chair may have switched it off meanwhile."""
    conference = Conference.objects.select_related("key").get(pk=transcript.recording.conference_id)
    return "" if drafting_of(conference).on else SWITCHED_OFF


def request(transcript: Transcript, *, voices: bool) -> dict[str, Any]:
    """What the child needs to know; no key and no place of a recording is in it."""
    return {
        "model": speech_models.chosen(transcript.settings.get("model", "")),
        "models_folder": str(settings.MODELS_FOLDER),
        "device": settings.SPEECH_DEVICE,
        "compute_type": "float16" if settings.SPEECH_DEVICE == "cuda" else "int8",
        "workers": settings.SPEECH_WORKERS,
        "threads": settings.SPEECH_THREADS,
        "names": names_of(transcript.recording.conference),
        "seconds": transcript.recording.duration,
        "voices": voices,
        "speakers": transcript.settings.get("speakers") or _attended(transcript.recording.conference),
    }


def names_of(conference: Conference) -> list[str]:
    """What to listen for: the children, everybody on the list of people, then schools and the place.

    Each in the order of the alphabet: the same names in another order can give other words.
    """
    children = [row.child for row in conference.children.select_related("child__key")]
    people = [person.name for person in conference.people.select_related("conference__key")]
    kinds = ([child.name for child in children], people, [child.school for child in children])
    return [name for kind in (*kinds, [conference.place]) for name in sorted(kind) if name]


def _attended(conference: Conference) -> int | None:
    """How many voices to expect; nothing where nobody has noted who came."""
    came = [Attendance.Came.ATTENDED, Attendance.Came.PART]
    return conference.people.filter(came__in=came).count() or None


def _sound(recording: Recording) -> Iterator[bytes]:
    """The recording's samples, decoded again from what is sealed; nothing of them meets a disk."""
    reader = store.open(recording.blob, recording.key, recording.pk, "audio")
    return audio.decode(reader)
