"""How the API answers, signs in and describes itself."""

from datetime import timedelta

FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",  # first, so that a stranger is answered 401
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["access.limits.BoundedJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "access.limits.Pagination",
    "PAGE_SIZE": 50,
    "DEFAULT_SCHEMA_CLASS": "access.schema.NamedSchema",
    "EXCEPTION_HANDLER": "access.http.api_exception_handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
TOKENS = {"TOKEN_TTL": timedelta(hours=12), "TOKEN_LIMIT_PER_USER": 20}
SCHEMA = {
    "TITLE": "Conference record",
    "DESCRIPTION": "Recordings, minutes and typed copies of child protection conferences.",
    "VERSION": "0.1.0",
    "SERVE_INCLUDE_SCHEMA": True,
    "POSTPROCESSING_HOOKS": [],  # choices stand where they are chosen: as components they would need names
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
}
