"""Letters over the API."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.limits import Pagination
from access.roles import May, require
from minutes.letters import actions
from minutes.letters.api.decisions import PROBLEMS, conference_of, said_of
from minutes.letters.api.shapes import (
    ArrivedShape,
    LeafletShape,
    LetterPageShape,
    LetterShape,
    ReasonShape,
    SendShape,
)
from minutes.letters.leaflets import leaflet_now
from minutes.letters.models import Letter, LetterFile


@extend_schema(methods=["GET"], responses={200: LetterShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=None, responses={201: LetterShape(many=True), **PROBLEMS})
@api_view(["GET", "POST"])
def letters_of(request: Request, pk: UUID) -> Response:
    """The letters of a conference; or make one for each person who gets one and has none."""
    require(person(request), May.PREPARE_LETTERS)
    conference = conference_of(request, pk)
    status = 200
    if request.method == "POST":
        actions.make_letters(conference, by=person(request))
        status = 201
    found = Letter.objects.visible_to(person(request)).filter(conference=conference).with_people()
    return Response(LetterShape(found, many=True).data, status=status)


@extend_schema(responses={200: LetterPageShape, **PROBLEMS})
@api_view(["GET"])
def letters(request: Request) -> Response:
    """The letters this person prepares or sends, soonest first."""
    require(person(request), May.PREPARE_LETTERS)
    paginator = Pagination()
    found = Letter.objects.visible_to(person(request)).with_people().soonest_first()
    page = paginator.paginate_queryset(found, request)
    return paginator.get_paginated_response(LetterShape(page, many=True).data)


@extend_schema(methods=["GET"], responses={200: LetterShape, **PROBLEMS})
@extend_schema(methods=["PUT"], request=LetterShape, responses={200: LetterShape, **PROBLEMS})
@api_view(["GET", "PUT"])
def letter(request: Request, pk: UUID) -> Response:
    """One letter; or say about whom it is and how it goes."""
    found = _letter(request, pk)
    if request.method == "GET":
        return Response(LetterShape(found).data)
    said = said_of(LetterShape, request)
    rows = found.conference.children.filter(pk__in=said.pop("children"))
    if found.recipient.address_withheld and not said["address"]:
        said["address"] = found.address
    going = actions.Going(children=tuple(rows), **said)
    return Response(LetterShape(actions.change_letter(found, going=going, by=person(request))).data)


@extend_schema(request=None, responses={200: LetterShape, **PROBLEMS})
@api_view(["POST"])
def sign(request: Request, pk: UUID) -> Response:
    """The chair signs: the files are made, searched and sealed."""
    require(person(request), May.APPROVE_LETTERS)
    return Response(LetterShape(actions.sign_letter(_letter(request, pk), by=person(request))).data)


@extend_schema(request=None, responses={200: LetterShape, **PROBLEMS})
@api_view(["POST"])
def take_back(request: Request, pk: UUID) -> Response:
    """A signed letter, or one that was not to be sent, is open again."""
    found = _letter(request, pk)
    dropped = found.status == Letter.Status.NOT_SENT
    act = actions.want_letter_after_all if dropped else actions.take_back_letter
    return Response(LetterShape(act(found, by=person(request))).data)


@extend_schema(request=ReasonShape, responses={200: LetterShape, **PROBLEMS})
@api_view(["POST"])
def drop(request: Request, pk: UUID) -> Response:
    """Do not send it, with a reason."""
    require(person(request), May.APPROVE_LETTERS)
    said = said_of(ReasonShape, request)
    return Response(LetterShape(actions.drop_letter(_letter(request, pk), **said, by=person(request))).data)


@extend_schema(request=SendShape, responses={200: LetterShape, **PROBLEMS})
@api_view(["POST"])
def send(request: Request, pk: UUID) -> Response:
    """The second person sends it."""
    require(person(request), May.RELEASE_LETTERS)
    sent = actions.Sent(**said_of(SendShape, request))
    return Response(
        LetterShape(actions.send_letter(_letter(request, pk), sent=sent, by=person(request))).data
    )


@extend_schema(request=ArrivedShape, responses={200: LetterShape, **PROBLEMS})
@api_view(["POST"])
def arrived(request: Request, pk: UUID) -> Response:
    """Note the day on which it arrived."""
    require(person(request), May.RELEASE_LETTERS)
    said = said_of(ArrivedShape, request)
    return Response(
        LetterShape(actions.record_arrival(_letter(request, pk), **said, by=person(request))).data
    )


@extend_schema(request=None, responses={200: LetterShape, **PROBLEMS})
@api_view(["POST"])
def translated(request: Request, pk: UUID) -> Response:
    """The translation has gone after the letter."""
    return Response(LetterShape(actions.enclose_translation(_letter(request, pk), by=person(request))).data)


@extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **PROBLEMS})
@api_view(["GET"])
def download(request: Request, pk: UUID) -> HttpResponse:
    """One file of a letter."""
    require(person(request), May.PREPARE_LETTERS)
    file = get_object_or_404(LetterFile.objects.visible_to(person(request)), pk=pk)
    content = actions.open_letter_file(file, by=person(request))
    response = HttpResponse(content, content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.filename}"'
    return response


@extend_schema(methods=["GET"], responses={200: LeafletShape, **PROBLEMS})
@extend_schema(methods=["POST"], request=LeafletShape, responses={201: LeafletShape, **PROBLEMS})
@api_view(["GET", "POST"])
def leaflet(request: Request) -> Response:
    """The leaflet on complaints; or set it anew."""
    require(person(request), May.MANAGE_SETTINGS)
    if request.method == "POST":
        actions.set_leaflet(**said_of(LeafletShape, request), by=person(request))
    title, text = leaflet_now()
    status = 201 if request.method == "POST" else 200
    return Response({"title": title, "text": text}, status=status)


def _letter(request: Request, pk: UUID) -> Letter:
    found: Letter = get_object_or_404(Letter.objects.visible_to(person(request)).with_people(), pk=pk)
    return found
