"""How much more memory two hours of 48 kHz stereo need than two minutes: decoding, words and voices together.

    python -m tests.bench.memory [--hours 2] [--model tiny.en]

The same child that the worker starts hears both, one after the other; its high-water mark is read from the
kernel. Model and search are in both, so the difference is what the length of a recording costs.
"""

import argparse
import os
import tempfile
from pathlib import Path

import av
import numpy as np

from recordings import audio
from tests.transcription.engine import sounds
from transcription.process import SpeechChild

MODELS = os.environ.get("MODELS_FOLDER", ".local/models")
RATE = 48_000


def recording(path: Path, seconds: float) -> None:
    """The short sample again and again, as AAC with 48 kHz in stereo."""
    mono = np.frombuffer(sounds.recording("conference_short.m4a"), dtype="<i2")
    once = np.repeat(mono, RATE // sounds.RATE)
    stereo = np.repeat(once, 2).reshape(1, -1)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("aac", rate=RATE, layout="stereo")
        for _ in range(round(seconds * RATE / len(once))):
            for at in range(0, stereo.shape[1], 2 * 65_536):
                frame = av.AudioFrame.from_ndarray(
                    stereo[:, at : at + 2 * 65_536], format="s16", layout="stereo"
                )
                frame.rate = RATE
                out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def high_water(pid: int) -> float:
    """Megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def heard(path: Path, seconds: float, model: str) -> tuple[float, int]:
    """The child's high-water mark, and how many words it heard."""
    request = {
        "model": model, "models_folder": MODELS, "device": "cpu", "compute_type": "int8", "workers": 0,
        "threads": 0, "names": [], "seconds": seconds, "voices": True, "speakers": None,
    }  # fmt: skip
    most, words = 0.0, 0
    with path.open("rb") as file, SpeechChild(request) as child:
        for message in child.hear(audio.decode(file)):
            if "wants" in message:
                child.answer(wanted=True)
            words += sum(len(part["words"]) for part in message.get("segments", []))
            most = max(most, high_water(child._process.pid))
    return most, words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=2)
    parser.add_argument("--model", default="tiny.en")
    chosen = parser.parse_args()
    marks = []
    for seconds in (150.0, 3600 * chosen.hours):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "long.m4a"
            recording(path, seconds)
            megabytes, words = heard(path, seconds, chosen.model)
        marks.append(megabytes)
        print(f"{seconds:.0f} s of 48 kHz stereo: {megabytes:.0f} MB at most, {words} words", flush=True)
    print(f"{chosen.hours:g} hours need {marks[1] - marks[0]:.0f} MB more than {150} s")


if __name__ == "__main__":
    main()
