"""Unusual listening over the API: the same actions as the page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.limits import Pagination
from access.roles import May, require
from access.shapes import ProblemShape
from recordings.unusual import actions
from recordings.unusual.models import Unusual

PROBLEMS: dict[int, Any] = {400: None, **dict.fromkeys((401, 403, 404, 409), ProblemShape)}


class UnusualShape(serializers.Serializer):
    """Whose listening, on which day, why; `amount` is minutes heard, or times refused."""

    id = serializers.UUIDField()
    who = serializers.CharField(source="user.name")
    day = serializers.DateField()
    kind = serializers.CharField()
    amount = serializers.IntegerField()
    conference = serializers.UUIDField(source="conference_id", allow_null=True)
    outcome = serializers.CharField()
    settled_at = serializers.DateTimeField(allow_null=True)


class UnusualPageShape(serializers.Serializer):
    """A page of them."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = UnusualShape(many=True)


class OutcomeShape(serializers.Serializer):
    """What it was."""

    outcome = serializers.ChoiceField(choices=Unusual.Outcome.choices)


@extend_schema(responses={200: UnusualPageShape, **PROBLEMS})
@api_view(["GET"])
def unusual_list(request: Request) -> Response:
    """Everything that was noticed, latest day first."""
    require(person(request), May.READ_AUDIT)
    pages = Pagination()
    rows = pages.paginate_queryset(Unusual.objects.visible_to(person(request)).with_people(), request)
    return pages.get_paginated_response(UnusualShape(rows, many=True).data)


@extend_schema(request=OutcomeShape, responses={200: UnusualShape, **PROBLEMS})
@api_view(["POST"])
def settle(request: Request, pk: UUID) -> Response:
    """Say what it was."""
    require(person(request), May.READ_AUDIT)
    found = get_object_or_404(Unusual.objects.visible_to(person(request)), pk=pk)
    said = OutcomeShape(data=request.data)
    said.is_valid(raise_exception=True)
    actions.settle(found, outcome=said.validated_data["outcome"], by=person(request))
    found.refresh_from_db()
    return Response(UnusualShape(found).data)
