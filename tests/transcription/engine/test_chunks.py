"""Where a recording is cut."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.transcription.engine import sounds
from transcription.engine.chunks import Chunk, chunks, pieces

TRUTH = Path(__file__).resolve().parents[2] / "samples" / "conference_dev.json"


@pytest.fixture(scope="module")
def conference() -> bytes:
    return sounds.recording("conference_dev.m4a")


@pytest.fixture(scope="module")
def cut(conference: bytes) -> list[Chunk]:
    return chunks(sounds.blocks(conference))


@pytest.fixture(scope="module")
def spoken() -> list[list[float]]:
    lines = json.loads(TRUTH.read_text())["lines"]
    return [stretch for line in lines for stretch in line.get("speech", [])]


def test_no_chunk_is_longer_than_28_seconds_and_none_overlap(cut):
    assert all(0 < chunk.end - chunk.start <= 28 for chunk in cut)
    assert all(before.end <= after.start for before, after in pairwise(cut))
    assert [chunk.index for chunk in cut] == list(range(len(cut)))


def test_every_stretch_of_speech_is_in_a_chunk(cut, spoken):
    def heard(moment: float) -> bool:
        return any(chunk.start <= moment <= chunk.end for chunk in cut)

    missed = [
        moment
        for begin, end in spoken
        for moment in np.arange(begin + 0.05, end - 0.05, 0.1)
        if not heard(float(moment))
    ]

    assert missed == []


def test_cuts_fall_in_pauses_and_not_in_words(cut, spoken):
    edges = [edge for chunk in cut for edge in (chunk.start, chunk.end)]

    inside = [edge for edge in edges for begin, end in spoken if begin + 0.3 < edge < end - 0.3]

    assert len(inside) <= len(cut) // 5


def test_the_minute_of_room_noise_in_the_middle_is_in_no_chunk(cut):
    lines = json.loads(TRUTH.read_text())["lines"]
    silent = next(line for line in lines if "silence" in line["flags"])

    overlapping = [c for c in cut if c.start < silent["end"] - 1 and silent["start"] + 1 < c.end]

    assert overlapping == []


@pytest.mark.parametrize("size", [2, 1000, 31_998, 2_000_000])
def test_how_the_sound_arrives_does_not_move_a_cut(short, short_pieces, size):
    sound = short if size > 2 else short[: 40 * 32_000]
    expected = [piece.chunk for piece in pieces([sound])]

    assert chunks(sounds.blocks(sound, size)) == expected


def test_a_piece_holds_exactly_the_sound_between_its_times(short, short_pieces):
    samples = np.frombuffer(short, dtype="<i2")

    for piece in short_pieces:
        begin, end = (round(moment * sounds.RATE) for moment in (piece.chunk.start, piece.chunk.end))
        original = samples[begin:end]
        assert np.array_equal(piece.samples[: len(original)], original)
        assert not piece.samples[len(original) :].any()


def test_speech_without_a_pause_is_still_cut_before_28_seconds(short_pieces):
    voiced = np.concatenate([p.samples.reshape(-1, 512)[p.voice > 0.9].reshape(-1) for p in short_pieces])
    without_pauses = np.tile(voiced, 3).tobytes()

    found = chunks([without_pauses])

    assert len(found) > 3
    assert all(chunk.end - chunk.start <= 28 for chunk in found)


def test_a_long_silence_ends_a_chunk(short):
    sound = short[: 20 * 32_000] + bytes(10 * 32_000) + short[: 20 * 32_000]

    first, second = chunks([sound])

    assert first.end < 21
    assert second.start > 29


@pytest.mark.parametrize("sound", [b"", b"\0\0", b"\0" * 999])
def test_no_sound_has_no_chunks(sound):
    assert chunks([sound]) == []
