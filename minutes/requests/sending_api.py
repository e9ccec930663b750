"""Sendings and orders over the API: the same actions as the pages. The page of a link has no API."""

from __future__ import annotations

from datetime import date
from typing import IO, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view, parser_classes
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from access.errors import Conflict
from access.http import person
from access.roles import May, require
from minutes.requests import actions
from minutes.requests.actions.orders import LARGEST
from minutes.requests.api import PROBLEMS
from minutes.requests.models import Dispatch, MinuteRequest, Order
from minutes.requests.sending_shapes import (
    ArrivalShape,
    CodeWayShape,
    DispatchShape,
    OrderShape,
    ReturnShape,
    SecretShape,
    SendOrderShape,
    WrongShape,
)
from minutes.requests.shapes import RequestShape

FILE: dict[Any, Any] = {(200, "application/octet-stream"): OpenApiTypes.BINARY, **PROBLEMS}
DAY = OpenApiParameter("on", OpenApiTypes.DATE, description="The day on which it came back", required=True)


class BytesParser(BaseParser):
    """A short file as the body: it stays in memory until the action has sealed it."""

    media_type = "application/octet-stream"

    def parse(self, stream: IO[Any], media_type: str | None = None, parser_context: Any = None) -> Any:
        return bytes(stream.read(LARGEST + 1))


@extend_schema(request=CodeWayShape, responses={200: RequestShape, **PROBLEMS})
@api_view(["POST"])
def code_way(request: Request, pk: UUID) -> Response:
    """Note how the code reaches them."""
    require(person(request), May.LOG_REQUEST)
    said = _said(CodeWayShape, request)
    asked = actions.choose_code_way(_asked(request, pk), **said, by=person(request))
    return Response(RequestShape(asked).data)


@extend_schema(responses=FILE)
@api_view(["GET"])
def label(request: Request, pk: UUID) -> HttpResponse:
    """The address label as PDF."""
    made = actions.print_label(_asked(request, pk), by=person(request))
    return HttpResponse(made, content_type="application/pdf")


@extend_schema(responses={200: DispatchShape(many=True), **PROBLEMS})
@api_view(["GET"])
def sendings(request: Request, pk: UUID) -> Response:
    """How the copies of a request went, the last first."""
    require(person(request), May.RELEASE_COPY)
    asked = _asked(request, pk)
    found = Dispatch.objects.visible_to(person(request)).filter(copy__request=asked)
    return Response(DispatchShape(found.select_related("copy__key"), many=True).data)


@extend_schema(request=None, responses={200: SecretShape, **PROBLEMS})
@api_view(["POST"])
def secret(request: Request, pk: UUID) -> Response:
    """Make the code, or send the locked PDF with a fresh password. What is answered is given once."""
    require(person(request), May.RELEASE_COPY)
    made = actions.give_secret(_dispatch(request, pk), by=person(request))
    return Response({"secret": made})


@extend_schema(request=ArrivalShape, responses={200: DispatchShape, **PROBLEMS})
@api_view(["POST"])
def arrived(request: Request, pk: UUID) -> Response:
    """Note that it was in their hands."""
    require(person(request), May.NOTE_ARRIVAL)
    dispatch = _dispatch(request, pk)
    actions.record_delivery(dispatch.copy, **_said(ArrivalShape, request), by=person(request))
    return _dispatched(dispatch)


@extend_schema(request=ReturnShape, responses={200: DispatchShape, **PROBLEMS})
@api_view(["POST"])
def came_back(request: Request, pk: UUID) -> Response:
    """Note that it did not arrive."""
    require(person(request), May.NOTE_ARRIVAL)
    dispatch = _dispatch(request, pk)
    actions.note_return(dispatch, **_said(ReturnShape, request), by=person(request))
    return _dispatched(dispatch)


@extend_schema(request=None, responses={200: DispatchShape, **PROBLEMS})
@api_view(["POST"])
def end_link(request: Request, pk: UUID) -> Response:
    """Take a link back."""
    require(person(request), May.RELEASE_COPY)
    dispatch = _dispatch(request, pk)
    actions.end_link(dispatch, by=person(request))
    return _dispatched(dispatch)


@extend_schema(methods=["GET"], responses={200: OrderShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=OrderShape, responses={201: OrderShape, **PROBLEMS})
@api_view(["GET", "POST"])
def orders(request: Request, pk: UUID) -> Response:
    """What is made from the copy of a request; or order something."""
    require(person(request), May.RELEASE_COPY)
    asked = _asked(request, pk)
    if request.method == "POST":
        copy = asked.copies.first()
        if copy is None:
            raise Conflict("There is no copy of this request that something could be made from.")
        wanted = actions.Wanted(**_said(OrderShape, request))
        return Response(
            OrderShape(actions.place_order(copy, wanted=wanted, by=person(request))).data, status=201
        )
    found = Order.objects.visible_to(person(request)).with_people().filter(copy__request=asked)
    return Response(OrderShape(found, many=True).data)


@extend_schema(
    parameters=[DAY],
    request={"application/octet-stream": OpenApiTypes.BINARY},
    responses={200: OrderShape, **PROBLEMS},
)
@api_view(["PUT"])
@parser_classes([BytesParser])
def order_back(request: Request, pk: UUID) -> Response:
    """Take in the file that came back."""
    require(person(request), May.RELEASE_COPY)
    try:
        on = date.fromisoformat(request.query_params.get("on", ""))
    except ValueError as error:
        raise Conflict("Say with on= on which day it came back, for example 2026-11-12.") from error
    content = request.data if isinstance(request.data, bytes) else b""
    order = actions.take_in(_order(request, pk), content=content, on=on, by=person(request))
    return Response(OrderShape(order).data)


@extend_schema(responses=FILE)
@api_view(["GET"])
def order_file(request: Request, pk: UUID) -> HttpResponse:
    """The file that came back."""
    order = _order(request, pk)
    return HttpResponse(actions.open_order(order, by=person(request)), content_type=order.media_type)


@extend_schema(request=None, responses={200: OrderShape, **PROBLEMS})
@api_view(["POST"])
def order_check(request: Request, pk: UUID) -> Response:
    """Somebody else finds it right."""
    require(person(request), May.CHECK_REDACTION)
    return Response(OrderShape(actions.check_order(_order(request, pk), by=person(request))).data)


@extend_schema(request=WrongShape, responses={200: OrderShape, **PROBLEMS})
@api_view(["POST"])
def order_wrong(request: Request, pk: UUID) -> Response:
    """Send it back to be made again."""
    require(person(request), May.CHECK_REDACTION)
    said = _said(WrongShape, request)
    return Response(OrderShape(actions.send_order_back(_order(request, pk), **said, by=person(request))).data)


@extend_schema(request=None, responses={200: OrderShape, **PROBLEMS})
@api_view(["POST"])
def order_cancel(request: Request, pk: UUID) -> Response:
    """It is not needed any more."""
    require(person(request), May.RELEASE_COPY)
    return Response(OrderShape(actions.cancel_order(_order(request, pk), by=person(request))).data)


@extend_schema(request=SendOrderShape, responses={201: DispatchShape, **PROBLEMS})
@api_view(["POST"])
def order_send(request: Request, pk: UUID) -> Response:
    """It goes to whoever has the copy already."""
    require(person(request), May.RELEASE_COPY)
    said = _said(SendOrderShape, request)
    dispatch = actions.send_order(_order(request, pk), **said, by=person(request))
    return Response(DispatchShape(dispatch).data, status=201)


def _dispatched(dispatch: Dispatch) -> Response:
    dispatch.refresh_from_db()
    return Response(DispatchShape(dispatch).data)


def _asked(request: Request, pk: UUID) -> MinuteRequest:
    found: MinuteRequest = get_object_or_404(MinuteRequest.objects.visible_to(person(request)), pk=pk)
    return found


def _dispatch(request: Request, pk: UUID) -> Dispatch:
    related = ("copy__key", "copy__request__key", "copy__request__conference")
    visible = Dispatch.objects.visible_to(person(request)).select_related(*related)
    found: Dispatch = get_object_or_404(visible, pk=pk)
    return found


def _order(request: Request, pk: UUID) -> Order:
    visible = Order.objects.visible_to(person(request)).with_people()
    found: Order = get_object_or_404(visible, pk=pk)
    return found


def _said(shape: type[Serializer], request: Request) -> dict[str, Any]:
    found = shape(data=request.data)
    found.is_valid(raise_exception=True)
    return dict(found.validated_data)
