"""Reviews over the API: the same actions as the pages."""

import pytest
from django.urls import reverse

from access.roles import Role
from recordings.models import Recording
from recordings.reviews.models import Review
from recordings.reviews.scorecard import QUESTIONS
from tests import factories

pytestmark = pytest.mark.django_db

REASON = {"purpose": "complaint", "note": "Complaint 12", "days": 1}
CARD = {question.code: {"score": "2", "evidence": "3:15"} for question in QUESTIONS}


@pytest.fixture
def reviewer():
    return factories.user(role=Role.QUALITY_REVIEWER)


@pytest.fixture
def client(sign_in, reviewer):
    return sign_in(reviewer)


def start(client) -> str:
    conference = factories.conference()
    factories.recording(conference)
    there = reverse("reviews-api:start", args=[conference.pk])
    return client.post(there, REASON, content_type="application/json").json()["id"]


def test_a_review_from_its_reason_to_its_end(client, reviewer):
    pk = start(client)
    assert Recording.objects.visible_to(reviewer).exists()

    kept = client.put(
        reverse("reviews-api:review", args=[pk]), {"voice": CARD["voice"]}, content_type="application/json"
    )
    early = client.post(
        reverse("reviews-api:finish", args=[pk]), {"voice": CARD["voice"]}, content_type="application/json"
    )
    done = client.post(reverse("reviews-api:finish", args=[pk]), CARD, content_type="application/json")

    assert kept.json()["scores"]["voice"] == {"score": "2", "evidence": "3:15"}
    assert early.status_code == 409
    assert (done.status_code, bool(done.json()["finished_at"])) == (200, True)
    assert not Recording.objects.visible_to(reviewer).exists()


def test_the_list_holds_own_reviews_without_scores(client):
    pk = start(client)
    answer = client.get(reverse("reviews-api:reviews")).json()

    assert [row["id"] for row in answer["results"]] == [pk]
    assert "scores" not in answer["results"][0]


def test_one_review_is_read_with_its_scores(client):
    pk = start(client)

    assert client.get(reverse("reviews-api:review", args=[pk])).json()["scores"]["learning"] == ""


@pytest.mark.parametrize("wrong", [{"days": 15}, {"note": ""}, {"purpose": "curiosity"}])
def test_a_reason_must_be_one_and_must_end(client, wrong):
    conference = factories.conference()
    factories.recording(conference)

    answer = client.post(
        reverse("reviews-api:start", args=[conference.pk]),
        {**REASON, **wrong},
        content_type="application/json",
    )

    assert answer.status_code == 400
    assert not Review.objects.exists()
