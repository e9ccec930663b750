"""Which speech models there are here, and which of them a person may choose: nothing is loaded."""

from pathlib import Path

from django.conf import settings

from transcription.engine import registry

# SPEECH_MODEL of a council where nothing is transcribed by the software.
NONE = "none"


def listed() -> list[str]:
    """Every model that this deployment knows of, its own first, as the settings name them."""
    known = [settings.SPEECH_MODEL, *settings.SPEECH_MODELS, *registry.PUBLISHED]
    return [name for name in dict.fromkeys(known) if name != NONE]


def require() -> None:
    """The model of this deployment is here and is the one expected, so that nothing need ever be fetched.

    So is what it runs on.
    """
    if settings.SPEECH_MODEL != NONE:
        registry.find(settings.SPEECH_MODEL, models_folder=settings.MODELS_FOLDER)
        registry.require_device(settings.SPEECH_DEVICE)


def offered() -> list[str]:
    """The names of the models a person may choose from: those that are here and not only for tests."""
    mine = [settings.SPEECH_MODEL, *settings.SPEECH_MODELS]
    names = [name for name in listed() if name in mine or not registry.PUBLISHED[name].for_tests]
    return [name_of(name) for name in names if registry.is_here(name)]


def name_of(model: str) -> str:
    """What people call a model: the name of its package, or of its folder."""
    return model if model in registry.PUBLISHED else Path(model).name


def chosen(name: str) -> str:
    """The model that goes by this name, as the settings name it; this deployment's own for none."""
    return next((model for model in listed() if name and name_of(model) == name), settings.SPEECH_MODEL)
