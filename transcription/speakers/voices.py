"""What a voice sounds like: a vector for each second and a half of speech."""

from functools import lru_cache

import numpy as np
from onnxruntime import InferenceSession

from transcription.speakers.graph import opened
from transcription.speakers.network import BANDS, FRAMES, network
from transcription.speakers.weights import Floats

RATE = 16_000
FRAME, HOP, FFT = 400, 160, 512
LOWEST_HERTZ, PREEMPHASIS, QUIETEST = 20, 0.97, 1.2e-7
BATCH = 32
POVEY = (np.hanning(FRAME) ** 0.85).astype(np.float32)


@lru_cache(maxsize=1)
def _session() -> InferenceSession:
    return opened(network())


@lru_cache(maxsize=1)
def _filters() -> Floats:
    """Triangles, evenly spaced on the mel scale, as Kaldi lays them."""
    low, high = (1127 * np.log(1 + hertz / 700) for hertz in (LOWEST_HERTZ, RATE / 2))
    edges = np.linspace(low, high, BANDS + 2)[:, None]
    bins = 1127 * np.log(1 + np.arange(FFT // 2) * RATE / FFT / 700)
    rising = (bins - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - bins) / (edges[2:] - edges[1:-1])
    triangles = np.maximum(0, np.minimum(rising, falling))
    return np.pad(triangles, ((0, 0), (0, 1))).astype(np.float32)


def features(pcm: Floats) -> Floats:
    """Log-mel frames as Kaldi makes them, 100 a second."""
    frames = np.lib.stride_tricks.sliding_window_view(pcm * np.float32(32768), FRAME)[::HOP]
    frames = frames - frames.mean(axis=1, keepdims=True)
    frames = frames - PREEMPHASIS * np.concatenate([frames[:, :1], frames[:, :-1]], axis=1)
    power = np.abs(np.fft.rfft(frames * POVEY, FFT)) ** 2
    bands: Floats = np.log(np.maximum(power @ _filters().T, QUIETEST)).astype(np.float32)
    return bands


def vectors(stretches: list[Floats]) -> Floats:
    """A unit vector for each stretch of frames: repeated where it is short, cut where it is long."""
    if not stretches:
        return np.zeros((0, 1), dtype=np.float32)
    whole = [_fitted(frames - frames.mean(axis=0)) for frames in stretches]
    batches = [np.stack(whole[at : at + BATCH]) for at in range(0, len(whole), BATCH)]
    return unit(np.concatenate([_session().run(None, {"input": batch})[0] for batch in batches]))


def _fitted(frames: Floats) -> Floats:
    short = max(0, FRAMES - len(frames))
    return np.pad(frames, ((0, short), (0, 0)), mode="wrap")[:FRAMES].astype(np.float32)


def unit(rows: Floats) -> Floats:
    """Each row at length one."""
    ones: Floats = rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)
    return ones
