"""What the first search costs and loses, before the words are held against the voice.

Greedy, beam 3 or beam 5, and how many chunks share a step.

    python -m tests.bench.search AUDIO TRUTH.json [--model base]
"""

import argparse
import os
import time
from pathlib import Path

import numpy as np
from faster_whisper.audio import decode_audio

from tests.bench.transcribe import truth
from tests.bench.words import score
from transcription.engine import registry
from transcription.engine.chunks import pieces
from transcription.engine.decoder import BEAM, Answer, Encoded, Model
from transcription.engine.listen import STEADY
from transcription.engine.parallel import Parallel

MODELS = Path(os.environ.get("MODELS_FOLDER", ".local/models"))


def answers(model: Model, encoded: list[Encoded], *, beam: int, together: int) -> list[Answer]:
    groups = [encoded[at : at + together] for at in range(0, len(encoded), together)]
    return [one for group in groups for one in model.answer(group, beam=beam, hotwords=[""] * len(group))]


def words(model: Model, encoded: list[Encoded], found: list[Answer]) -> str:
    passages = [p for one, answer in zip(encoded, found, strict=True) for p in model.passages(one, answer)]
    return " ".join(word["word"] for passage in passages for word in passage.words)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("audio", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--model", default="base")
    chosen = parser.parse_args()
    weights = registry.find(chosen.model, models_folder=MODELS)
    model = Model(weights, parallel=Parallel(workers=1, threads=1))
    sound = (decode_audio(str(chosen.audio)) * 32768).clip(-32768, 32767).astype(np.int16).tobytes()
    cut, began = list(pieces([sound])), time.process_time()
    encoded = [model.encode(piece.audio, start=piece.chunk.start) for piece in cut]
    each = (time.process_time() - began) / len(cut)
    print(f"{len(cut)} chunks; encoding one: {each:.2f} CPU s")
    print("| search | chunks together | CPU ms a word part | WER % | runs lost > 3 words |")
    print("|---|---|---|---|---|")
    for name, beam in (("greedy", 1), ("beam 3", STEADY.first_beam), ("beam 5", BEAM)):
        for together in (1, 2, 4, 8):
            began = time.process_time()
            found = answers(model, encoded, beam=beam, together=together)
            spent = 1000 * (time.process_time() - began) / sum(len(one.tokens) for one in found)
            result = score(truth(chosen.truth), words(model, encoded, found))
            print(
                f"| {name} | {together} | {spent:.1f} | {result.error:.2f} | {len(result.lost_runs)} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
