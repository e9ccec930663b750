"""Who may look at unusual listening: those who read the access log, never the one it is about."""

from access.roles import Role
from recordings.unusual.models import Unusual
from tests import factories
from tests.routes import Route

READERS = frozenset({Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE})


def noticed(world):
    user = factories.user(name="Somebody Else")
    return {"pk": Unusual.objects.create(user=user, kind="hours", day="2026-11-28", amount=12).pk}


def said(world):
    return {"outcome": "work"}


ROUTES = [
    Route("unusual:list", allowed=READERS),
    Route("unusual:settle", allowed=READERS, kwargs=noticed, method="post", data=said),
    Route("unusual-api:list", allowed=READERS),
    Route("unusual-api:settle", allowed=READERS, kwargs=noticed, method="post", data=said),
]
