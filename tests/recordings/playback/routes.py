"""Who may hear recordings: their own conferences', or with an open reason."""

from access.roles import Role
from tests.routes import Route, about_conference, about_recording

LISTENERS = frozenset({Role.CHAIR, Role.ADMINISTRATOR, Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE})

ROUTES = [
    Route("recordings-api:recordings", allowed=LISTENERS, kwargs=about_conference, own=True),
    *(
        Route(f"{area}:{name}", allowed=LISTENERS, kwargs=about_recording, own=True, own_roles=LISTENERS)
        for area in ("recordings", "recordings-api")
        for name in ("recording", "sound", "waveform")
    ),
]
