"""How long each model is kept and how it is erased; declared beside the fields of every model."""

from dataclasses import asdict, dataclass

from django.apps import apps


@dataclass(frozen=True)
class Retention:
    """One model's rule, in words for the policy page: until when it is kept, and how it then goes."""

    keep: str
    erase: str


WITH_CONFERENCE = Retention(
    keep="as long as the conference it belongs to",
    erase="with the conference, its sealed fields by destroying their key",
)


def rules() -> list[dict[str, str]]:
    """Every model's rule, for the policy page."""
    kept = [(model, getattr(model, "retention", None)) for model in apps.get_models()]
    return [
        {"what": str(model._meta.verbose_name).capitalize(), "is": model.__doc__ or "", **asdict(rule)}
        for model, rule in kept
        if isinstance(rule, Retention)
    ]
