"""Who may sign in to the API."""

from tests.routes import Route

ROUTES = [
    Route("access-api:sign_in", method="post", public=True),
    Route("access-api:sign_out", method="post"),
    Route("access-api:who"),
]
