"""Who may match what recorders brought."""

from access.roles import Role
from recordings import actions
from recordings.audio import Probe
from tests import factories
from tests.routes import Route

MATCHERS = frozenset({Role.ADMINISTRATOR})
GOVERNANCE = frozenset({Role.INFORMATION_GOVERNANCE})
BOTH = MATCHERS | GOVERNANCE


def waiting(world):
    by = factories.user(role=Role.ADMINISTRATOR)
    begun = actions.begin_arrival(filename="REC_0001.WAV", recorded_at=None, by=by)
    found = Probe(accepted=True, container="wav", codec="pcm_s16le", duration=3.0, channels=1)
    return actions.hold_arrival(begun, found=found, fingerprint=begun.pk.hex, size=1, by=by)


def about_arrival(world):
    return {"pk": waiting(world).pk}


def about_set_aside(world):
    found = actions.set_aside_arrival(waiting(world), by=world.people[Role.ADMINISTRATOR])
    return {"pk": found.pk}


def both(name, allowed, method="get", **more):
    return [
        Route(f"{area}:{name}", allowed=allowed, method=method, **more)
        for area in ("recordings", "recordings-api")
    ]


ROUTES = [
    *both("arrivals", BOTH),
    *both("arrival", BOTH, kwargs=about_arrival),
    Route("recordings:arrival", allowed=MATCHERS, method="post", kwargs=about_arrival),
    Route("recordings-api:arrivals", allowed=MATCHERS, method="post"),
    Route("recordings-api:arrival_match", allowed=MATCHERS, method="post", kwargs=about_arrival),
    *both("arrival_set_aside", MATCHERS, "post", kwargs=about_arrival),
    *both("arrival_put_back", GOVERNANCE, "post", kwargs=about_set_aside),
    *both("arrival_discard", GOVERNANCE, "post", kwargs=about_set_aside),
]
