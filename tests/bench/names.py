"""What naming the names does to them: none given, the right ones, and a list of wrong ones.

    python -m tests.bench.names AUDIO TRUTH.json [--model base]

The truth is a conference's, with its speakers and children. A wrong name that is heard is an invented one.
"""

import argparse
import json
import os
import re
from pathlib import Path

from recordings import audio
from tests.bench.transcribe import truth
from tests.bench.words import score
from tests.transcription.engine.sounds import blocks
from transcription.engine import registry
from transcription.engine.decoder import Model
from transcription.engine.hotwords import CORE_TERMS
from transcription.engine.run import transcribe

MODELS = Path(os.environ.get("MODELS_FOLDER", ".local/models"))
WRONG = ["Tobias Merriweather", "Ngozi Adichie", "Rhiannon Llewellyn", "Piotr Zielinski", "Harriet Fanshawe"]


def names(path: Path) -> list[str]:
    found = json.loads(path.read_text())
    return [person["name"] for person in [*found["children"], *found["speakers"]]]


def parts(people: list[str]) -> set[str]:
    return {word for person in people for word in re.findall(r"[A-Z][a-z]+", person)}


def times(people: list[str], text: str) -> int:
    return sum(len(re.findall(rf"\b{name}\b", text)) for name in parts(people))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("audio", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--model", default="base")
    chosen = parser.parse_args()
    model = Model(registry.find(chosen.model, models_folder=MODELS))
    with chosen.audio.open("rb") as file:
        sound = b"".join(audio.decode(file))
    right, said = names(chosen.truth), truth(chosen.truth)
    print(f"{chosen.audio.name}: names were said {times(right, said)} times")
    print("| given | names heard | wrong names heard | WER % |")
    print("|---|---|---|---|")
    for given, people in {"nothing": [], "the right names": right, "wrong names": WRONG}.items():
        hotwords = model.hotwords(people, CORE_TERMS) if people else ""
        found = transcribe(model, blocks(sound), hotwords=hotwords)
        text = " ".join(part["text"] for _, segments in found for part in segments)
        print(
            f"| {given} | {times(right, text)} | {times(WRONG, text)} | {score(said, text).error:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
