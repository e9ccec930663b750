"""Who may do what with what goes out: labels, codes, proofs, orders; and the one page for strangers."""

from django.utils import timezone

from access.roles import Role
from tests.requests import made
from tests.requests.routes import LOG, about_request
from tests.routes import Route

CHECK = LOG | {Role.QUALITY_REVIEWER}


def about_sending(world):
    """A copy that is on its way by post."""
    return {"pk": made.sent(made.hartley()).dispatches.get().pk}


def about_order(world):
    """Something that came back and is to be checked."""
    return {"pk": made.ordered(made.hartley(), back=True).pk}


def about_token(world):
    return {"token": "nothing-of-ours"}


def about_file_of_token(world):
    return {"token": "nothing-of-ours", "pk": world.conference.pk}


def today(world):
    return {"on": timezone.localdate().isoformat()}


def sending(name, **more):
    return Route(name, allowed=LOG, kwargs=about_sending, **more)


def order(name, allowed=LOG, **more):
    return Route(name, allowed=allowed, kwargs=about_order, **more)


ROUTES = [
    *(
        Route(f"requests:{name}", allowed=LOG, kwargs=about_request)
        for name in ("code_way", "label", "order")
    ),
    *(
        Route(f"requests:{name}", allowed=LOG, kwargs=about_request, method="post")
        for name in ("code_way", "order")
    ),
    *(sending(f"requests:{name}") for name in ("secret", "arrived", "came_back")),
    *(sending(f"requests:{name}", method="post") for name in ("secret", "arrived", "came_back", "end_link")),
    *(order(f"requests:{name}") for name in ("order_back", "order_send")),
    *(order(f"requests:{name}", method="post") for name in ("order_back", "order_send", "order_cancel")),
    *(order(f"requests:{name}", CHECK) for name in ("order_check", "order_file")),
    order("requests:order_check", CHECK, method="post"),
    Route("requests-api:code_way", allowed=LOG, kwargs=about_request, method="post"),
    *(
        Route(f"requests-api:{name}", allowed=LOG, kwargs=about_request)
        for name in ("label", "sendings", "orders")
    ),
    Route("requests-api:orders", allowed=LOG, kwargs=about_request, method="post"),
    *(
        sending(f"requests-api:{name}", method="post")
        for name in ("secret", "arrived", "came_back", "end_link")
    ),
    order("requests-api:order_back", method="put"),
    order("requests-api:order_file", CHECK),
    *(order(f"requests-api:{name}", CHECK, method="post") for name in ("order_check", "order_wrong")),
    *(order(f"requests-api:{name}", method="post") for name in ("order_cancel", "order_send")),
    Route("public:link", kwargs=about_token, public=True),
    Route("public:link_file", kwargs=about_file_of_token, method="post", public=True),
]
