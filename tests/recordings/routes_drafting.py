"""Who may note what speaks against machine drafting, and switch it, over the API."""

from access.roles import Role
from tests.routes import Route, about_conference

PLAN = frozenset({Role.CHAIR, Role.ADMINISTRATOR})
CHAIR = frozenset({Role.CHAIR})


def api(name, allowed, method="get", **more):
    return Route(
        f"recordings-api:{name}", allowed=allowed, method=method, kwargs=about_conference, own=True, **more
    )


ROUTES = [
    api("drafting", PLAN),
    api("drafting", PLAN, "put", data=lambda world: {"facts": ["child_present"]}),
    api("drafting_switch", CHAIR, "post", data=lambda world: {"on": False}),
]
