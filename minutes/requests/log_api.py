"""Messages, and the steps of a request before its redaction, over the API: the same actions as the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.limits import Pagination
from access.roles import May, require
from minutes.requests import actions
from minutes.requests.api import PROBLEMS, after, attendance_of, request_of, said_in
from minutes.requests.log_shapes import (
    AsideShape,
    ElsewhereShape,
    JoinShape,
    LogMessageShape,
    MessagePageShape,
    MessageShape,
    ReasonShape,
)
from minutes.requests.models import Message, MinuteRequest
from minutes.requests.shapes import DayShape, RequestShape
from recordings.models import Conference

Act = Callable[..., Any]


@extend_schema(methods=["GET"], responses={200: MessagePageShape, **PROBLEMS})
@extend_schema(methods=["POST"], request=MessageShape, responses={201: MessageShape, **PROBLEMS})
@api_view(["GET", "POST"])
def messages(request: Request) -> Response:
    """Messages that wait to be sorted, the oldest first; or hand one in that another system took."""
    require(person(request), May.LOG_REQUEST)
    if request.method == "POST":
        return _receive(request)
    paginator = Pagination()
    page = paginator.paginate_queryset(Message.objects.visible_to(person(request)).to_sort(), request)
    return paginator.get_paginated_response(MessageShape(page, many=True).data)


def _receive(request: Request) -> Response:
    said = said_in(MessageShape, request)
    now = timezone.now()
    original = "\n".join((now.isoformat(), said["name"], said.get("sender", ""), said["text"])).encode()
    arrived = actions.Arrived(channel=Message.Channel.API, received_at=now, original=original, **said)
    kept = actions.receive_message(arrived, by=person(request))
    return Response(MessageShape(kept).data, status=201)


@extend_schema(responses={200: MessageShape, **PROBLEMS})
@api_view(["GET"])
def message(request: Request, pk: UUID) -> Response:
    """One message."""
    require(person(request), May.LOG_REQUEST)
    return Response(MessageShape(_message(request, pk)).data)


@extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **PROBLEMS})
@api_view(["GET"])
def original(request: Request, pk: UUID) -> HttpResponse:
    """The message as it came."""
    require(person(request), May.LOG_REQUEST)
    found = _message(request, pk)
    content = actions.open_original(found, by=person(request))
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="message-{found.pk}"'
    return response


@extend_schema(request=LogMessageShape, responses={201: RequestShape, **PROBLEMS})
@api_view(["POST"])
def log_message(request: Request, pk: UUID) -> Response:
    """Make a message the request that it is."""
    require(person(request), May.LOG_REQUEST)
    found, said = _message(request, pk), said_in(LogMessageShape, request)
    conferences = Conference.objects.visible_to(person(request))
    conference = get_object_or_404(conferences, pk=said.pop("conference"))
    wanted, attendance = set(said.pop("children")), said.pop("attendance", None)
    rows = conference.children.select_related("child__key")
    asked = actions.Asked(
        **said,
        channel=found.channel,
        received_at=found.received_at,
        children=tuple(row.child for row in rows if row.child_id in wanted),
        attendance=attendance_of(conference, attendance) if attendance else None,
    )
    logged = actions.log_message(found, conference=conference, asked=asked, by=person(request))
    return Response(RequestShape(logged).data, status=201)


@extend_schema(request=JoinShape, responses={200: MessageShape, **PROBLEMS})
@api_view(["POST"])
def join(request: Request, pk: UUID) -> Response:
    """Add it to a request that is there already."""
    require(person(request), May.LOG_REQUEST)
    found, said = _message(request, pk), said_in(JoinShape, request)
    to = get_object_or_404(MinuteRequest.objects.visible_to(person(request)), pk=said["request"])
    return Response(MessageShape(actions.join_message(found, request=to, by=person(request))).data)


@extend_schema(request=AsideShape, responses={200: MessageShape, **PROBLEMS})
@api_view(["POST"])
def aside(request: Request, pk: UUID) -> Response:
    """Set it aside: it is no request."""
    require(person(request), May.LOG_REQUEST)
    found = actions.set_aside(_message(request, pk), **said_in(AsideShape, request), by=person(request))
    return Response(MessageShape(found).data)


@extend_schema(request=None, responses={200: MessageShape, **PROBLEMS})
@api_view(["POST"])
def back(request: Request, pk: UUID) -> Response:
    """It was set aside by mistake."""
    return Response(MessageShape(actions.bring_back(_message(request, pk), by=person(request))).data)


@extend_schema(request=None, responses={200: MessageShape, **PROBLEMS})
@api_view(["POST"])
def read(request: Request, pk: UUID) -> Response:
    """Somebody has read what was added by itself."""
    return Response(MessageShape(actions.note_read(_message(request, pk), by=person(request))).data)


def _message(request: Request, pk: UUID) -> Message:
    found: Message = get_object_or_404(Message.objects.visible_to(person(request)), pk=pk)
    return found


def _on_a_day(name: str, may: May, act: Act, says: str) -> Any:
    """A step that takes a day and nothing else."""

    @extend_schema(
        operation_id=f"requests_{name}", request=DayShape, responses={200: RequestShape, **PROBLEMS}
    )
    @api_view(["POST"])
    def step(request: Request, pk: UUID) -> Response:
        require(person(request), may)
        return after(act(request_of(request, pk), **said_in(DayShape, request), by=person(request)))

    step.__doc__ = says
    return step


def _at_once(name: str, act: Act, says: str) -> Any:
    """A step that takes nothing."""

    @extend_schema(operation_id=f"requests_{name}", request=None, responses={200: RequestShape, **PROBLEMS})
    @api_view(["POST"])
    def step(request: Request, pk: UUID) -> Response:
        return after(act(request_of(request, pk), by=person(request)))

    step.__doc__ = says
    return step


identity = _on_a_day("identity", May.LOG_REQUEST, actions.ask_for_identity, "We asked who they are.")
identity_came = _on_a_day("identity_came", May.LOG_REQUEST, actions.note_identity, "Their proof came.")
question = _on_a_day("question", May.LOG_REQUEST, actions.ask_for_answer, "We asked what is meant.")
answer = _on_a_day("answer", May.LOG_REQUEST, actions.note_answer, "They answered.")
extend = _on_a_day("extend", May.TRIAGE_REQUEST, actions.extend, "Two more months, and they were told why.")
ask_chair = _at_once("ask_chair", actions.ask_chair, "The chair has to decide.")
withdraw = _at_once("withdraw", actions.withdraw, "They have taken it back.")
close = _at_once("close", actions.close, "Nothing is left to do.")
take_back = _at_once("take_back", actions.take_back, "A copy that was not released goes.")
choose_again = _at_once("choose_again", actions.choose_again, "Back to the checks.")


@extend_schema(request=ReasonShape, responses={200: RequestShape, **PROBLEMS})
@api_view(["POST"])
def allow(request: Request, pk: UUID) -> Response:
    """The chair decides that they may have the minutes."""
    require(person(request), May.DECIDE_REQUEST)
    asked = request_of(request, pk)
    said = said_in(ReasonShape, request)
    return after(actions.allow_open_parts(asked, **said, by=person(request)))


@extend_schema(request=ElsewhereShape, responses={200: RequestShape, **PROBLEMS})
@api_view(["POST"])
def answered(request: Request, pk: UUID) -> Response:
    """Information governance has answered it."""
    require(person(request), May.TRIAGE_REQUEST)
    asked = request_of(request, pk)
    said = said_in(ElsewhereShape, request)
    return after(actions.answer_elsewhere(asked, **said, by=person(request)))
