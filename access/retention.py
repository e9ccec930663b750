"""How long each model is kept and how it is erased; declared beside the fields of every model."""

from dataclasses import dataclass

from django.apps import apps


@dataclass(frozen=True)
class Retention:
    """One model's rule, in words for the policy page: until when it is kept, and how it then goes.

    `expired` names the queryset method that gives the rows which need no person to go: `purge` deletes them.
    """

    keep: str
    erase: str
    expired: str = ""


WITH_CONFERENCE = Retention(
    keep="as long as the conference it belongs to",
    erase="with the conference, its sealed fields by destroying their key",
)


def purge() -> dict[str, int]:
    """Delete every row whose model says that it goes by itself; how many of each."""
    kept = [(model, getattr(model, "retention", None)) for model in apps.get_models()]
    return {
        model._meta.label: getattr(model._default_manager, rule.expired)().delete()[0]
        for model, rule in kept
        if isinstance(rule, Retention) and rule.expired
    }


def rules() -> list[dict[str, str]]:
    """Every model's rule, for the policy page."""
    kept = [(model, getattr(model, "retention", None)) for model in apps.get_models()]
    return [
        {
            "what": str(model._meta.verbose_name).capitalize(),
            "is": model.__doc__ or "",
            "keep": rule.keep,
            "erase": rule.erase,
        }
        for model, rule in kept
        if isinstance(rule, Retention)
    ]
