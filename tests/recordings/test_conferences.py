"""A conference, its children and its people, through the pages."""

from datetime import date

import pytest
from django.urls import reverse

from access.models import AuditEvent
from access.roles import Role
from recordings.models import Attendance, Child, Conference
from tests import factories

pytestmark = pytest.mark.django_db


def a_conference(chair, **changes):
    return {
        "type": "initial",
        "held_on_day": "5",
        "held_on_month": "11",
        "held_on_year": "2026",
        "starts_at": "10:00",
        "strategy_discussion_on_day": "16",
        "strategy_discussion_on_month": "10",
        "strategy_discussion_on_year": "2026",
        "chair": str(chair.pk),
        **changes,
    }


def test_an_administrator_adds_a_conference_with_its_children_and_looks_after_it(sign_in):
    chair, administrator = factories.user(), factories.user(role=Role.ADMINISTRATOR)
    browser = sign_in(administrator)

    answer = browser.post(reverse("recordings:conference_add"), a_conference(chair))
    child = {"name": "Alfie Hartley", "born_on_day": "3", "born_on_month": "6", "born_on_year": "2019"}
    page = browser.post(answer.headers["Location"], {**child, "case_reference": "WX-26-0417"}, follow=True)

    conference = Conference.objects.get()
    assert conference.administrator == administrator
    assert conference.names == "Alfie Hartley"
    assert conference.children.get().age == 7
    assert "Thu 5 November 2026" in page.text
    assert list(AuditEvent.objects.values_list("verb", flat=True)) == ["conference.added", "child.added"]


def test_a_chair_adds_only_conferences_that_they_chair(sign_in):
    mine, other = factories.user(), factories.user()
    browser = sign_in(mine)

    answer = browser.post(reverse("recordings:conference_add"), a_conference(other))

    assert "Select a valid choice" in answer.text
    assert not Conference.objects.exists()


def test_a_date_that_is_not_in_the_calendar_is_explained_and_what_was_typed_is_kept(sign_in):
    chair = factories.user()

    answer = sign_in(chair).post(
        reverse("recordings:conference_add"), a_conference(chair, held_on_day="31", held_on_month="11")
    )

    assert "There is a problem" in answer.text
    assert "that is in the calendar" in answer.text
    assert 'value="31"' in answer.text


def test_the_list_shows_each_chair_only_their_own(sign_in):
    mine, other = factories.user(), factories.user()
    factories.conference(chair=mine, children=[factories.child(name="Alfie Hartley")])
    factories.conference(chair=other, children=[factories.child(name="Callum Doyle")])

    page = sign_in(mine).get(reverse("recordings:conferences")).text

    assert "Alfie Hartley" in page
    assert "Callum Doyle" not in page


def test_a_deputy_sees_the_conference_they_stand_in_for(sign_in):
    deputy = factories.user()
    conference = factories.conference(deputy=deputy)

    assert sign_in(deputy).get(reverse("recordings:conference", args=[conference.pk])).status_code == 200


def test_a_case_reference_that_is_known_brings_the_same_child_to_a_second_conference(sign_in):
    chair = factories.user()
    child = factories.child(name="Alfie Hartley")
    conference = factories.conference(chair=chair, children=[])

    sign_in(chair).post(
        reverse("recordings:child_add", args=[conference.pk]),
        {"name": "alfie hartley", "case_reference": f" {child.case_reference.lower()} "},
    )

    assert Child.objects.count() == 1
    assert conference.children.get().child == child


def test_a_case_reference_of_a_child_with_another_name_is_a_mistake_to_look_at(sign_in):
    chair = factories.user()
    child = factories.child(name="Alfie Hartley")
    conference = factories.conference(chair=chair, children=[])

    answer = sign_in(chair).post(
        reverse("recordings:child_add", args=[conference.pk]),
        {"name": "Callum Doyle", "case_reference": child.case_reference},
    )

    assert answer.status_code == 409
    assert "belongs to a child with another name" in answer.text
    assert not conference.children.exists()


def test_a_person_is_added_changed_and_taken_off_the_list(sign_in):
    chair = factories.user()
    conference = factories.conference(chair=chair)
    browser = sign_in(chair)
    kelly = {"name": "Kelly Hartley", "role": "Mother", "group": "family", "came": "attended"}

    browser.post(reverse("recordings:person_add", args=[conference.pk]), kelly)
    person = Attendance.objects.get()
    browser.post(reverse("recordings:person", args=[person.pk]), {**kelly, "came": "part"})
    person.refresh_from_db()

    assert person.came == "part"
    assert "Kelly Hartley" in browser.get(reverse("recordings:conference", args=[conference.pk])).text
    browser.post(reverse("recordings:person_remove", args=[person.pk]))
    assert not Attendance.objects.exists()


def test_names_stand_nowhere_in_the_database_in_the_clear(sign_in):
    conference = factories.conference(children=[factories.child(name="Alfie Hartley")])
    factories.person(conference, name="Kelly Hartley")

    rows = [
        *Child.objects.values_list(),
        *Attendance.objects.values_list(),
        *Conference.objects.values_list(),
    ]

    assert b"Hartley" not in repr(rows).encode()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Alfie Hartley"], "Alfie Hartley"),
        (["Alfie Hartley", "Maisie Hartley"], "Alfie and Maisie Hartley"),
        (["Alfie Hartley", "Callum Doyle"], "Alfie Hartley and Callum Doyle"),
        (["Ann Lee", "Bo Lee", "Cy Lee"], "Ann, Bo and Cy Lee"),
        (["Unborn Pryor", "Pryor"], "Unborn Pryor and Pryor"),
    ],
)
def test_siblings_are_named_as_people_name_them(names, said):
    children = [factories.child(name=name, born_on=None) for name in names]

    assert factories.conference(children=children).names == said


@pytest.mark.parametrize(
    ("born_on", "age"),
    [(date(2019, 6, 3), 7), (date(2019, 11, 6), 6), (date(2026, 12, 1), None), (None, None)],
)
def test_a_childs_age_is_that_on_the_day_of_the_conference(born_on, age):
    conference = factories.conference(children=[factories.child(born_on=born_on)], held_on=date(2026, 11, 5))

    assert conference.children.get().age == age


def test_the_page_shows_each_date_with_its_working(sign_in):
    chair = factories.user()
    conference = factories.conference(
        chair=chair, held_on=date(2026, 11, 5), strategy_discussion_on=date(2026, 10, 16)
    )

    page = sign_in(chair).get(reverse("recordings:conference", args=[conference.pk])).text

    assert "held in time" in page
    assert "Fri 6 Nov 2026" in page
    assert "working day 15" in page
    assert "Fri 5 Feb 2027" in page


def test_the_board_asks_for_the_recording_and_then_for_the_room(sign_in):
    chair = factories.user()
    conference = factories.conference(chair=chair)
    browser = sign_in(chair)

    assert "Add the recording" in browser.get("/").text
    factories.recording(conference)

    page = browser.get("/").text
    assert "Add the recording" not in page
    assert "Confirm who was in the room" in page


def test_a_date_that_has_passed_is_no_alarm_for_nobody_notes_here_that_it_was_kept(sign_in):
    chair = factories.user()
    conference = factories.conference(chair=chair, held_on=date(2026, 1, 8))

    page = sign_in(chair).get(reverse("recordings:conference", args=[conference.pk])).text

    assert "this day has passed" in page
    assert "days ago" not in page
