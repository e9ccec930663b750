"""The ending of recordings over the API: the same actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
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
from recordings import actions
from recordings.endings import Row, rows_of
from recordings.models import Conference, Destruction, Hold, Recording, RetentionRule

PROBLEMS: dict[int, Any] = {401: ProblemShape, 403: ProblemShape}
OF_ONE: dict[int, Any] = {**PROBLEMS, 404: ProblemShape, 409: ProblemShape}
CHANGED: dict[int, Any] = {**OF_ONE, 400: None}


class RuleShape(serializers.Serializer):
    """A version of the council's rule. `basis`: until when the record is kept; `days`: for after_approval."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.ChoiceField(choices=RetentionRule.Kind.choices)
    basis = serializers.ChoiceField(choices=RetentionRule.Basis.choices, allow_blank=True, default="")
    days = serializers.IntegerField(min_value=1, max_value=3650, allow_null=True, default=None)
    effective_from = serializers.DateField()
    words = serializers.CharField(read_only=True)


class HoldShape(serializers.Serializer):
    """Why nothing of a conference may be destroyed."""

    id = serializers.UUIDField(read_only=True)
    conference = serializers.UUIDField(source="conference_id", read_only=True)
    reason = serializers.ChoiceField(choices=Hold.Reason.choices)
    note = serializers.CharField(max_length=1000)
    placed_at = serializers.DateTimeField(read_only=True)
    placed_by = serializers.UUIDField(source="placed_by_id", read_only=True)
    lifted_at = serializers.DateTimeField(read_only=True)
    lifted_by = serializers.UUIDField(source="lifted_by_id", read_only=True)


class EndingShape(serializers.Serializer):
    """When a recording ends and why; without a day it is kept."""

    recording = serializers.UUIDField(source="pk")
    conference = serializers.UUIDField(source="conference_id")
    ends_on = serializers.DateField(allow_null=True)
    why = serializers.CharField()
    rule = serializers.UUIDField(allow_null=True)
    stopped_by = serializers.ListField(child=serializers.CharField())

    def to_representation(self, instance: Any) -> dict[str, Any]:
        row: Row = instance
        recording, ending = row.recording, row.ending
        return {
            "recording": str(recording.pk),
            "conference": str(recording.conference_id),
            "ends_on": ending.on.isoformat() if ending.on else None,
            "why": ending.why,
            "rule": str(ending.rule.pk) if ending.rule else None,
            "stopped_by": list(ending.stopped_by),
        }


class DestructionShape(serializers.Serializer):
    """One ending, of a recording or a whole record: who agreed, and until when a backup could open it."""

    id = serializers.UUIDField()
    recording = serializers.UUIDField(source="recording_id", allow_null=True)
    record_of = serializers.UUIDField(
        source="conference_id", allow_null=True, help_text="the conference whose whole record ends"
    )
    rule = serializers.UUIDField(source="rule_id")
    ends_on = serializers.DateField()
    state = serializers.ChoiceField(choices=Destruction.State.choices)
    proposed_at = serializers.DateTimeField(allow_null=True)
    proposed_by = serializers.UUIDField(source="proposed_by_id", allow_null=True)
    approved_at = serializers.DateTimeField(allow_null=True)
    approved_by = serializers.UUIDField(source="approved_by_id", allow_null=True)
    backups_end_on = serializers.DateField(allow_null=True)
    certificate_sha256 = serializers.CharField()


class KeepShape(serializers.Serializer):
    """Why something is kept after all."""

    why = serializers.CharField(max_length=500)


def page_of(name: str, shape: type[serializers.Serializer]) -> serializers.Serializer:
    """What a page of such rows looks like."""
    fields: dict[str, Any] = {
        "__doc__": f"A page: {shape.__doc__}",
        "count": serializers.IntegerField(),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": shape(many=True),
    }
    made: type[serializers.Serializer] = type(name, (serializers.Serializer,), fields)
    return made()


@extend_schema(responses={200: page_of("EndingPageShape", EndingShape), **PROBLEMS})
@api_view(["GET"])
def keeping(request: Request) -> Response:
    """What ends when and why, the oldest conference first."""
    found = Recording.objects.keeping_visible_to(person(request)).with_children().oldest_first()
    return _paged(request, found, EndingShape, rows_of)


@extend_schema(methods=["GET"], responses={200: RuleShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=RuleShape, responses={201: RuleShape, **CHANGED})
@api_view(["GET", "POST"])
def rules(request: Request) -> Response:
    """Every version of the rule, the latest first; or add one."""
    if request.method == "POST":
        require(person(request), May.MANAGE_KEEPING)
        given = _given(RuleShape(data=request.data))
        return Response(RuleShape(actions.set_rule(**given, by=person(request))).data, status=201)
    require(person(request), May.VIEW_KEEPING)
    return Response(RuleShape(RetentionRule.objects.visible_to(person(request)), many=True).data)


@extend_schema(responses={200: page_of("HoldPageShape", HoldShape), **PROBLEMS})
@api_view(["GET"])
def holds(request: Request) -> Response:
    """Every hold, open or lifted, the latest first."""
    return _paged(request, Hold.objects.visible_to(person(request)).with_people(), HoldShape)


@extend_schema(request=HoldShape, responses={201: HoldShape, **CHANGED})
@api_view(["POST"])
def hold_add(request: Request, pk: UUID) -> Response:
    """Place a hold on a conference."""
    found = get_object_or_404(Conference.objects.visible_to(person(request)), pk=pk)
    require(person(request), May.MANAGE_KEEPING)
    hold = actions.place_hold(found, **_given(HoldShape(data=request.data)), by=person(request))
    return Response(HoldShape(hold).data, status=201)


@extend_schema(request=None, responses={200: HoldShape, **OF_ONE})
@api_view(["POST"])
def hold_lift(request: Request, pk: UUID) -> Response:
    """Lift a hold."""
    found = get_object_or_404(Hold.objects.visible_to(person(request)), pk=pk)
    return Response(HoldShape(actions.lift_hold(found, by=person(request))).data)


@extend_schema(responses={200: page_of("DestructionPageShape", DestructionShape), **PROBLEMS})
@api_view(["GET"])
def destructions(request: Request) -> Response:
    """Every ending: due, proposed, done, or kept after all."""
    return _paged(request, Destruction.objects.visible_to(person(request)), DestructionShape)


@extend_schema(request=None, responses={201: DestructionShape, **OF_ONE})
@api_view(["POST"])
def destruction_add(request: Request, pk: UUID) -> Response:
    """Propose to destroy a recording whose time is over."""
    found = get_object_or_404(Recording.objects.keeping_visible_to(person(request)), pk=pk)
    made = actions.propose_destruction(found, by=person(request))
    return Response(DestructionShape(made).data, status=201)


@extend_schema(request=None, responses={201: DestructionShape, **OF_ONE})
@api_view(["POST"])
def record_destruction_add(request: Request, pk: UUID) -> Response:
    """Propose to destroy a whole record whose time is over."""
    require(person(request), May.MANAGE_KEEPING)
    found = get_object_or_404(Conference.objects.visible_to(person(request)), pk=pk)
    made = actions.propose_destruction(found, by=person(request))
    return Response(DestructionShape(made).data, status=201)


@extend_schema(responses={200: DestructionShape, **OF_ONE})
@api_view(["GET"])
def destruction(request: Request, pk: UUID) -> Response:
    """One ending."""
    return Response(DestructionShape(_destruction(request, pk)).data)


@extend_schema(request=None, responses={200: DestructionShape, **OF_ONE})
@api_view(["POST"])
def destruction_approve(request: Request, pk: UUID) -> Response:
    """Approve, as the second person: the recording is destroyed."""
    done = actions.approve_destruction(_destruction(request, pk), by=person(request))
    return Response(DestructionShape(done).data)


@extend_schema(request=KeepShape, responses={200: DestructionShape, **CHANGED})
@api_view(["POST"])
def destruction_withdraw(request: Request, pk: UUID) -> Response:
    """Keep it after all."""
    found = _destruction(request, pk)
    kept = actions.keep_after_all(found, **_given(KeepShape(data=request.data)), by=person(request))
    return Response(DestructionShape(kept).data)


@extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY, **OF_ONE})
@api_view(["GET"])
def certificate(request: Request, pk: UUID) -> HttpResponse:
    """The certificate as PDF."""
    made = actions.read_certificate(_destruction(request, pk), by=person(request))
    return HttpResponse(made, content_type="application/pdf")


def _paged(
    request: Request,
    found: QuerySet[Any],
    shape: type[serializers.Serializer],
    rows: Callable[[list[Any]], list[Any]] = list,
) -> Response:
    require(person(request), May.VIEW_KEEPING)
    paginator = Pagination()
    page = rows(paginator.paginate_queryset(found, request) or [])
    return paginator.get_paginated_response(shape(page, many=True).data)


def _given(shape: serializers.Serializer) -> dict[str, Any]:
    shape.is_valid(raise_exception=True)
    return dict(shape.validated_data)


def _destruction(request: Request, pk: UUID) -> Destruction:
    return get_object_or_404(Destruction.objects.visible_to(person(request)).with_people(), pk=pk)
