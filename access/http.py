"""The types of a signed-in request, and how the API answers a refused rule."""

from typing import Any, cast

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails
from rest_framework.request import Request as RestRequest
from rest_framework.response import Response
from rest_framework.views import exception_handler

from access.errors import Conflict
from access.models import User


class Request(HttpRequest):
    """A request whose person has signed in."""

    user: User
    htmx: HtmxDetails


def person(request: RestRequest) -> User:
    """Who asks the API: without sign-in no view is reached, so it is always a user."""
    return cast(User, request.user)


def api_exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Conflict is 409 in the API as it is on the pages."""
    if isinstance(exc, Conflict):
        return Response({"detail": str(exc)}, status=409)
    return exception_handler(exc, context)
