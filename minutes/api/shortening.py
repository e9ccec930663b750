"""A shorter wording over the API."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from minutes import actions
from minutes.api.problems import PROBLEMS, own, readable
from minutes.shapes import ProposalShape, VersionShape, WordingShape


@extend_schema(request=None, responses={200: ProposalShape(many=True), **PROBLEMS})
@api_view(["POST"])
def propose_wording(request: Request, pk: UUID, paragraph: UUID) -> Response:
    """Ask the council's own language model; each clause says whether it is supported."""
    found = actions.propose_wording(own(request, pk), paragraph=paragraph, by=person(request))
    return Response(ProposalShape(found, many=True).data)


@extend_schema(request=WordingShape, responses={200: VersionShape, 400: None, **PROBLEMS})
@api_view(["POST"])
def take_wording(request: Request, pk: UUID, paragraph: UUID) -> Response:
    """Take proposed sentences; 409 for one that the paragraph does not support."""
    minutes, said = own(request, pk), readable(WordingShape, request)
    made = actions.take_wording(minutes, paragraph=paragraph, **said, by=person(request))
    return Response(VersionShape(made).data)
