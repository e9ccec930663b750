"""Who may open the pages about oneself, the access log, health, and what the service says about itself."""

from access.roles import Role
from tests.routes import EVERYBODY, Route

AUDITORS = frozenset({Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE})
IT = frozenset({Role.IT})

ROUTES = [
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
