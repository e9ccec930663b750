"""Decisions over the API."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from access.errors import Conflict
from access.http import person
from access.roles import May, require
from access.shapes import ProblemShape
from minutes.letters import actions
from minutes.letters.api.shapes import DecisionShape, ReasonShape, SuggestionShape, TakeShape, ToShape
from minutes.letters.found import suggestions_of
from minutes.letters.models import ChildDecision
from recordings.models import Attendance, Conference, ConferenceChild

PROBLEMS: dict[int, Any] = {
    400: OpenApiResponse(OpenApiTypes.OBJECT, "Which field cannot be read"),
    401: ProblemShape,
    403: ProblemShape,
    404: ProblemShape,
    409: ProblemShape,
}


@extend_schema(responses={200: DecisionShape(many=True), **PROBLEMS})
@api_view(["GET"])
def decisions(request: Request, pk: UUID) -> Response:
    """What was decided for each child of a conference."""
    conference = conference_of(request, pk)
    kept = {one.row_id: one for one in ChildDecision.objects.of(conference).with_child()}
    rows = [(row, kept.get(row.pk)) for row in conference.children.select_related("child__key")]
    return Response(DecisionShape(rows, many=True).data)


@extend_schema(methods=["GET"], responses={200: DecisionShape, **PROBLEMS})
@extend_schema(methods=["PUT"], request=DecisionShape, responses={200: DecisionShape, **PROBLEMS})
@api_view(["GET", "PUT"])
def decision(request: Request, pk: UUID) -> Response:
    """What was decided for one child; or write it down, which decides nothing yet."""
    row = row_of(request, pk)
    if request.method == "GET":
        return _shown(row)
    require(person(request), May.RECORD_DECISIONS)
    said = said_of(DecisionShape, request)
    members = said.pop("members", [])
    written = actions.Written(
        views=tuple(actions.ViewLine(**line) for line in said.pop("views", [])),
        actions=tuple(actions.ActionLine(**line) for line in said.pop("actions", [])),
        members=tuple(_people(row.conference, members)),
        **said,
    )
    actions.save_decision(row, written=written, by=person(request))
    return _shown(row)


def _people(conference: Conference, wanted: list[UUID]) -> list[Attendance]:
    found = list(conference.people.filter(pk__in=wanted))
    if len(found) != len(set(wanted)):
        raise Conflict("Choose people who are on the list of this conference.")
    return found


@extend_schema(request=None, responses={200: DecisionShape, **PROBLEMS})
@api_view(["POST"])
def decide(request: Request, pk: UUID) -> Response:
    """Record that this is the decision for the child."""
    row = row_of(request, pk)
    actions.decide(row, by=person(request))
    return _shown(row)


@extend_schema(request=ReasonShape, responses={200: DecisionShape, **PROBLEMS})
@api_view(["POST"])
def reopen(request: Request, pk: UUID) -> Response:
    """Open a recorded decision again."""
    require(person(request), May.RECORD_DECISIONS)
    row = row_of(request, pk)
    actions.reopen_decision(row, **said_of(ReasonShape, request), by=person(request))
    return _shown(row)


@extend_schema(request=ToShape, responses={200: DecisionShape, **PROBLEMS})
@api_view(["POST"])
def copy(request: Request, pk: UUID) -> Response:
    """The views, plan and dates of one child for a brother or sister too."""
    require(person(request), May.RECORD_DECISIONS)
    row = row_of(request, pk)
    wanted = said_of(ToShape, request)["to"]
    to = get_object_or_404(row.conference.children.select_related("child__key", "conference__key"), pk=wanted)
    actions.copy_plan(row, to=to, by=person(request))
    return _shown(to)


@extend_schema(methods=["GET"], responses={200: SuggestionShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=TakeShape, responses={204: None, **PROBLEMS})
@api_view(["GET", "POST"])
def suggestions(request: Request, pk: UUID) -> Response:
    """What was said of the decisions; or take one of it up for some children, or leave it out."""
    conference = conference_of(request, pk)
    require(person(request), May.RECORD_DECISIONS)
    if request.method == "GET":
        return Response(SuggestionShape(suggestions_of(conference, person(request)), many=True).data)
    said = said_of(TakeShape, request)
    wanted = set(said["children"])
    rows = [
        row for row in conference.children.select_related("child__key", "conference__key") if row.pk in wanted
    ]
    if wanted:
        actions.take_suggestion(conference, suggestion=said["suggestion"], rows=rows, by=person(request))
    else:
        actions.leave_suggestion(conference, suggestion=said["suggestion"], by=person(request))
    return Response(status=204)


@extend_schema(request=None, responses={204: None, **PROBLEMS})
@api_view(["POST"])
def noted(request: Request, pk: UUID) -> Response:
    """Take over everything that was noted in the minutes."""
    require(person(request), May.RECORD_DECISIONS)
    actions.take_noted(conference_of(request, pk), by=person(request))
    return Response(status=204)


def conference_of(request: Request, pk: UUID) -> Conference:
    """A conference whose decisions this person may read."""
    require(person(request), May.READ_MINUTES)
    found = Conference.objects.content_visible_to(person(request)).with_people()
    return get_object_or_404(found, pk=pk)


def row_of(request: Request, pk: UUID) -> ConferenceChild:
    """A child of such a conference."""
    require(person(request), May.READ_MINUTES)
    found = Conference.objects.content_visible_to(person(request)).with_people()
    conference = get_object_or_404(found, children=pk)
    return get_object_or_404(conference.children.select_related("child__key", "conference__key"), pk=pk)


def said_of(shape: type[Serializer], request: Request) -> dict[str, Any]:
    """What was sent, checked."""
    found = shape(data=request.data)
    found.is_valid(raise_exception=True)
    return dict(found.validated_data)


def _shown(row: ConferenceChild) -> Response:
    kept = ChildDecision.objects.of(row.conference).with_child().filter(row=row).first()
    return Response(DecisionShape((row, kept)).data)
