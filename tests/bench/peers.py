"""Other speech engines that carry their weights, on the same sound: how fast, and how many words are wrong.

    python -m tests.bench.peers AUDIO TRUTH.json [AUDIO TRUTH.json ...] --python /tmp/peers/bin/python

The engines are not among this project's requirements. Lay them in a folder of their own:

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install pocketsphinx vosk moonshine-voice

vosk and moonshine-voice come without weights and fetch them from their makers' servers when first used; where
that cannot be, the table says so. Ours is tests.bench.transcribe, with the same files.
"""

import argparse
import subprocess
import time
from pathlib import Path

from recordings import audio
from tests.bench.transcribe import truth
from tests.bench.words import score

# What each engine is asked: 16 kHz mono samples on standard input, words on standard output.
PROGRAMS = {
    "pocketsphinx": """
import io, sys
from pocketsphinx import Decoder, Segmenter
segmenter, decoder, said = Segmenter(), Decoder(loglevel="FATAL"), []
for part in segmenter.segment(io.BytesIO(sys.stdin.buffer.read())):
    decoder.start_utt()
    decoder.process_raw(part.pcm, full_utt=True)
    decoder.end_utt()
    said.append(decoder.hyp().hypstr if decoder.hyp() else "")
print(" ".join(said))
""",
    "vosk": """
import json, sys
from vosk import KaldiRecognizer, Model
heard = KaldiRecognizer(Model(lang="en-us"), 16000)
heard.AcceptWaveform(sys.stdin.buffer.read())
print(json.loads(heard.FinalResult())["text"])
""",
    "moonshine-voice": """
import sys
import numpy as np
from moonshine_voice import Transcriber, get_model_for_language
path, arch = get_model_for_language("en")
sound = (np.frombuffer(sys.stdin.buffer.read(), dtype="<i2") / 32768).tolist()
found = Transcriber(model_path=path, model_arch=arch).transcribe_without_streaming(sound, 16000)
print(" ".join(line.text for line in found.lines))
""",
}


def row(name: str, python: Path, sound: bytes, said: str) -> str:
    """A line of the table: figures, or why there are none."""
    began = time.perf_counter()
    ran = subprocess.run([python, "-c", PROGRAMS[name]], input=sound, capture_output=True, check=False)
    wall = time.perf_counter() - began
    if ran.returncode:
        why = (ran.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"])[-1]
        return f"| {name} | not to be had: {why.split(':')[0]} | | | |"
    found = score(said, ran.stdout.decode())
    return f"| {name} | {wall:.1f} | {found.error:.2f} | {found.lost} | {len(found.lost_runs)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--python", type=Path, required=True)
    parser.add_argument("--engines", nargs="+", default=list(PROGRAMS), choices=PROGRAMS)
    chosen = parser.parse_args()
    for path, said in zip(chosen.files[::2], chosen.files[1::2], strict=True):
        with path.open("rb") as file:
            sound = b"".join(audio.decode(file))
        print(f"\n{path.name}, {len(sound) / 2 / audio.RATE:.0f} s")
        print("| engine | wall s | WER % | lost | runs lost > 3 words |")
        print("|---|---|---|---|---|")
        for name in chosen.engines:
            print(row(name, chosen.python, sound, truth(said)), flush=True)


if __name__ == "__main__":
    main()
