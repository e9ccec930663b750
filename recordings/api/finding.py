"""Finding a child over the API. The words come in a body, so that no address and no log ever holds them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.roles import May, require
from recordings import actions
from recordings.api.conferences import PROBLEMS
from recordings.finding import MOST, Found, found_by


class WantedShape(serializers.Serializer):
    """A case reference, a conference's reference, or words of a name."""

    words = serializers.CharField(max_length=100)


class FoundShape(serializers.Serializer):
    """A child and the conferences about them that one may see."""

    child = serializers.UUIDField()
    name = serializers.CharField()
    case_reference = serializers.CharField()
    conferences = serializers.ListField(child=serializers.UUIDField())

    def to_representation(self, instance: Any) -> dict[str, Any]:
        found: Found = instance
        return {
            "child": str(found.child.pk),
            "name": found.child.name,
            "case_reference": found.child.case_reference,
            "conferences": [str(one.pk) for one in found.conferences],
        }


@extend_schema(request=WantedShape, responses={200: FoundShape(many=True), **PROBLEMS})
@api_view(["POST"])
def find(request: Request) -> Response:
    """Find a child by an exact reference or by name. Each look is recorded, never for what."""
    require(person(request), May.VIEW_CONFERENCES)
    shape = WantedShape(data=request.data)
    shape.is_valid(raise_exception=True)
    found = found_by(shape.validated_data["words"], person(request))
    actions.note_look_up(found=len(found), by=person(request))
    return Response(FoundShape(found[:MOST], many=True).data)
