"""Tables of another system over the API."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from recordings.api.conferences import PROBLEMS
from recordings.importing import bring_in


class TablesShape(serializers.Serializer):
    """Up to three tables, each the words of a CSV file. Without `bring_in` they are only looked at."""

    children = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)
    conferences = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)
    people = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)
    bring_in = serializers.BooleanField(default=False)


class LineProblemShape(serializers.Serializer):
    """Why a line cannot be brought in."""

    table = serializers.CharField()
    line = serializers.IntegerField()
    column = serializers.CharField()
    reason = serializers.CharField()


class BroughtInShape(serializers.Serializer):
    """What came of it. Nothing was kept unless `done`."""

    done = serializers.BooleanField()
    counts = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))
    problems = LineProblemShape(many=True)
    more_problems = serializers.IntegerField()


@extend_schema(request=TablesShape, responses={200: BroughtInShape, **PROBLEMS})
@api_view(["POST"])
def record_import(request: Request) -> Response:
    """Look at tables of children, conferences and people, or bring all of them in."""
    shape = TablesShape(data=request.data)
    shape.is_valid(raise_exception=True)
    said = dict(shape.validated_data)
    only_look = not said.pop("bring_in")
    return Response(bring_in(said, by=person(request), only_look=only_look).as_json())
