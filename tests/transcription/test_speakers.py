"""Who spoke when: turns of real sound, weights that hold nothing but numbers, recordings without speech."""

import io
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tests.bench.diarization import load, read_rttm, score
from transcription.speakers import Ear, clusters, diarize, turns_of, weights
from transcription.speakers.voices import unit

ROOT = Path(__file__).resolve().parents[2]
RATE = 16_000


class Harmful:
    def __reduce__(self):
        return (print, ("run",))


def saved(value) -> zipfile.ZipFile:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("model/data.pkl", pickle.dumps(value))
    return zipfile.ZipFile(file)


def groups(*counts, spread=0.02, size=64):
    """Vectors around as many directions as there are counts."""
    random = np.random.default_rng(7)
    directions = np.eye(size)[: len(counts)]
    rows = [
        unit(one + spread * random.standard_normal((count, size)))
        for one, count in zip(directions, counts, strict=True)
    ]
    return np.concatenate(rows).astype(np.float32)


def test_weights_that_name_anything_but_arrays_are_refused():
    with pytest.raises(pickle.UnpicklingError):
        weights._Reader(saved(Harmful())).load()


def test_an_array_that_reaches_beyond_its_numbers_is_refused():
    with pytest.raises(pickle.UnpicklingError):
        weights._tensor(np.zeros(10, dtype=np.float32), 0, (4, 4), (4, 1))


@pytest.mark.parametrize("counts", [(30,), (20, 20), (5, 30, 9), (120, 90, 40, 60)])
def test_as_many_voices_are_found_as_there_are(counts):
    assert len(clusters.voices(groups(*counts), alike=0.5)) == len(counts)


@pytest.mark.parametrize("hint", [1, 2, 3, 4, 9])
@pytest.mark.parametrize("counts", [(20, 15, 25), (120, 90, 140)])
def test_how_many_were_there_is_a_hint_and_no_order(counts, hint):
    """Three voices that are clearly three stay three, whatever somebody noted."""
    assert len(clusters.voices(groups(*counts), alike=0.5, hint=hint)) == 3


def test_where_the_sound_leaves_it_open_the_hint_decides():
    one, other = np.eye(8)[0], unit(np.array([0.51, np.sqrt(1 - 0.51**2), *np.zeros(6)]))
    doubtful = np.stack([*[one] * 5, *[other] * 5]).astype(np.float32)

    found = {hint: len(clusters.voices(doubtful, alike=0.5, hint=hint)) for hint in (None, 1, 2)}

    assert found == {None: 1, 1: 1, 2: 2}


def test_two_recordings_of_different_length_are_looked_at_with_bounded_effort():
    assert len(clusters.voices(groups(1500, 1200, 900), alike=0.5)) == 3


@pytest.mark.speech
@pytest.mark.parametrize("seconds", [0, 0.01, 4, 31])
def test_there_are_no_turns_without_speech(seconds):
    noise = np.random.default_rng(1).standard_normal(int(seconds * RATE)).astype(np.float32) * 0.003

    assert diarize(noise) == []


@pytest.mark.speech
@pytest.mark.slow
def test_everybody_of_the_sample_is_told_apart_in_the_order_of_speaking():
    pcm = load(ROOT / "samples" / "conference_short.m4a")

    turns = diarize(pcm)

    truth = read_rttm(ROOT / "tests" / "samples" / "conference_short.rttm")
    found = score(truth, [(turn.start, turn.end, turn.speaker) for turn in turns], len(pcm) / RATE)
    assert (found.missed + found.false + found.confused) / found.reference < 0.05
    assert list(dict.fromkeys(turn.speaker for turn in turns)) == [f"Speaker {n}" for n in range(1, 9)]


@pytest.mark.speech
@pytest.mark.slow
def test_the_turns_do_not_depend_on_how_the_sound_arrives():
    pcm = load(ROOT / "samples" / "conference_short.m4a")[: 40 * RATE]
    ear = Ear(seconds=40)
    for at in range(0, len(pcm), 7777):
        ear.hear(pcm[at : at + 7777])

    assert turns_of(ear.finish()) == diarize(pcm)
