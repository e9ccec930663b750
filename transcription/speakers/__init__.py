"""Who spoke when, on this machine, from the sound alone: pure of Django, and nothing about a voice is kept.

    diarize(pcm)                    turns of a whole recording in memory
    ear = Ear(seconds=...)          the same for a recording that is being decoded:
    ear.hear(piece); ...            piece by piece,
    turns_of(ear.finish())          and the turns at the end

A speaker is "Speaker 1" in the order of first being heard; only a person gives a name. Nothing is raised for
sound without speech: there are no turns. SpeakersUnavailable says that the models are not installed.
"""

import numpy as np
from numpy.typing import NDArray

from transcription.speakers import clusters, turns
from transcription.speakers.listening import Ear, Evidence, Stretch
from transcription.speakers.segmentation import RATE
from transcription.speakers.turns import Turn
from transcription.speakers.weights import SpeakersUnavailable

__all__ = ["Ear", "SpeakersUnavailable", "Turn", "diarize", "turns_of"]

PIECE = 60 * RATE
# Stretches shorter than this do not help to find the voices; they only join one.
CLEAR_SECONDS = 0.7
# Two groups are one voice from this much below the likeness that one voice has to itself in this recording.
LOOSENESS = 0.15
USUAL_LIKENESS, USUAL_WEIGHT = 0.5, 10


def diarize(pcm: NDArray[np.float32], hint: int | None = None) -> list[Turn]:
    """Turns of 16 kHz sound, -1 to 1. `hint`: how many were there, where it is known."""
    ear = Ear(seconds=len(pcm) / RATE)
    for at in range(0, len(pcm), PIECE):
        ear.hear(pcm[at : at + PIECE])
    return turns_of(ear.finish(), hint=hint)


def turns_of(evidence: Evidence, *, hint: int | None = None) -> list[Turn]:
    """The turns that the evidence speaks for."""
    clear = [at for at, stretch in enumerate(evidence.stretches) if stretch.seconds >= CLEAR_SECONDS]
    chosen = evidence.vectors[clear] if len(clear) > 1 else evidence.vectors
    voices = clusters.voices(chosen, alike=_likeness_of_one_voice(evidence) - LOOSENESS, hint=hint)
    return turns.turns(evidence, voices)


def _likeness_of_one_voice(evidence: Evidence) -> float:
    """How alike stretches of one voice are that were spoken a moment apart: rooms differ in it."""
    found = [
        float(evidence.vectors[one] @ evidence.vectors[two])
        for one, first in enumerate(evidence.stretches)
        for two in range(one + 1, min(one + 24, len(evidence.stretches)))
        if _same_voice_apart(first, evidence.stretches[two])
    ]
    return (sum(found) + USUAL_LIKENESS * USUAL_WEIGHT) / (len(found) + USUAL_WEIGHT)


def _same_voice_apart(one: Stretch, two: Stretch) -> bool:
    local = (one.window, one.voice) == (two.window, two.voice)
    return local and two.at - one.at >= 1.4 and min(one.seconds, two.seconds) >= CLEAR_SECONDS
