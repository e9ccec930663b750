"""Who may do what with the record: children, people, the standing of a conference."""

from access.roles import Role
from recordings.actions import merge_children
from recordings.models import ConflictOfInterest, Report, StrategyDiscussion
from tests import factories
from tests.recordings.routes_conferences import CHAIR, PLAN, SEE, about_part, about_person, api, route
from tests.routes import Route

MANY = SEE
LIFTING = frozenset({Role.ADMINISTRATOR, Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE})
WITHHELD = frozenset({Role.CHAIR, Role.ADMINISTRATOR, Role.INFORMATION_GOVERNANCE})
MERGING = frozenset({Role.ADMINISTRATOR})


def about_row(world):
    return {"pk": world.conference.children.get().pk}


def about_child(world):
    return {"pk": world.conference.children.get().child_id}


def about_discussion(world):
    return {"pk": StrategyDiscussion.objects.create(conference=world.conference, on="2026-10-01").pk}


def about_report(world):
    return {"pk": Report.objects.create(conference=world.conference, agency="Police").pk}


def about_conflict(world):
    noted = ConflictOfInterest.objects.create(
        conference=world.conference,
        user=factories.user(),
        reason="A cousin",
        noted_by=world.people[Role.CHAIR],
    )
    return {"pk": noted.pk}


def about_merge(world):
    kept = world.conference.children.get().child
    merge = merge_children(
        factories.child(), into=kept, reason="Same day, same name", by=world.people[Role.ADMINISTRATOR]
    )
    return {"pk": merge.pk}


def a_merge(world):
    """A record of the same child, on a conference of the same chair."""
    other = factories.conference(chair=world.people[Role.CHAIR])
    return {"doubled": str(other.children.get().child_id), "reason": "Same day, same name"}


def a_conflict(world):
    return {"user": str(factories.user().pk), "reason": "A cousin"}


ROUTES = [
    Route("recordings:find", allowed=SEE),
    Route("recordings:find", allowed=SEE, method="post", data=lambda world: {"words": "Hartley"}),
    Route("recordings:record_import", allowed=MERGING),
    Route("recordings:record_bring_in", allowed=MERGING, method="post"),
    Route("recordings:empty_table", allowed=MERGING, kwargs=lambda world: {"table": "children"}),
    Route("recordings-api:find", allowed=SEE, method="post", data=lambda world: {"words": "Hartley"}),
    Route("recordings-api:record_import", allowed=MERGING, method="post"),
    route("conference_change", PLAN),
    route("conference_move", PLAN),
    route("quorum_decide", CHAIR),
    route("reconvene", PLAN),
    route("discussion_add", PLAN),
    route("discussion_choose", PLAN, "post", kwargs=about_discussion),
    route("report_add", PLAN),
    route("report", PLAN, kwargs=about_report),
    route("report_remove", PLAN, "post", kwargs=about_report),
    route("conflicts", MANY),
    route("conflict_lift", LIFTING, kwargs=about_conflict),
    route("child_change", PLAN, kwargs=about_row),
    route("child_remove", PLAN, "post", kwargs=about_row),
    route("child", MANY, kwargs=about_child),
    route("child_address", WITHHELD, "post", kwargs=about_child),
    route("child_merge", MERGING, kwargs=about_child),
    route("merge_undo", MERGING, "post", kwargs=about_merge),
    route("part", CHAIR, kwargs=about_part),
    route("part_move", CHAIR, "post", kwargs=about_part, data=lambda world: {"start": "0:01", "end": "0:03"}),
    api("part", CHAIR, "patch", kwargs=about_part, data=lambda world: {"end_ms": 3000}),
    api("part", CHAIR, "delete", kwargs=about_part),
    route("person_address", WITHHELD, "post", kwargs=about_person),
    api("conference", PLAN, "patch", data=lambda world: {"place": "Room 4"}),
    api("child", MANY, kwargs=about_child),
    api("child", PLAN, "patch", kwargs=about_child, data=lambda world: {"school": "Larch School"}),
    api("child_address", WITHHELD, "post", kwargs=about_child),
    api("merges", MERGING, "post", kwargs=about_child, data=a_merge),
    api("merge_undo", MERGING, "post", kwargs=about_merge),
    api("place", PLAN, "delete", kwargs=about_row),
    api("invited", MANY, kwargs=about_person),
    api("invited", PLAN, "patch", kwargs=about_person, data=lambda world: {"agency": "None"}),
    api("invited", PLAN, "delete", kwargs=about_person),
    api("invited_address", WITHHELD, "post", kwargs=about_person),
    api("state", PLAN, "post", data=lambda world: {"status": "adjourned", "reason": "A fire alarm"}),
    api("quorum", CHAIR, "post", data=lambda world: {"reason": "The school was heard by phone"}),
    api("reconvene", PLAN, "post", data=lambda world: {"held_on": "2026-11-12"}),
    api("discussions", PLAN, "post", data=lambda world: {"on": "2026-10-02"}),
    api("discussion_started", PLAN, "post", kwargs=about_discussion),
    api("reports", PLAN, "post", data=lambda world: {"agency": "Police"}),
    api("report", PLAN, "patch", kwargs=about_report, data=lambda world: {"author": "P. Nair"}),
    api("report", PLAN, "delete", kwargs=about_report),
    api("conflicts", MANY),
    api("conflicts", MANY, "post", data=a_conflict),
    api("conflict_lift", LIFTING, "post", kwargs=about_conflict, data=lambda world: {"reason": "A mistake"}),
]
