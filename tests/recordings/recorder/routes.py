"""Who may record a conference in the room."""

import uuid

from access.roles import Role
from recordings import actions
from tests.routes import Route, about_conference, about_recording

MAY_ADD = frozenset({Role.CHAIR, Role.ADMINISTRATOR})
MAKER = frozenset({Role.CHAIR})
BOTH = {"allowed": MAY_ADD, "own": True, "own_roles": MAY_ADD}


def about_take(world):
    """A take that the chair's recorder was given and has begun."""
    chair = world.people[Role.CHAIR]
    actions.answer_notice(world.conference, read="yes", by=chair)
    take = actions.prepare_takes(world.conference, recorder=uuid.uuid4(), by=chair)[0]
    actions.begin_take(take, moment=world.conference.created_at, restricted=False, by=chair)
    return {"pk": take.pk}


def answers(world):
    return {"read": "yes", "objected": "no", "restricted_inside": "no"}


ROUTES = [
    Route("recordings:record", kwargs=about_conference, **BOTH),
    Route("recordings:notice", method="post", kwargs=about_conference, data=answers, **BOTH),
    Route("recordings:objection_add", method="post", kwargs=about_conference, **BOTH),
    Route("recordings:take_finish", method="post", kwargs=about_take, **BOTH),
    Route("recordings:recording_move", method="post", kwargs=about_recording, **BOTH),
    Route("recordings:recording_start", method="post", kwargs=about_recording, **BOTH),
    Route("recordings-api:notice", kwargs=about_conference, **BOTH),
    Route("recordings-api:notice", method="put", kwargs=about_conference, data=answers, **BOTH),
    Route("recordings-api:objections", kwargs=about_conference, **BOTH),
    Route("recordings-api:objections", method="post", kwargs=about_conference, **BOTH),
    Route("recordings-api:takes", kwargs=about_conference, **BOTH),
    Route("recordings-api:takes", method="post", kwargs=about_conference, **BOTH),
    Route("recordings-api:take", kwargs=about_take, **BOTH),
    Route("recordings-api:take_finish", method="post", kwargs=about_take, **BOTH),
    Route("recordings-api:recording_place", method="post", kwargs=about_recording, **BOTH),
    Route("recordings-api:recording_start", method="post", kwargs=about_recording, **BOTH),
    *[
        Route(f"recordings-api:take_{name}", allowed=MAKER, method="post", kwargs=about_take, own=True)
        for name in ("begin", "room", "pause", "resume", "end")
    ],
]
