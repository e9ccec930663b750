"""A recording in which every part has a pitch of its own, so that a copy can be heard to hold it or not."""

import io

import av
import numpy as np
from django.utils import timezone

from access.roles import Role
from recordings import actions, tasks
from recordings.audio.clips import Cut
from recordings.models import PartKind
from recordings.models.copies import Wanted
from recordings.vault import store
from tests import factories
from tests.recordings.audio import sounds

PITCHES = [300, 600, 1200, 2400]  # one for each ten seconds
TEN = 10_000  # milliseconds
OPEN, ABSENT, APART, AFTER = PITCHES


def recording(of=None, **fields):
    """Forty seconds, each ten at their own pitch; who was in the room is confirmed."""
    samples = np.concatenate([sounds.tone(10, pitch=pitch) for pitch in PITCHES])
    content = sounds.recording("wav", "pcm_s16le", samples)
    conference = of or factories.conference()
    conference.presence_confirmed_at, conference.presence_confirmed_by = timezone.now(), conference.chair
    conference.save()
    made = factories.recording(conference, duration_ms=4 * TEN, size=len(content), **fields)
    stored = store.seal_stream([content], made.key, made.pk, "audio")
    made.blob, made.blob_sha256, made.waveform = stored.name, stored.sha256, [1]
    made.save()
    return made


def restricted(of, start=2 * TEN, end=3 * TEN, kind=PartKind.RESTRICTED):
    return factories.part(of, kind=kind, start_ms=start, end_ms=end)


def governance(conference):
    user = factories.user(role=Role.INFORMATION_GOVERNANCE, name="Imran Saleh")
    factories.listening_reason(conference, by=user)
    return user


def reviewer(conference):
    user = factories.user(role=Role.QUALITY_REVIEWER, name="Ruth Adeyemi")
    factories.listening_reason(conference, by=user)
    return user


def asked(of, by, *, start_ms=0, end_ms=4 * TEN, taken_out=(), fill="tone", **fields):
    cut = Cut(start_ms, end_ms, tuple(taken_out), tone=fill == "tone")
    wanted = {"purpose": "court", "for_whom": "The family court", "format": "m4a", "days": 28, **fields}
    return actions.ask_sound_copy(of, wanted=Wanted(cut, **wanted), by=by)


def ready(of, by, **fields):
    copy = asked(of, by, **fields)
    tasks.examine_recordings()
    copy.refresh_from_db()
    return copy


def heard(content):
    """The loudest pitch of each second of a file, or None where it is quiet."""
    with av.open(io.BytesIO(content)) as file:
        resampler = av.AudioResampler("s16", "mono", 16000)
        frames = [part for frame in file.decode(audio=0) for part in resampler.resample(frame)]
    samples = np.concatenate([frame.to_ndarray()[0] for frame in frames]).astype(float)
    seconds = samples[: len(samples) // 16000 * 16000].reshape(-1, 16000)[:, 2000:14000]
    return [_pitch(second) for second in seconds]


def _pitch(second):
    if np.abs(second).max() < 200:
        return None
    spectrum = np.abs(np.fft.rfft(second))
    return round(float(np.argmax(spectrum)) * 16000 / len(second))
