"""The speech engine as this deployment's settings want it."""

import math
from collections.abc import Iterable

from django.conf import settings

from transcription.engine import registry
from transcription.engine.decoder import Model
from transcription.engine.hotwords import CORE_TERMS
from transcription.engine.parallel import Parallel


def weights() -> registry.Weights:
    """The checked files of the model that SPEECH_MODEL names."""
    return registry.find(settings.SPEECH_MODEL, models_folder=settings.MODELS_FOLDER)


def parallel(*, seconds: float = math.inf) -> Parallel:
    """SPEECH_WORKERS and SPEECH_THREADS where they are set, else what suits the CPU and the recording."""
    return Parallel.chosen(workers=settings.SPEECH_WORKERS, threads=settings.SPEECH_THREADS, seconds=seconds)


def model(*, seconds: float = math.inf) -> Model:
    """The model in memory, ready to work on a recording of so many seconds."""
    device = settings.SPEECH_DEVICE
    compute_type = "float16" if device == "cuda" else "int8"
    return Model(weights(), parallel=parallel(seconds=seconds), device=device, compute_type=compute_type)


def hotwords(model: Model, names: Iterable[str]) -> str:
    """The names of the case, then core terms; nothing when there is no name to listen for."""
    given = list(names)
    return model.hotwords(given, CORE_TERMS) if given else ""
