"""Turns of speech from the evidence: who is heard in each frame, and where each turn begins and ends."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transcription.speakers.listening import FRAME_TIMES, Evidence
from transcription.speakers.segmentation import FIRST_FRAME, FRAME_SECONDS, FRAMES, SETS
from transcription.speakers.weights import Floats

SPOKEN, AT_ONCE = 0.5, 0.4
# A voice is known by the stretches of it nearby; this many seconds away they count for a third.
NEARBY = 1.0
# A voice without stretches of its own is known by others' at its moments, if there is so much of them.
LEAST_SHARE = 0.3
# Pauses of one person shorter than this belong to the turn.
PAUSE = 0.3
MEMBERS = np.array([[voice in members for voice in range(3)] for members in SETS], dtype=np.float32)
OVERLAPS = [number for number, members in enumerate(SETS) if len(members) > 1]


@dataclass(frozen=True)
class Turn:
    """One person's speech, in seconds. `speaker` is "Speaker 1" for the first to be heard."""

    start: float
    end: float
    speaker: str


def turns(evidence: Evidence, voices: Floats) -> list[Turn]:
    """Everybody's turns in order; two people at once have a turn each."""
    likeness = evidence.vectors @ voices.T if len(voices) else np.zeros((len(evidence.stretches), 1))
    numbers = range(len(evidence.windows))
    spans = sorted(span for number in numbers for span in _spans(evidence, number, likeness))
    return _named(_joined(spans))


def _spans(evidence: Evidence, number: int, likeness: Floats) -> Iterator[tuple[float, float, int]]:
    """(start, end, voice) in the seconds that this window answers for."""
    window = evidence.windows[number]
    chances = window.chances.astype(np.float32)
    times = window.start + FRAME_TIMES
    answers = (times >= window.answers_from) & (times < window.answers_to)
    speaking = answers & (1 - chances[:, 0] >= SPOKEN)
    both = speaking & (chances[:, OVERLAPS].sum(axis=1) >= AT_ONCE)
    one, other = _voices_of_frames(evidence, number, likeness, chances @ MEMBERS)
    for voice in range(likeness.shape[1]):
        for begin, end in _runs((speaking & (one == voice)) | (both & (other == voice))):
            yield times[begin] - FRAME_SECONDS / 2, times[end - 1] + FRAME_SECONDS / 2, voice


def _voices_of_frames(
    evidence: Evidence, number: int, likeness: Floats, heard: Floats
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each frame whose voice is the clearest, and whose the second clearest; -1 for nobody known."""
    found = _likeness_of_voices(evidence, number, likeness)
    loudest, frames = np.argsort(-heard, axis=1), np.arange(FRAMES)
    first, second = found[loudest[:, 0], frames], found[loudest[:, 1], frames]
    unknown = np.isnan(first[:, 0])
    one = np.where(unknown, _nearest(evidence, number, likeness), np.nan_to_num(first).argmax(axis=1))
    second[frames, one] = np.nan
    nobody = np.isnan(second).all(axis=1)
    other = np.where(nobody, -1, np.nan_to_num(second, nan=-np.inf).argmax(axis=1))
    return one, other


def _nearest(evidence: Evidence, number: int, likeness: Floats) -> NDArray[np.int64]:
    """For each frame the voice of the stretch nearest in time: for a word too short to know it by."""
    if not evidence.stretches:
        return np.zeros(FRAMES, dtype=np.int64)
    moments = np.array([stretch.at for stretch in evidence.stretches])
    times = evidence.windows[number].start + FRAME_TIMES
    nearest: NDArray[np.int64] = np.abs(times[:, None] - moments).argmin(axis=1)
    return np.asarray(likeness.argmax(axis=1)[nearest])


def _likeness_of_voices(evidence: Evidence, number: int, likeness: Floats) -> Floats:
    """[local voice, frame, voice of the recording]: how alike, by the stretches nearby; NaN for none."""
    found = np.full((3, FRAMES, likeness.shape[1]), np.nan)
    times = evidence.windows[number].start + FRAME_TIMES
    moments = np.array([stretch.at for stretch in evidence.stretches])
    for local in range(3):
        share = _shares(evidence, number, local, moments)
        own = np.flatnonzero(share)
        if share.sum() >= LEAST_SHARE:
            near = (np.exp(-np.abs(times[:, None] - moments[own]) / NEARBY) + 1e-6) * share[own]
            found[local] = near @ likeness[own] / near.sum(axis=1, keepdims=True)
    return found


def _shares(evidence: Evidence, number: int, local: int, moments: Floats) -> Floats:
    """How far each stretch is one of this voice: its own, or else those of other windows at its moments."""
    own = [(one.window, one.voice) == (number, local) for one in evidence.stretches]
    if any(own):
        return np.array(own, dtype=np.float32)
    window = evidence.windows[number]
    frame = np.round((moments - window.start - FIRST_FRAME) / FRAME_SECONDS).astype(int)
    inside = (frame >= 0) & (frame < FRAMES)
    alone = window.chances[np.clip(frame, 0, FRAMES - 1), local + 1].astype(np.float32)
    return np.where(inside, alone, 0)


def _runs(active: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], active, [False]])))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _joined(spans: list[tuple[float, float, int]]) -> list[tuple[float, float, int]]:
    """The same person's spans with only a pause between them, as one."""
    last: dict[int, int] = {}
    made: list[tuple[float, float, int]] = []
    for start, end, voice in spans:
        at = last.get(voice)
        if at is not None and start - made[at][1] <= PAUSE:
            made[at] = (made[at][0], max(end, made[at][1]), voice)
        else:
            last[voice] = len(made)
            made.append((start, end, voice))
    return made


def _named(spans: list[tuple[float, float, int]]) -> list[Turn]:
    order = list(dict.fromkeys(voice for _, _, voice in spans))
    return [
        Turn(round(max(0.0, float(start)), 3), round(float(end), 3), f"Speaker {order.index(voice) + 1}")
        for start, end, voice in spans
    ]
