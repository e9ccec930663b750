"""Recordings that other programs bring over the API, and those that wait to be matched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, UnreadablePostError
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.limits import Pagination
from access.roles import May, require
from access.shapes import ProblemShape
from recordings import actions, arriving
from recordings.api.keeping import page_of
from recordings.api.sound import RecordingShape
from recordings.api.uploads import header, metadata_of
from recordings.models import Arrival, Conference

PIECE = 256 * 1024
PROBLEMS: dict[Any, Any] = {401: ProblemShape, 403: ProblemShape}
OF_ONE: dict[Any, Any] = {**PROBLEMS, 404: ProblemShape, 409: ProblemShape}


class ArrivalShape(serializers.Serializer):
    """A recording that waits to be matched."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=Arrival.State.choices)
    filename = serializers.CharField()
    recorded_at = serializers.DateTimeField(allow_null=True)
    arrived_at = serializers.DateTimeField()
    size = serializers.IntegerField()
    duration_ms = serializers.IntegerField()


class BroughtShape(serializers.Serializer):
    """What became of a recording: one of a conference's now, or one that waits."""

    outcome = serializers.ChoiceField(choices=["received", "held"])
    id = serializers.UUIDField(help_text="of the recording, and of what waits to become one")


class MatchShape(serializers.Serializer):
    """Which conference it is of."""

    conference = serializers.UUIDField()


@extend_schema(methods=["GET"], responses={200: page_of("ArrivalPageShape", ArrivalShape), **PROBLEMS})
@extend_schema(
    methods=["POST"],
    parameters=[header("Upload-Metadata")],
    request={"application/octet-stream": OpenApiTypes.BINARY},
    responses={201: BroughtShape, 400: ProblemShape, 411: None, **OF_ONE},
)
@api_view(["GET", "POST"])
def arrivals(request: Request) -> Response:
    """What waits, the oldest first; or bring a recording as one body, sealed as it comes.

    Upload-Metadata, as tus writes it, may say `filename`, `recorded_at` (ISO 8601) and `conference` (its id).
    """
    if request.method == "POST":
        return _brought(request)
    _may_look(request)
    paginator = Pagination()
    found = Arrival.objects.visible_to(person(request)).oldest_first()
    page = paginator.paginate_queryset(found, request)
    return paginator.get_paginated_response(ArrivalShape(page, many=True).data)


def _brought(request: Request) -> Response:
    require(person(request), May.MATCH_RECORDINGS)
    length = request.META.get("CONTENT_LENGTH") or ""
    if "Transfer-Encoding" in request.headers or not length.isdecimal():
        return Response({"detail": "Say how long the recording is in Content-Length."}, status=411)
    said = metadata_of(request.headers.get("Upload-Metadata", ""))
    conference = _conference(request, said["conference"]) if said.get("conference") else None
    incoming = arriving.Incoming(
        _pieces(request._request), said.get("filename", ""), _moment(said.get("recorded_at", "")), conference,
        length=int(length),
    )  # fmt: skip
    try:
        brought = arriving.take(incoming, by=person(request))
    except arriving.Left as left:
        status = 409 if left.code in {*arriving.HERE_ALREADY, "destroyed"} else 400
        return Response({"detail": left.words}, status=status)
    made = {"outcome": "received" if brought.received else "held", "id": brought.id}
    return Response(BroughtShape(made).data, status=201)


@extend_schema(responses={200: ArrivalShape, **OF_ONE})
@api_view(["GET"])
def arrival(request: Request, pk: UUID) -> Response:
    """One that waits."""
    return Response(ArrivalShape(_arrival(request, pk)).data)


@extend_schema(request=MatchShape, responses={201: RecordingShape, 400: None, **OF_ONE})
@api_view(["POST"])
def arrival_match(request: Request, pk: UUID) -> Response:
    """Say which conference it is of."""
    require(person(request), May.MATCH_RECORDINGS)
    found, shape = _arrival(request, pk), MatchShape(data=request.data)
    shape.is_valid(raise_exception=True)
    conference = _conference(request, str(shape.validated_data["conference"]))
    recording = arriving.match(found, conference, by=person(request))
    return Response(RecordingShape(recording).data, status=201)


@extend_schema(request=None, responses={200: ArrivalShape, **OF_ONE})
@api_view(["POST"])
def arrival_set_aside(request: Request, pk: UUID) -> Response:
    """Say that it is no conference."""
    return Response(ArrivalShape(actions.set_aside_arrival(_arrival(request, pk), by=person(request))).data)


@extend_schema(request=None, responses={200: ArrivalShape, **OF_ONE})
@api_view(["POST"])
def arrival_put_back(request: Request, pk: UUID) -> Response:
    """It may be a conference after all."""
    return Response(ArrivalShape(actions.put_back_arrival(_arrival(request, pk), by=person(request))).data)


@extend_schema(request=None, responses={204: None, **OF_ONE})
@api_view(["POST"])
def arrival_discard(request: Request, pk: UUID) -> Response:
    """Agree, as the second person, that it is destroyed."""
    actions.discard_arrival(_arrival(request, pk), by=person(request))
    return Response(status=204)


def _may_look(request: Request) -> None:
    if not person(request).may(May.MANAGE_KEEPING):
        require(person(request), May.MATCH_RECORDINGS)


def _arrival(request: Request, pk: UUID) -> Arrival:
    _may_look(request)
    return get_object_or_404(Arrival.objects.visible_to(person(request)).oldest_first(), pk=pk)


def _conference(request: Request, pk: str) -> Conference:
    try:
        known = UUID(pk)
    except ValueError:
        raise Http404 from None
    return get_object_or_404(Conference.objects.visible_to(person(request)), pk=known)


def _moment(text: str) -> datetime | None:
    try:
        given = parse_datetime(text)
    except ValueError:
        return None
    return timezone.make_aware(given) if given and timezone.is_naive(given) else given


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """The body as it arrives; one that breaks off is shorter than was said, and nothing of it is kept."""
    try:
        while piece := request.read(PIECE):
            yield piece
    except UnreadablePostError:
        return
