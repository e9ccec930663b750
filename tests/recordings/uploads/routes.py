"""Who may bring recordings."""

from access.roles import Role
from recordings import actions
from tests.routes import Route, about_conference

MAY_ADD = frozenset({Role.CHAIR, Role.ADMINISTRATOR})
SENDER = frozenset({Role.CHAIR})


def about_upload(world):
    """An upload that the chair has begun; nobody else ever sees it."""
    upload = actions.begin_upload(world.conference, filename="a.wav", length=10, by=world.people[Role.CHAIR])
    return {"pk": upload.pk}


ROUTES = [
    Route("recordings:uploads", allowed=MAY_ADD, kwargs=about_conference, own=True),
    Route("recordings:uploads", allowed=MAY_ADD, method="post", kwargs=about_conference, own=True),
    Route("recordings:upload_take_back", allowed=SENDER, method="post", kwargs=about_upload, own=True),
    Route("recordings-api:uploads", allowed=MAY_ADD, kwargs=about_conference, own=True),
    Route("recordings-api:uploads", allowed=MAY_ADD, method="post", kwargs=about_conference, own=True),
    Route("recordings-api:upload", allowed=SENDER, kwargs=about_upload, own=True),
    Route("recordings-api:upload", allowed=SENDER, method="head", kwargs=about_upload, own=True),
    Route("recordings-api:upload", allowed=SENDER, method="patch", kwargs=about_upload, own=True),
    Route("recordings-api:upload", allowed=SENDER, method="delete", kwargs=about_upload, own=True),
]
