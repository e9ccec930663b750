"""Who may make, agree to and hear listening copies."""

from access.roles import Role
from tests.recordings.copies import made
from tests.routes import Route, about_recording

MAKERS = frozenset({Role.INFORMATION_GOVERNANCE})
SECOND = frozenset({Role.CHAIR, Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE})


def about_copy(world):
    """One that waits: its recording is restricted."""
    world.recording.restricted = True
    world.recording.save()
    world.conference.presence_confirmed_at = world.conference.created_at
    world.conference.presence_confirmed_by = world.people[Role.CHAIR]
    world.conference.save()
    by = world.people[Role.INFORMATION_GOVERNANCE]
    return {"pk": made.asked(world.recording, by, end_ms=1000).pk}


def both(name, allowed, method="get", **more):
    more = {"kwargs": about_copy, "own": True, "own_roles": allowed, **more}
    areas = ("recordings", "recordings-api")
    return [Route(f"{area}:{name}", allowed=allowed, method=method, **more) for area in areas]


ROUTES = [
    Route("recordings:sound_copy_add", allowed=MAKERS, kwargs=about_recording, own=True, own_roles=MAKERS),
    Route("recordings:sound_copy_add", allowed=MAKERS, method="post", kwargs=about_recording),
    Route("recordings-api:sound_copies", allowed=MAKERS, method="post", kwargs=about_recording, own=True),
    Route(
        "recordings-api:sound_copies",
        allowed=SECOND | {Role.ADMINISTRATOR},
        kwargs=about_recording,
        own=True,
        own_roles=SECOND,
    ),
    *both("sound_copy", SECOND),
    *both("sound_copy_agree", SECOND, "post"),
    *both("sound_copy_refuse", SECOND, "post"),
    *both("sound_copy_sound", SECOND),
    Route("recordings:sound_copy_end", allowed=MAKERS, method="post", kwargs=about_copy),
    Route("recordings-api:sound_copy", allowed=MAKERS, method="delete", kwargs=about_copy),
    *both("sound_copy_download", MAKERS, "post"),
]
