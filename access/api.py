"""Signing in to the API: a token for twelve hours, stored hashed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.db import transaction
from drf_spectacular.utils import extend_schema
from knox.models import AuthToken, get_token_model
from rest_framework import serializers
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from access import actions, audit
from access.http import person
from access.models import SecondFactor, User
from access.shapes import ProblemShape


class SignInShape(serializers.Serializer):
    """E-mail address and password, and the code of the second step where one is set up."""

    email = serializers.EmailField()
    password = serializers.CharField()
    code = serializers.CharField(required=False)


class TokenShape(serializers.Serializer):
    """The token to send as "Authorization: Token …", and when it ends."""

    token = serializers.CharField()
    expires_at = serializers.DateTimeField()


class WhoShape(serializers.Serializer):
    """Who is signed in."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    role = serializers.CharField()


PROBLEMS: dict[int, Any] = {401: ProblemShape}


@extend_schema(request=SignInShape, responses={201: TokenShape, 400: None, 403: ProblemShape}, auth=[])
@api_view(["POST"])
@authentication_classes([])
@permission_classes([AllowAny])
def sign_in(request: Request) -> Response:
    """A token for an e-mail address and password; wrong tries count as they do on the page."""
    shape = SignInShape(data=request.data)
    shape.is_valid(raise_exception=True)
    user = authenticate(
        request._request,
        username=shape.validated_data["email"].lower(),
        password=shape.validated_data["password"],
    )
    if not isinstance(user, User):
        return Response(
            {"detail": "We could not sign you in. Check the e-mail address and password."}, status=403
        )
    if refused := _without_second_step(user, shape.validated_data.get("code", "")):
        return Response({"detail": refused}, status=403)
    with transaction.atomic():
        row, token = get_token_model().objects.create(user=user)
        audit.record("token.made", by=user, on=user)
    return Response({"token": token, "expires_at": row.expiry}, status=201)


def _without_second_step(user: User, code: str) -> str:
    """Why this person gets no token yet; nothing where the second step is done, or not asked for."""
    if SecondFactor.objects.confirmed(user) is None:
        return "Set up your second step on the sign-in page first." if settings.SECOND_FACTOR else ""
    if code and actions.prove_second_factor(code, by=user):
        return ""
    return "Send the code that your authenticator shows."


@extend_schema(request=None, responses={204: None, **PROBLEMS})
@api_view(["POST"])
def sign_out(request: Request) -> Response:
    """End the token, or the session, that this was asked with."""
    user = person(request)
    with transaction.atomic():
        if isinstance(request.auth, AuthToken):
            request.auth.delete()
        else:
            logout(request._request)
        audit.record("token.ended", by=user, on=user)
    return Response(status=204)


@extend_schema(responses={200: WhoShape, **PROBLEMS})
@api_view(["GET"])
def who(request: Request) -> Response:
    """Who this token or session belongs to."""
    return Response(WhoShape(person(request)).data)
