"""Speed and word error rate of our pipeline beside stock faster-whisper, same model, one run.

    python -m tests.bench.transcribe AUDIO TRUTH.json [...] [--model base] [--ways stock steady thorough ...]

Stock is `WhisperModel.transcribe(beam_size=5, vad_filter=True, word_timestamps=True)` on every core.
Run it on an otherwise idle machine; the ratio of CPU seconds says something on a busy one too.
"""

import argparse
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.audio import decode_audio

from tests.bench.words import Score, score
from transcription.engine import registry
from transcription.engine.decoder import Model
from transcription.engine.listen import EFFORTS, Effort
from transcription.engine.parallel import Parallel
from transcription.engine.run import Taking, transcribe

MODELS = Path(os.environ.get("MODELS_FOLDER", ".local/models"))


@dataclass(frozen=True)
class Run:
    """One way of transcribing one file."""

    way: str
    wall: float
    cpu: float
    score: Score


def truth(path: Path) -> str:
    """What was said, from a conference's truth or from a list of words."""
    found = json.loads(path.read_text())
    if "lines" in found:
        return " ".join(line["text"] for line in found["lines"])
    return " ".join(word["word"] for word in found["words"])


def timed(way: str, said: str, work: Callable[[], str]) -> Run:
    wall, cpu = time.perf_counter(), time.process_time()
    heard = work()
    return Run(way, time.perf_counter() - wall, time.process_time() - cpu, score(said, heard))


def stock(weights: registry.Weights, audio: np.ndarray) -> Callable[[], str]:
    model = WhisperModel(
        str(weights.folder), device="cpu", compute_type="int8", cpu_threads=len(os.sched_getaffinity(0))
    )

    def work() -> str:
        segments, _ = model.transcribe(
            audio, beam_size=5, vad_filter=True, word_timestamps=True, language="en"
        )
        return " ".join(segment.text for segment in segments)

    return work


def ours(weights: registry.Weights, audio: np.ndarray, effort: Effort) -> Callable[[], str]:
    model = Model(weights, parallel=Parallel.chosen(seconds=len(audio) / 16_000))
    sound = (audio * 32768).clip(-32768, 32767).astype("<i2").tobytes()
    blocks = [sound[at : at + 64_000] for at in range(0, len(sound), 64_000)]

    def work() -> str:
        found = transcribe(model, blocks, taking=Taking(seconds=len(audio) / 16_000), effort=effort)
        return " ".join(part["text"] for _, parts in found for part in parts)

    return work


def report(path: Path, seconds: float, runs: list[Run]) -> None:
    print(f"\n{path.name}, {seconds:.0f} s of sound, {runs[0].score.words} words")
    print("| way | wall s | real-time factor | CPU s | WER % | lost | inserted | runs lost > 3 words |")
    print("|---|---|---|---|---|---|---|---|")
    for run in runs:
        print(
            f"| {run.way} | {run.wall:.1f} | {run.wall / seconds:.4f} | {run.cpu:.1f} "
            f"| {run.score.error:.2f} | {run.score.lost} | {run.score.inserted} "
            f"| {len(run.score.lost_runs)} |"
        )
    for run in runs[1:]:
        against = runs[0]
        print(
            f"{run.way} against {against.way}: {against.wall / run.wall:.2f} times the speed, "
            f"CPU {against.cpu / run.cpu:.2f}, wrong words {run.score.wrong} to {against.score.wrong}"
        )
    for run in runs:
        for words in run.score.lost_runs:
            print(f"lost by {run.way}: {words}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--model", default="base")
    parser.add_argument("--ways", nargs="+", default=["stock", "steady"], choices=["stock", *EFFORTS])
    chosen = parser.parse_args()
    weights = registry.find(chosen.model, models_folder=MODELS)
    for path, said in zip(chosen.files[::2], chosen.files[1::2], strict=True):
        audio = decode_audio(str(path))
        ways = {"stock": stock(weights, audio)} | {
            name: ours(weights, audio, effort) for name, effort in EFFORTS.items()
        }
        runs = [timed(way, truth(said), work) for way, work in ways.items() if way in chosen.ways]
        report(path, len(audio) / 16_000, runs)


if __name__ == "__main__":
    main()
