"""A reviewer gives a reason, listens, scores and finishes; nothing of it stands on the child's record."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from recordings.models import ListeningReason, Recording
from recordings.reviews import actions
from recordings.reviews.models import Review
from recordings.reviews.scorecard import QUESTIONS, totals, unanswered
from tests import factories

pytestmark = pytest.mark.django_db

REASON = {"purpose": "sample", "note": "November sample, draw 48213", "days": 7}
CARD = {question.code: {"score": "3", "evidence": "9:15 she says why"} for question in QUESTIONS}
FORM = {f"{question.code}_score": "3" for question in QUESTIONS}


@pytest.fixture
def reviewer():
    return factories.user(role=Role.QUALITY_REVIEWER, name="Ruth Adeyemi")


@pytest.fixture
def conference():
    made = factories.conference()
    factories.recording(made)
    return made


@pytest.fixture
def review(conference, reviewer):
    return actions.start_review(conference, **REASON, by=reviewer)


def test_a_reason_opens_the_recording_until_its_end(sign_in, conference, reviewer):
    assert not Recording.objects.visible_to(reviewer).exists()

    answer = sign_in(reviewer).post(reverse("reviews:start", args=[conference.pk]), REASON)

    review = Review.objects.get()
    assert answer.url == reverse("reviews:review", args=[review.pk])
    assert Recording.objects.visible_to(reviewer).count() == 1
    assert timedelta(days=6) < review.reason.ends_at - timezone.now() <= timedelta(days=7)
    ListeningReason.objects.update(ends_at=timezone.now())
    assert not Recording.objects.visible_to(reviewer).exists()


def test_without_a_reason_nothing_opens(sign_in, conference, reviewer):
    page = sign_in(reviewer).post(reverse("reviews:start", args=[conference.pk])).content.decode()

    assert "Choose why you need to listen" in page
    assert "Say in a few words why you need to listen" in page
    assert "Choose for how long you need it" in page
    assert not Review.objects.exists()


def test_the_reason_is_on_the_childrens_record_and_the_review_is_not(conference, review):
    about = AuditEvent.objects.about_conference(conference.pk)

    actions.finish_review(review, scores=CARD, by=review.reviewer)

    assert {event.verb for event in about} == {"listening.reason_given", "listening.ended"}
    assert {"review.started", "review.finished"} <= {event.verb for event in AuditEvent.objects.all()}


def test_the_page_shows_the_reason_the_sound_and_the_card_and_no_childs_name(sign_in, review):
    page = sign_in(review.reviewer).get(reverse("reviews:review", args=[review.pk])).content.decode()

    assert "November sample, draw 48213" in page
    assert 'id="player"' in page
    assert "1. Was the child’s voice heard?" in page
    assert "Hartley" not in page


def test_each_answer_saves_itself_and_is_there_again(sign_in, review):
    client = sign_in(review.reviewer)
    there = reverse("reviews:review", args=[review.pk])

    answer = client.post(
        there, {"voice_score": "4", "learning": "Ask sooner"}, headers={"HX-Request": "true"}
    )

    assert answer.status_code == 204
    assert "Saved" in answer.headers["HX-Trigger"]
    form = client.get(there).context["form"]
    assert (form["voice_score"].value(), form["learning"].value()) == ("4", "Ask sooner")


def test_finishing_needs_a_score_for_every_question(sign_in, review):
    client = sign_in(review.reviewer)

    page = client.post(
        reverse("reviews:finish", args=[review.pk]), {**FORM, "plan_score": ""}
    ).content.decode()

    assert "Give a score for question 5" in page
    assert Review.objects.going_on().exists()
    with pytest.raises(Conflict, match="8 questions have no score yet"):
        actions.finish_review(review, scores={}, by=review.reviewer)


def test_finishing_freezes_the_scores_and_ends_the_access(sign_in, review):
    client = sign_in(review.reviewer)

    answer = client.post(reverse("reviews:finish", args=[review.pk]), FORM)

    assert answer.url == reverse("reviews:list")
    assert not Recording.objects.visible_to(review.reviewer).exists()
    page = client.get(reverse("reviews:review", args=[review.pk])).content.decode()
    assert "3 Mostly" in page
    assert "<form class=" not in page
    with pytest.raises(Conflict, match="This review is finished"):
        actions.save_scores(review, scores=CARD, by=review.reviewer)


def test_when_the_access_has_ended_the_scores_stay_and_can_be_finished(sign_in, review):
    actions.save_scores(review, scores=CARD, by=review.reviewer)
    ListeningReason.objects.update(ends_at=timezone.now())
    client = sign_in(review.reviewer)

    page = client.get(reverse("reviews:review", args=[review.pk])).content.decode()

    assert "Your access ended on" in page
    assert 'id="player"' not in page
    assert "9:15 she says why" in page
    assert client.post(reverse("reviews:finish", args=[review.pk]), FORM).status_code == 302


def test_another_reviewers_review_does_not_exist(sign_in, review):
    other = sign_in(factories.user(role=Role.QUALITY_REVIEWER))

    assert other.get(reverse("reviews:review", args=[review.pk])).status_code == 404


def test_a_conference_is_reviewed_once_at_a_time_and_only_with_a_recording(review):
    with pytest.raises(Conflict, match="You are already reviewing this conference"):
        actions.start_review(review.reason.conference, **REASON, by=review.reviewer)
    with pytest.raises(Conflict, match="There is no recording"):
        actions.start_review(factories.conference(), **REASON, by=review.reviewer)


def test_one_of_several_recordings_is_chosen_in_the_address(sign_in, review):
    second = factories.recording(review.reason.conference, order=2)
    there = reverse("reviews:review", args=[review.pk])

    context = sign_in(review.reviewer).get(there, {"recording": second.pk}).context

    assert (context["recording"], len(context["recordings"])) == (second, 2)


def test_scores_are_sealed_under_a_key_of_their_own(review):
    actions.save_scores(review, scores=CARD, by=review.reviewer)
    review.refresh_from_db()

    assert review.scores["voice"]["evidence"] == "9:15 she says why"
    review.key.destroy()
    with pytest.raises(Conflict):
        _ = Review.objects.get().scores
    assert review.reason.note == "November sample, draw 48213"


def test_the_list_offers_recorded_conferences_and_adds_scores_up(sign_in, reviewer, conference):
    for _ in range(3):
        started = actions.start_review(conference, **REASON, by=reviewer)
        actions.finish_review(started, scores=CARD, by=reviewer)

    page = sign_in(reviewer).get(reverse("reviews:list"))

    assert page.context["totals"][0]["counts"] == [0, 3, 0, 0]
    assert reverse("reviews:start", args=[conference.pk]) in page.content.decode()
    assert "Hartley" not in page.content.decode()


def test_a_review_that_goes_on_is_among_the_tasks_and_on_the_conferences_page(sign_in, review):
    client = sign_in(review.reviewer)
    there = reverse("reviews:review", args=[review.pk])

    assert there in client.get(reverse("home")).content.decode()
    assert there in client.get(reverse("reviews:list")).content.decode()
    page = client.get(reverse("recordings:conference", args=[review.reason.conference_id]))
    assert there in page.content.decode()


def test_what_does_not_apply_counts_as_answered_and_is_added_up_apart():
    card = {**CARD, "exclusion": {"score": "n", "evidence": ""}}

    assert not unanswered(card)
    assert totals([card])[6]["applies_not"] == 1
