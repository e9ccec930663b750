"""Who may review: quality reviewers, each only their own."""

from access.roles import Role
from recordings.reviews import actions
from recordings.reviews.scorecard import QUESTIONS
from tests.routes import Route, about_conference

REVIEWERS = frozenset({Role.QUALITY_REVIEWER})
REASON = {"purpose": "sample", "note": "November sample", "days": 7}


def about_review(world):
    review = actions.start_review(world.conference, **REASON, by=world.people[Role.QUALITY_REVIEWER])
    return {"pk": review.pk}


def a_card(world):
    return {question.code: {"score": "3", "evidence": ""} for question in QUESTIONS}


def a_scorecard(world):
    return {f"{question.code}_score": "3" for question in QUESTIONS}


def route(name, kwargs=None, **more):
    return Route(name, allowed=REVIEWERS, **({"kwargs": kwargs} if kwargs else {}), **more)


OWN = {"own": True, "own_roles": REVIEWERS}

ROUTES = [
    route("reviews:list"),
    route("reviews:start", about_conference),
    route("reviews:start", about_conference, method="post", data=lambda world: REASON),
    route("reviews:review", about_review, **OWN),
    route("reviews:review", about_review, method="post", data=a_scorecard, **OWN),
    route("reviews:finish", about_review, method="post", data=a_scorecard, **OWN),
    route("reviews-api:reviews"),
    route("reviews-api:start", about_conference, method="post", data=lambda world: REASON),
    route("reviews-api:review", about_review, **OWN),
    route("reviews-api:review", about_review, method="put", data=a_card, **OWN),
    route("reviews-api:finish", about_review, method="post", data=a_card, **OWN),
]
