"""Who may do what with the record: children, people, the standing of a conference."""

from access.roles import Role
from recordings.actions import merge_children
from recordings.models import ConflictOfInterest, Report, StrategyDiscussion
from tests import factories
from tests.recordings.routes_conferences import CHAIR, PLAN, SEE, about_person, route

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


ROUTES = [
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
    route("person_address", WITHHELD, "post", kwargs=about_person),
]
