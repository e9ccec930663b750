"""Who may do what with a conference."""

from access.roles import Role
from tests import factories
from tests.routes import EVERYBODY, Route, about_conference, about_recording

SEE = EVERYBODY - {Role.IT}
PLAN = frozenset({Role.CHAIR, Role.ADMINISTRATOR})
CHAIR = frozenset({Role.CHAIR})
HEAR = frozenset({Role.CHAIR, Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE})
BOTH = frozenset({Role.CHAIR, Role.ADMINISTRATOR})


def about_person(world):
    return {"pk": world.mother.pk}


def about_part(world):
    part = factories.part(
        world.recording, kind="restricted", start_ms=1000, end_ms=2000, absent=[world.mother]
    )
    return {"pk": part.pk}


def a_part(world):
    return {"kind": "restricted", "start_ms": 1000, "end_ms": 2000, "absent": [str(world.mother.pk)]}


def a_conference(world):
    return {"type": "initial", "held_on": "2026-11-05", "chair": str(world.people[Role.CHAIR].pk)}


def route(name, allowed, method="get", kwargs=about_conference, **more):
    return Route(
        f"recordings:{name}", allowed=frozenset(allowed), method=method, kwargs=kwargs, own=True, **more
    )


def api(name, allowed, method="get", kwargs=about_conference, **more):
    return Route(
        f"recordings-api:{name}", allowed=frozenset(allowed), method=method, kwargs=kwargs, own=True, **more
    )


ROUTES = [
    Route("home"),
    Route("api-schema"),
    Route("recordings:conferences", allowed=SEE),
    Route("recordings:conference_add", allowed=PLAN),
    route("conference", SEE),
    route("conference_held", PLAN, "post"),
    route("child_add", PLAN),
    route("person_add", PLAN),
    route("drafting", PLAN),
    route("drafting", PLAN, "post"),
    route("drafting_switch", CHAIR, "post"),
    route("trail", HEAR),
    route("presence", CHAIR),
    route("presence_confirm", CHAIR, "post"),
    route("presence_reopen", CHAIR, "post"),
    route("person", PLAN, kwargs=about_person),
    route("person_remove", PLAN, "post", kwargs=about_person),
    route("part_add", CHAIR, kwargs=about_recording),
    route("part_remove", CHAIR, "post", kwargs=about_part),
    Route("recordings-api:conferences", allowed=SEE),
    Route("recordings-api:conferences", allowed=PLAN, method="post", data=a_conference),
    api("conference", SEE),
    api("children", PLAN, "post", data=lambda world: {"name": "Maisie Hartley"}),
    api("people", PLAN, "post", data=lambda world: {"name": "Tom Whitcombe", "role": "Teacher"}),
    api("parts", HEAR | BOTH, kwargs=about_recording),
    api("parts", CHAIR, "post", kwargs=about_recording, data=a_part),
    api("presence_confirm", CHAIR, "post"),
]
