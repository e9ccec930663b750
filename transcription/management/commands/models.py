"""manage.py models: which speech models are here, whether their files are right, and what each costs here."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recordings import audio
from transcription import speech, speech_models
from transcription.engine import registry
from transcription.engine.decoder import Model
from transcription.engine.registry import ModelUnavailable
from transcription.engine.run import transcribe

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "conference_short.m4a"
WHAT_IT_DOES = {
    "list": "each model and whether its files are the ones expected",
    "verify": "the same, and an error if the files of the model that SPEECH_MODEL names are not",
    "prepare": "join and check the model that SPEECH_MODEL names, so that the first recording need not wait",
    "cost": "transcribe the short sample with each model here and say how long a second of sound takes",
}


class Command(BaseCommand):
    """List, prepare or measure the speech models."""

    help = "; ".join(f"{name}: {what}" for name, what in WHAT_IT_DOES.items())
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and with what sound."""
        parser.add_argument("what", nargs="?", choices=WHAT_IT_DOES, default="list")
        parser.add_argument("--sample", type=Path, default=SAMPLE, help="the sound that cost is measured on")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and print what was found as JSON."""
        if options["what"] == "prepare":
            self.stdout.write(json.dumps(_prepared()))
            return
        found = [_state(name) for name in speech_models.listed()]
        if options["what"] == "cost":
            sound = _sound(options["sample"])
            found = [one | _cost(one["name"], sound) for one in found if one["ready"]]
        self.stdout.write(json.dumps(found, indent=1))
        if options["what"] == "verify":
            _verified()


def _prepared() -> dict[str, Any]:
    try:
        weights = speech.weights()
    except ModelUnavailable as missing:
        raise CommandError(str(missing)) from missing
    return {"name": weights.name, "sha256": weights.sha256}


def _verified() -> None:
    try:
        speech_models.require()
    except ModelUnavailable as missing:
        raise CommandError(str(missing)) from missing


def _state(name: str) -> dict[str, Any]:
    chosen = {"name": name, "chosen": name == settings.SPEECH_MODEL}
    try:
        weights = registry.find(name, models_folder=settings.MODELS_FOLDER)
    except ModelUnavailable as missing:
        return chosen | {"ready": False, "why": str(missing)}
    size = sum(path.stat().st_size for path in weights.folder.iterdir() if path.is_file())
    return chosen | {"ready": True, "sha256": weights.sha256, "megabytes": round(size / 1e6)}


def _sound(sample: Path) -> bytes:
    try:
        with sample.open("rb") as file:
            return b"".join(audio.decode(file))
    except OSError as error:
        raise CommandError(f"The sample cannot be read: {error.strerror}") from error
    except audio.Refused as refused:
        raise CommandError(f"The sample cannot be decoded ({refused.code})") from refused


def _cost(name: str, sound: bytes) -> dict[str, Any]:
    weights = registry.find(name, models_folder=settings.MODELS_FOLDER)
    model = Model(weights, parallel=speech.parallel())
    started, cpu = time.monotonic(), time.process_time()
    words = sum(len(part["words"]) for _, parts in transcribe(model, [sound]) for part in parts)
    seconds = len(sound) / 2 / audio.RATE
    return {
        "workers": model.parallel.workers,
        "threads": model.parallel.threads,
        "real_time_factor": round((time.monotonic() - started) / seconds, 3),
        "cpu_factor": round((time.process_time() - cpu) / seconds, 3),
        "words": words,
    }
