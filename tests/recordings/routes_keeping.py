"""Who may do what about the ending of recordings."""

from datetime import date

from access.roles import Role
from recordings.models import Destruction, Hold, RetentionRule, VaultKey
from tests.routes import Route, about_conference, about_recording

GOVERNANCE = frozenset({Role.INFORMATION_GOVERNANCE})
QUALITY = frozenset({Role.QUALITY_REVIEWER})
BOTH = GOVERNANCE | QUALITY
HOLD = {"reason": "court", "note": "A letter from the court"}
RULE = {"kind": "after_approval", "days": 90, "effective_from": "2099-01-01"}


def a_rule(world):
    governance = world.people[Role.INFORMATION_GOVERNANCE]
    return RetentionRule.objects.create(
        kind="after_approval", days=90, effective_from=date(2026, 1, 1), set_by=governance
    )


def about_hold(world):
    governance = world.people[Role.INFORMATION_GOVERNANCE]
    hold = Hold.objects.create(
        key=VaultKey.objects.fresh(), conference=world.conference, **HOLD, placed_by=governance
    )
    return {"pk": hold.pk}


def about_destruction(world):
    made = Destruction.objects.create(
        key=VaultKey.objects.fresh(),
        recording=world.recording,
        rule=a_rule(world),
        ends_on=date(2026, 2, 1),
    )
    return {"pk": made.pk}


def both(name, allowed, method="get", **more):
    """The page and the API of one thing."""
    return [
        Route(f"{area}:{name}", allowed=allowed, method=method, **more)
        for area in ("recordings", "recordings-api")
    ]


ROUTES = [
    *both("keeping", BOTH),
    Route("recordings:rule_add", allowed=GOVERNANCE),
    Route("recordings:rule_add", allowed=GOVERNANCE, method="post"),
    Route("recordings:hold_add", allowed=GOVERNANCE, kwargs=about_conference),
    *both("hold_add", GOVERNANCE, "post", kwargs=about_conference, data=lambda world: HOLD),
    *both("hold_lift", GOVERNANCE, "post", kwargs=about_hold),
    *both("destruction_add", GOVERNANCE, "post", kwargs=about_recording),
    *both("record_destruction_add", GOVERNANCE, "post", kwargs=about_conference),
    *both("destruction", BOTH, kwargs=about_destruction),
    *both("destruction_approve", QUALITY, "post", kwargs=about_destruction),
    *both(
        "destruction_withdraw", BOTH, "post", kwargs=about_destruction, data=lambda world: {"why": "Asked to"}
    ),
    *both("certificate", BOTH, kwargs=about_destruction),
    Route("recordings-api:rules", allowed=BOTH),
    Route("recordings-api:rules", allowed=GOVERNANCE, method="post", data=lambda world: RULE),
    Route("recordings-api:holds", allowed=BOTH),
    Route("recordings-api:destructions", allowed=BOTH),
]
