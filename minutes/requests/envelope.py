"""The address is read from the envelope in the hand, or typed again: never only looked at."""

from access.errors import Conflict
from minutes.requests.models import MinuteRequest


def confirm_envelope(request: MinuteRequest, typed: str) -> None:
    """Stop unless what was typed is what was read back to the person who asked."""
    if _plain(typed) != _plain(_on_the_envelope(request)):
        where = "typed" if request.delivery in MinuteRequest.BY_MAIL else "on the envelope"
        raise Conflict(f"What is {where} is not what is on this request. Do not send it.")


def _on_the_envelope(request: MinuteRequest) -> str:
    """What the releaser types: the first line of the address, or the name if it is collected."""
    if request.delivery == MinuteRequest.Delivery.COLLECTED:
        return str(request.name)
    return str(request.address).strip().splitlines()[0]


def _plain(text: str) -> str:
    return " ".join(text.replace(",", " ").split()).casefold()
