"""Who spoke when, held against the truth: diarization error rate and speakers counted.

    python -m tests.bench.diarization [--ami FOLDER] [FILE ...]

FILE needs its .rttm beside it. A collar of 0.25 s around each reference boundary is not scored, overlap is;
"all" adds up every file's seconds. Without FILE it takes samples/ and, where they stand, the AMI clips.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from scipy.optimize import linear_sum_assignment

ROOT = Path(__file__).resolve().parents[2]
STEP = 0.01
COLLAR = 0.25
Spans = list[tuple[float, float, str]]


@dataclass(frozen=True)
class Score:
    reference: float
    missed: float
    false: float
    confused: float
    count_error: int

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    def __str__(self) -> str:
        total = max(self.reference, 1e-9)
        parts = [100 * part / total for part in (self.missed, self.false, self.confused)]
        return (
            f"DER {sum(parts):5.1f}  missed {parts[0]:5.1f}  false {parts[1]:5.1f}  confused {parts[2]:5.1f}"
        )


def load(path: Path) -> np.ndarray:
    """16 kHz mono, as the service hears it; the bench is given our own files, so it may decode here."""
    resampler = av.AudioResampler(format="flt", layout="mono", rate=16_000)
    with av.open(str(path)) as container:
        frames = [f for frame in container.decode(audio=0) for f in resampler.resample(frame)]
    return np.concatenate([frame.to_ndarray()[0] for frame in frames + resampler.resample(None)])


def read_rttm(path: Path) -> Spans:
    rows = [line.split() for line in path.read_text().splitlines() if line.startswith("SPEAKER")]
    return [(float(row[3]), float(row[3]) + float(row[4]), row[7]) for row in rows]


def grid(spans: Spans, length: int) -> tuple[np.ndarray, list[str]]:
    names = sorted({name for _, _, name in spans})
    active = np.zeros((len(names), length), dtype=bool)
    for start, end, name in spans:
        active[names.index(name), round(start / STEP) : round(end / STEP)] = True
    return active, names


def score(reference: Spans, found: Spans, duration: float) -> Score:
    """As md-eval does it: at each moment so many should speak, so many do, so many of them rightly."""
    length = round(duration / STEP)
    truth, names = grid(reference, length)
    guess, guessed = grid(found, length)
    counted = np.ones(length, dtype=bool)
    for start, end, _ in reference:
        for edge in (start, end):
            counted[max(0, round((edge - COLLAR) / STEP)) : round((edge + COLLAR) / STEP)] = False
    truth, guess = truth[:, counted], guess[:, counted]
    shared = truth.astype(float) @ guess.T.astype(float)
    rows, columns = linear_sum_assignment(-shared)
    right = sum((truth[r] & guess[c]).astype(int) for r, c in zip(rows, columns, strict=True)) + np.zeros(
        truth.shape[1]
    )
    should, does = truth.sum(0), guess.sum(0)
    return Score(
        reference=should.sum() * STEP,
        missed=np.maximum(0, should - does).sum() * STEP,
        false=np.maximum(0, does - should).sum() * STEP,
        confused=(np.minimum(should, does) - right).sum() * STEP,
        count_error=abs(len(names) - len(guessed)),
    )


def truth_of(audio: Path) -> Path:
    """The .rttm beside it, or the one that the tests keep for a sample."""
    beside = audio.with_suffix(".rttm")
    return beside if beside.exists() else ROOT / "tests" / "samples" / beside.name


def files(folder: Path) -> Iterator[Path]:
    for audio in sorted(folder.glob("*")):
        if audio.suffix in {".m4a", ".flac", ".wav", ".opus"} and truth_of(audio).exists():
            yield audio


def run(paths: list[Path]) -> Score | None:
    from transcription.speakers import diarize

    total = None
    for path in paths:
        pcm, began = load(path), time.perf_counter()
        turns = diarize(pcm)
        spent = time.perf_counter() - began
        truth = read_rttm(truth_of(path))
        one = score(truth, [(t.start, t.end, t.speaker) for t in turns], len(pcm) / 16_000)
        heard, real = len({t.speaker for t in turns}), len({name for _, _, name in truth})
        print(f"{path.name:28} {one}  speakers {heard} of {real}  {spent:6.1f} s")
        total = one if total is None else total + one
    if total is not None and len(paths) > 1:
        print(f"{'all':28} {total}  speaker-count error {total.count_error / len(paths):.2f} a file")
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--ami", type=Path, default=ROOT.parent / "shared/audio/ami")
    options = parser.parse_args()
    if options.paths:
        run(options.paths)
        return
    print("samples")
    run(list(files(ROOT / "samples")))
    print(f"AMI ({options.ami})" if options.ami.is_dir() else "AMI: not here, not run")
    run(list(files(options.ami)))


if __name__ == "__main__":
    main()
