"""Decisions, views, actions and dates are offered with the sentence that says them."""

from minutes import draft
from tests.minutes import conferences

DEV = conferences.everything()[0]


def found(kind, conference=DEV):
    drafted = draft.from_transcript(conference.transcript(), attendance=conference.attendance)
    return [row for row in drafted["suggestions"] if row["kind"] == kind]


def test_the_decision_says_plan_and_category():
    [decision] = found("decision")

    assert (decision["outcome"], decision["category"]) == ("plan", "neglect")


def test_a_decision_against_a_plan_is_told_apart():
    conference = next(c for c in conferences.everything() if c.name == "adolescent_no_plan")

    assert found("decision", conference)[0]["outcome"] == "no_plan"


def test_each_agencys_view_is_yes_or_no():
    views = {row["speaker"]: row["view"] for row in found("view")}

    assert views["Tom Whitcombe"] == views["Priya Nair"] == views["Daniel Okafor"] == "yes"
    assert views["Liam Garside"] == "no"


def test_scale_numbers_are_kept_as_they_were_said():
    conference = next(c for c in conferences.everything() if c.name == "prebirth_signs_of_safety")

    scales = {row["speaker"]: row["scale"] for row in found("view", conference)}

    assert scales["Carla Nunes"] == "six"
    assert scales["Tanisha Morgan"] == "eight"


def test_an_action_names_who_and_when():
    actions = {row["text"][:4]: row for row in found("action")}

    assert actions["Five"]["person"] == "Priya Nair"
    assert actions["Five"]["when"] == "the 20th of November"
    assert actions["Thre"]["when"] == "today"


def test_the_next_dates_are_offered():
    dates = {row["what"]: (row["when"], row["time"]) for row in found("date")}

    assert dates["core_group"] == ("Tuesday the 17th of November", "ten o'clock")
    assert dates["review_conference"] == ("Tuesday the 2nd of February 2027", "half past one")
