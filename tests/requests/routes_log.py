"""Who may do what with messages, with the right of whoever asks, and with what hangs on a request."""

from django.utils import timezone

from access.roles import Role
from minutes.requests import actions
from minutes.requests.models import MinuteRequest
from recordings.models import PartKind, Recording
from tests import factories
from tests.requests import made
from tests.requests.routes import CHAIR, GOVERN, LOG, SEE, about_request
from tests.routes import EVERYBODY, Route


def about_message(world, **changes):
    """A message that waits to be sorted."""
    said = {
        "channel": "email",
        "received_at": timezone.now(),
        "original": b"words",
        "text": "words",
        **changes,
    }
    arrived = actions.Arrived(**said)
    return {"pk": actions.receive_message(arrived, by=world.people[Role.ADMINISTRATOR]).pk}


def about_refusal(world):
    """A request of the world's conference that its chair has refused in part."""
    request = asked(world)
    no = actions.No(("ORDER",), "A court has decided.", in_part=True)
    return {"pk": actions.refuse(request, no=no, by=world.people[Role.CHAIR]).pk}


def raised(kind):
    def about(world):
        by = world.people[Role.ADMINISTRATOR]
        return {"pk": actions.follow_up(asked(world), kind=kind, what="x", on=timezone.localdate(), by=by).pk}

    return about


def about_put_back(world):
    recording = Recording.objects.get(pk=world.recording.pk)
    part = factories.part(recording, kind=PartKind.PART_EXCLUDED, start_ms=0, end_ms=5, absent=[world.mother])
    by = world.people[Role.ADMINISTRATOR]
    request = actions.confirm_requester(asked(world), proof=made.proof(), by=by)
    return {"pk": actions.ask_to_put_back(request, part=part, reason="Her own words", by=by).pk}


def asked(world):
    return MinuteRequest.objects.get(pk=about_request(world)["pk"])


def both(name, allowed, about=about_request, **more):
    return [
        Route(f"requests:{name}", allowed=allowed, kwargs=about, method=how, **more)
        for how in ("get", "post")
    ]


def post(name, allowed, about, **more):
    return Route(f"requests:{name}", allowed=allowed, kwargs=about, method="post", **more)


def call(name, allowed, about=about_request, **more):
    return Route(f"requests-api:{name}", allowed=allowed, kwargs=about, method="post", **more)


def get(name, allowed, about=about_request, **more):
    return Route(f"requests-api:{name}", allowed=allowed, kwargs=about, **more)


EITHER = CHAIR | GOVERN
OUT = LOG | CHAIR

ROUTES = [
    Route("public:ask", allowed=EVERYBODY, public=True),
    Route("public:ask", allowed=EVERYBODY, public=True, method="post"),
    Route("public:ask_sent", allowed=EVERYBODY, public=True),
    Route("requests:set_aside", allowed=LOG),
    Route("requests:message", allowed=LOG, kwargs=about_message),
    Route("requests:original", allowed=LOG, kwargs=about_message),
    *both("join", LOG, about_message),
    *both("aside", LOG, about_message),
    post("back", LOG, about_message),
    post("read", LOG, about_message),
    *both("identity", LOG),
    *both("answered", GOVERN),
    Route("requests:refusal", allowed=SEE, kwargs=about_refusal, own=True),
    post("refusal_sent", LOG, about_refusal),
    *both("follow_up", SEE, own=True),
    post("acknowledged", LOG, raised("complaint")),
    *both("close_follow_up", EITHER, raised("complaint"), own=True),
    *both("put_back", LOG),
    post("allow_put_back", CHAIR, about_put_back, own=True),
    post("drop_put_back", OUT, about_put_back, own=True),
    get("messages", LOG, lambda world: {}),
    call("messages", LOG, lambda world: {}),
    get("message", LOG, about_message),
    get("original", LOG, about_message),
    *(call(name, LOG, about_message) for name in ("log_message", "join", "aside", "back", "read")),
    *(call(name, LOG) for name in ("identity", "identity_came", "question", "answer")),
    *(call(name, LOG) for name in ("ask_chair", "withdraw", "close", "take_back", "choose_again")),
    *(call(name, GOVERN) for name in ("extend", "answered")),
    *(call(name, CHAIR, own=True) for name in ("allow", "refuse")),
    get("refusal", SEE, about_refusal, own=True),
    call("refusal_sent", LOG, about_refusal),
    get("follow_ups", SEE, own=True),
    call("follow_ups", SEE, own=True),
    call("acknowledged", LOG, raised("breach")),
    call("close_follow_up", GOVERN, raised("breach")),
    get("put_back", SEE, own=True),
    call("put_back", LOG),
    call("allow_put_back", CHAIR, about_put_back, own=True),
    call("drop_put_back", OUT, about_put_back, own=True),
]
