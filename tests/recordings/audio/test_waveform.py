"""The drawing over the player: the peaks of each tenth of a second."""

import numpy as np

from recordings import audio
from tests.recordings.audio import sounds


def test_peaks_follow_the_sound():
    samples = np.concatenate([sounds.silence(1), sounds.tone(1, level=1.0), sounds.silence(0.55)])

    peaks = audio.waveform([samples[:7].tobytes(), samples[7:30_001].tobytes(), samples[30_001:].tobytes()])

    assert list(peaks) == [0] * 10 + [255] * 10 + [0] * 6


def test_many_peaks_are_shrunk_to_the_loudest_of_each_stretch():
    peaks = bytes([1, 9, 2, 3, 200, 4, 0, 0])

    assert audio.shrunk(peaks, 4) == [9, 3, 200, 0]
    assert audio.shrunk(peaks, 100) == list(peaks)


def test_no_sound_has_no_peaks():
    assert audio.waveform([]) == b""
