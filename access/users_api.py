"""Accounts over the API: the same actions as the pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access import actions
from access.http import person
from access.limits import Pagination
from access.models import User
from access.roles import May, Role, require
from access.shapes import ProblemShape

PROBLEMS: dict[int, Any] = dict.fromkeys((401, 403, 404, 409), ProblemShape)
ASKED: dict[int, Any] = {400: None, **PROBLEMS}
ROLES = [(role.value, role.label) for role in Role if role != Role.SERVICE]


class PasswordGivenShape(serializers.Serializer):
    """A password to begin with."""

    password = serializers.CharField(write_only=True, trim_whitespace=False)

    def validate_password(self, value: str) -> str:
        validate_password(value)
        return value


class AccountShape(serializers.Serializer):
    """The name and the role of somebody who works here."""

    name = serializers.CharField(max_length=200)
    role = serializers.ChoiceField(choices=ROLES)


class NewAccountShape(AccountShape, PasswordGivenShape):
    """Somebody new."""

    email = serializers.EmailField()


class UserShape(AccountShape):
    """One account, without anything of any record."""

    id = serializers.UUIDField()
    email = serializers.EmailField()
    is_active = serializers.BooleanField()
    last_login = serializers.DateTimeField(allow_null=True)


class UserPageShape(serializers.Serializer):
    """A page of accounts."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = UserShape(many=True)


@extend_schema(methods=["GET"], responses={200: UserPageShape, **PROBLEMS})
@extend_schema(methods=["POST"], request=NewAccountShape, responses={201: UserShape, **ASKED})
@api_view(["GET", "POST"])
def users(request: Request) -> Response:
    """Everybody who signs in, by name; or add somebody."""
    require(person(request), May.MANAGE_USERS)
    if request.method == "POST":
        shape = NewAccountShape(data=request.data)
        shape.is_valid(raise_exception=True)
        said = shape.validated_data
        account = User(email=said["email"].lower(), name=said["name"], role=said["role"])
        added = actions.add_user(account, password=said["password"], by=person(request))
        return Response(UserShape(added).data, status=201)
    paginator = Pagination()
    page = paginator.paginate_queryset(User.objects.people(), request)
    return paginator.get_paginated_response(UserShape(page, many=True).data)


@extend_schema(methods=["GET"], responses={200: UserShape, **PROBLEMS})
@extend_schema(methods=["PUT"], request=AccountShape, responses={200: UserShape, **ASKED})
@api_view(["GET", "PUT"])
def user(request: Request, pk: UUID) -> Response:
    """One account; or another name and role for it."""
    account = _account(request, pk)
    if request.method == "PUT":
        shape = AccountShape(data=request.data)
        shape.is_valid(raise_exception=True)
        account = actions.change_account(account, **shape.validated_data, by=person(request))
    return Response(UserShape(account).data)


@extend_schema(request=PasswordGivenShape, responses={200: UserShape, **ASKED})
@api_view(["POST"])
def password(request: Request, pk: UUID) -> Response:
    """A new password for somebody who has forgotten theirs."""
    account = _account(request, pk)
    shape = PasswordGivenShape(data=request.data)
    shape.is_valid(raise_exception=True)
    given = actions.give_password(account, **shape.validated_data, by=person(request))
    return Response(UserShape(given).data)


@extend_schema(request=None, responses={200: UserShape, **PROBLEMS})
@api_view(["POST"])
def end_access(request: Request, pk: UUID) -> Response:
    """Somebody has left."""
    return Response(UserShape(actions.end_access(_account(request, pk), by=person(request))).data)


@extend_schema(request=None, responses={200: UserShape, **PROBLEMS})
@api_view(["POST"])
def give_back(request: Request, pk: UUID) -> Response:
    """Somebody is here again."""
    return Response(UserShape(actions.give_access_back(_account(request, pk), by=person(request))).data)


@extend_schema(request=None, responses={204: None, **PROBLEMS})
@api_view(["POST"])
def sign_out(request: Request, pk: UUID) -> Response:
    """Sign somebody out everywhere."""
    actions.end_sessions_of(_account(request, pk), by=person(request))
    return Response(status=204)


@extend_schema(responses={204: None, **PROBLEMS})
@api_view(["DELETE"])
def second_step(request: Request, pk: UUID) -> Response:
    """The authenticator is lost: a new one can be set up."""
    actions.remove_second_factor(_account(request, pk), by=person(request))
    return Response(status=204)


def _account(request: Request, pk: UUID) -> User:
    require(person(request), May.MANAGE_USERS)
    return get_object_or_404(User.objects.people(), pk=pk)
