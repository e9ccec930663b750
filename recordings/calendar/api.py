"""The council's calendar over the API: the same actions as the pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.roles import May, require
from access.shapes import ProblemShape
from recordings import clocks
from recordings.calendar import actions
from recordings.calendar.models import CODES, DateRule, MovedDate, OneOffHoliday

PROBLEMS: dict[int, Any] = {
    400: OpenApiResponse(OpenApiTypes.OBJECT, "Which field cannot be read"),
    401: ProblemShape,
    403: ProblemShape,
    404: ProblemShape,
    409: ProblemShape,
}


class DateRuleShape(serializers.ModelSerializer[DateRule]):
    """The council's version of one rule."""

    amount = serializers.IntegerField(min_value=1, max_value=400)
    code = serializers.ChoiceField(choices=[code for code, _ in CODES])

    class Meta:
        model = DateRule
        fields = ["id", "code", "amount", "says", "source", "effective_from"]
        validators: list[Any] = []


class HolidayShape(serializers.ModelSerializer[OneOffHoliday]):
    """A one-off bank holiday."""

    class Meta:
        model = OneOffHoliday
        fields = ["id", "on", "name"]


class MovedDateShape(serializers.ModelSerializer[MovedDate]):
    """A date that moved for this person."""

    class Meta:
        model = MovedDate
        fields = ["id", "conference", "what", "was", "now", "because", "seen_at"]


@extend_schema(methods=["GET"], responses={200: DateRuleShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=DateRuleShape, responses={201: DateRuleShape, **PROBLEMS})
@api_view(["GET", "POST"])
def rules(request: Request) -> Response:
    """The council's versions of the rules; or set one."""
    require(person(request), May.MANAGE_SETTINGS)
    if request.method == "GET":
        return Response(DateRuleShape(DateRule.objects.visible_to(person(request)), many=True).data)
    shape = DateRuleShape(data=request.data)
    shape.is_valid(raise_exception=True)
    said = dict(shape.validated_data)
    basis = clocks.in_force(said["code"], said["effective_from"]).basis
    version = clocks.Rule(basis=basis, effective=said.pop("effective_from"), **said)
    return Response(DateRuleShape(actions.set_date_rule(version, by=person(request))).data, status=201)


@extend_schema(responses={204: None, **PROBLEMS})
@api_view(["DELETE"])
def version(request: Request, pk: UUID) -> Response:
    """Take back a version that has not begun."""
    found = get_object_or_404(DateRule.objects.visible_to(person(request)), pk=pk)
    actions.take_back_rule(found, by=person(request))
    return Response(status=204)


@extend_schema(methods=["GET"], responses={200: HolidayShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=HolidayShape, responses={201: HolidayShape, **PROBLEMS})
@api_view(["GET", "POST"])
def holidays(request: Request) -> Response:
    """The one-off bank holidays; or add one."""
    require(person(request), May.MANAGE_SETTINGS)
    if request.method == "GET":
        return Response(HolidayShape(OneOffHoliday.objects.visible_to(person(request)), many=True).data)
    shape = HolidayShape(data=request.data)
    shape.is_valid(raise_exception=True)
    added = actions.add_holiday(**shape.validated_data, by=person(request))
    return Response(HolidayShape(added).data, status=201)


@extend_schema(responses={204: None, **PROBLEMS})
@api_view(["DELETE"])
def holiday(request: Request, pk: UUID) -> Response:
    """Take away a day that was added by mistake."""
    found = get_object_or_404(OneOffHoliday.objects.visible_to(person(request)), pk=pk)
    actions.remove_holiday(found, by=person(request))
    return Response(status=204)


@extend_schema(responses={200: MovedDateShape(many=True), **PROBLEMS})
@api_view(["GET"])
def moved(request: Request) -> Response:
    """The dates that moved for this person and that they have not seen."""
    found = MovedDate.objects.visible_to(person(request)).unseen()
    return Response(MovedDateShape(found, many=True).data)


@extend_schema(request=None, responses={200: MovedDateShape, **PROBLEMS})
@api_view(["POST"])
def seen(request: Request, pk: UUID) -> Response:
    """Say that one has seen it."""
    found = get_object_or_404(MovedDate.objects.visible_to(person(request)), pk=pk)
    return Response(MovedDateShape(actions.note_moved_date(found, by=person(request))).data)
