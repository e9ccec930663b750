"""What every call of the API of minutes shares: whose minutes, what was sent, what can go wrong."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from rest_framework.request import Request
from rest_framework.serializers import Serializer

from access.http import person
from access.roles import May, require
from access.shapes import ProblemShape
from minutes.clashes import Clash
from minutes.models import Minutes

PROBLEMS: dict[int, Any] = dict.fromkeys((401, 403, 404, 409), ProblemShape)


def own(request: Request, pk: UUID, *, may: May = May.EDIT_MINUTES) -> Minutes:
    """The minutes asked for, if this person may see them and may do such a thing."""
    minutes = get_object_or_404(Minutes.objects.visible_to(person(request)).with_conference(), pk=pk)
    require(person(request), may)
    return minutes


def readable(shape: type[Serializer], request: Request) -> dict[str, Any]:
    """What was sent, in this shape; 400 with each mistake if it is not."""
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


def both_texts(clash: Clash) -> dict[str, Any]:
    """What a clash answers: what stands, and what was sent."""
    return {
        "detail": "Somebody else changed this paragraph. Nothing is lost: both texts are here.",
        "seen": clash.seen,
        "theirs": clash.theirs,
        "mine": [{"id": line.id, "text": line.text} for line in clash.lines],
    }
