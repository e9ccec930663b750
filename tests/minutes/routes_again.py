"""Who may take words that were heard once more."""

from access.roles import Role
from tests.minutes import made
from tests.routes import Route, about_conference

EDIT = frozenset({Role.CHAIR, Role.ADMINISTRATOR})


def drafted(world):
    return {"pk": made.minutes_of(world.conference, recording=world.recording).pk}


ROUTES = [
    Route("minutes-api:type_start", allowed=EDIT, method="post", kwargs=about_conference, own=True),
    Route("minutes:heard_again", allowed=EDIT, kwargs=drafted, own=True),
    Route("minutes:heard_again", allowed=EDIT, method="post", kwargs=drafted, own=True),
    Route("minutes-api:heard_again", allowed=EDIT, kwargs=drafted, own=True),
    Route("minutes-api:heard_again", allowed=EDIT, method="post", kwargs=drafted, own=True),
]
