"""A small real speech model, and the short sample as samples."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.transcription.engine import sounds
from transcription.engine import registry
from transcription.engine.chunks import Piece, pieces
from transcription.engine.decoder import Model
from transcription.engine.parallel import Parallel


@pytest.fixture(scope="session")
def tiny() -> Model:
    weights = registry.find("tiny.en", models_folder=Path(settings.MODELS_FOLDER))
    return Model(weights, parallel=Parallel(workers=2, threads=1))


@pytest.fixture(scope="session")
def base() -> Model:
    return Model(registry.find("base", models_folder=Path(settings.MODELS_FOLDER)))


@pytest.fixture(scope="session")
def short() -> bytes:
    return sounds.recording("conference_short.m4a")


@pytest.fixture(scope="session")
def short_pieces(short: bytes) -> list[Piece]:
    return list(pieces([short]))
