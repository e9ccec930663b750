"""Who may do what with a request, its marks and its copies."""

from django.utils import timezone

from access.roles import Role
from minutes.requests import actions
from minutes.requests.models import MinuteRequest
from tests.requests import made
from tests.routes import EVERYBODY, Route, about_conference

SEE = EVERYBODY - {Role.IT}
LOG = frozenset({Role.ADMINISTRATOR, Role.INFORMATION_GOVERNANCE})
GOVERN = frozenset({Role.INFORMATION_GOVERNANCE})
CHECK = LOG | {Role.QUALITY_REVIEWER}
CHAIR = frozenset({Role.CHAIR})


def about_request(world):
    """A request about the conference of the world, as it is on its first day."""
    asked = actions.Asked(
        name="Kelly Hartley",
        relationship=MinuteRequest.Relationship.MOTHER,
        channel=MinuteRequest.Channel.LETTER,
        received_at=timezone.now(),
        children=tuple(row.child for row in world.conference.children.all()),
        attendance=world.mother,
    )
    request = actions.log_request(world.conference, asked=asked, by=world.people[Role.ADMINISTRATOR])
    return {"pk": request.pk}


def about_mark(world):
    """A mark on a request about another conference, which the same roles may see."""
    return {"pk": made.redacting(made.hartley()).redactions.first().pk}


def about_file(world):
    return {"pk": made.in_register(made.hartley()).pk}


def about_copy(world):
    return {"pk": made.in_register(made.hartley()).copy_id}


def day(world):
    return {"on": timezone.localdate().isoformat()}


def page(name, allowed, **more):
    return Route(f"requests:{name}", allowed=allowed, kwargs=about_request, **more)


def post(name, allowed, **more):
    return page(name, allowed, method="post", **more)


def call(name, allowed, data=lambda world: {}):
    return Route(f"requests-api:{name}", allowed=allowed, method="post", kwargs=about_request, data=data)


def kept(world):
    return {"decision": "kept"}


ROUTES = [
    Route("requests:list", allowed=SEE),
    Route("requests:new", allowed=LOG),
    Route("requests:log", allowed=LOG, kwargs=about_conference),
    Route("requests:log", allowed=LOG, kwargs=about_conference, method="post"),
    Route("requests:copies", allowed=LOG),
    Route("requests:download", allowed=LOG, kwargs=about_file),
    Route("requests:tell", allowed=LOG, method="post", kwargs=about_copy),
    page("detail", SEE, own=True),
    *(page(name, LOG) for name in ("confirm", "address", "stop_clock", "start_clock")),
    *(post(name, LOG) for name in ("confirm", "address", "stop_clock", "start_clock")),
    *(page(name, GOVERN) for name in ("sort", "extend")),
    *(post(name, GOVERN) for name in ("sort", "extend")),
    *(page(name, CHAIR, own=True) for name in ("allow", "refuse")),
    *(post(name, CHAIR, own=True) for name in ("allow", "refuse")),
    *(post(name, LOG) for name in ("ask_chair", "withdraw", "close")),
    page("redaction", LOG),
    *(post(name, LOG) for name in ("redaction_start", "mark", "send", "choose_again")),
    Route("requests:decide", allowed=LOG, method="post", kwargs=about_mark, data=kept),
    Route("requests:undo", allowed=LOG, method="post", kwargs=about_mark),
    page("second_check", CHECK),
    *(post(name, CHECK) for name in ("agree", "send_back")),
    page("release", LOG),
    *(post(name, LOG) for name in ("release", "take_back")),
    Route("requests-api:list", allowed=SEE),
    Route("requests-api:list", allowed=LOG, method="post"),
    Route("requests-api:detail", allowed=SEE, kwargs=about_request, own=True),
    *(
        call(name, LOG)
        for name in ("confirm", "address", "redaction", "marks", "send", "release", "delivered")
    ),
    call("sort", GOVERN),
    call("agree", CHECK),
    Route("requests-api:decide", allowed=LOG, method="post", kwargs=about_mark, data=kept),
    Route("requests-api:copies", allowed=LOG),
    Route("requests-api:download", allowed=LOG, kwargs=about_file),
]
