"""Whoever is close to a family sees nothing of its conferences, by any way there is."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from access.errors import Conflict
from access.models import AuditEvent
from access.roles import Role
from recordings import actions
from recordings.models import Child, Conference, ConflictOfInterest, Destruction, Hold, Recording, Upload
from recordings.reviews.models import Review
from tests import factories
from tests.access.test_routes import ROUTES, ask

pytestmark = pytest.mark.django_db

OWN = [route for route in ROUTES if route.own]
LIFTERS = [Role.ADMINISTRATOR, Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE]


def shut_out(user, conference):
    return ConflictOfInterest.objects.create(
        conference=conference, user=user, reason="A cousin of the mother", noted_by=factories.user()
    )


@pytest.mark.parametrize("role", [Role.CHAIR, Role.ADMINISTRATOR], ids=str)
def test_no_route_about_a_conference_exists_for_somebody_who_is_close_to_the_family(role, world, sign_in):
    """Every route in the tables, pages and API: those that answered before now say that nothing is there."""
    browser = sign_in(world.people[role])
    answers = {}
    for route in OWN:
        if role in route.allowed:
            before = transaction.savepoint()
            kwargs = route.kwargs(world)
            for conference in Conference.objects.all():  # an opening in an emergency is about another one
                shut_out(world.people[role], conference)
            answer = ask(browser, replace(route, kwargs=lambda _, known=kwargs: known), world)
            answers[f"{route.method} {route.name}"] = answer.status_code
            transaction.savepoint_rollback(before)

    assert len(answers) > 50
    assert {name: code for name, code in answers.items() if code != 404} == {}


def test_lists_searches_and_sound_leave_it_out_for_the_one_and_not_for_the_other(world):
    chair, administrator = world.people[Role.CHAIR], world.people[Role.ADMINISTRATOR]
    shut_out(chair, world.conference)

    for objects in (Conference.objects, Recording.objects, Child.objects, Upload.objects):
        assert not objects.visible_to(chair).exists()
    assert Conference.objects.visible_to(administrator).get() == world.conference
    assert Recording.objects.visible_to(administrator).exists()


def test_it_reaches_every_conference_of_the_same_children_and_no_other(world):
    chair = world.people[Role.CHAIR]
    child = world.conference.children.get().child
    review = factories.conference(chair=chair, children=[child, factories.child(name="Maisie Hartley")])
    sibling = factories.conference(chair=chair, children=[factories.child(name="Callum Doyle")])

    shut_out(chair, review)

    assert list(Conference.objects.visible_to(chair)) == [sibling]


@pytest.mark.parametrize("role", [Role.QUALITY_REVIEWER, Role.INFORMATION_GOVERNANCE], ids=str)
def test_keeping_reviews_reasons_and_the_access_log_leave_it_out_too(role, world):
    user = world.people[role]
    actions.place_hold(
        world.conference, reason="legal", note="A claim", by=world.people[Role.INFORMATION_GOVERNANCE]
    )
    assert AuditEvent.objects.visible_to(user).about_conference(world.conference.pk).exists()

    shut_out(user, world.conference)

    assert not Hold.objects.visible_to(user).exists()
    assert not Destruction.objects.visible_to(user).exists()
    assert not Recording.objects.keeping_visible_to(user).exists()
    assert not Review.objects.visible_to(user).exists()
    assert not user.listening_reasons.visible_to(user).exists()
    assert not AuditEvent.objects.visible_to(user).about_conference(world.conference.pk).exists()


def test_a_person_says_it_of_themselves_and_is_out_at_once(world, sign_in):
    browser = sign_in(world.people[Role.CHAIR])
    path = reverse("recordings:conflicts", args=[world.conference.pk])

    answer = browser.post(path, {"user": str(world.people[Role.CHAIR].pk), "reason": "My sister’s child"})

    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("home")
    assert browser.get(path).status_code == 404
    assert AuditEvent.objects.filter(verb="conflict.noted").exists()


@pytest.mark.parametrize("role", LIFTERS, ids=str)
def test_somebody_else_lifts_it_with_a_reason(role, world, sign_in):
    noted = shut_out(world.people[Role.CHAIR], world.conference)
    browser = sign_in(world.others[role])
    page = browser.get(reverse("recordings:conflicts", args=[world.conference.pk])).text

    browser.post(reverse("recordings:conflict_lift", args=[noted.pk]), {"reason": "Another Ellison"})

    assert "A cousin of the mother" in page
    assert Conference.objects.visible_to(world.people[Role.CHAIR]).exists()
    noted.refresh_from_db()
    assert (noted.lifted_by, noted.lifted_reason) == (world.others[role], "Another Ellison")


def test_neither_who_noted_it_nor_whom_it_is_about_lifts_it(world):
    administrator = world.people[Role.ADMINISTRATOR]
    noted = actions.note_conflict(
        world.conference, user=world.people[Role.QUALITY_REVIEWER], reason="A neighbour", by=administrator
    )

    for user in (administrator, world.people[Role.QUALITY_REVIEWER]):
        with pytest.raises(Conflict, match="Somebody else"):
            actions.lift_conflict(noted, reason="Never mind", by=user)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConflictOfInterest.objects.update(lifted_at="2026-11-06T10:00Z", lifted_by=administrator)


def test_it_is_noted_once_and_lifted_once(world):
    administrator, other = world.people[Role.ADMINISTRATOR], world.others[Role.ADMINISTRATOR]
    said = {"user": world.people[Role.CHAIR], "reason": "A cousin", "by": administrator}
    noted = actions.note_conflict(world.conference, **said)

    with pytest.raises(Conflict, match="already"):
        actions.note_conflict(world.conference, **said)
    actions.lift_conflict(noted, reason="A mistake", by=other)
    with pytest.raises(Conflict, match="already"):
        actions.lift_conflict(noted, reason="A mistake", by=other)


def test_nobody_close_to_the_family_is_given_its_next_conference(world):
    administrator = world.people[Role.ADMINISTRATOR]
    child = world.conference.children.get().child
    shut_out(world.people[Role.CHAIR], world.conference)
    review = factories.conference(chair=world.people[Role.CHAIR], children=[])

    with pytest.raises(Conflict, match="close to this family"):
        actions.add_child(review, name=child.name, case_reference=child.case_reference, by=administrator)
    with pytest.raises(Conflict, match="close to this family"):
        actions.change_conference(world.conference, place="Room 4", by=administrator)
    changed = actions.change_conference(world.conference, chair=world.others[Role.CHAIR], by=administrator)
    assert changed.chair == world.others[Role.CHAIR]


def test_the_page_says_who_is_shut_out_and_names_what_is_missing(world, sign_in):
    answer = sign_in(world.people[Role.CHAIR]).post(
        reverse("recordings:conflicts", args=[world.conference.pk]), {"reason": ""}
    )

    assert "Choose who is close to the family" in answer.text
    assert "Say in a few words" in answer.text


def test_asking_a_route_works_as_in_the_table(world, sign_in):
    """So that the first test of this file proves something: without a conflict there is an answer."""
    route = next(one for one in OWN if one.name == "recordings:conference")

    assert ask(sign_in(world.people[Role.CHAIR]), route, world).status_code == 200
