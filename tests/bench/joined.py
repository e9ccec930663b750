"""Joins recordings and what is said in them, half a second between each and the next.

    python -m tests.bench.joined FOLDER/NAME AUDIO TEXT [AUDIO TEXT ...]

Makes NAME.flac and NAME.json for tests.bench.transcribe. A TEXT is a list of words or a conference's
truth (.json), plain words (any other file), or "-" where nobody has written them down: then only the speed
says something.
"""

import argparse
from pathlib import Path

import numpy as np
from faster_whisper.audio import decode_audio

from tests.bench.harder import RATE, write
from tests.bench.transcribe import truth


def said_in(text: str) -> str:
    if text == "-":
        return ""
    return truth(Path(text)) if text.endswith(".json") else Path(text).read_text()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("made", type=Path)
    parser.add_argument("files", nargs="+")
    chosen = parser.parse_args()
    pause = np.zeros(RATE // 2, dtype=np.float32)
    sound = [part for audio in chosen.files[::2] for part in (decode_audio(audio), pause)]
    words = " ".join(said_in(text) for text in chosen.files[1::2])
    write(chosen.made.parent, chosen.made.name, np.concatenate(sound), words)


if __name__ == "__main__":
    main()
