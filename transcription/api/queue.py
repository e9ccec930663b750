"""The queue over the API, for IT: states and counts, never content."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.roles import May, require
from transcription import actions
from transcription.api.shapes import PROBLEMS, REFUSALS, JobShape
from transcription.models import Job

SHOWN_JOBS = 200


@extend_schema(responses={200: JobShape(many=True), **PROBLEMS})
@api_view(["GET"])
def queue(request: Request) -> Response:
    """The newest jobs: states and counts, never content."""
    require(person(request), May.RUN_QUEUE)
    return Response(
        JobShape(Job.objects.visible_to(person(request)).newest_first()[:SHOWN_JOBS], many=True).data
    )


@extend_schema(request=None, responses={200: JobShape, **REFUSALS})
@api_view(["POST"])
def job_retry(request: Request, pk: UUID) -> Response:
    """Try a stopped job again."""
    job = get_object_or_404(Job.objects.visible_to(person(request)), pk=pk)
    actions.retry_job(job, by=person(request))
    job.refresh_from_db()
    return Response(JobShape(job).data)


@extend_schema(request=None, responses={200: JobShape, **REFUSALS})
@api_view(["POST"])
def job_cancel(request: Request, pk: UUID) -> Response:
    """Stop a job."""
    job = get_object_or_404(Job.objects.visible_to(person(request)), pk=pk)
    actions.cancel_job(job, by=person(request))
    job.refresh_from_db()
    return Response(JobShape(job).data)
