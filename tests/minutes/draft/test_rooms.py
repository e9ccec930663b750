"""The part that the family must not have is found from what the chair says, and from nothing else."""

import pytest

from minutes import draft
from tests.minutes import conferences

PEOPLE = [
    {"name": "Ada Stone", "role": "Chair", "agency": ""},
    {"name": "Kim Reed", "role": "Mother", "agency": ""},
    {"name": "Lee Reed", "role": "Father", "agency": ""},
    {"name": "Jo Fell", "role": "Police Officer", "agency": "Police"},
]


def drafted(*lines):
    segments = [
        {"start": 10.0 * n, "end": 10.0 * n + 8, "speaker": name, "text": text}
        for n, (name, text) in enumerate(lines)
    ]
    return draft.from_transcript({"segments": segments}, attendance=PEOPLE)


def restricted(result):
    sections = [section for section in result["sections"] if section["code"] == "police_restricted"]
    return " ".join(s["text"] for section in sections for p in section["paragraphs"] for s in p["sentences"])


@pytest.mark.parametrize(
    "asked",
    [
        "Kim and Lee, could I ask you to step outside for a few minutes?",
        "Would you both mind waiting next door for a little while?",
        "I'm now going to put you in the virtual waiting room while we hear from the police.",
        "I need the family to leave the room for this part, please.",
        "Kim, Lee, Jo's colleague will take you along the corridor for ten minutes.",
        "You two go and get a cup of tea in the canteen, there's something I can't have you in for.",
        "I now want a short time with the agencies on their own, so would you go across the landing?",
        "I'm asking Kim and Lee to step outside because it is for the police "
        "and I'll tell you more when you come back",
    ],
)
@pytest.mark.parametrize(
    "back",
    [
        "Welcome back, both.",
        "Thank you for waiting.",
        "Kim and Lee are back with us.",
        "You've both rejoined us.",
        "Do sit. We hadn't forgotten you.",
        "There we are, sit yourselves down.",
        "I'm sorry that you were kept.",
    ],
)
def test_the_part_runs_from_being_asked_out_until_being_back(asked, back):
    result = drafted(
        ("Ada Stone", "Thank you for that."),
        ("Ada Stone", asked),
        ("Jo Fell", "There is a live investigation that must stay private."),
        ("Ada Stone", f"{back} What would you like to say?"),
        ("Kim Reed", "I have been trying very hard since the summer and I want people to know."),
    )

    assert "live investigation" in restricted(result)
    assert "trying very hard" not in restricted(result)
    [part] = [part for part in result["presence"] if part["kind"] == "restricted"]
    assert part["end"] == 30.0
    assert set(part["absent"]) == {"Kim Reed", "Lee Reed"}


@pytest.mark.parametrize(
    "said",
    [
        "Kim, if you need to step outside at any point, just say so.",
        "Later on I will ask the family to step outside while the police speak.",
        "Kim will not leave the children without a safe adult.",
        "I'll go through the outline plan now.",
        "I'm going to ask just the professionals for their view on the threshold.",
        "Part of the meeting may be for professionals only.",
    ],
)
def test_talk_of_leaving_is_not_leaving(said):
    result = drafted(
        ("Ada Stone", said),
        ("Jo Fell", "We attended the address twice in October and spoke to the neighbours there."),
        ("Kim Reed", "That is true."),
    )

    assert restricted(result) == ""


def test_a_meeting_that_opens_without_the_family_is_restricted_until_they_come_in():
    result = drafted(
        ("Ada Stone", "Good morning. Kim and Lee are waiting in reception and I'll bring them in at ten."),
        ("Jo Fell", "There is a live investigation that must stay private."),
        ("Ada Stone", "Come in, both of you, and take a seat. Welcome."),
        ("Kim Reed", "Thank you, I was getting worried out there by myself."),
    )

    assert "live investigation" in restricted(result)
    assert "worried" not in restricted(result)


def test_what_is_only_said_behind_the_familys_back_is_shut_away_though_nobody_was_heard_to_ask_them_out():
    result = drafted(
        ("Kim Reed", "I have told you everything I know about that evening at the house."),
        ("Ada Stone", "Thank you. Let us go on."),
        ("Ada Stone", "Jo."),
        ("Jo Fell", "There is intelligence, graded, that he is dealing, and you cannot tell the mother why."),
        ("Ada Stone", "Welcome back. What would help, Kim?"),
        ("Kim Reed", "Somebody to talk to."),
    )

    assert "intelligence" in restricted(result)
    assert "Somebody to talk to" not in restricted(result)
    assert "told you everything" not in restricted(result)


def test_the_officers_own_talk_of_coming_back_does_not_open_the_part():
    result = drafted(
        ("Ada Stone", "Kim and Lee, would you step outside for a few minutes please?"),
        ("Jo Fell", "He said there we are, and he is back with us in the area since June."),
        ("Jo Fell", "The source is his cousin."),
        ("Ada Stone", "Welcome back."),
    )

    assert "cousin" in restricted(result)


def test_one_parent_out_while_the_other_speaks_is_not_a_restricted_part():
    result = drafted(
        ("Ada Stone", "Lee, could you step outside for a few minutes please?"),
        ("Jo Fell", "We have a report that I can share with Kim."),
        ("Kim Reed", "Yes, I told the officer all of that myself in July."),
        ("Ada Stone", "Welcome back, Lee."),
    )

    assert [part["kind"] for part in result["presence"]] == ["part_excluded"]
    assert restricted(result) == ""


def test_nothing_from_the_restricted_part_is_suggested_for_the_plan():
    conference = conferences.everything()[0]

    result = draft.from_transcript(conference.transcript(), attendance=conference.attendance)

    assert not any(300 < suggestion["sources"][0][0] < 372 for suggestion in result["suggestions"])


def test_a_minute_of_silence_is_suggested_as_a_break():
    conference = conferences.everything()[0]

    result = draft.from_transcript(conference.transcript(), attendance=conference.attendance)

    [part] = [part for part in result["presence"] if part["kind"] == "break"]
    assert (round(part["start"]), round(part["end"])) == (371, 432)
