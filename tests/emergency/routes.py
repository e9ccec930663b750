"""Who may open a record in an emergency, who may look at what they opened, and who reviews it."""

from django.utils import timezone

from access.models import SecondFactor
from access.roles import Role
from minutes.emergency import actions
from minutes.emergency.models import Opening
from recordings.models import Recording
from tests import factories
from tests.access.authenticator import set_up
from tests.emergency.opened import REASON
from tests.routes import Route

OPEN = frozenset({Role.CHAIR, Role.ADMINISTRATOR})
REVIEW = frozenset({Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE})
OWN = {"own": True, "own_roles": OPEN}


def elsewhere(world):
    """A conference that is nobody's of the world."""
    made = factories.conference(chair=factories.user(name="Chair elsewhere"))
    factories.recording(made)
    return {"pk": made.pk}


def opened(world, *, role=Role.CHAIR):
    """One that this person of the world has open."""
    user = world.people[role]
    if not SecondFactor.objects.confirmed(user):
        set_up(user)
    SecondFactor.objects.filter(user=user).update(proved_at=timezone.now())
    conference = factories.conference(chair=factories.user(name="Chair elsewhere"))
    factories.recording(conference)
    return {"pk": actions.open_in_emergency(conference, **REASON, by=user).pk}


def heard(world):
    """A recording of it; the sound of it is not there, so that the page says so."""
    made = opened(world)
    found = Opening.objects.get(pk=made["pk"])
    return {**made, "recording": Recording.objects.get(conference=found.conference_id).pk}


def over(world):
    """One whose hour is over."""
    made = opened(world)
    Opening.objects.update(ends_at=timezone.now())
    return made


def finding(world):
    return {"finding": "needed", "note": "The police log agrees."}


CHAIR = frozenset({Role.CHAIR})
ROUTES = [
    Route("emergency:list", allowed=REVIEW),
    Route("emergency:find", allowed=OPEN),
    Route("emergency:find", allowed=OPEN, method="post", data=lambda world: {"reference": "WX-26-0001"}),
    Route("emergency:start", allowed=OPEN, kwargs=elsewhere),
    Route("emergency:start", allowed=OPEN, kwargs=elsewhere, method="post", data=lambda world: REASON),
    Route("emergency:opening", allowed=REVIEW | CHAIR, kwargs=opened, **OWN),
    Route("emergency:waveform", allowed=CHAIR, kwargs=heard, **OWN),
    Route("emergency:sound", allowed=CHAIR, kwargs=heard, **OWN),
    Route("emergency:close", allowed=CHAIR, kwargs=opened, method="post", **OWN),
    Route("emergency:review", allowed=REVIEW, kwargs=over, method="post", data=finding),
    Route("emergency-api:openings", allowed=REVIEW),
    Route("emergency-api:find", allowed=OPEN, method="post", data=lambda world: {"reference": "WX-26-0001"}),
    Route(
        "emergency-api:start",
        allowed=OPEN,
        kwargs=elsewhere,
        method="post",
        data=lambda world: {**REASON, "code": "000000"},
    ),
    Route("emergency-api:opening", allowed=REVIEW | CHAIR, kwargs=opened, **OWN),
    Route("emergency-api:record", allowed=CHAIR, kwargs=opened, **OWN),
    Route("emergency-api:sound", allowed=CHAIR, kwargs=heard, **OWN),
    Route("emergency-api:close", allowed=CHAIR, kwargs=opened, method="post", **OWN),
    Route("emergency-api:review", allowed=REVIEW, kwargs=over, method="post", data=finding),
]
