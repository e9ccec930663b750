"""Decisions, views, actions and dates are offered with the sentence that says them."""

from collections import Counter

import pytest

from minutes import draft
from tests.bench.draft import suggested
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
    assert [row["day"] for row in found("date")] == ["2026-11-17", "2027-02-02"]


def test_views_are_the_agencies_and_not_the_familys():
    assert "Kelly Hartley" not in {row["speaker"] for row in found("view")}


@pytest.mark.parametrize(
    ("name", "outcome", "category"),
    [
        ("review_stand_in_chair", "no_plan", ""),
        ("sexual_abuse_police_in_the_middle", "plan", "sexual abuse"),
        ("domestic_abuse_two_halves", "plan", "emotional abuse"),
    ],
)
def test_a_decision_in_other_words_is_offered(name, outcome, category):
    row = found("decision", named(name))[0]

    assert (row["outcome"], row["category"]) == (outcome, category)


def test_a_person_given_something_to_do_without_will_or_must_is_offered_with_when():
    actions = {
        (row["person"], row["when"]) for row in found("action", named("sexual_abuse_police_in_the_middle"))
    }

    assert ("Sheila Varley", "from tomorrow") in actions
    assert any(person == "Keeley Marsden" for person, _ in actions)


def test_suggestions_in_conferences_never_seen_are_mostly_right_and_mostly_complete():
    counted = Counter()
    for conference in conferences.held_out():
        drafted = draft.from_transcript(conference.transcript(), attendance=conference.attendance)
        for kind in ("view", "decision", "action", "date"):
            counted.update(suggested(conference, drafted, kind))

    for kind in ("view", "decision", "action", "date"):
        assert counted[f"{kind}_right"] >= 0.8 * counted[f"{kind}_offered"]
        assert counted[f"{kind}_found"] >= 0.8 * counted[f"{kind}_true"]


def named(name):
    return next(conference for conference in conferences.everything() if conference.name == name)


@pytest.mark.parametrize(
    ("says", "view"),
    [
        ("I'm not sure, I'd want to hear what comes of the interview.", "unsure"),
        ("I honestly don't know, it could go either way.", "unsure"),
        ("I'm undecided, I've only met her twice.", "unsure"),
        ("I don't feel that I know enough to say, so I'll abstain.", "unsure"),
        ("I can't give a view because I have only had the case a week.", "unsure"),
        ("I'm not sure about the category but yes, she needs a plan.", "yes"),
        ("I'm not sure she would get more from it, so no.", "no"),
        ("Yes, I've no doubt that the threshold is met.", "yes"),
        ("I am sure that she needs a plan.", "yes"),
    ],
)
def test_a_view_is_yes_no_or_unsure(says, view):
    people = [
        {"name": "Ada Stone", "role": "Chair", "agency": ""},
        {"name": "Tess Hall", "role": "Class teacher", "agency": ""},
    ]
    lines = [
        ("Ada Stone", "Let's go round for views. Tess, do you think Mia needs a child protection plan?"),
        ("Tess Hall", says),
        ("Ada Stone", "Thank you. My decision is that Mia will be on a child protection plan from today."),
    ]
    segments = [
        {"start": 9.0 * n, "end": 9.0 * n + 7, "speaker": name, "text": text}
        for n, (name, text) in enumerate(lines)
    ]

    found = draft.from_transcript({"segments": segments}, attendance=people)["suggestions"]

    assert [row["view"] for row in found if row["kind"] == "view"] == [view]
