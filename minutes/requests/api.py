"""Requests and copies over the API: the same actions as the pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from access.errors import Conflict
from access.http import person
from access.limits import Pagination
from access.roles import May, require
from access.shapes import ProblemShape
from minutes.requests import actions
from minutes.requests.models import CopyFile, MinuteRequest, Redaction, TypedCopy
from minutes.requests.panes import panes_of
from minutes.requests.sending_shapes import ArrivalShape
from minutes.requests.shapes import (
    AddressShape,
    CopyPageShape,
    CopyShape,
    GroupShape,
    MarkShape,
    ReleaseShape,
    RequesterShape,
    RequestPageShape,
    RequestShape,
    RulingShape,
    SortShape,
)
from minutes.requests.sources import source_of
from recordings.models import Attendance, Conference

PROBLEMS: dict[int, Any] = {
    400: OpenApiResponse(OpenApiTypes.OBJECT, "Which field cannot be read"),
    401: ProblemShape,
    403: ProblemShape,
    404: ProblemShape,
    409: ProblemShape,
}


@extend_schema(methods=["GET"], responses={200: RequestPageShape, **PROBLEMS})
@extend_schema(methods=["POST"], request=RequestShape, responses={201: RequestShape, **PROBLEMS})
@api_view(["GET", "POST"])
def requests(request: Request) -> Response:
    """The requests this person may see, soonest first; or log one."""
    require(person(request), May.VIEW_REQUESTS)
    if request.method == "POST":
        return _log(request)
    paginator = Pagination()
    found = MinuteRequest.objects.visible_to(person(request)).with_people().soonest_first()
    page = paginator.paginate_queryset(found, request)
    return paginator.get_paginated_response(RequestShape(page, many=True).data)


def _log(request: Request) -> Response:
    require(person(request), May.LOG_REQUEST)
    said = said_in(RequestShape, request)
    pk = said.pop("conference")
    conference = get_object_or_404(Conference.objects.visible_to(person(request)), pk=pk)
    wanted, attendance = set(said.pop("children")), said.pop("attendance", None)
    rows = conference.children.select_related("child__key")
    asked = actions.Asked(
        **said,
        children=tuple(row.child for row in rows if row.child_id in wanted),
        attendance=attendance_of(conference, attendance) if attendance else None,
    )
    logged = actions.log_request(conference, asked=asked, by=person(request))
    return Response(RequestShape(logged).data, status=201)


def attendance_of(conference: Conference, pk: UUID) -> Attendance:
    found = conference.people.filter(pk=pk).first()
    if found is None:
        raise Conflict("Choose a person who is on the list of this conference.")
    return found


@extend_schema(responses={200: RequestShape, **PROBLEMS})
@api_view(["GET"])
def detail(request: Request, pk: UUID) -> Response:
    """One request."""
    return Response(RequestShape(request_of(request, pk)).data)


@extend_schema(request=RequesterShape, responses={200: RequestShape, **PROBLEMS})
@api_view(["POST"])
def confirm(request: Request, pk: UUID) -> Response:
    """Note how we know who asks."""
    require(person(request), May.LOG_REQUEST)
    proof = actions.Proof(**said_in(RequesterShape, request))
    return after(actions.confirm_requester(request_of(request, pk), proof=proof, by=person(request)))


@extend_schema(request=AddressShape, responses={200: RequestShape, **PROBLEMS})
@api_view(["POST"])
def address(request: Request, pk: UUID) -> Response:
    """Note that the address was read back."""
    require(person(request), May.LOG_REQUEST)
    said = said_in(AddressShape, request)
    return after(actions.confirm_address(request_of(request, pk), **said, by=person(request)))


@extend_schema(request=SortShape, responses={200: RequestShape, **PROBLEMS})
@api_view(["POST"])
def sort(request: Request, pk: UUID) -> Response:
    """Say which law the request falls under."""
    require(person(request), May.TRIAGE_REQUEST)
    said = said_in(SortShape, request)
    return after(actions.sort_request(request_of(request, pk), **said, by=person(request)))


@extend_schema(methods=["GET"], responses={200: GroupShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=None, responses={200: RequestShape, **PROBLEMS})
@api_view(["GET", "POST"])
def redaction(request: Request, pk: UUID) -> Response:
    """Start the redaction; or read what is to be decided and what was."""
    asked = request_of(request, pk)
    require(person(request), May.REDACT)
    if request.method == "POST":
        return after(actions.start_redaction(asked, by=person(request)))
    groups = panes_of(asked, source_of(asked)).groups
    return Response(GroupShape(groups, many=True).data)


@extend_schema(request=MarkShape, responses={201: None, **PROBLEMS})
@api_view(["POST"])
def marks(request: Request, pk: UUID) -> Response:
    """Take out words that nobody suggested."""
    require(person(request), May.REDACT)
    said = said_in(MarkShape, request)
    passage = actions.Passage(said["sentence"], said.get("words", ""), said.get("all_places", False))
    ruling = actions.Ruling("out", said["code"], said.get("why", ""))
    actions.mark_words(request_of(request, pk), passage=passage, ruling=ruling, by=person(request))
    return Response(status=201)


@extend_schema(request=RulingShape, responses={204: None, **PROBLEMS})
@api_view(["POST"])
def decide(request: Request, pk: UUID) -> Response:
    """Decide one suggestion, by default everywhere its words stand."""
    require(person(request), May.REDACT)
    found = get_object_or_404(Redaction.objects.visible_to(person(request)), pk=pk)
    said = said_in(RulingShape, request)
    ruling = actions.Ruling(said["decision"], said.get("code", ""), said.get("why", ""))
    actions.decide(found, ruling=ruling, by=person(request), same_words=said.get("everywhere", True))
    return Response(status=204)


@extend_schema(request=None, responses={200: RequestShape, **PROBLEMS})
@api_view(["POST"])
def send(request: Request, pk: UUID) -> Response:
    """Hand the marks to somebody else for the second check."""
    return after(actions.send_for_check(request_of(request, pk), by=person(request)))


@extend_schema(request=None, responses={201: CopyShape, **PROBLEMS})
@api_view(["POST"])
def agree(request: Request, pk: UUID) -> Response:
    """Agree every mark: the copy is made and searched."""
    copy = actions.agree_marks(request_of(request, pk), by=person(request))
    return Response(CopyShape(copy).data, status=201)


@extend_schema(request=ReleaseShape, responses={200: CopyShape, **PROBLEMS})
@api_view(["POST"])
def release(request: Request, pk: UUID) -> Response:
    """Let the copy go."""
    require(person(request), May.RELEASE_COPY)
    said = said_in(ReleaseShape, request)
    copy = _copy(request_of(request, pk))
    return Response(CopyShape(actions.release_copy(copy, seen=actions.Seen(**said), by=person(request))).data)


@extend_schema(request=ArrivalShape, responses={200: CopyShape, **PROBLEMS})
@api_view(["POST"])
def delivered(request: Request, pk: UUID) -> Response:
    """Note the day on which it was in the person's hands."""
    require(person(request), May.RELEASE_COPY)
    said = said_in(ArrivalShape, request)
    copy = _copy(request_of(request, pk))
    return Response(CopyShape(actions.record_delivery(copy, **said, by=person(request))).data)


@extend_schema(responses={200: CopyPageShape, **PROBLEMS})
@api_view(["GET"])
def copies(request: Request) -> Response:
    """The issue register, newest first."""
    require(person(request), May.DOWNLOAD_COPY)
    paginator = Pagination()
    found = TypedCopy.objects.visible_to(person(request)).released().for_register().newest_first()
    page = paginator.paginate_queryset(found, request)
    return paginator.get_paginated_response(CopyShape(page, many=True).data)


@extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **PROBLEMS})
@api_view(["GET"])
def download(request: Request, pk: UUID) -> HttpResponse:
    """One file of a copy."""
    require(person(request), May.DOWNLOAD_COPY)
    file = get_object_or_404(CopyFile.objects.visible_to(person(request)), pk=pk)
    response = HttpResponse(actions.open_file(file, by=person(request)), content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.filename}"'
    return response


def request_of(request: Request, pk: UUID) -> MinuteRequest:
    found: MinuteRequest = get_object_or_404(MinuteRequest.objects.visible_to(person(request)), pk=pk)
    return found


def _copy(asked: MinuteRequest) -> TypedCopy:
    found = asked.copies.first()
    if found is None:
        raise Conflict("This request has no copy yet.")
    return found


def said_in(shape: type[Serializer], request: Request) -> dict[str, Any]:
    found = shape(data=request.data)
    found.is_valid(raise_exception=True)
    return dict(found.validated_data)


def after(asked: MinuteRequest) -> Response:
    return Response(RequestShape(asked).data)
