"""Listening copies over the API: the same actions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.roles import May, require
from access.shapes import ProblemShape
from recordings import actions
from recordings import sound as sounds
from recordings.api.sound import RANGE
from recordings.audio.clips import Cut
from recordings.models import Recording, SoundCopy
from recordings.models.copies import Wanted

PROBLEMS: dict[Any, Any] = {401: ProblemShape, 403: ProblemShape, 404: ProblemShape}
CHANGED: dict[Any, Any] = {**PROBLEMS, 400: None, 409: ProblemShape}
BINARY: dict[Any, Any] = {(200, "application/octet-stream"): OpenApiTypes.BINARY}


class SpanField(serializers.ListField):
    """From and to, in milliseconds of the recording."""

    child = serializers.IntegerField(min_value=0, max_value=10**9)

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_length": 2, "max_length": 2, **options})


class SoundCopyShape(serializers.Serializer):
    """A listening copy; times in milliseconds of its recording."""

    id = serializers.UUIDField(read_only=True)
    recording = serializers.UUIDField(source="recording_id", read_only=True)
    number = serializers.CharField(source="name", read_only=True)
    state = serializers.ChoiceField(choices=SoundCopy.State.choices, read_only=True)
    purpose = serializers.ChoiceField(choices=SoundCopy.Purpose.choices)
    for_whom = serializers.CharField(max_length=200)
    start_ms = serializers.IntegerField(min_value=0, max_value=10**9)
    end_ms = serializers.IntegerField(min_value=1, max_value=10**9)
    taken_out = serializers.ListField(child=SpanField(), default=list)
    fill = serializers.ChoiceField(choices=SoundCopy.Fill.choices, default=SoundCopy.Fill.TONE)
    format = serializers.ChoiceField(choices=SoundCopy.Format.choices, default=SoundCopy.Format.M4A)
    days = serializers.IntegerField(min_value=1, max_value=90, default=28, write_only=True)
    expires_at = serializers.DateTimeField(read_only=True)
    size = serializers.IntegerField(read_only=True)
    sha256 = serializers.CharField(read_only=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Without the words that its key sealed, once that is destroyed."""
        shown: dict[str, Any] = {
            name: field.to_representation(field.get_attribute(instance))
            for name, field in self.fields.items()
            if not field.write_only and name != "for_whom"
        }
        return {**shown, "for_whom": "" if instance.is_over else instance.for_whom}


@extend_schema(methods=["GET"], responses={200: SoundCopyShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=SoundCopyShape, responses={201: SoundCopyShape, **CHANGED})
@api_view(["GET", "POST"])
def sound_copies(request: Request, pk: UUID) -> Response:
    """The listening copies of a recording; or ask for one."""
    found = get_object_or_404(Recording.objects.visible_to(person(request)).with_keys(), pk=pk)
    if request.method == "POST":
        require(person(request), May.MAKE_SOUND_COPY)
        shape = SoundCopyShape(data=request.data)
        shape.is_valid(raise_exception=True)
        copy = actions.ask_sound_copy(found, wanted=_wanted(shape.validated_data), by=person(request))
        return Response(SoundCopyShape(copy).data, status=201)
    copies = SoundCopy.objects.visible_to(person(request)).filter(recording=found).with_people().in_order()
    return Response(SoundCopyShape(copies, many=True).data)


@extend_schema(methods=["GET"], responses={200: SoundCopyShape, **PROBLEMS})
@extend_schema(methods=["DELETE"], responses={204: None, **PROBLEMS, 409: ProblemShape})
@api_view(["GET", "DELETE"])
def sound_copy(request: Request, pk: UUID) -> Response:
    """One listening copy; DELETE destroys it before its time."""
    found = _copy(request, pk)
    if request.method == "DELETE":
        actions.end_sound_copy(found, by=person(request))
        return Response(status=204)
    return Response(SoundCopyShape(found).data)


@extend_schema(request=None, responses={200: SoundCopyShape, **PROBLEMS, 409: ProblemShape})
@api_view(["POST"])
def sound_copy_agree(request: Request, pk: UUID) -> Response:
    """Agree, as the second person."""
    return Response(SoundCopyShape(actions.agree_sound_copy(_copy(request, pk), by=person(request))).data)


@extend_schema(request=None, responses={200: SoundCopyShape, **PROBLEMS, 409: ProblemShape})
@api_view(["POST"])
def sound_copy_refuse(request: Request, pk: UUID) -> Response:
    """Do not agree."""
    return Response(SoundCopyShape(actions.refuse_sound_copy(_copy(request, pk), by=person(request))).data)


@extend_schema(
    parameters=[RANGE],
    responses={
        **BINARY,
        (206, "application/octet-stream"): OpenApiTypes.BINARY,
        416: None,
        409: ProblemShape,
        **PROBLEMS,
    },
)
@api_view(["GET"])
def sound_copy_sound(request: Request, pk: UUID) -> HttpResponse:
    """A piece of it; each piece sent is on the audit."""
    header = request.headers.get("Range")
    return sounds.piece_of_copy(_copy(request, pk), header=header, by=person(request))


@extend_schema(request=None, responses={**BINARY, 409: ProblemShape, **PROBLEMS})
@api_view(["POST"])
def sound_copy_download(request: Request, pk: UUID) -> HttpResponse:
    """The whole copy, to be handed over; it is on the audit."""
    found = _copy(request, pk)
    content = actions.download_sound_copy(found, by=person(request))
    return HttpResponse(
        content, content_type=sounds.COPY_TYPES[found.format], headers={"Cache-Control": "no-store"}
    )


def _wanted(given: dict[str, Any]) -> Wanted:
    spans = tuple((start, end) for start, end in given["taken_out"])
    tone = given["fill"] == SoundCopy.Fill.TONE
    cut = Cut(given["start_ms"], given["end_ms"], spans, tone=tone)
    return Wanted(cut, given["purpose"], given["for_whom"], given["format"], given["days"])


def _copy(request: Request, pk: UUID) -> SoundCopy:
    return get_object_or_404(SoundCopy.objects.visible_to(person(request)).with_people(), pk=pk)
