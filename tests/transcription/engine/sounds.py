"""Sounds without a word in them, and real speech from the samples, as 16 kHz mono s16."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from recordings import audio

RATE = 16_000
SAMPLES = Path(__file__).resolve().parents[3] / "samples"
Sound = np.ndarray


def silence(seconds: float) -> Sound:
    return np.zeros(round(seconds * RATE))


def white_noise(seconds: float, level: float = 0.05) -> Sound:
    return level * np.random.default_rng(1).standard_normal(round(seconds * RATE))


def pink_noise(seconds: float, level: float = 0.05) -> Sound:
    spectrum = np.fft.rfft(np.random.default_rng(2).standard_normal(round(seconds * RATE)))
    shaped = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 1)))
    return level * shaped / shaped.std()


def mains_hum(seconds: float) -> Sound:
    at = _times(seconds)
    return sum(0.1 / part * np.sin(2 * np.pi * 50 * part * at) for part in (1, 2, 3, 5)) + white_noise(
        seconds, 0.002
    )


def tones_like_music(seconds: float) -> Sound:
    at = _times(seconds)
    notes = np.array([220.0, 277.2, 329.6, 440.0, 392.0, 349.2, 293.7, 246.9])
    pitch = notes[(at / 0.4).astype(int) % len(notes)] * (1 + 0.004 * np.sin(2 * np.pi * 5 * at))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    loudness = np.exp(-3 * (at % 0.4))
    return 0.15 * loudness * sum(np.sin(part * phase) / part for part in (1, 2, 3, 4))


def breathing(seconds: float) -> Sound:
    """Band-limited noise that swells and falls every four seconds."""
    swell = np.clip(np.sin(2 * np.pi * _times(seconds) / 4), 0, None) ** 2
    smooth = np.convolve(white_noise(seconds, 0.3), np.hanning(12) / 6, mode="same")
    return 0.5 * swell * smooth


def room_tone(seconds: float) -> Sound:
    rumble = np.convolve(white_noise(seconds, 0.05), np.hanning(160) / 80, mode="same")
    return rumble + 0.003 * np.sin(2 * np.pi * 100 * _times(seconds)) + white_noise(seconds, 0.001)


def knocks(seconds: float) -> Sound:
    """A knock on the table every second and a half."""
    at = _times(seconds) % 1.5
    return white_noise(seconds, 0.5) * np.exp(-at * 40)


WORDLESS = {
    "silence": silence,
    "white noise": white_noise,
    "pink noise": pink_noise,
    "mains hum": mains_hum,
    "tones like music": tones_like_music,
    "breathing": breathing,
    "room tone": room_tone,
    "knocks": knocks,
}


def as_bytes(sound: Sound) -> bytes:
    return (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()


def blocks(sound: bytes, size: int = 64_000) -> Iterator[bytes]:
    return (sound[at : at + size] for at in range(0, len(sound), size))


def recording(name: str) -> bytes:
    with (SAMPLES / name).open("rb") as file:
        return b"".join(audio.decode(file))


def _times(seconds: float) -> Sound:
    return np.arange(round(seconds * RATE)) / RATE
