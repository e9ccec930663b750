"""Reviews over the API: the same actions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from access.http import person
from access.limits import Pagination
from access.roles import May, require
from access.shapes import ProblemShape
from recordings.models import Conference, ListeningReason
from recordings.reviews import actions
from recordings.reviews.models import Review
from recordings.reviews.scorecard import LEARNING, LONGEST_NOTE, QUESTIONS, Scores

PROBLEMS: dict[int, Any] = {
    400: None,
    401: ProblemShape,
    403: ProblemShape,
    404: ProblemShape,
    409: ProblemShape,
}


class AnswerShape(serializers.Serializer):
    """A score from 4 (fully) to 1 (not), "n" where the question does not apply, with the evidence."""

    score = serializers.ChoiceField(choices=["1", "2", "3", "4", "n"], allow_blank=True, default="")
    evidence = serializers.CharField(allow_blank=True, max_length=LONGEST_NOTE, default="")


class ScoresShape(serializers.Serializer):
    """The scorecard: one answer for each question, and what can be learned."""

    learning = serializers.CharField(allow_blank=True, max_length=LONGEST_NOTE, default="")

    def get_fields(self) -> dict[str, serializers.Field]:
        return {
            **super().get_fields(),
            **{question.code: AnswerShape(required=False) for question in QUESTIONS},
        }

    def card(self) -> Scores:
        """The card as it is kept."""
        said = self.validated_data
        none = {"score": "", "evidence": ""}
        answers = {question.code: {**none, **said.get(question.code, {})} for question in QUESTIONS}
        return {**answers, LEARNING: said.get(LEARNING, "")}


class ReviewStartShape(serializers.Serializer):
    """Why one needs to listen, and for how many days."""

    purpose = serializers.ChoiceField(choices=ListeningReason.Purpose.choices)
    note = serializers.CharField(max_length=500)
    days = serializers.IntegerField(min_value=1, max_value=14)


class ReviewShape(serializers.Serializer):
    """One review, without its scores."""

    id = serializers.UUIDField()
    conference = serializers.UUIDField(source="reason.conference_id")
    purpose = serializers.CharField(source="reason.purpose")
    ends_at = serializers.DateTimeField(source="reason.ends_at")
    started_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class ReviewFullShape(ReviewShape):
    """One review with its scores."""

    scores = ScoresShape()


class ReviewPageShape(serializers.Serializer):
    """A page of reviews."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = ReviewShape(many=True)


@extend_schema(responses={200: ReviewPageShape, **PROBLEMS})
@api_view(["GET"])
def reviews(request: Request) -> Response:
    """Own reviews, latest first."""
    require(person(request), May.REVIEW_RECORDINGS)
    paginator = Pagination()
    page = paginator.paginate_queryset(Review.objects.visible_to(person(request)).with_conference(), request)
    return paginator.get_paginated_response(ReviewShape(page, many=True).data)


@extend_schema(request=ReviewStartShape, responses={201: ReviewShape, **PROBLEMS})
@api_view(["POST"])
def start(request: Request, pk: UUID) -> Response:
    """Give a reason and start a review of a conference."""
    require(person(request), May.REVIEW_RECORDINGS)
    conference = get_object_or_404(Conference.objects.visible_to(person(request)), pk=pk)
    shape = ReviewStartShape(data=request.data)
    shape.is_valid(raise_exception=True)
    review = actions.start_review(conference, by=person(request), **shape.validated_data)
    return Response(ReviewShape(review).data, status=201)


@extend_schema(methods=["GET"], responses={200: ReviewFullShape, **PROBLEMS})
@extend_schema(methods=["PUT"], request=ScoresShape, responses={200: ReviewFullShape, **PROBLEMS})
@api_view(["GET", "PUT"])
def review(request: Request, pk: UUID) -> Response:
    """One review; or keep what was scored so far."""
    found = get_object_or_404(Review.objects.visible_to(person(request)).with_conference(), pk=pk)
    if request.method == "PUT":
        found = actions.save_scores(found, scores=_card(request), by=person(request))
    return Response(ReviewFullShape(found).data)


@extend_schema(request=ScoresShape, responses={200: ReviewFullShape, **PROBLEMS})
@api_view(["POST"])
def finish(request: Request, pk: UUID) -> Response:
    """Freeze the scores; the access to the recording ends."""
    found = get_object_or_404(Review.objects.visible_to(person(request)).with_conference(), pk=pk)
    return Response(
        ReviewFullShape(actions.finish_review(found, scores=_card(request), by=person(request))).data
    )


def _card(request: Request) -> Scores:
    shape = ScoresShape(data=request.data)
    shape.is_valid(raise_exception=True)
    return shape.card()
