"""Words that were heard once more, over the API: the same action as the page."""

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
from minutes import again as heard
from minutes import saving
from minutes.actions.again import take_again
from minutes.models import Minutes
from minutes.shapes import VersionShape
from minutes.sight import sight_of

PROBLEMS: dict[int, Any] = dict.fromkeys((401, 403, 404, 409), ProblemShape)


class OfferShape(serializers.Serializer):
    """A sentence as it stands, if it is there, beside what was heard this time."""

    id = serializers.UUIDField()
    recording = serializers.UUIDField()
    start = serializers.FloatField()
    end = serializers.FloatField()
    sentence = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()
    now = serializers.CharField(source="said.text")

    def get_sentence(self, offer: heard.Offer) -> str | None:
        return offer.sentence["id"] if offer.sentence else None

    def get_text(self, offer: heard.Offer) -> str:
        return offer.sentence["text"] if offer.sentence else ""


class TakeShape(serializers.Serializer):
    """Which of the offers are taken, seen beside which version."""

    based_on = serializers.IntegerField(min_value=1)
    sentences = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=2000)


@extend_schema(methods=["GET"], responses={200: OfferShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=TakeShape, responses={200: VersionShape, 400: None, **PROBLEMS})
@api_view(["GET", "POST"])
def heard_again(request: Request, pk: UUID) -> Response:
    """What was heard differently; or take some of it."""
    minutes = get_object_or_404(Minutes.objects.visible_to(person(request)).with_conference(), pk=pk)
    require(person(request), May.EDIT_MINUTES)
    if request.method == "GET":
        sight = sight_of(minutes, person(request))
        found = heard.offers(saving.newest(minutes), heard.newer(minutes), sight)
        return Response(OfferShape(found, many=True).data)
    shape = TakeShape(data=request.data)
    shape.is_valid(raise_exception=True)
    said = shape.validated_data
    chosen = {str(one) for one in said["sentences"]}
    version = take_again(minutes, chosen=chosen, based_on=said["based_on"], by=person(request))
    return Response(VersionShape(version).data)
