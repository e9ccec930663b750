"""Recording in the room over the API, for a recorder app: the page uses the same door.

A recorder asks for takes in advance, each with an id and a key to seal its pieces with until they are sent.
It says when one begins, appends its pieces to the upload of the same id (PATCH, as in tus), says its pauses,
and ends it once every byte was acknowledged. All of it may be said late and twice: `ago` is how many
milliseconds ago it happened, since a recorder's clock may be wrong, but its lengths are not.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.models import User
from access.roles import May, require
from access.shapes import ProblemShape
from recordings import actions
from recordings.models import Attendance, Conference, Take
from recordings.uploads import finish
from recordings.uploads.answers import answer_for, recording_of

PROBLEMS: dict[Any, Any] = {400: None, 401: ProblemShape, 403: ProblemShape, 404: ProblemShape}
OF_ONE: dict[Any, Any] = {**PROBLEMS, 409: ProblemShape}
LONGEST_AGO = 14 * 24 * 3600 * 1000


class RecorderShape(serializers.Serializer):
    """Which recorder asks: an id that it made for itself once, and keeps."""

    recorder = serializers.UUIDField()


class TakeAgoShape(serializers.Serializer):
    """When something happened."""

    ago = serializers.IntegerField(min_value=0, max_value=LONGEST_AGO, default=0)


class TakeBeginShape(TakeAgoShape):
    """What begins: for everybody, or for those in the room only."""

    restricted = serializers.BooleanField(default=False)
    present = serializers.ListField(child=serializers.UUIDField(), required=False)


class InRoomShape(serializers.Serializer):
    """Who is in the room for a restricted part, and so may hear it."""

    present = serializers.ListField(child=serializers.UUIDField())


class TakePauseShape(TakeAgoShape):
    """A pause: which one, counted from 0, and at which place in the sound."""

    number = serializers.IntegerField(min_value=0, max_value=10_000)
    at_ms = serializers.IntegerField(min_value=0)


class TakeResumeShape(TakeAgoShape):
    """The end of a pause."""

    number = serializers.IntegerField(min_value=0, max_value=10_000)


class TakeEndShape(TakeAgoShape):
    """The end, and how many bytes there were."""

    length = serializers.IntegerField(min_value=0)


class RoomTakeShape(serializers.Serializer):
    """A take; `key` only for its maker and while it is open, `recording` once it has become one."""

    id = serializers.UUIDField()
    conference = serializers.UUIDField()
    state = serializers.CharField()
    key = serializers.CharField(allow_null=True, help_text="AES-256 in base64")
    upload = serializers.CharField(help_text="where its pieces go")
    offset = serializers.IntegerField()
    restricted = serializers.BooleanField()
    begun_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    pauses = serializers.IntegerField()
    recording = serializers.UUIDField(allow_null=True)
    reason = serializers.CharField(help_text="why nothing was kept, in words for people")


@extend_schema(methods=["GET"], responses={200: RoomTakeShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=RecorderShape, responses={201: RoomTakeShape(many=True), **PROBLEMS})
@api_view(["GET", "POST"])
def takes(request: Request, pk: UUID) -> Response:
    """The takes of a conference that are not finished; or ask for some in advance."""
    require(person(request), May.ADD_RECORDING)
    found = Conference.objects.content_visible_to(person(request))
    conference = get_object_or_404(Conference.objects.visible_to(person(request)).filter(pk__in=found), pk=pk)
    if request.method == "GET":
        open_now = _visible(request).unfinished().filter(upload__conference=conference).oldest_first()
        return Response([_shape(take, person(request)) for take in open_now])
    said = _said(RecorderShape, request)
    made = actions.prepare_takes(conference, recorder=said["recorder"], by=person(request))
    return Response([_shape(take, person(request)) for take in made], status=201)


@extend_schema(responses={200: RoomTakeShape, **PROBLEMS})
@api_view(["GET"])
def take(request: Request, pk: UUID) -> Response:
    """One take: how far it is and what became of it."""
    return Response(_shape(_take(request, pk), person(request)))


@extend_schema(request=TakeBeginShape, responses={200: RoomTakeShape, **OF_ONE})
@api_view(["POST"])
def begin(request: Request, pk: UUID) -> Response:
    """The recorder runs."""
    found, said = _own(request, pk), _said(TakeBeginShape, request)
    begun = actions.begin_take(
        found,
        moment=_moment(said),
        restricted=said["restricted"],
        present=_people(found, said.get("present", [])),
        by=person(request),
    )
    return Response(_shape(begun, person(request)))


@extend_schema(request=InRoomShape, responses={200: RoomTakeShape, **OF_ONE})
@api_view(["POST"])
def room(request: Request, pk: UUID) -> Response:
    """Who is in the room for this restricted part."""
    found, said = _own(request, pk), _said(InRoomShape, request)
    noted = actions.note_room(found, present=_people(found, said["present"]), by=person(request))
    return Response(_shape(noted, person(request)))


@extend_schema(request=TakePauseShape, responses={200: RoomTakeShape, **OF_ONE})
@api_view(["POST"])
def pause(request: Request, pk: UUID) -> Response:
    """The recorder was paused."""
    found, said = _own(request, pk), _said(TakePauseShape, request)
    paused = actions.pause_take(
        found, number=said["number"], at_ms=said["at_ms"], moment=_moment(said), by=person(request)
    )
    return Response(_shape(paused, person(request)))


@extend_schema(request=TakeResumeShape, responses={200: RoomTakeShape, **OF_ONE})
@api_view(["POST"])
def resume(request: Request, pk: UUID) -> Response:
    """The recorder runs again."""
    found, said = _own(request, pk), _said(TakeResumeShape, request)
    resumed = actions.resume_take(found, number=said["number"], moment=_moment(said), by=person(request))
    return Response(_shape(resumed, person(request)))


@extend_schema(request=TakeEndShape, responses={200: RoomTakeShape, **OF_ONE})
@api_view(["POST"])
def end(request: Request, pk: UUID) -> Response:
    """The recorder stopped, and every byte of it was acknowledged: it becomes a recording."""
    found, said = _own(request, pk), _said(TakeEndShape, request)
    ended = actions.end_take(found, length=said["length"], moment=_moment(said), by=person(request))
    return Response(_shape(_settled(ended), person(request)))


@extend_schema(request=None, responses={200: RoomTakeShape, **OF_ONE})
@api_view(["POST"])
def take_finish(request: Request, pk: UUID) -> Response:
    """The recorder does not come back: what has arrived becomes the recording."""
    finished = actions.finish_take(_take(request, pk), by=person(request))
    return Response(_shape(_settled(finished), person(request)))


def _settled(ended: Take) -> Take:
    finish(ended.pk)
    return Take.objects.visible_to(ended.upload.by).oldest_first().get(pk=ended.pk)


def _visible(request: Request) -> Any:
    return Take.objects.visible_to(person(request))


def _take(request: Request, pk: UUID) -> Take:
    require(person(request), May.ADD_RECORDING)
    return get_object_or_404(Take.objects.visible_to(person(request)).oldest_first(), pk=pk)


def _own(request: Request, pk: UUID) -> Take:
    """Only who made a take goes on with it; anybody else who may see it can finish it."""
    require(person(request), May.ADD_RECORDING)
    mine = Take.objects.visible_to(person(request)).filter(upload__by=person(request))
    return get_object_or_404(mine.oldest_first(), pk=pk)


def _said(shape: type[serializers.Serializer], request: Request) -> dict[str, Any]:
    given = shape(data=request.data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


def _moment(said: dict[str, Any]) -> datetime:
    return timezone.now() - timedelta(milliseconds=said["ago"])


def _people(take: Take, wanted: Iterable[UUID]) -> QuerySet[Attendance]:
    found = take.conference.people.filter(pk__in=set(wanted))
    if found.count() != len(set(wanted)):
        raise serializers.ValidationError(
            {"present": "Choose people who are on the list of this conference."}
        )
    return found


def _shape(take: Take, user: User) -> dict[str, Any]:
    upload = take.upload
    recording = recording_of(upload)
    mine = upload.by_id == user.pk and upload.is_open
    return RoomTakeShape(
        {
            "id": take.pk,
            "conference": upload.conference_id,
            "state": upload.state,
            "key": base64.b64encode(take.pocket.unwrap()).decode() if mine else None,
            "upload": reverse("recordings-api:upload", args=[take.pk]),
            "offset": upload.offset,
            "restricted": take.restricted,
            "begun_at": take.begun_at,
            "ended_at": take.ended_at,
            "pauses": len(take.pauses),
            "recording": recording.pk if recording else None,
            "reason": answer_for(upload),
        }
    ).data
