"""Who may open the pages about oneself, the access log, health, and what the service says about itself."""

from access.models import User
from access.roles import Role
from tests.routes import EVERYBODY, Route

AUDITORS = frozenset({Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE})
IT = frozenset({Role.IT})


def about_user(world):
    return {"pk": world.others[Role.CHAIR].pk}


def about_leaver(world):
    User.objects.filter(pk=world.others[Role.CHAIR].pk).update(is_active=False)
    return about_user(world)


def an_account(world):
    return {"name": "Farida Aziz", "role": "chair"}


def a_new_account(world):
    return {**an_account(world), "email": "farida@wexborough.example", **a_password(world)}


def a_password(world):
    return {"password": "ladder-teapot-orchard"}


def user_route(name, **more):
    return Route(name, allowed=IT, kwargs=about_user, **more)


ROUTES = [
    Route("access:users", allowed=IT),
    Route("access:user_add", allowed=IT),
    Route("access:user_add", allowed=IT, method="post", data=a_new_account),
    user_route("access:user"),
    user_route("access:user", method="post", data=an_account),
    user_route("access:user_password", method="post", data=a_password),
    user_route("access:user_end_access", method="post"),
    Route("access:user_give_back", allowed=IT, kwargs=about_leaver, method="post"),
    user_route("access:user_sign_out", method="post"),
    user_route("access:user_second_step", method="post"),
    Route("access-api:users", allowed=IT),
    Route("access-api:users", allowed=IT, method="post", data=a_new_account),
    user_route("access-api:user"),
    user_route("access-api:user", method="put", data=an_account),
    user_route("access-api:user_password", method="post", data=a_password),
    user_route("access-api:user_end_access", method="post"),
    Route("access-api:user_give_back", allowed=IT, kwargs=about_leaver, method="post"),
    user_route("access-api:user_sign_out", method="post"),
    user_route("access-api:user_second_step", method="delete"),
    Route("access:sign_in", public=True),
    Route("access:code", public=True),
    Route("access:password", allowed=EVERYBODY),
    Route("access:password", allowed=EVERYBODY, method="post"),
    Route("access:second_factor", allowed=EVERYBODY),
    Route("access:second_factor", allowed=EVERYBODY, method="post"),
    Route("access:end_other_sessions", allowed=EVERYBODY, method="post"),
    Route("access:sign_out", allowed=EVERYBODY, method="post"),
    Route("access:stay", allowed=EVERYBODY, method="post"),
    Route("access:settings", allowed=EVERYBODY),
    Route("access:audit", allowed=AUDITORS),
    Route("access:audit_export", allowed=AUDITORS, method="post"),
    Route("access:audit_check", allowed=AUDITORS, method="post"),
    Route("access:health", allowed=IT),
    Route("access:ready", public=True),
    Route("access:accessibility", public=True),
    Route("access:privacy", public=True),
]
