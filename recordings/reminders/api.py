"""One's own calendar address over the API."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.shapes import ProblemShape
from recordings.reminders import actions
from recordings.reminders.links import address_of
from recordings.reminders.models import CalendarFeed


class CalendarShape(serializers.Serializer):
    """Whether there is a calendar address. The address itself is given once, when it is made."""

    made_at = serializers.DateTimeField(allow_null=True)
    read_on = serializers.DateField(allow_null=True)
    address = serializers.CharField(allow_blank=True)


@extend_schema(methods=["GET"], responses={200: CalendarShape, 401: ProblemShape})
@extend_schema(methods=["POST"], request=None, responses={201: CalendarShape, 401: ProblemShape})
@extend_schema(methods=["DELETE"], responses={204: None, 401: ProblemShape})
@api_view(["GET", "POST", "DELETE"])
def own_calendar(request: Request) -> Response:
    """Whether there is an address; make a new one; or take it away."""
    if request.method == "DELETE":
        actions.end_feed(by=person(request))
        return Response(status=204)
    made = request.method == "POST"
    address = address_of(actions.make_feed(by=person(request))) if made else ""
    found = CalendarFeed.objects.visible_to(person(request)).first()
    said = {"made_at": found and found.made_at, "read_on": found and found.read_on, "address": address}
    return Response(CalendarShape(said).data, status=201 if made else 200)
