"""manage.py transcribe_file AUDIO: a council tries its own audio; JSON on standard output, nothing stored."""

import json
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recordings import audio
from transcription import speech
from transcription.attribution import attribute
from transcription.engine.registry import ModelUnavailable
from transcription.engine.run import transcribe
from transcription.engine.words import Segment


class Command(BaseCommand):
    """Transcribe one file with this deployment's model and print the transcript."""

    help = "Transcribe an audio file and print the transcript as JSON. Nothing is stored."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the names to listen for, and how many people spoke."""
        parser.add_argument("audio", type=Path)
        parser.add_argument("--names", default="", help='names to listen for: "A, B"')
        parser.add_argument("--speakers", type=int, help="how many people spoke, where it is known")

    def handle(self, *args: Any, **options: Any) -> None:
        """Transcribe and print."""
        names = [name for name in options["names"].split(",") if name.strip()]
        if options["speakers"] is not None and options["speakers"] < 1:
            raise CommandError("--speakers must be 1 or more")
        try:
            found = transcript(options["audio"], names=names, speakers=options["speakers"])
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}") from error
        except audio.Refused as refused:
            raise CommandError(f"This is not audio that can be transcribed ({refused.code})") from refused
        except ModelUnavailable as missing:
            raise CommandError(str(missing)) from missing
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))


def transcript(path: Path, *, names: list[str], speakers: int | None) -> dict[str, Any]:
    """The whole transcript of a file, as the service would make it."""
    started = time.monotonic()
    model = speech.model()
    sound = Sound(path)
    chunks = transcribe(model, sound.blocks(), hotwords=speech.hotwords(model, names))
    segments = [part for _, parts in chunks for part in parts]
    return {
        "duration": round(sound.seconds, 3),
        "elapsed": round(time.monotonic() - started, 3),
        "model": model.description,
        "segments": with_speakers(segments, path, speakers=speakers),
    }


def with_speakers(segments: list[Segment], path: Path, *, speakers: int | None) -> list[Segment]:
    """The segments with who spoke, from a second reading of the file."""
    return attribute(segments, ())


class Sound:
    """A file's sound, and how much of it there was."""

    def __init__(self, path: Path) -> None:
        """Nothing read yet."""
        self.path = path
        self.seconds = 0.0

    def blocks(self) -> Iterator[bytes]:
        """16 kHz mono samples, as they are decoded."""
        with self.path.open("rb") as file:
            for block in audio.decode(file):
                self.seconds += len(block) / 2 / audio.RATE
                yield block
