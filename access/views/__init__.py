"""The pages of access: signing in, what is one's own, the access log, and the service itself."""

from access.views.log import audit_check, audit_export, audit_log
from access.views.own import end_other_sessions, own_settings, password, set_up_second_factor
from access.views.service import accessibility, health, privacy, ready
from access.views.signing_in import code, locked_out, sign_in, sign_out, stay
from access.views.users import (
    user,
    user_add,
    user_end_access,
    user_give_back,
    user_password,
    user_second_step,
    user_sign_out,
    users,
)

__all__ = [
    "accessibility",
    "audit_check",
    "audit_export",
    "audit_log",
    "code",
    "end_other_sessions",
    "health",
    "locked_out",
    "own_settings",
    "password",
    "privacy",
    "ready",
    "set_up_second_factor",
    "sign_in",
    "sign_out",
    "stay",
    "user",
    "user_add",
    "user_end_access",
    "user_give_back",
    "user_password",
    "user_second_step",
    "user_sign_out",
    "users",
]
