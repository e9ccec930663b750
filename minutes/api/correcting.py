"""Comments and corrections over the API."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.roles import May
from minutes import actions
from minutes.actions.correcting import Asked
from minutes.api.problems import PROBLEMS, own, readable
from minutes.asked import shown_to
from minutes.correction_shapes import AskedShape, CorrectionShape, DecisionShape
from minutes.models import Correction


@extend_schema(methods=["GET"], responses={200: CorrectionShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=AskedShape, responses={201: CorrectionShape, 400: None, **PROBLEMS})
@api_view(["GET", "POST"])
def corrections(request: Request, pk: UUID) -> Response:
    """What people say about these minutes; or log one more."""
    if request.method == "GET":
        minutes = own(request, pk, may=May.READ_MINUTES)
        return Response(CorrectionShape(shown_to(minutes, person(request)), many=True).data)
    minutes, said = own(request, pk), readable(AskedShape, request)
    chosen = said.pop("asked_by")
    attendance = get_object_or_404(minutes.conference.people.all(), pk=chosen) if chosen else None
    name = attendance.name if attendance else said.pop("name")
    asked = Asked(**{**said, "name": name}, attendance=attendance)
    made = actions.log_correction(minutes, asked=asked, by=person(request))
    return Response(CorrectionShape(made).data, status=201)


@extend_schema(request=DecisionShape, responses={200: CorrectionShape, 400: None, **PROBLEMS})
@api_view(["POST"])
def decide(request: Request, pk: UUID, correction: UUID) -> Response:
    """Accept or refuse a request to correct, or note a comment."""
    own(request, pk)
    found = get_object_or_404(
        Correction.objects.visible_to(person(request)).filter(minutes=pk), pk=correction
    )
    said, by = readable(DecisionShape, request), person(request)
    if said["outcome"] == Correction.Outcome.NOTED:
        made = actions.note_comment(found, by=by)
    elif said["outcome"] == Correction.Outcome.ACCEPTED:
        made = actions.accept_correction(found, reason=said["reason"], by=by)
    else:
        made = actions.refuse_correction(found, reason=said["reason"], statement=said["statement"], by=by)
    return Response(CorrectionShape(made).data)
