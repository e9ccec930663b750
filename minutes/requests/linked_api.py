"""Refusals, complaints, breaches and parts put back over the API: the same actions as the pages."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.errors import Conflict
from access.http import person
from access.roles import May, require
from minutes.requests import actions
from minutes.requests.api import PROBLEMS, request_of, said_in
from minutes.requests.log_shapes import FollowUpShape, OutcomeShape, PutBackShape, RefusalShape
from minutes.requests.models import FollowUp, PutBack, Refusal
from minutes.requests.shapes import DayShape
from minutes.requests.sources import parts_left_out
from minutes.requests.states import require_to_close


@extend_schema(request=RefusalShape, responses={201: RefusalShape, **PROBLEMS})
@api_view(["POST"])
def refuse(request: Request, pk: UUID) -> Response:
    """Refuse all or part of it; the letter is made from the reasons."""
    asked = request_of(request, pk)
    require(person(request), May.TRIAGE_REQUEST if asked.is_for_governance else May.DECIDE_REQUEST)
    said = said_in(RefusalShape, request)
    no = actions.No(tuple(said["codes"]), said["reason"], said.get("in_part", False))
    return Response(RefusalShape(actions.refuse(asked, no=no, by=person(request))).data, status=201)


@extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY, **PROBLEMS})
@api_view(["GET"])
def refusal(request: Request, pk: UUID) -> HttpResponse:
    """The letter that refuses it."""
    found = get_object_or_404(Refusal.objects.visible_to(person(request)), pk=pk)
    response = HttpResponse(actions.open_refusal(found, by=person(request)), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="letter-{found.request.reference}.pdf"'
    return response


@extend_schema(request=DayShape, responses={200: RefusalShape, **PROBLEMS})
@api_view(["POST"])
def refusal_sent(request: Request, pk: UUID) -> Response:
    """The letter went."""
    require(person(request), May.LOG_REQUEST)
    found = get_object_or_404(Refusal.objects.visible_to(person(request)), pk=pk)
    sent = actions.note_refusal_sent(found, **said_in(DayShape, request), by=person(request))
    return Response(RefusalShape(sent).data)


@extend_schema(methods=["GET"], responses={200: FollowUpShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=FollowUpShape, responses={201: FollowUpShape, **PROBLEMS})
@api_view(["GET", "POST"])
def follow_ups(request: Request, pk: UUID) -> Response:
    """Complaints, corrections and breaches about one request; or write one down."""
    asked = request_of(request, pk)
    if request.method == "GET":
        return Response(FollowUpShape(asked.follow_ups.all(), many=True).data)
    raised = actions.follow_up(asked, **said_in(FollowUpShape, request), by=person(request))
    return Response(FollowUpShape(raised).data, status=201)


@extend_schema(request=DayShape, responses={200: FollowUpShape, **PROBLEMS})
@api_view(["POST"])
def acknowledged(request: Request, pk: UUID) -> Response:
    """They were told that we have it."""
    require(person(request), May.LOG_REQUEST)
    found = get_object_or_404(FollowUp.objects.visible_to(person(request)), pk=pk)
    done = actions.acknowledge(found, **said_in(DayShape, request), by=person(request))
    return Response(FollowUpShape(done).data)


@extend_schema(request=OutcomeShape, responses={200: FollowUpShape, **PROBLEMS})
@api_view(["POST"])
def close_follow_up(request: Request, pk: UUID) -> Response:
    """Say what came of it."""
    found = get_object_or_404(FollowUp.objects.visible_to(person(request)), pk=pk)
    require_to_close(found, person(request))
    done = actions.close_follow_up(found, **said_in(OutcomeShape, request), by=person(request))
    return Response(FollowUpShape(done).data)


@extend_schema(methods=["GET"], responses={200: PutBackShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=PutBackShape, responses={201: PutBackShape, **PROBLEMS})
@api_view(["GET", "POST"])
def put_back(request: Request, pk: UUID) -> Response:
    """Parts that are asked back for this reader; or ask for one."""
    asked = request_of(request, pk)
    if request.method == "GET":
        return Response(PutBackShape(asked.put_back.all(), many=True).data)
    require(person(request), May.REDACT)
    said = said_in(PutBackShape, request)
    part = next((part for part in parts_left_out(asked) if part.pk == said["part"]), None)
    if part is None:
        raise Conflict("This part is not one that can be put back for them.")
    made = actions.ask_to_put_back(asked, part=part, reason=said["reason"], by=person(request))
    return Response(PutBackShape(made).data, status=201)


@extend_schema(request=None, responses={200: PutBackShape, **PROBLEMS})
@api_view(["POST"])
def allow_put_back(request: Request, pk: UUID) -> Response:
    """The chair agrees."""
    require(person(request), May.DECIDE_REQUEST)
    found = get_object_or_404(PutBack.objects.visible_to(person(request)), pk=pk)
    return Response(PutBackShape(actions.allow_put_back(found, by=person(request))).data)


@extend_schema(request=None, responses={204: None, **PROBLEMS})
@api_view(["POST"])
def drop_put_back(request: Request, pk: UUID) -> Response:
    """It stays out."""
    found = get_object_or_404(PutBack.objects.visible_to(person(request)), pk=pk)
    actions.drop_put_back(found, by=person(request))
    return Response(status=204)
