"""A conference over time: its state, its discussions, the meeting that takes it up, and its reports."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from access.errors import Conflict
from access.roles import Role
from recordings import actions, states
from recordings.models import Conference, Report
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("move", states.MOVES, ids=lambda move: f"{move[0].value} to {move[1].value}")
def test_a_conference_moves_as_the_table_says(move, team):
    before, after = move
    Conference.objects.update(status=before)
    team.recording.delete()
    if before == "not_quorate":
        actions.decide_quorum(team.conference, reason="The school was heard by phone", by=team.chair)
    conference = Conference.objects.get()

    moved = actions.move_conference(conference, to=after, reason="A fire alarm", by=team.chair)

    assert (moved.status, moved.status_reason) == (after, "A fire alarm")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("cancelled", "held", "cannot become"),
        ("planned", "adjourned", "Say why"),
        ("held", "planned", "has a recording"),
        ("not_quorate", "held", "The chair first says why"),
    ],
)
def test_any_other_move_is_refused_and_says_why(before, after, words, team):
    Conference.objects.update(status=before)

    with pytest.raises(Conflict, match=words):
        actions.move_conference(Conference.objects.get(), to=after, by=team.chair)


def test_the_page_asks_what_became_of_it_and_why(team):
    path = reverse("recordings:conference_move", args=[team.conference.pk])

    wrong = team.desk.post(path, {"to": "adjourned", "reason": ""}).text
    team.desk.post(path, {"to": "adjourned", "reason": "The power went out"})
    page = team.desk.get(reverse("recordings:conference", args=[team.conference.pk])).text

    assert "Say why in a few words" in wrong
    assert "Adjourned: The power went out" in page
    assert "Plan the meeting that takes it up" in page


def test_a_conference_that_could_not_finish_is_reconvened_with_the_same_children_and_people(team):
    father = factories.person(team.conference, name="Sean Doyle", role="Father", address_withheld=True)
    father.only_about.set(team.conference.children.all())
    day = {"held_on_day": "12", "held_on_month": "11", "held_on_year": "2026", "starts_at": "9:30"}
    path = reverse("recordings:reconvene", args=[team.conference.pk])
    assert team.desk.post(path, day).status_code == 409
    actions.move_conference(team.conference, to="adjourned", reason="Too late", by=team.chair)

    team.desk.post(path, day)

    again = Conference.objects.get(reconvenes=team.conference)
    row = again.children.get()
    assert (again.type, row.own_type, row.child) == ("reconvened", "initial", team.child)
    copied = again.people.get(address_withheld=True)
    assert (copied.name, copied.came, copied.only_about.get()) == ("Sean Doyle", "invited", row)
    page = team.desk.get(reverse("recordings:conference", args=[again.pk])).text
    assert "that of Thu 5 Nov 2026" in page
    with pytest.raises(Conflict, match="same day or later"):
        actions.reconvene(
            Conference.objects.get(pk=team.conference.pk), held_on=date(2026, 11, 1), by=team.chair
        )


def test_the_discussion_that_started_the_enquiry_is_the_one_days_are_counted_from(team):
    path = reverse("recordings:discussion_add", args=[team.conference.pk])
    day = {"on_day": "23", "on_month": "10", "on_year": "2026"}

    team.desk.post(path, day)
    second = team.conference.discussions.get(on=date(2026, 10, 23))
    assert team.conference.discussions.get(started_enquiry=True).on == date(2026, 10, 16)
    team.desk.post(reverse("recordings:discussion_choose", args=[second.pk]))

    assert Conference.objects.get().strategy_discussion_on == date(2026, 10, 23)
    assert team.conference.discussions.get(started_enquiry=True) == second
    with pytest.raises(Conflict, match="noted already"):
        actions.add_discussion(team.conference, on=second.on, by=team.chair)
    third = actions.add_discussion(
        team.conference, on=date(2026, 10, 28), started_enquiry=True, by=team.chair
    )
    assert (third.started_enquiry, Conference.objects.get().strategy_discussion_on) == (True, third.on)


def test_a_chair_does_not_give_a_conference_away_and_a_deputy_is_named_for_a_reason(team, sign_in):
    other = team.others[Role.CHAIR]
    path = reverse("recordings:conference_change", args=[team.conference.pk])
    said = {
        **dict(zip(("held_on_day", "held_on_month", "held_on_year"), ("6", "11", "2026"), strict=True)),
        "type": "combined",
        "chair": str(team.chair.pk),
        "deputy": str(other.pk),
    }

    assert "Say why there is a deputy" in sign_in(team.chair).post(path, said).text
    assert "Choose somebody else" in team.desk.post(path, {**said, "deputy": str(team.chair.pk)}).text
    sign_in(team.chair).post(path, {**said, "deputy_reason": "A long leave"})
    page = team.desk.get(reverse("recordings:conference", args=[team.conference.pk])).text
    assert f"{other.name}: A long leave" in page
    assert "Say what the meeting is for Alfie Hartley" in page
    with pytest.raises(Conflict, match="Ask an administrator"):
        actions.change_conference(Conference.objects.get(), chair=other, by=team.chair)
    with pytest.raises(Conflict, match="somebody else than the chair"):
        actions.change_conference(Conference.objects.get(), deputy=team.chair, by=team.administrator)


def test_a_reference_of_the_case_system_belongs_to_one_conference(team):
    actions.change_conference(team.conference, reference="C-1", by=team.chair)

    with pytest.raises(Conflict, match="reference is here already"):
        actions.add_conference(
            type="review", held_on=date(2026, 12, 1), chair=team.chair, reference="c-1", by=team.chair
        )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"seen_by_family": "all"}, "Enter the day on which the family saw it"),
        ({"seen_on_day": "2", "seen_on_month": "11", "seen_on_year": "2026"}, "Choose how much of it"),
        (
            {"received_on_day": "2", "received_on_month": "11", "received_on_year": "2030"},
            "not in the future",
        ),
        ({"agency": ""}, "Enter whose report it is"),
    ],
)
def test_a_report_says_what_was_seen_and_when(changes, words, team):
    answer = team.desk.post(
        reverse("recordings:report_add", args=[team.conference.pk]), {"agency": "Police", **changes}
    )

    assert words in answer.text
    assert not Report.objects.exists()


def test_reports_stand_against_the_day_by_which_the_family_sees_them(team):
    day = {"seen_on_day": "3", "seen_on_month": "11", "seen_on_year": "2026"}
    team.desk.post(reverse("recordings:report_add", args=[team.conference.pk]), {"agency": "Police"})
    report = Report.objects.get()
    page = reverse("recordings:conference", args=[team.conference.pk])
    late = team.desk.get(page).text

    said = {"agency": "Police", "seen_by_family": "part", **day}
    team.desk.post(reverse("recordings:report", args=[report.pk]), said)
    after = team.desk.get(page).text
    actions.change_report(report, seen_on=None, seen_by_family="not_shared", by=team.chair)

    assert "The family should see each by Tue 3 Nov 2026" in late
    assert '<span class="tag tag--late">' in late
    assert "Tue 3 Nov 2026, in part" in after
    assert '<span class="tag tag--late">' not in after
    assert "may not be shared" in team.desk.get(page).text
    actions.change_report(report, seen_on=date(2026, 11, 4), seen_by_family="all", by=team.chair)
    assert "After the day" in team.desk.get(page).text
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.update(seen_on=None)
    with pytest.raises(TypeError):
        actions.change_report(report, colour="red", by=team.chair)
    team.desk.post(reverse("recordings:report_remove", args=[report.pk]))
    assert not Report.objects.exists()


def test_the_api_says_that_a_day_goes_with_what_was_seen(team):
    path = reverse("recordings-api:reports", args=[team.conference.pk])

    answer = team.desk.post(
        path, {"agency": "Police", "seen_by_family": "all"}, content_type="application/json"
    )

    assert answer.status_code == 400
    assert "seen_on" in answer.json()
