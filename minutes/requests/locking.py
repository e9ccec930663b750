"""Rows are locked before they are judged."""

from minutes.requests.models import MinuteRequest


def locked(request: MinuteRequest) -> MinuteRequest:
    """The request as it is now, held until the transaction ends."""
    return MinuteRequest.objects.select_for_update().get(pk=request.pk)
