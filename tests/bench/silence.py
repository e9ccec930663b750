"""Sound in which nobody speaks, and how many words the engine makes of it: there must be none.

    python -m tests.bench.silence [--minutes 60] [--model base] [--ami FOLDER]

Made sounds (noise, hum, room tone, breathing, knocks, music) at three levels, and the moments of real
meetings at which, by their truth, nobody speaks, repeated; half of it with names to listen for. A word makes
it end with 1.
The gate has a shorter one (tests/transcription/engine/test_nothing_invented.py).
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tests.bench.diarization import files, load, read_rttm, truth_of
from tests.transcription.engine import sounds
from transcription.engine import registry
from transcription.engine.decoder import Model
from transcription.engine.hotwords import CORE_TERMS
from transcription.engine.run import transcribe

ROOT = Path(__file__).resolve().parents[2]
MODELS = Path(os.environ.get("MODELS_FOLDER", ".local/models"))
NAMES = ["Alfie Hartley", "Maisie Hartley", "Daniel Okafor", "Priya Nair"]
LEVELS = (0.03, 0.3, 1.0)
# Voices reach a little beyond the times that were noted for them.
MARGIN = 1.0


def quiet_moments(folder: Path) -> np.ndarray:
    """What is heard in real meetings while nobody speaks."""
    kept = []
    for path in files(folder):
        pcm, end = load(path), 0.0
        spans = sorted((start, until) for start, until, _ in read_rttm(truth_of(path)))
        for start, until in [*spans, (len(pcm) / sounds.RATE, 0.0)]:
            if start - end > 2 * MARGIN:
                begin, stop = (round(at * sounds.RATE) for at in (end + MARGIN, start - MARGIN))
                kept.append(pcm[begin:stop])
            end = max(end, until)
    return np.concatenate(kept) if kept else np.zeros(0, dtype=np.float32)


def repeated(sound: np.ndarray, seconds: float) -> np.ndarray:
    return np.resize(sound, round(seconds * sounds.RATE))


def everything(minutes: float, ami: Path) -> Iterator[tuple[str, np.ndarray]]:
    real = quiet_moments(ami) if ami.is_dir() else np.zeros(0, dtype=np.float32)
    kinds = len(sounds.WORDLESS) * len(LEVELS) + (len(LEVELS) if len(real) else 0)
    each = 60 * minutes / kinds
    for name, made in sounds.WORDLESS.items():
        for level in LEVELS:
            yield f"{name} at {level}", level * made(each)
    for louder in (1, 4, 16) if len(real) else ():
        clipped = np.clip(repeated(real, each) * louder, -1, 1)
        yield f"real rooms, {len(real) / sounds.RATE:.0f} s repeated, {louder} times as loud", clipped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--model", default="base")
    parser.add_argument("--ami", type=Path, default=ROOT.parent / "shared/audio/ami")
    chosen = parser.parse_args()
    model = Model(registry.find(chosen.model, models_folder=MODELS))
    told, total, seconds = model.hotwords(NAMES, CORE_TERMS), 0, 0.0
    for number, (name, sound) in enumerate(everything(chosen.minutes, chosen.ami)):
        pcm = sounds.as_bytes(sound)
        found = transcribe(model, sounds.blocks(pcm), hotwords=told if number % 2 else "")
        words = [word["word"] for _, parts in found for part in parts for word in part["words"]]
        total, seconds = total + len(words), seconds + len(pcm) / 2 / sounds.RATE
        print(f"{name}: {len(words)} words {' '.join(words)}", flush=True)
    print(f"{seconds / 60:.0f} minutes without a voice: {total} words")
    sys.exit(1 if total else 0)


if __name__ == "__main__":
    main()
