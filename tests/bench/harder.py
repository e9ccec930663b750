"""Makes a recording harder to hear: noise, a hall, a telephone, levels, speed, another meeting underneath.

    python -m tests.bench.harder AUDIO TRUTH.json FOLDER [--from 0 --to 140] [--under OTHER.flac ...]

FOLDER then holds a .flac and a .json of each kind for tests.bench.transcribe. The lines that lie whole
between --from and --to are taken; a list of words without times is taken whole.
"""

import argparse
import json
from pathlib import Path

import av
import numpy as np
from faster_whisper.audio import decode_audio
from scipy import signal

RATE = 16_000
Sound = np.ndarray


def loudness(sound: Sound) -> float:
    return float(np.sqrt((sound**2).mean()) + 1e-9)


def noisy(sound: Sound, *, decibels: float = 12) -> Sound:
    """Pink noise, so many decibels below the voices."""
    spectrum = np.fft.rfft(np.random.default_rng(5).standard_normal(len(sound)))
    noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 1)), len(sound))
    return over(sound, noise, decibels=decibels)


def over(sound: Sound, other: Sound, *, decibels: float) -> Sound:
    return sound + np.resize(other, len(sound)) / loudness(other) * loudness(sound) * 10 ** (-decibels / 20)


def in_a_hall(sound: Sound, *, seconds: float = 0.7) -> Sound:
    """Echo that is 60 dB down after so many seconds."""
    count = round(seconds * RATE)
    echo = np.random.default_rng(6).standard_normal(count) * np.exp(-6.9 * np.arange(count) / count)
    echo *= 0.7 / np.sqrt((echo**2).sum())
    echo[0] = 1
    heard = signal.fftconvolve(sound, echo)[: len(sound)]
    return heard * loudness(sound) / loudness(heard)


def by_telephone(sound: Sound) -> Sound:
    """300 to 3400 Hz, 8,000 samples a second, eight bits each as telephones have them."""
    band = signal.sosfilt(signal.butter(6, [300, 3400], "band", fs=RATE, output="sos"), sound)
    narrow = np.clip(signal.resample_poly(signal.resample_poly(band, 1, 2), 2, 1), -1, 1)
    coded = np.round(np.sign(narrow) * np.log1p(255 * np.abs(narrow)) / np.log1p(255) * 128) / 128
    return np.sign(coded) * np.expm1(np.abs(coded) * np.log1p(255)) / 255


def at_levels(sound: Sound) -> Sound:
    """A quarter each of it 20 dB quieter, 20 louder and cut off, 10 quieter, 10 louder."""
    parts = zip(np.array_split(sound, 4), (-20, 20, -10, 10), strict=True)
    return np.concatenate([np.clip(part * 10 ** (gain / 20), -1, 1) for part, gain in parts])


def at_speed(sound: Sound, *, times: float) -> Sound:
    return signal.resample_poly(sound, 100, round(100 * times))


KINDS = {
    "noise": noisy,
    "hall": in_a_hall,
    "telephone": by_telephone,
    "levels": at_levels,
    "slow": lambda sound: at_speed(sound, times=0.9),
    "fast": lambda sound: at_speed(sound, times=1.1),
    "all": lambda sound: by_telephone(noisy(in_a_hall(sound, seconds=0.5), decibels=10)),
}


def part_of(audio: Sound, truth: dict, *, begin: float, end: float) -> tuple[Sound, str]:
    """The sound and the words of the lines between two moments."""
    if "lines" not in truth:
        return audio, " ".join(word["word"] for word in truth["words"])
    lines = [line for line in truth["lines"] if begin <= line["start"] and line["end"] <= end]
    first, last = (round(RATE * at) for at in (lines[0]["start"] - 0.2, lines[-1]["end"] + 0.4))
    return audio[max(0, first) : last], " ".join(line["text"] for line in lines)


def write(folder: Path, name: str, sound: Sound, said: str) -> None:
    samples = (sound * 32768).clip(-32768, 32767).astype(np.int16).reshape(1, -1)
    with av.open(str(folder / f"{name}.flac"), "w") as out:
        stream = out.add_stream("flac", rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.rate = RATE
        out.mux([*stream.encode(frame), *stream.encode(None)])
    words = [{"word": word} for word in said.split()]
    (folder / f"{name}.json").write_text(json.dumps({"words": words}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("audio", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from", type=float, default=0.0, dest="begin")
    parser.add_argument("--to", type=float, default=float("inf"), dest="end")
    parser.add_argument("--under", nargs="*", type=Path, default=[])
    chosen = parser.parse_args()
    whole, truth = decode_audio(str(chosen.audio)), json.loads(chosen.truth.read_text())
    sound, said = part_of(whole, truth, begin=chosen.begin, end=chosen.end)
    for name, made in KINDS.items():
        write(chosen.folder, name, made(sound), said)
    if chosen.under:
        others = np.concatenate([decode_audio(str(path)) for path in chosen.under])
        write(chosen.folder, "under", over(sound, others, decibels=8), said)


if __name__ == "__main__":
    main()
