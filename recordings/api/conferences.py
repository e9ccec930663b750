"""Conferences over the API."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.errors import Conflict
from access.http import person
from access.limits import Pagination
from access.models import User
from access.roles import May, Role, require
from access.shapes import ProblemShape
from recordings import actions
from recordings.api.record_shapes import ChildShape, PersonShape
from recordings.api.shapes import (
    ConferenceFullShape,
    ConferencePageShape,
    ConferenceShape,
    PartShape,
)
from recordings.models import Conference, Recording

PROBLEMS: dict[int, Any] = {
    400: None,
    401: ProblemShape,
    403: ProblemShape,
    404: ProblemShape,
    409: ProblemShape,
}


@extend_schema(methods=["GET"], responses={200: ConferencePageShape, **PROBLEMS})
@extend_schema(methods=["POST"], request=ConferenceShape, responses={201: ConferenceShape, **PROBLEMS})
@api_view(["GET", "POST"])
def conferences(request: Request) -> Response:
    """The conferences this person may see; or add one."""
    require(person(request), May.VIEW_CONFERENCES)
    if request.method == "POST":
        return _add(request)
    paginator = Pagination()
    found = Conference.objects.visible_to(person(request)).with_people().latest_first()
    page = paginator.paginate_queryset(found, request)
    return paginator.get_paginated_response(ConferenceShape(page, many=True).data)


def _add(request: Request) -> Response:
    shape = ConferenceShape(data=request.data)
    shape.is_valid(raise_exception=True)
    added = actions.add_conference(by=person(request), **_with_chairs(dict(shape.validated_data)))
    return Response(ConferenceShape(added).data, status=201)


def _with_chairs(said: dict[str, Any]) -> dict[str, Any]:
    """The people who chair in place of their ids."""
    for name in ("chair", "deputy"):
        if f"{name}_id" in said:
            pk = said.pop(f"{name}_id")
            said[name] = get_object_or_404(User.objects.filter(role=Role.CHAIR), pk=pk) if pk else None
    return said


@extend_schema(methods=["GET"], responses={200: ConferenceFullShape, **PROBLEMS})
@extend_schema(methods=["PATCH"], request=ConferenceShape, responses={200: ConferenceFullShape, **PROBLEMS})
@api_view(["GET", "PATCH"])
def conference(request: Request, pk: UUID) -> Response:
    """One conference with its children and people; or change what is known of it."""
    found = _conference(request, pk)
    if request.method == "PATCH":
        shape = ConferenceShape(data=request.data, partial=True)
        shape.is_valid(raise_exception=True)
        said = _with_chairs({**shape.validated_data})
        found = actions.change_conference(found, by=person(request), **said)
    return Response(ConferenceFullShape(found).data)


@extend_schema(request=ChildShape, responses={201: ChildShape, **PROBLEMS})
@api_view(["POST"])
def children(request: Request, pk: UUID) -> Response:
    """Put a child on the conference."""
    found = _conference(request, pk)
    shape = ChildShape(data=request.data)
    shape.is_valid(raise_exception=True)
    row = actions.add_child(found, by=person(request), **shape.validated_data)
    return Response(ChildShape(row).data, status=201)


@extend_schema(request=PersonShape, responses={201: PersonShape, **PROBLEMS})
@api_view(["POST"])
def people(request: Request, pk: UUID) -> Response:
    """Put somebody on the list of people invited."""
    found = _conference(request, pk)
    shape = PersonShape(data=request.data)
    shape.is_valid(raise_exception=True)
    said = with_children(dict(shape.validated_data), found)
    added = actions.add_person(found, by=person(request), **said)
    return Response(PersonShape(added).data, status=201)


@extend_schema(methods=["GET"], responses={200: PartShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=PartShape, responses={201: PartShape, **PROBLEMS})
@api_view(["GET", "POST"])
def parts(request: Request, pk: UUID) -> Response:
    """The parts of a recording: who was not in the room, and when; or mark one."""
    recording = get_object_or_404(Recording.objects.visible_to(person(request)), pk=pk)
    if request.method == "GET":
        return Response(PartShape(recording.parts.prefetch_related("absent"), many=True).data)
    shape = PartShape(data=request.data)
    shape.is_valid(raise_exception=True)
    said = dict(shape.validated_data)
    wanted = said.pop("absent", [])
    absent = recording.conference.people.filter(pk__in=wanted)
    if len(absent) != len(set(wanted)):
        return Response({"detail": "Choose people who are on the list of this conference."}, status=400)
    span = (said["start_ms"], said["end_ms"])
    why = {name: said[name] for name in ("ground", "decided_by") if name in said}
    part = actions.add_part(recording, kind=said["kind"], span=span, absent=absent, by=person(request), **why)
    return Response(PartShape(part).data, status=201)


@extend_schema(request=None, responses={200: ConferenceShape, **PROBLEMS})
@api_view(["POST"])
def presence_confirm(request: Request, pk: UUID) -> Response:
    """The chair confirms who was in the room."""
    confirmed = actions.confirm_presence(_conference(request, pk), by=person(request))
    return Response(ConferenceShape(confirmed).data)


def with_children(said: dict[str, Any], conference: Conference) -> dict[str, Any]:
    """Children of the conference in place of their ids; an id that is not one of them is refused."""
    if "only_about" not in said:
        return said
    wanted = set(said["only_about"])
    rows = list(conference.children.filter(child__in=wanted))
    if len(rows) != len(wanted):
        raise Conflict("Choose children of this conference.")
    return {**said, "only_about": rows}


def _conference(request: Request, pk: UUID) -> Conference:
    return get_object_or_404(Conference.objects.visible_to(person(request)).with_people(), pk=pk)
