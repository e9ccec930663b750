"""How a route is written down for the role x route test (tests/access/test_routes.py)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from access.roles import Role
from tests.factories import World

EVERYBODY = frozenset(set(Role) - {Role.SERVICE})


@dataclass(frozen=True)
class Route:
    """One route and method, and who gets past permission.

    `name`: the route's full name, such as "recordings:conference" or "recordings-api:conference".
    `allowed`: roles for which the person of the world (not `others`) gets an answer other than 403 and 404.
    `own`: whether the others of the allowed roles `own_roles` (default: chair) get 404 for this record.
    `kwargs` and `data` are worked out from the world; `data` is what is sent with a POST (JSON for the API).
    """

    name: str
    allowed: frozenset[Role] = EVERYBODY
    method: str = "get"
    kwargs: Callable[[World], dict[str, Any]] = field(default=lambda world: {})
    data: Callable[[World], Any] = field(default=lambda world: {})
    own: bool = False
    own_roles: frozenset[Role] = frozenset({Role.CHAIR})
    public: bool = False


def about_conference(world: World) -> dict[str, Any]:
    return {"pk": world.conference.pk}


def about_recording(world: World) -> dict[str, Any]:
    return {"pk": world.recording.pk}
