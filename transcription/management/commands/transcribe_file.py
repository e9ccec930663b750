"""manage.py transcribe_file AUDIO: a council tries its own audio; JSON on standard output, nothing stored."""

import json
import math
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recordings import audio
from transcription import speech
from transcription.attribution import attribute
from transcription.engine.registry import ModelUnavailable
from transcription.hearing import Hearing


class Command(BaseCommand):
    """Transcribe one file with this deployment's model and print the transcript."""

    help = "Transcribe an audio file and print the transcript as JSON. Nothing is stored."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the names to listen for, and how many people spoke."""
        parser.add_argument("audio", type=Path)
        parser.add_argument("--names", default="", help='names to listen for: "A, B"')
        parser.add_argument(
            "--speakers", type=int, help="how many people were there: a hint, where the sound leaves it open"
        )

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
    with path.open("rb") as file:
        found = audio.probe(file)
        if not found.accepted:
            raise CommandError(found.reason)
        model = speech.model(seconds=found.duration or math.inf)
        sound = Counted(audio.decode(file))
        hearing = Hearing(sound.blocks(), seconds=found.duration, hint=speakers)
        chunks = hearing.chunks(model, hotwords=speech.hotwords(model, names))
        done = sorted(chunks, key=lambda one: one[0].index)
        segments = [part for _, parts in done for part in parts]
    attributed = attribute(segments, hearing.turns())
    elapsed = round(time.monotonic() - started, 3)
    seconds = round(sound.seconds, 3)
    return {"duration": seconds, "elapsed": elapsed, "model": model.description, "segments": attributed}


class Counted:
    """A file's sound, and how long it turned out to be."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        """Nothing passed yet."""
        self._blocks = blocks
        self.seconds = 0.0

    def blocks(self) -> Iterator[bytes]:
        """The same blocks, counted."""
        for block in self._blocks:
            self.seconds += len(block) / 2 / audio.RATE
            yield block
