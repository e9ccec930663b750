"""The people of a conference: the quorum, what each may do and get, and what may be seen of them."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from access.errors import Conflict
from access.roles import Role
from recordings import actions
from recordings.calendar.models import DateRule
from recordings.models import Attendance, Conference
from recordings.quorum import quorum_of
from tests import factories

pytestmark = pytest.mark.django_db


def come(team, name, agency, sector, **changes):
    return factories.person(
        team.conference,
        name=name,
        role="Worker",
        agency=agency,
        group="professional",
        **{"sector": sector, "direct_contact": True, **changes},
    )


def test_the_quorum_is_worked_out_from_the_agencies_that_came_and_know_the_family(team):
    assert not quorum_of(team.conference).counted
    come(team, "Daniel Okafor", "Wexborough Council", Attendance.Sector.SOCIAL_CARE)
    come(team, "Priya Nair", "Wexborough Health", Attendance.Sector.HEALTH)
    come(team, "Ann Moss", "wexborough  health", Attendance.Sector.HEALTH)
    come(team, "Tom Whitcombe", "", Attendance.Sector.EDUCATION, came="apologies")
    come(team, "Liam Garside", "", Attendance.Sector.HOUSING, direct_contact=False)

    short = quorum_of(team.conference)
    come(team, "Jo Bell", "", Attendance.Sector.EDUCATION)
    enough = quorum_of(team.conference)

    assert (short.quorate, len(short.others), short.needed) == (False, 1, 2)
    assert short.words.startswith("Not quorate. There: children’s social care, ")
    assert enough.quorate
    assert "School or nursery" in enough.words


def test_the_chair_goes_on_with_fewer_and_the_reason_is_said_wherever_the_quorum_is(team, sign_in):
    come(team, "Daniel Okafor", "Wexborough Council", Attendance.Sector.SOCIAL_CARE)
    path = reverse("recordings:quorum_decide", args=[team.conference.pk])
    page = reverse("recordings:conference", args=[team.conference.pk])
    browser = sign_in(team.chair)

    assert "Go on with fewer" in browser.get(page).text
    assert "Say why the conference goes on" in browser.post(path, {"reason": ""}).text
    browser.post(path, {"reason": "The school was heard by phone."})

    quorum = quorum_of(Conference.objects.get())
    assert (quorum.quorate, quorum.enough) == (True, False)
    assert "the chair went on: The school was heard by phone." in browser.get(page).text
    with pytest.raises(Conflict, match="Only the chair"):
        actions.decide_quorum(team.conference, reason="Because", by=team.others[Role.CHAIR])
    come(team, "Priya Nair", "Health", Attendance.Sector.HEALTH)
    come(team, "Jo Bell", "School", Attendance.Sector.EDUCATION)
    with pytest.raises(Conflict, match="Enough agencies"):
        actions.decide_quorum(team.conference, reason="Because", by=team.chair)


def person(**changes):
    return {"name": "Sean Doyle", "role": "Father", "group": "family", "came": "attended", **changes}


@pytest.mark.parametrize("capacity", ["supporter", "observer"])
def test_a_supporter_gets_no_papers_on_any_way(capacity, team):
    path = reverse("recordings:person_add", args=[team.conference.pk])

    answer = team.desk.post(path, person(capacity=capacity, gets_letter="on"))

    assert "gets no papers" in answer.text
    with pytest.raises(Conflict, match="no papers"):
        actions.change_person(team.mother, capacity=capacity, gets_minutes=True, by=team.chair)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.update(capacity=capacity, gets_letter=True)


def test_everything_about_a_person_is_kept_and_only_what_may_be_seen_is_shown(team):
    sister = actions.add_child(team.conference, name="Maisie Hartley", by=team.administrator)
    path = reverse("recordings:person_add", args=[team.conference.pk])
    team.desk.post(
        path,
        person(
            parental_responsibility="yes",
            parental_responsibility_checked="Birth certificate seen",
            only_about=[str(sister.pk)],
            gets_letter="on",
            safe_contact_by="collection",
            safe_contact="Never phone",
            safe_contact_checked_on_day="2",
            safe_contact_checked_on_month="11",
            safe_contact_checked_on_year="2026",
            address="4 Quiet Lane",
            address_withheld="on",
            language="Polish",
            interpreter="on",
            format="large_print",
        ),
    )
    father = team.conference.people.get(interpreter=True)

    edit, list_page = (
        reverse("recordings:person", args=[father.pk]),
        team.desk.get(reverse("recordings:conference", args=[team.conference.pk])).text,
    )
    assert [row.child.name for row in father.children_concerned()] == ["Maisie Hartley"]
    assert (father.language, father.format, father.safe_contact) == ("Polish", "large_print", "Never phone")
    assert "Quiet Lane" not in team.desk.get(edit).text + list_page
    assert "needs an interpreter" in list_page
    shown = team.desk.post(reverse("recordings:person_address", args=[father.pk])).text
    assert "4 Quiet Lane" in shown
    given = team.desk.get(reverse("recordings-api:invited", args=[father.pk])).json()
    assert (given["address"], given["address_withheld"], given["only_about"]) == (
        "",
        True,
        [str(sister.child_id)],
    )
    assert team.mother.children_concerned() == list(team.conference.children.all())


def test_a_day_of_checking_that_is_ahead_is_refused(team):
    ahead = {
        f"safe_contact_checked_on_{part}": value
        for part, value in (("day", "2"), ("month", "1"), ("year", "2031"))
    }

    answer = team.desk.post(reverse("recordings:person_add", args=[team.conference.pk]), person(**ahead))

    assert "Enter a day that is not in the future" in answer.text


def test_what_somebody_forgot_is_listed_before_anything_is_sent(team):
    actions.change_person(team.mother, parental_responsibility="yes", by=team.chair)

    page = team.desk.get(reverse("recordings:conference", args=[team.conference.pk])).text

    assert "Kelly Hartley has parental responsibility and is not down for the decision letter." in page
    assert "Nobody has noted how the parental responsibility of Kelly Hartley was checked." in page


def test_whoever_is_named_in_the_words_stays_on_the_list(team):
    factories.part(team.recording, kind="break", start_ms=0, end_ms=10, absent=[team.mother])

    with pytest.raises(Conflict, match="named in a part"):
        actions.remove_person(team.mother, by=team.chair)


def test_people_are_here_for_children_of_this_conference_only(team):
    stranger = factories.conference().children.get()

    with pytest.raises(Conflict, match="children of this conference"):
        actions.change_person(team.mother, only_about=[stranger], by=team.chair)
    path = reverse("recordings-api:invited", args=[team.mother.pk])
    answer = team.desk.patch(path, {"only_about": [str(stranger.child_id)]}, content_type="application/json")
    assert answer.status_code == 409
    kept = team.desk.patch(path, {"only_about": [str(team.child.pk)]}, content_type="application/json")
    assert kept.json()["only_about"] == [str(team.child.pk)]
    with pytest.raises(TypeError):
        actions.change_person(team.mother, colour="red", by=team.chair)


def test_the_number_of_agencies_is_a_dated_rule_of_the_council(team):
    come(team, "Daniel Okafor", "Wexborough Council", Attendance.Sector.SOCIAL_CARE)
    come(team, "Priya Nair", "Wexborough Health", Attendance.Sector.HEALTH)
    rule = {"code": "quorum", "amount": 1, "says": "Social care and one other", "source": "Cabinet paper"}
    DateRule.objects.create(**rule, effective_from=date(2026, 11, 5), set_by=team.administrator)

    assert quorum_of(team.conference).quorate
    Conference.objects.update(held_on=date(2026, 11, 4))
    assert not quorum_of(Conference.objects.get()).quorate
