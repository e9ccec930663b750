"""Begin minutes that a person types, over the API: the same action as the page."""

from __future__ import annotations

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
from minutes import actions
from recordings.models import Conference


class BegunShape(serializers.Serializer):
    """The minutes that were begun."""

    id = serializers.UUIDField()


@extend_schema(request=None, responses={201: BegunShape, **dict.fromkeys((401, 403, 404, 409), ProblemShape)})
@api_view(["POST"])
def type_start(request: Request, pk: UUID) -> Response:
    """Begin minutes of a conference by hand: the software then makes no draft of its own."""
    conference = get_object_or_404(Conference.objects.content_visible_to(person(request)), pk=pk)
    require(person(request), May.EDIT_MINUTES)
    made = actions.start_typing(conference, by=person(request))
    return Response(BegunShape({"id": made.pk}).data, status=201)
