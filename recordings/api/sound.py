"""Recordings over the API."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.roles import May, require
from access.shapes import ProblemShape
from recordings import sound as sounds
from recordings.models import Conference, Recording

PROBLEMS = {401: ProblemShape, 403: ProblemShape, 404: ProblemShape}
RANGE = OpenApiParameter("Range", str, OpenApiParameter.HEADER, description="one range of bytes, or up to 16")


class RecordingShape(serializers.Serializer):
    """A recording: what it is called, how long it is, what is wrong with it."""

    id = serializers.UUIDField()
    conference = serializers.UUIDField(source="conference_id")
    order = serializers.IntegerField()
    filename = serializers.CharField()
    size = serializers.IntegerField()
    duration = serializers.FloatField()
    channels = serializers.IntegerField()
    container = serializers.CharField()
    codec = serializers.CharField()
    restricted = serializers.BooleanField()
    warnings = serializers.ListField(child=serializers.CharField())
    started_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    pauses = serializers.SerializerMethodField()
    received_at = serializers.DateTimeField()
    examined = serializers.SerializerMethodField()

    def get_pauses(self, recording: Recording) -> list[dict[str, int | str]]:
        return [
            {"at_ms": one.at_ms, "from": one.began.isoformat(), "to": one.ended.isoformat()}
            for one in recording.paused
        ]

    def get_examined(self, recording: Recording) -> bool:
        return recording.waveform is not None


class WaveformShape(serializers.Serializer):
    """The loudest of each stretch, 0 to 255."""

    seconds = serializers.FloatField()
    peaks = serializers.ListField(child=serializers.IntegerField(min_value=0, max_value=255))


@extend_schema(responses={200: RecordingShape(many=True), **PROBLEMS})
@api_view(["GET"])
def recordings(request: Request, pk: UUID) -> Response:
    """The recordings of a conference that this person may hear, in their order."""
    require(person(request), May.LISTEN)
    conference = get_object_or_404(Conference.objects.visible_to(person(request)), pk=pk)
    found = Recording.objects.visible_to(person(request)).filter(conference=conference)
    return Response(RecordingShape(found.select_related("key").in_order(), many=True).data)


@extend_schema(responses={200: RecordingShape, **PROBLEMS})
@api_view(["GET"])
def recording(request: Request, pk: UUID) -> Response:
    """One recording."""
    return Response(RecordingShape(_recording(request, pk)).data)


@extend_schema(
    parameters=[RANGE],
    responses={
        (200, "application/octet-stream"): OpenApiTypes.BINARY,
        (206, "application/octet-stream"): OpenApiTypes.BINARY,
        416: None,
        **PROBLEMS,
    },
)
@api_view(["GET"])
def sound(request: Request, pk: UUID) -> HttpResponse:
    """A piece of the sound, at most 2 MiB; each piece sent is on the audit."""
    header = request.headers.get("Range")
    return sounds.piece_of(_recording(request, pk), header=header, by=person(request))


@extend_schema(responses={200: WaveformShape, **PROBLEMS})
@api_view(["GET"])
def waveform(request: Request, pk: UUID) -> Response:
    """The drawing over a player."""
    return Response(sounds.waveform_of(_recording(request, pk)))


def _recording(request: Request, pk: UUID) -> Recording:
    require(person(request), May.LISTEN)
    return get_object_or_404(Recording.objects.visible_to(person(request)).with_keys(), pk=pk)
