"""What is cut is exactly what was asked for, to the sample, however the sound comes."""

import random

import numpy as np
import pytest

from recordings.audio import clips
from recordings.audio.clips import Cut

SOUND = np.random.default_rng(5).integers(-20_000, 20_000, 150 * 16_000, dtype=np.int16)


def cut(wanted, step=12_345):
    data = SOUND.tobytes()
    return np.frombuffer(
        b"".join(clips.cut([data[at : at + 2 * step] for at in range(0, len(data), 2 * step)], wanted)), "<i2"
    )


def plainly(wanted):
    """The same by another way: zeros over the whole, then the span."""
    copy, away = SOUND.copy(), np.zeros(len(SOUND), bool)
    for start, end in wanted.taken_out:
        away[start * 16 : end * 16] = True
    copy[away] = 0
    return copy[wanted.start * 16 : wanted.end * 16]


def drawn(seed):
    chosen = random.Random(seed)
    start = chosen.randrange(140_000)
    end = chosen.randrange(start + 1, 150_000)
    spans = []
    for _ in range(chosen.randrange(6)):
        at = chosen.randrange(150_000)
        spans.append((at, min(at + chosen.randrange(1, 70_000), 150_000)))
    return Cut(start, end, tuple(spans), tone=False)


@pytest.mark.parametrize("seed", range(25))
def test_any_span_with_any_places_taken_out_is_exact(seed):
    wanted = drawn(seed)

    assert np.array_equal(cut(wanted, step=random.Random(seed).randrange(1000, 2_000_000)), plainly(wanted))


def test_a_tone_stands_for_what_is_taken_out_and_nothing_of_it_is_heard():
    wanted = Cut(50_000, 70_000, ((55_000, 65_000),))

    sound = cut(wanted)

    assert np.array_equal(sound[: 5_000 * 16], SOUND[50_000 * 16 : 55_000 * 16])
    assert np.array_equal(sound[15_000 * 16 :], SOUND[65_000 * 16 : 70_000 * 16])
    middle = sound[5_000 * 16 : 15_000 * 16].astype(float)
    spectrum = np.abs(np.fft.rfft(middle[:16_000]))
    assert np.argmax(spectrum) == 1000
    assert 500 < np.abs(middle).max() < 5000


def test_sound_that_ends_sooner_gives_what_there_is():
    assert len(cut(Cut(149_000, 160_000))) == 16_000
    assert len(b"".join(clips.cut([], Cut(0, 10)))) == 0


def test_sound_after_the_span_is_not_even_asked_for():
    asked = []

    def endless():
        while True:
            asked.append(1)
            yield SOUND[:16_000].tobytes()

    assert len(b"".join(clips.cut(endless(), Cut(0, 500)))) == 500 * 32
    assert len(asked) == 60


@pytest.mark.parametrize(
    ("taken_out", "through"),
    [
        ((), True),
        (((0, 100),), False),
        (((20, 30),), False),
        (((0, 25), (25, 40)), False),
        (((0, 25), (26, 40)), True),
        (((15, 29),), True),
        (((21, 40),), True),
        (((30, 40), (0, 20)), True),
    ],
)
def test_what_is_let_through(taken_out, through):
    assert Cut(10, 90, taken_out).lets_through(20, 30) is through


def test_what_lies_outside_the_span_is_not_let_through():
    assert not Cut(10, 20).lets_through(20, 30)
    assert not Cut(30, 40).lets_through(20, 30)
    assert Cut(29, 40).lets_through(20, 30)
