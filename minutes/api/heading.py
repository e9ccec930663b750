"""Headings over the API: another set for some minutes, and the council's own sets."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.roles import May, require
from minutes import actions
from minutes.api.problems import PROBLEMS, own, readable
from minutes.shapes import TemplateChoiceShape, TemplateShape, VersionShape
from minutes.template_forms import TemplateForm


@extend_schema(request=TemplateChoiceShape, responses={200: VersionShape, 400: None, **PROBLEMS})
@api_view(["POST"])
def change_template(request: Request, pk: UUID) -> Response:
    """Put the minutes under another set of headings; every paragraph is kept."""
    minutes, name = own(request, pk), readable(TemplateChoiceShape, request)["template"]
    return Response(VersionShape(actions.change_template(minutes, template=name, by=person(request))).data)


@extend_schema(request=TemplateShape, responses={204: None, 400: None, **PROBLEMS})
@api_view(["PUT"])
def write_template(request: Request, name: str) -> Response:
    """Write a set of headings: one line for each, its title, a colon, what goes under it."""
    require(person(request), May.MANAGE_SETTINGS)
    form = TemplateForm(readable(TemplateShape, request))
    if not form.is_valid():
        raise serializers.ValidationError(form.errors.get_json_data())
    actions.write_template(name, wanted=form.wanted, by=person(request))
    return Response(status=204)
