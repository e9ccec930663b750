"""How long each model is kept and how it is erased; declared beside the fields of every model."""

from dataclasses import dataclass

from django.apps import apps


@dataclass(frozen=True)
class Retention:
    """One model's rule, in words for the policy page: until when it is kept, and how it then goes.

    `what` names it as the policy page does; a model without it holds nothing about anybody.
    `expired` names the queryset method that gives the rows which need no person to go: `purge` deletes them.
    """

    keep: str
    erase: str
    expired: str = ""
    what: str = ""


WITH_CONFERENCE = Retention(
    keep="as long as the conference it belongs to",
    erase="with the conference: its keys are destroyed",
    what="Who was invited and who came, who was in the room when, every version of the minutes, "
    "what was taken out of copies and how they were sent",
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
    """What is kept about anybody, for the policy page: each rule once, however many models share it."""
    kept = [getattr(model, "retention", None) for model in apps.get_models()]
    listed = dict.fromkeys(rule for rule in kept if isinstance(rule, Retention) and rule.what)
    return [{"what": rule.what, "keep": rule.keep, "erase": rule.erase} for rule in listed]
