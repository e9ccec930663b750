"""Machine drafting over the API: what speaks against it, and the chair's switch. The same actions."""

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
from access.roles import May, require
from access.shapes import ProblemShape
from recordings import actions
from recordings.drafting import FACTS, Drafting, drafting_of
from recordings.models import Conference

PROBLEMS: dict[int, Any] = dict.fromkeys((401, 403, 404, 409), ProblemShape)


class DraftingShape(serializers.Serializer):
    """Whether the software may draft a conference, and what speaks against it."""

    on = serializers.BooleanField()
    facts = serializers.ListField(child=serializers.ChoiceField(choices=list(FACTS)))
    words = serializers.CharField()


class FactsShape(serializers.Serializer):
    """What is noted as speaking against machine drafting."""

    facts = serializers.ListField(child=serializers.ChoiceField(choices=list(FACTS)), max_length=3)


class SwitchShape(serializers.Serializer):
    """On with a reason, or off."""

    on = serializers.BooleanField()
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


@extend_schema(methods=["GET"], responses={200: DraftingShape, **PROBLEMS})
@extend_schema(methods=["PUT"], request=FactsShape, responses={200: DraftingShape, 400: None, **PROBLEMS})
@api_view(["GET", "PUT"])
def drafting(request: Request, pk: UUID) -> Response:
    """How machine drafting stands; or note what speaks against it."""
    conference = get_object_or_404(Conference.objects.visible_to(person(request)), pk=pk)
    require(person(request), May.MANAGE_CONFERENCES)
    if request.method == "PUT":
        shape = FactsShape(data=request.data)
        shape.is_valid(raise_exception=True)
        facts = set(shape.validated_data["facts"])
        conference = actions.note_facts(conference, facts=facts, by=person(request))
    return _answer(drafting_of(conference))


@extend_schema(request=SwitchShape, responses={200: DraftingShape, 400: None, **PROBLEMS})
@api_view(["POST"])
def drafting_switch(request: Request, pk: UUID) -> Response:
    """The chair switches machine drafting on, with a reason, or off."""
    conference = get_object_or_404(Conference.objects.visible_to(person(request)), pk=pk)
    require(person(request), May.SWITCH_DRAFTING)
    shape = SwitchShape(data=request.data)
    shape.is_valid(raise_exception=True)
    actions.switch_drafting(conference, **shape.validated_data, by=person(request))
    return _answer(drafting_of(conference))


def _answer(found: Drafting) -> Response:
    return Response(DraftingShape({"on": found.on, "facts": found.facts, "words": found.words}).data)
