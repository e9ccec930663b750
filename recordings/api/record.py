"""The record over the API: children, people, the standing of a conference. The same actions as the pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.errors import Conflict
from access.http import person
from access.models import User
from access.roles import May, require
from recordings import actions
from recordings.api.conferences import PROBLEMS, with_children
from recordings.api.record_shapes import (
    ChildFactsShape,
    ChildRecordShape,
    ConflictShape,
    DiscussionShape,
    MergeShape,
    PersonShape,
    ReasonShape,
    ReportShape,
    WithheldAddressShape,
)
from recordings.api.shapes import ConferenceMoveShape, ConferenceShape, PartShape, ReconveneShape
from recordings.models import (
    Attendance,
    Child,
    Conference,
    ConferenceChild,
    ConflictOfInterest,
    Merge,
    Part,
    Report,
    StrategyDiscussion,
)


@extend_schema(methods=["GET"], responses={200: ChildRecordShape, **PROBLEMS})
@extend_schema(methods=["PATCH"], request=ChildFactsShape, responses={200: ChildRecordShape, **PROBLEMS})
@api_view(["GET", "PATCH"])
def child(request: Request, pk: UUID) -> Response:
    """What is known of a child; or change it."""
    found = get_object_or_404(Child.objects.visible_to(person(request)), pk=pk)
    if request.method == "PATCH":
        said = _said(ChildFactsShape(data=request.data, partial=True))
        found = actions.change_child(found, by=person(request), **said)
    return Response(ChildRecordShape(found).data)


@extend_schema(request=None, responses={200: WithheldAddressShape, **PROBLEMS})
@api_view(["POST"])
def child_address(request: Request, pk: UUID) -> Response:
    """An address that is withheld, for somebody who needs it. Each time is on the audit."""
    found = get_object_or_404(Child.objects.visible_to(person(request)), pk=pk)
    require(person(request), May.SEE_WITHHELD)
    theirs = Conference.objects.content_visible_to(person(request)).filter(children__child=found)
    conference = theirs.latest_first().first()
    if conference is None:
        raise Conflict("Only those who work on a conference of this child can see this address.")
    return Response({"address": actions.show_address(found, conference=conference, by=person(request))})


@extend_schema(request=MergeShape, responses={201: MergeShape, **PROBLEMS})
@api_view(["POST"])
def merges(request: Request, pk: UUID) -> Response:
    """Put another record of the same child together with this one."""
    kept = get_object_or_404(Child.objects.visible_to(person(request)), pk=pk)
    said = _said(MergeShape(data=request.data))
    doubled = get_object_or_404(Child.objects.visible_to(person(request)), pk=said["doubled_id"])
    merge = actions.merge_children(doubled, into=kept, reason=said["reason"], by=person(request))
    return Response(MergeShape(merge).data, status=201)


@extend_schema(request=None, responses={200: MergeShape, **PROBLEMS})
@api_view(["POST"])
def merge_undo(request: Request, pk: UUID) -> Response:
    """Take two records apart again."""
    found = get_object_or_404(Merge.objects.visible_to(person(request)), pk=pk)
    return Response(MergeShape(actions.undo_merge(found, by=person(request))).data)


@extend_schema(request=None, responses={204: None, **PROBLEMS})
@api_view(["DELETE"])
def place(request: Request, pk: UUID) -> Response:
    """Take a child off a conference who was put there by mistake."""
    found = get_object_or_404(ConferenceChild.objects.visible_to(person(request)), pk=pk)
    actions.remove_child(found, by=person(request))
    return Response(status=204)


@extend_schema(methods=["GET"], responses={200: PersonShape, **PROBLEMS})
@extend_schema(methods=["PATCH"], request=PersonShape, responses={200: PersonShape, **PROBLEMS})
@extend_schema(methods=["DELETE"], request=None, responses={204: None, **PROBLEMS})
@api_view(["GET", "PATCH", "DELETE"])
def invited(request: Request, pk: UUID) -> Response:
    """Somebody on the list; change what is known of them, or take them off it."""
    found = get_object_or_404(Attendance.objects.visible_to(person(request)), pk=pk)
    if request.method == "DELETE":
        actions.remove_person(found, by=person(request))
        return Response(status=204)
    if request.method == "PATCH":
        said = with_children(_said(PersonShape(data=request.data, partial=True)), found.conference)
        found = actions.change_person(found, by=person(request), **said)
    return Response(PersonShape(found).data)


@extend_schema(request=None, responses={200: WithheldAddressShape, **PROBLEMS})
@api_view(["POST"])
def invited_address(request: Request, pk: UUID) -> Response:
    """An address that is withheld, for somebody who needs it. Each time is on the audit."""
    found = get_object_or_404(Attendance.objects.visible_to(person(request)), pk=pk)
    address = actions.show_address(found, conference=found.conference, by=person(request))
    return Response({"address": address})


@extend_schema(request=ConferenceMoveShape, responses={200: ConferenceShape, **PROBLEMS})
@api_view(["POST"])
def state(request: Request, pk: UUID) -> Response:
    """Say what became of a conference."""
    found = _conference(request, pk)
    moved = actions.move_conference(
        found, by=person(request), **_said(ConferenceMoveShape(data=request.data))
    )
    return Response(ConferenceShape(moved).data)


@extend_schema(request=ReasonShape, responses={200: ConferenceShape, **PROBLEMS})
@api_view(["POST"])
def quorum(request: Request, pk: UUID) -> Response:
    """The chair goes on with fewer agencies, and says why."""
    found = _conference(request, pk)
    decided = actions.decide_quorum(found, by=person(request), **_said(ReasonShape(data=request.data)))
    return Response(ConferenceShape(decided).data)


@extend_schema(request=ReconveneShape, responses={201: ConferenceShape, **PROBLEMS})
@api_view(["POST"])
def reconvene(request: Request, pk: UUID) -> Response:
    """Plan the meeting that takes this one up."""
    found = _conference(request, pk)
    again = actions.reconvene(found, by=person(request), **_said(ReconveneShape(data=request.data)))
    return Response(ConferenceShape(again).data, status=201)


@extend_schema(request=DiscussionShape, responses={201: DiscussionShape, **PROBLEMS})
@api_view(["POST"])
def discussions(request: Request, pk: UUID) -> Response:
    """Note a strategy discussion."""
    found = _conference(request, pk)
    added = actions.add_discussion(found, by=person(request), **_said(DiscussionShape(data=request.data)))
    return Response(DiscussionShape(added).data, status=201)


@extend_schema(request=None, responses={200: DiscussionShape, **PROBLEMS})
@api_view(["POST"])
def discussion_started(request: Request, pk: UUID) -> Response:
    """Say that this strategy discussion started the enquiry."""
    found = get_object_or_404(StrategyDiscussion.objects.visible_to(person(request)), pk=pk)
    return Response(DiscussionShape(actions.choose_discussion(found, by=person(request))).data)


@extend_schema(request=ReportShape, responses={201: ReportShape, **PROBLEMS})
@api_view(["POST"])
def reports(request: Request, pk: UUID) -> Response:
    """Note a report to the conference."""
    found = _conference(request, pk)
    added = actions.add_report(found, by=person(request), **_said(ReportShape(data=request.data)))
    return Response(ReportShape(added).data, status=201)


@extend_schema(methods=["PATCH"], request=ReportShape, responses={200: ReportShape, **PROBLEMS})
@extend_schema(methods=["DELETE"], request=None, responses={204: None, **PROBLEMS})
@api_view(["PATCH", "DELETE"])
def report(request: Request, pk: UUID) -> Response:
    """Note that a report came or was seen; or take it away."""
    found = get_object_or_404(Report.objects.visible_to(person(request)), pk=pk)
    if request.method == "DELETE":
        actions.remove_report(found, by=person(request))
        return Response(status=204)
    said = _said(ReportShape(found, data=request.data, partial=True))
    return Response(ReportShape(actions.change_report(found, by=person(request), **said)).data)


@extend_schema(methods=["GET"], responses={200: ConflictShape(many=True), **PROBLEMS})
@extend_schema(methods=["POST"], request=ConflictShape, responses={201: ConflictShape, **PROBLEMS})
@api_view(["GET", "POST"])
def conflicts(request: Request, pk: UUID) -> Response:
    """Who is close to the family; or note somebody, who then sees nothing of it."""
    found = _conference(request, pk)
    require(person(request), May.NOTE_CONFLICT)
    if request.method == "GET":
        noted = ConflictOfInterest.objects.visible_to(person(request)).filter(conference=found)
        return Response(ConflictShape(noted.select_related("conference__key"), many=True).data)
    said = _said(ConflictShape(data=request.data))
    user = get_object_or_404(User.objects.filter(is_active=True), pk=said["user_id"])
    added = actions.note_conflict(found, user=user, reason=said["reason"], by=person(request))
    return Response(ConflictShape(added).data, status=201)


@extend_schema(request=ReasonShape, responses={200: ConflictShape, **PROBLEMS})
@api_view(["POST"])
def conflict_lift(request: Request, pk: UUID) -> Response:
    """Let somebody see the conference again."""
    found = get_object_or_404(ConflictOfInterest.objects.visible_to(person(request)), pk=pk)
    lifted = actions.lift_conflict(found, by=person(request), **_said(ReasonShape(data=request.data)))
    return Response(ConflictShape(lifted).data)


@extend_schema(methods=["PATCH"], request=PartShape, responses={200: PartShape, **PROBLEMS})
@extend_schema(methods=["DELETE"], request=None, responses={204: None, **PROBLEMS})
@api_view(["PATCH", "DELETE"])
def part(request: Request, pk: UUID) -> Response:
    """Change a part of a recording: its edges, who was out and why; or take it away."""
    found = get_object_or_404(Part.objects.visible_to(person(request)), pk=pk)
    if request.method == "DELETE":
        actions.remove_part(found, by=person(request))
        return Response(status=204)
    said = _said(PartShape(data=request.data, partial=True))
    span = (said.pop("start_ms", found.start_ms), said.pop("end_ms", found.end_ms))
    if "absent" in said:
        wanted = set(said["absent"])
        said["absent"] = list(found.recording.conference.people.filter(pk__in=wanted))
        if len(said["absent"]) != len(wanted):
            raise Conflict("Choose people who are on the list of this conference.")
    return Response(PartShape(actions.change_part(found, span=span, by=person(request), **said)).data)


def _said(shape: Any) -> dict[str, Any]:
    shape.is_valid(raise_exception=True)
    return dict(shape.validated_data)


def _conference(request: Request, pk: UUID) -> Conference:
    return get_object_or_404(Conference.objects.visible_to(person(request)).with_people(), pk=pk)
